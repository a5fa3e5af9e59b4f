"""How documents mark a question, an answer and a level: "Ques 1.", "Q#5)", "Ans:-", "Senior".

The words are in `vocabulary`. Patterns take bounded repeats only, so that no line makes them slow.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from knowledge.question import Level
from knowledge.reading import vocabulary

_END = r"[.:)\]\-\u2013\u2014\uff1a\u3001\uff0e>|/]"
_DIGITS = r"\d{1,4}(?:\.\d{1,3}){0,2}(?:[a-z](?![a-z]))?"


def _words(*groups: Sequence[str]) -> str:
    every = {w for g in groups for w in g}
    return "|".join(re.escape(w) for w in sorted(every, key=lambda w: (-len(w), w)))


_LEAD = r"[ \t\xa0]{0,8}(?:[^\w\s]{1,3}[ \t]{0,2}){0,2}?[(\[\u3010]?"
_NUMBERED_LABEL = re.compile(
    rf"""{_LEAD}(?:(?P<word>{_words(vocabulary.QUESTION, vocabulary.TASK)})(?![^\W\d_]|&)
      [ \t]{{0,4}}(?:(?:no|n\u00ba|nr|num|number)\b\.?[ \t]{{0,2}})?
    |(?P<cjk>{_words(vocabulary.QUESTION_CJK)})[ \t]{{0,4}})
    (?P<mark>[ \t.\#:\-\u2013\u2014_(\[]{{0,6}})
    (?P<number>{_DIGITS})
    (?:[ \t]{{0,4}}(?P<end>{_END})[ \t:.)\]\-\u2013\u2014\uff1a\u3011]{{0,8}}|\u3011[ \t]{{0,4}}
      |[ \t]{{1,8}}(?!\d)|$)
    (?P<text>.*)$""",
    re.IGNORECASE | re.VERBOSE,
)
# "P1. ¿Qué es…?", "D2) Che cos'è…?", "F3: Was ist…?": a label only where the text asks.
_LETTER_LABEL = re.compile(
    rf"{_LEAD}[pdf](?P<number>\d{{1,4}})[ \t]?[.:)\uff1a][ \t\-*_]{{1,8}}(?P<text>.*)$",
    re.IGNORECASE,
)
_NTH_LABEL = re.compile(
    r"[ \t]{0,8}第[ \t]{0,2}(?P<number>[\d一二三四五六七八九十百]{1,4})[ \t]{0,2}[题題问問道]"
    r"[ \t:.、：）)]{0,6}(?P<text>.*)$"
)
_BARE_LABEL = re.compile(
    rf"""{_LEAD}(?:(?:{_words(vocabulary.QUESTION)})\b[ \t]{{0,4}}(?:[:\uff1a]|[.)](?=\s|$))
      |q[ \t]?[:\uff1a]|q[ \t]?-[ \t]|[pd]:(?=\s)|front[ \t]?:
      |(?:{_words(vocabulary.QUESTION_CJK)})[ \t]{{0,4}}[:\uff1a])
    [ \t\-*_]{{0,8}}(?P<text>.*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER = re.compile(
    rf"""[ \t]{{0,12}}[(\[\u3010\uff08\#]?(?P<number>{_DIGITS})
    (?P<end>[ \t]{{0,2}}
      (?:[.):\u3001\uff0e\uff1a\]\u3011\uff09]|\ufe0f?\u20e3|[-\u2013\u2014](?=[ \t]))
      [ \t.)\-]{{0,4}}|[ \t]{{1,4}})
    (?P<text>[^\s.)].*)$""",
    re.VERBOSE,
)
_WORD_ALONE = re.compile(
    r"\W{0,6}(?:(?:practice|sample|interview|exam|test|the)[ ])?"
    rf"(?:{_words(vocabulary.ONE_QUESTION)})\W{{0,4}}$",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"[ \t]{0,4}\(?(?P<number>[a-z])[.)][ \t]{1,4}(?P<text>\S.*)$")
_MARKUP = (
    r"(?>[#>*_~|]{1,6}|[-+](?=[ \t*_])|<[a-z][^<>]{0,120}>|</[a-z]{1,10}>|\\|\[![\w-]{1,20}\][+-]?)"
)
_ANSWER = re.compile(
    rf"""(?:[\u2300-\u2bff\U0001f300-\U0001faff\ufe0f]{{1,3}}[ \t]{{0,2}}(?=[*_<])|[ \t]{{1,8}})?
    (?:{_MARKUP}[ \t]{{0,4}}){{0,6}}[ \t\xa0]{{0,8}}
    (?:[^\w\s<>"'`(\[$]{{1,3}}[ \t]{{0,2}})?[(\[\u3010]?
    (?:(?P<word>(?:(?:{_words(vocabulary.ANSWER_BEFORE)})[ \t-]{{1,2}}){{0,2}}
       (?:{_words(vocabulary.ANSWER)})(?![^\W\d_])
       (?:[ \t]{{0,2}}[ \t/&][ \t]{{0,2}}(?:{_words(vocabulary.ANSWER_BEHIND)})(?![^\W\d_])){{0,2}}
      |{_words(vocabulary.ANSWER_CJK)})
     (?P<gap>[ \t\#.\-\u2013_]{{0,4}}(?P<number>\d{{0,4}})[ \t]{{0,4}})
     (?P<close>(?:[*_]{{1,3}}|</[a-z]{{1,10}}>)?[ \t]{{0,4}})
     (?P<end>[:.)\]\-\u2013\u2014>=\u2192*_\uff1a\u3011]{{1,6}}(?:[ \t]{{0,2}}[-\u2013:]{{1,2}})?
       |(?=[ \t]{{0,8}}(?:</?[a-z][^<>]{{0,40}}>[ \t]{{0,4}}){{0,4}}$))
     |(?P<letter>(?:[ar]|о|back)[ \t]{{0,2}}\#?\d{{0,4}}[ \t]{{0,2}}[:\uff1a][\-*_]{{0,3}}
       |[ar]\d{{1,4}}[.)]|a[.)]?[ \t]{{0,2}}-(?=[ \t]))
     |(?P<arrow>(?:->|-->|=>|==>|\u2192|\u21d2|\u27a1\ufe0f?|\u27a4|\U0001f449)))
    (?:[ \t]{{0,4}}(?:[*_]{{1,3}}|</[a-z]{{1,10}}>|<br\s?/?>)){{0,4}}
    [ \t]{{0,8}}[:\uff1a]?[ \t]{{0,8}}(?P<text>.*)$""",
    re.IGNORECASE | re.VERBOSE,
)
# "**Spoken answer:**", "Пример ответа:": any short phrase about an answer, where it is set apart.
_PHRASE = re.compile(
    rf"""(?:{_MARKUP}[ \t]{{0,4}}){{0,4}}(?P<open>\*\*|__|<b>|<strong>)?
    (?:[^\W\d_][\w'’-]{{1,14}}[ \t]){{0,2}}
    (?:{_words(vocabulary.ANSWER, vocabulary.ANSWER_FORMS)})(?![^\W\d_])
    (?:[ \t]{{0,2}}\([^()]{{1,40}}\))?[ \t]{{0,2}}
    (?:[:\uff1a][ \t]{{0,2}}(?(open)(?:\*\*|__|</b>|</strong>))
      |(?(open)(?:\*\*|__|</b>|</strong>)[ \t]{{0,2}}[:\uff1a]|(?!)))
    [ \t]{{0,4}}(?P<text>.*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_FLIP = re.compile(r"[ \t]{0,3}\?{1,2}[ \t]{0,3}$")  # between the sides of a card
_INLINE_ANSWER = re.compile(
    rf"""(?<=[?.!:\uff1f\u3002)*])[ \t*_]{{1,8}}
    (?:(?:(?:correct|right)[ \t])?(?:{_words(vocabulary.ANSWER)}|[ar])(?![^\W_])
      [ \t]{{0,2}}[:\uff1a]-?[ \t*_]{{0,8}})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ASKS = re.compile(
    rf"(?P<word>{_words(*(v.split() for v in vocabulary.ASKS.values()))})(?![^\W_])", re.IGNORECASE
)
_ASKS_CJK = re.compile(_words(vocabulary.ASKS_CJK))
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MARK = "?\uff1f\u061f"
_AROUND = " \t*_`\"'\u201c\u201d\u00bf>#"
_DRAWN = re.compile("[\u2600-\u26ff\U0001f300-\U0001faff\ufe0f]{1,4}[ \t]")  # an emoji before it
_MARKED = re.compile(
    rf"[{_MARK}](?:[\W_]{{0,24}}|[\W_]{{0,8}}[(\[\uff08][^()\[\]]{{0,120}}[)\]\uff09][\W_]{{0,24}})$"
)
_SENTENCE = re.compile(r"(?<=[.!:;])[*_`]{0,2}\s+[*_`]{0,2}")
_IMPERATIVE_START = 3  # words a question without a question mark has at least
_LONGEST_CJK = 60
_LONGEST_ASKING = 1_200
_LEVEL = re.compile(
    r"\b(?:(?P<basic>basics?|beginners?|freshers?|entry[ -]level|junior|easy|fundamentals)"
    r"|(?P<intermediate>intermediate|mid[ -]level|medium)"
    r"|(?P<advanced>advanced?|experts?|senior|experienced|hard))\b",
    re.IGNORECASE,
)


class Asking(IntEnum):
    """How surely a line asks: not, by how it begins, by its question mark."""

    NO = 0
    MAYBE = 1
    YES = 2


@dataclass(frozen=True, slots=True)
class Labelled:
    """The text after a label, and the number in it; `bare` when the number has no mark."""

    text: str
    number: str | None = None
    bare: bool = False


class By(IntEnum):
    """How an answer is labelled; the greater wins where both are found."""

    ARROW = 1
    LETTER = 2
    WORD = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer's label: what follows it on its line, what it was, and its number."""

    text: str
    by: By
    number: str | None = None


def question_label(line: str) -> Labelled | None:
    """What follows "Ques 1.", "Q#5.", "Question - 11 : -" or "Q:"; None without such a label."""
    found = _NUMBERED_LABEL.match(line)
    if found:
        text = found["text"].strip()
        # "Q3 is the third quartile." is a sentence, "Q3 What is a quartile?" a question.
        word = found["word"] or found["cjk"]
        certain = found["end"] or found["mark"].strip() or len(word) > 1
        if certain or not text or asks(text):
            return Labelled(text, found["number"])
        return None
    found = _LETTER_LABEL.match(line)
    if found and asks(found["text"]):
        return Labelled(found["text"].strip(), found["number"])
    found = _NTH_LABEL.match(line)
    if found:
        return Labelled(found["text"].strip(), found["number"])
    found = _BARE_LABEL.match(line)
    return Labelled(found["text"].strip()) if found else None


def is_question_word(text: str) -> bool:
    """Whether a text is only the word for one question: "Question", "Practice question:"."""
    return bool(_WORD_ALONE.match(text))


def numbered(line: str) -> Labelled | None:
    """What follows "12." or "12)" or a bare "12" at the start of a line."""
    found = _NUMBER.match(line)
    if not found:
        return None
    text = found["text"].strip()
    again = _BARE_LABEL.match(text)  # "1. **Question**: What is it?"
    text = again["text"].strip() if again else text
    return Labelled(text, found["number"], bare=not found["end"].strip())


def lettered(line: str) -> Labelled | None:
    """What follows "a." or "b)" where it asks; None without such a letter."""
    found = _LETTERED.match(line)
    return Labelled(found["text"], found["number"]) if found and asks(found["text"]) else None


def answer_label(line: str) -> Answer | None:
    """What follows "Answer:", "**Ans:-**", "A:", "->", with the markup around it; else None."""
    if _FLIP.match(line):
        return Answer("", By.WORD)
    found = _ANSWER.match(line)
    if not found:
        found = _PHRASE.match(line)
        return Answer(_unbold(line, found), By.WORD) if found else None
    by = By.WORD if found["word"] else By.LETTER if found["letter"] else By.ARROW
    text = _unbold(line, found)
    again = _ANSWER.match(text) if by is By.WORD and text else None
    if again and again["word"]:  # "> [!tip]- Answer **Correct answer: B**"
        return Answer(_unbold(text, again), by, again["number"] or None)
    return Answer(text, by, found["number"] or None)


def _unbold(line: str, found: re.Match[str]) -> str:
    """What follows the label, without the end of what was bold with it: "**Answer: C**"."""
    text = found["text"].strip()
    return (
        text.replace("**", "", 1).strip() if line[: found.start("text")].count("**") % 2 else text
    )


def split_inline(question: str) -> tuple[str, str]:
    """A question and the answer that stands on its line after "A:"; "" without."""
    parts = _INLINE_ANSWER.split(question, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def asking(text: str) -> Asking:
    """How surely a line reads as a question: by its mark, or by how it begins."""
    bare = _without_drawing(text.strip(_AROUND)).lstrip(_AROUND)
    if len(bare) > _LONGEST_ASKING:
        return Asking.NO
    if _MARKED.search(bare):
        return Asking.YES
    if _CJK.search(bare):
        short = len(bare) <= _LONGEST_CJK and _ASKS_CJK.search(bare)
        return Asking.MAYBE if short else Asking.NO
    return Asking.MAYBE if any(_demands(s) for s in _SENTENCE.split(bare)[:6]) else Asking.NO


def _without_drawing(text: str) -> str:
    found = _DRAWN.match(text)
    return text[found.end() :] if found else text


def _demands(sentence: str) -> bool:
    """Whether a sentence without a question mark asks by how it begins."""
    enough = len(sentence.split(None, _IMPERATIVE_START)) >= _IMPERATIVE_START
    found = _ASKS.match(sentence)
    return bool(found and enough and found["word"].casefold() not in vocabulary.UNSURE)


def asks(text: str) -> bool:
    """Whether a line reads as a question, for sure or perhaps."""
    return asking(text) is not Asking.NO


def asks_briefly(text: str) -> bool:
    """Whether two words ask, the first of them an imperative: "Explain recursion"."""
    found = _ASKS.match(text)
    two = len(text.split()) == _IMPERATIVE_START - 1
    return bool(found and two and found["word"].casefold() not in vocabulary.UNSURE)


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
