"""An answer cut into the stretches that can each make a point. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from knowledge.words import NEGATIONS, content, tokens

_SENTENCE = re.compile(r"(?:[^.!?;\n。！？；]|[.](?=\w))+")
_ITEM = re.compile(r"\s*(?:$|[-–—*•+#>|]\s?|\(?\w{1,2}[.)]\s)")
JOINT = re.compile(
    r"(?:,|(?<![\s,]))\s+(?=(?:and|but|so|because|since|which|whereas|while|although|though|unlike|"
    r"instead|otherwise|then|or|plus|when|if|until|unless)\b)|[,:]\s+|(?<!\s)\s+[-–—]+\s+",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"(?:\A|\s)(?=it(?:'s| is) (?:\w+ )?(?:not (?:\w+ )?(?:true|so|right|correct|the case)|untrue|"
    r"false|wrong|incorrect) that\b|it isn't (?:\w+ )?(?:true|so|right|correct|the case) that\b)",
    re.IGNORECASE,
)
"""Before "it is not true that"."""
_GOES_ON = re.compile(
    r"\b(?:if|whether|that|say|says|think|thinks|claim|claims|because)$", re.IGNORECASE
)
_STOPS = re.compile(r"[.!?;\n]")
_EDGE = " \t\r\n\v\f,:-–—\"'“”‘’()[]*•"
_LEAST = 2  # content words, a negation counting as one, and
_SHORTEST = 5  # words; less is no claim by itself
_ENOUGH = 400  # characters that show whether there is a claim
_WHOLE = 45  # words up to which a stretch is also looked at whole


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the answer, `answer[start:end]`."""

    text: str
    start: int
    end: int


def cut(answer: str) -> list[Clause]:
    """Sentences, their clauses, and a short answer as a whole; in order, none twice."""
    found: dict[tuple[int, int], Clause] = {}
    whole_sentences = sentences(answer)
    for sentence in whole_sentences:
        parts = list(_parts(answer, sentence))
        if len(parts) > 1:
            for part in parts:
                found.setdefault((part.start, part.end), part)
        if len(parts) <= 1 or len(sentence.text.split()) <= _WHOLE:
            found.setdefault((sentence.start, sentence.end), sentence)
    if len(whole_sentences) > 1:
        whole = _trimmed(answer, whole_sentences[0].start, whole_sentences[-1].end)
        if whole and len(whole.text.split()) <= _WHOLE:
            found.setdefault((whole.start, whole.end), whole)
    return list(found.values())


def sentences(answer: str) -> list[Clause]:
    """The sentences of the answer; what only fills a line goes on in the next."""
    text = folded(answer)
    return [s for m in _SENTENCE.finditer(text) if (s := _trimmed(answer, *m.span()))]


def folded(answer: str) -> str:
    """The answer in as many characters, with spaces for the line breaks inside sentences.

    Breaks stay before and after blank lines, before list items, and before a capital whose word
    would have fitted on the line: there the writer began anew. Where denials follow each other
    without a full stop, each but the first has a semicolon before it.
    """
    text = answer.replace("’", "'")
    lines = text.split("\n")
    widest = max(len(line) for line in lines)
    out = lines[0]
    for line, after in pairwise(lines):
        first = after.split(maxsplit=1)[:1]
        fits = bool(first) and len(line) + 1 + len(first[0]) <= widest
        anew = fits and first[0][:1].isupper()
        out += ("\n" if anew or not line.strip() or _ITEM.match(after) else " ") + after
    return _parted(out)


def _parted(text: str) -> str:
    """The text with a semicolon before each denial that runs on from another."""
    before = None
    for denial in _DENIAL.finditer(text):
        at = denial.start()
        runs_on = before is not None and not _STOPS.search(text, before, at)
        if runs_on and not _GOES_ON.search(text, at - 10 if at > 10 else 0, at):
            text = f"{text[:at]};{text[at + 1 :]}"
        before = denial.end()
    return text


def _parts(answer: str, sentence: Clause) -> Iterator[Clause]:
    """The clauses of a sentence; crumbs stay with the clause before, or go with the next."""
    start = at = sentence.start
    for joint in JOINT.finditer(answer, sentence.start, sentence.end):
        piece = answer[start : joint.start()]
        rest = answer[joint.end() : min(sentence.end, joint.end() + _ENOUGH)]
        at = joint.end()
        if _claims(piece) and _claims(rest):
            if part := _trimmed(answer, start, joint.start()):
                yield part
            start = at
    if part := _trimmed(answer, start, sentence.end):
        yield part


def _claims(piece: str) -> bool:
    piece = piece[:_ENOUGH]
    if len(piece.split()) < _SHORTEST:
        return False
    told = len(content(piece))
    return told >= _LEAST or (told == _LEAST - 1 and any(_denies(t.text) for t in tokens(piece)))


def _denies(word: str) -> bool:
    return word.casefold().replace("’", "'") in NEGATIONS


def _trimmed(answer: str, start: int, end: int) -> Clause | None:
    while start < end and answer[start] in _EDGE:
        start += 1
    while end > start and answer[end - 1] in _EDGE:
        end -= 1
    return Clause(answer[start:end], start, end) if start < end else None
