"""How documents mark a question, an answer and a level: "Ques 1.", "Q#5)", "Ans:-", "Senior".

Patterns take bounded repeats only, so that no line can make them slow.
"""

import re
from dataclasses import dataclass

from knowledge.question import Level

_END = r"[.:)\]\-\u2013\u2014]"
_NUMBERED_LABEL = re.compile(
    rf"""[ \t\xa0]{{0,8}}[(\[]?(?P<word>question|ques|que|qn|q)(?![^\W\d_]|&)
    [ \t]{{0,4}}(?:no\b\.?)?(?P<mark>[ \t.\#:\-\u2013\u2014]{{0,6}})
    (?P<number>\d{{1,4}}(?:\.\d{{1,3}}){{0,2}})
    (?:[ \t]{{0,4}}(?P<end>{_END})[ \t:.)\-\u2013\u2014]{{0,8}}|[ \t]{{1,8}}(?!\d)|$)
    (?P<text>.*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_BARE_LABEL = re.compile(
    r"[ \t]{0,8}(?:(?:question|ques|que|qn|q)[ \t]{0,4}[:.)](?=\s|$)|q:)[ \t\-]{0,8}(?P<text>.*)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"[ \t]{0,3}(?P<number>\d{1,4}(?:\.\d{1,3}){0,2})(?:[.)][ \t.)]{0,4}|[ \t]{1,4})(?P<text>\S.*)$"
)
_ANSWER = re.compile(
    r"""[ \t]{0,8}[(\[*_]{0,3}
    (?:(?:answer|anwser|asnwer|answear|anser|ans|solution|sol)(?![^\W\d_])
       [ \t]{0,4}\#?\d{0,4}[ \t]{0,4}(?:[:.)\]\-\u2013\u2014>=\u2192*_]{1,6}|$)
     |a[ \t]{0,2}\#?\d{0,4}[ \t]{0,2}:[\-*_]{0,3}
     |a\d{1,4}[.)]
     |(?:->|=>|\u2192))
    [ \t]{0,8}(?P<text>.*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_INLINE_ANSWER = re.compile(
    r"(?<=[?.!])[ \t]{1,8}(?:answer|ans|a)[ \t]{0,2}:-?[ \t]{1,8}", re.IGNORECASE
)
# What begins so asks without a question mark; "Is", "Can" or "When" begin statements as well.
_ASKS = re.compile(
    r"""(?:what|why|how|explain|describe|discuss|define|differentiate|distinguish|compare|contrast
    |list|name|give|write|implement|design|outline|summari[sz]e|state|mention|illustrate|elaborate
    |tell|walk|derive|prove|show|identify|find|suppose|imagine|briefly|enumerate)(?![^\W_])""",
    re.IGNORECASE | re.VERBOSE,
)
_IMPERATIVE_START = 3  # words a question without a question mark has at least
_LEVEL = re.compile(
    r"\b(?:(?P<basic>basics?|beginners?|freshers?|entry[ -]level|junior|easy|fundamentals)"
    r"|(?P<intermediate>intermediate|mid[ -]level|medium)"
    r"|(?P<advanced>advanced?|experts?|senior|experienced|hard))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """The text after a label, and the number in it."""

    text: str
    number: str | None = None


def question_label(line: str) -> Labelled | None:
    """What follows "Ques 1.", "Q#5.", "Question - 11 : -" or "Q:"; None without such a label."""
    found = _NUMBERED_LABEL.match(line)
    if found:
        text = found["text"].strip()
        # "Q3 is the third quartile." is a sentence, "Q3 What is a quartile?" a question.
        certain = found["end"] or found["mark"].strip() or len(found["word"]) > 1
        if certain or not text or asks(text):
            return Labelled(text, found["number"])
        return None
    found = _BARE_LABEL.match(line)
    return Labelled(found["text"].strip()) if found else None


def numbered(line: str) -> Labelled | None:
    """What follows "12." or "12)" or a bare "12" at the start of a line."""
    found = _NUMBER.match(line)
    return Labelled(found["text"].strip(), found["number"]) if found else None


def answer_label(line: str) -> str | None:
    """What follows "Answer:", "Ans:-", "A:", "->"; None without such a label."""
    found = _ANSWER.match(line)
    return found["text"].strip() if found else None


def split_inline(question: str) -> tuple[str, str]:
    """A question and the answer that stands on its line after "A:"; "" without."""
    parts = _INLINE_ANSWER.split(question, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def asks(text: str) -> bool:
    """Whether a line reads as a question: by its mark, or by how it begins."""
    bare = text.strip(" \t*_`\"'\u201c\u201d")
    if bare.endswith(("?", "\uff1f")):
        return True
    return bool(_ASKS.match(bare)) and len(bare.split(None, _IMPERATIVE_START)) >= _IMPERATIVE_START


def level(text: str) -> Level | None:
    """The level that a heading or a line of a document's head names first."""
    found = _LEVEL.search(text)
    return Level(str(found.lastgroup)) if found else None


def without_level(text: str) -> str:
    """A heading without what says only its level: "Advanced questions" has nothing left."""
    rest = _LEVEL.sub("", text)
    filler = re.sub(
        r"\b(?:interview|questions?|answers?|level|and|for|the)\b|\W", "", rest, flags=re.IGNORECASE
    )
    return text if filler else ""
