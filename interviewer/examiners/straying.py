"""Talk at length on the subject and beside the question. Pure. Matching asks."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BESIDE = 0.41
"""Likeness to the nearer half of the points, on the mean, under which an answer strays."""

_AT_LENGTH = 30  # words; a short answer may well make one point only


def strays(answer: str, like: "NDArray[np.float32]") -> bool:
    """Whether an answer of thirty words or more comes near to few points.

    `like` [points, clauses]: what their likeness is. Who makes half of the points does not stray.
    """
    if len(answer.split()) < _AT_LENGTH:
        return False
    nearest = sorted(like.max(axis=1), reverse=True)
    half = nearest[: (len(nearest) + 1) // 2]
    return float(sum(half)) < BESIDE * len(half)
