"""An answer cut into the stretches that can each make a point. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.words import content

_SENTENCE = re.compile(r"(?:[^.!?;\n。！？；]|[.](?=\w))+")
_JOINT = re.compile(
    r",?\s+(?=(?:and|but|so|because|since|which|whereas|while|although|though|unlike|instead|"
    r"otherwise|then|or|plus|when|if|until|unless)\b)|[,:]\s+|\s+[-–—]+\s+",
    re.IGNORECASE,
)
_EDGE = " \t\r\n\v\f,:-–—\"'“”‘’()[]*•"
_LEAST = 2  # content words, and
_SHORTEST = 5  # words; less is no claim by itself
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
    sentences = [s for m in _SENTENCE.finditer(answer) if (s := _trimmed(answer, *m.span()))]
    for sentence in sentences:
        parts = list(_parts(answer, sentence))
        if len(parts) > 1:
            for part in parts:
                found.setdefault((part.start, part.end), part)
        if len(parts) <= 1 or len(sentence.text.split()) <= _WHOLE:
            found.setdefault((sentence.start, sentence.end), sentence)
    if len(sentences) > 1:
        whole = _trimmed(answer, sentences[0].start, sentences[-1].end)
        if whole and len(whole.text.split()) <= _WHOLE:
            found.setdefault((whole.start, whole.end), whole)
    return list(found.values())


def _parts(answer: str, sentence: Clause) -> Iterator[Clause]:
    """The clauses of a sentence; crumbs stay with the clause before, or go with the next."""
    start = at = sentence.start
    for joint in _JOINT.finditer(answer, sentence.start, sentence.end):
        piece = answer[start : joint.start()]
        rest = answer[joint.end() : sentence.end]
        at = joint.end()
        if _claims(piece) and _claims(rest):
            if part := _trimmed(answer, start, joint.start()):
                yield part
            start = at
    if part := _trimmed(answer, start, sentence.end):
        yield part


def _claims(piece: str) -> bool:
    return len(piece.split()) >= _SHORTEST and len(content(piece)) >= _LEAST


def _trimmed(answer: str, start: int, end: int) -> Clause | None:
    while start < end and answer[start] in _EDGE:
        start += 1
    while end > start and answer[end - 1] in _EDGE:
        end -= 1
    return Clause(answer[start:end], start, end) if start < end else None
