"""A job description as something that questions can be near to. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interviewer.learning.priority import Ranked
from knowledge.question import Question

MOST = 60
"""Passages that are compared; what comes after them is left out."""

LONGEST = 20_000
"""Characters of a job description that are read."""

_SHORTEST = 2
_SHOWN = 60
_SPLIT = re.compile(r"(?<=[.!?;])\s+|[\r\n]+|\s[•·▪]\s")
_BULLET = re.compile(r"^\s*(?:[-*•·▪–—]|\d{1,2}[.)])\s*")


@dataclass(frozen=True, slots=True)
class Near:
    """How near a question is to the passage that is nearest to it; `similarity` is a cosine."""

    similarity: float
    passage: str


def passages(text: str) -> tuple[str, ...]:
    """The sentences and list items of a job description, each once, in order."""
    parts = (" ".join(_BULLET.sub("", part).split()) for part in _SPLIT.split(text))
    kept = dict.fromkeys(part for part in parts if len(part.split()) >= _SHORTEST or len(part) > 3)
    return tuple(kept)[:MOST]


def ranked(questions: Sequence[Question], near: Mapping[str, Near]) -> tuple[Ranked, ...]:
    """The questions that something is near to, nearest first, each with the words it is near to."""
    found = [q for q in questions if q.id in near]
    found.sort(key=lambda q: (-near[q.id].similarity, q.number))
    return tuple(Ranked(q, _why(q, near[q.id])) for q in found)


def _why(question: Question, near: Near) -> str:
    words = near.passage
    if len(words) > _SHOWN:
        words = words[: _SHOWN - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
    share = round(100 * max(near.similarity, 0.0))
    return f"{share} % near “{words}” in the job description, {question.topic}, {question.level}"
