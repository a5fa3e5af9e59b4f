"""Vectors of overlapping clauses, each word encoded once. Matching uses it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interviewer.examiners.clauses import Clause
from interviewer.examiners.targets import Encodes, unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MADE_UP = 0.8  # share of a clause that its parts must have to stand for it


def encoded(clauses: Sequence[Clause], encoder: Encodes) -> "NDArray[np.float32]":
    """Unit vectors [n, d]. A sentence whose clauses are there too gets their mean by length,
    which is nearly its own vector and saves half of the encoder's work.
    """
    import numpy as np

    parts = [_parts(clause, clauses) for clause in clauses]
    alone = [at for at, inside in enumerate(parts) if not inside]
    encoded = encoder.encode([clauses[at].text for at in alone])
    vectors = np.zeros((len(clauses), encoded.shape[1]), dtype=np.float32)
    vectors[alone] = encoded
    for at, inside in enumerate(parts):
        if inside:
            lengths = np.array([len(clauses[i].text) for i in inside], dtype=np.float32)
            vectors[at] = lengths @ vectors[inside]
    return unit(vectors)


def _parts(clause: Clause, clauses: Sequence[Clause]) -> list[int]:
    """Where among `clauses` the smallest parts of this one stand, if they make up most of it."""
    inside = [at for at, other in enumerate(clauses) if other != clause and _within(other, clause)]
    smallest = [
        at for at in inside if not any(i != at and _within(clauses[i], clauses[at]) for i in inside)
    ]
    said = sum(len(clauses[at].text) for at in smallest)
    return smallest if said >= _MADE_UP * len(clause.text) else []


def _within(part: Clause, whole: Clause) -> bool:
    return whole.start <= part.start and part.end <= whole.end
