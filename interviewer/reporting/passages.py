"""Which sentence of a reference answer states a key point. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from math import log

from knowledge.question import KeyPoint
from knowledge.words import stems

ENOUGH = 0.2
"""Nearness of point and passage under which the passage is not said to state the point."""

LONG = 120
"""Characters from which a sentence is cut at its colon or semicolon."""

_END = re.compile(r"(?<=[.!?])[\"”’)\]]*+\s++(?=[\"“‘(\[]?[^\W_a-z])|(?<!\s)\s*\n\s*")
_HALVES = re.compile(r"[:;]\s+")
_BULLET = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+")


def passages(reference: str, points: Iterable[KeyPoint]) -> dict[str, str]:
    """For each key point that has one: the clause of `reference` nearest to it in words.

    Nearness is the F-measure of their stems, each weighing more the fewer clauses have it, and
    recall twice as much as precision: a passage may say more than the point, not less.
    """
    clauses = [(clause, stems(clause)) for clause in split(reference)]
    seen = Counter(stem for _, found in clauses for stem in found)
    chosen: dict[str, str] = {}
    for point in points:
        wanted = stems(point.text)
        near = [(_near(wanted, found, seen, len(clauses)), clause) for clause, found in clauses]
        score, clause = max(near, key=lambda pair: pair[0], default=(0.0, ""))
        if score >= ENOUGH:
            chosen[point.id] = clause
    return chosen


def _near(point: frozenset[str], clause: frozenset[str], seen: Counter[str], n: int) -> float:
    def weight(words: frozenset[str]) -> float:
        return sum(log(1 + n / max(1, seen[word])) for word in words)

    shared, all_ = weight(point & clause), 4 * weight(point) + weight(clause)
    return 5 * shared / all_ if all_ else 0.0


def split(text: str) -> list[str]:
    """The sentences and list items of `text`, and the halves of long ones, as they stand there."""
    sentences = (_BULLET.sub("", part.strip()) for part in _END.split(text))
    parts = (p for s in sentences for p in (_HALVES.split(s) if len(s) > LONG else [s]))
    return [part for part in parts if part]
