"""Whether a reference says what a key point claims: by its words, its meaning, and the grader."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from knowledge.words import stems

if TYPE_CHECKING:
    from interviewer.examiners.grader.network import Reading
    from interviewer.examiners.targets import Encodes

NEAR = 0.45
"""Cosine of a point to the nearest passage; one in ten points of other questions reaches .43."""

ENTAILED = 0.2
"""What the grader must give at least that the passage says the point."""

DENIED = 0.85
"""What it gives where the passage says the opposite."""

_COPIED = 0.9  # share of a point's words that stand in the reference: it is taken from there
_NEAREST = 3
_SENTENCE = re.compile(r"(?<=[.!?\u3002\uff01\uff1f])\s+|\n+")


class Reads(Protocol):
    """Anything that says what becomes of a statement in a text: the grader."""

    def read(self, pairs: Sequence[tuple[str, str]]) -> "list[Reading]":
        """One reading for each (text, statement)."""


def unsupported(
    reference: str, points: Sequence[str], encoder: "Encodes", grader: Reads
) -> frozenset[int]:
    """The places of the points that the reference does not bear out."""
    passages = _passages(reference)
    words = stems(reference)
    open_ = [i for i, p in enumerate(points) if not _is_copied(p, words)]
    if not open_ or not passages:
        return frozenset(open_)
    near = encoder.encode([points[i] for i in open_]) @ encoder.encode(passages).T
    return frozenset(
        i
        for i, row in zip(open_, near, strict=True)
        if not _bears_out(passages, points[i], [float(x) for x in row], grader)
    )


def _bears_out(passages: Sequence[str], point: str, near: Sequence[float], grader: Reads) -> bool:
    order = sorted(range(len(passages)), key=lambda i: -near[i])[:_NEAREST]
    if near[order[0]] < NEAR:
        return False
    readings = grader.read([(passages[i], point) for i in order])
    if readings[0].contradicted >= DENIED and readings[0].contradicted > readings[0].entailed:
        return False
    return max(r.entailed for r in readings) >= ENTAILED


def _is_copied(point: str, words: frozenset[str]) -> bool:
    own = stems(point)
    return bool(own) and len(own & words) >= _COPIED * len(own)


def _passages(reference: str) -> list[str]:
    """The sentences, and each two that follow one another."""
    said = [s for s in map(str.strip, _SENTENCE.split(reference)) if s]
    return [*said, *(f"{a} {b}" for a, b in pairwise(said))]
