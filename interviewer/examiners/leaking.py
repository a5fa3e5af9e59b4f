"""Whether words give away what the candidate has not said yet. Pure; all examiners use it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from interviewer.examiners.lettering import joined, plain
from interviewer.examiners.plain import plain_stems
from interviewer.examiners.spelling import pieced
from knowledge.question import Question
from knowledge.words import stems

_EVERYDAY = (
    "across along alone arrive become came enough especially give goes instance ones run two whole"
)
"""Beside the plain words: they stand in key points and in any other sentence as well."""

MOST_TOLD = 0.5
"""The share of a key point's distinctive stems that a cue or an authored probe may name."""

_MANY = 2  # stems of one sentence that together tell what it says
_SHARE = 0.5  # of the sentence's own: two words of a long one may meet by chance
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+")


@dataclass(frozen=True, slots=True)
class _Secrets:
    """By key point the stems that give it away, each alone; by sentence those that do together;
    and all of the former.
    """

    points: tuple[frozenset[str], ...]
    sentences: tuple[frozenset[str], ...]
    all: tuple[str, ...]


def leak(text: str, question: Question, said: Iterable[str]) -> str | None:
    """A distinctive stem that `text` gives away, or None: one of a key point, or several of one
    sentence that says it in other words.

    Not given away is what stands in the question itself, or in `said`: what the candidate and, in
    hints, the interviewer said before. Nor what its own cues and probes say, whose author answers
    for a word or two; but not for most of a point.
    """
    secrets = _secrets(question, tuple(said))
    told = _stems(text) | _stems(joined(text))
    found = (told & secret for secret in secrets.points)
    if given := next((given for given in found if given), None):
        return min(given)
    if spelt := pieced(plain(text), secrets.all):
        return spelt
    together = (
        given
        for secret in secrets.sentences
        if len(given := told & secret) >= max(_MANY, _SHARE * len(secret))
    )
    return min(next(together, ()), default=None)


@lru_cache(maxsize=16)
def _secrets(question: Question, said: tuple[str, ...]) -> _Secrets:
    """What gives a point away; a growing reply is looked at with every word."""
    free = _stems(f"{question.prompt} {question.topic}") | plain_stems() | stems(_EVERYDAY)
    free = free.union(*(_stems(spoken) for spoken in said))
    own = (*(p.cue for p in question.key_points), *(m.probe or "" for m in question.misconceptions))
    free = free.union(*(_stems(o) for o in own if not _tells(_stems(o), question, free)))
    points = tuple(_stems(p.text) - free for p in question.key_points)
    free = free.union(*map(_stems, question.hints))
    sentences = (_stems(sentence) - free for sentence in _sentences(question))
    every = tuple(sorted(frozenset[str]().union(*points)))
    return _Secrets(points, tuple(s for s in sentences if len(s) >= _MANY), every)


def _sentences(question: Question) -> Iterator[str]:
    """What says a point in other words than its own."""
    for point in question.key_points:
        yield from point.variants
    for known in question.misconceptions:
        yield known.correction
    yield from _SENTENCE.split(question.reference)


def _tells(told: frozenset[str], question: Question, free: frozenset[str]) -> bool:
    """Whether these stems are more than half of those that set one key point apart."""
    points = (_stems(p.text) - free for p in question.key_points)
    return any(len(told & own) > MOST_TOLD * len(own) for own in points)


def _stems(text: str) -> frozenset[str]:
    return stems(plain(text))
