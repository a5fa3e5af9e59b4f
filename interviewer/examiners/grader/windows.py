"""Which stretch of an answer to read beside which part of a reference. Pure but for the encoder."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from interviewer.examiners.grader.features import parts
from interviewer.examiners.targets import Encodes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHORT = 170
"""Words up to which answer and reference are read as one pair: about what 256 tokens hold."""

_WINDOW = 3  # sentences
_MOST = 6  # parts of a reference


def pairs(reference: str, answer: str, encoder: Encodes) -> list[tuple[str, str]]:
    """(stretch of the answer, part of the reference): one pair where both are short, else one for
    every sentence of the reference with the sentences of the answer nearest to it.
    """
    if len(answer.split()) + len(reference.split()) <= SHORT:
        return [(answer, reference)]
    told, said = _grouped(parts(reference)), parts(answer)
    vectors = encoder.encode([*told, *said])
    return [
        (nearest(said, vectors[len(told) :], vectors[at]), part) for at, part in enumerate(told)
    ]


def nearest(
    said: Sequence[str], vectors: "NDArray[np.float32]", target: "NDArray[np.float32]"
) -> str:
    """The sentence nearest to the target with its neighbours, as they stand."""
    at = int((vectors @ target).argmax())
    start = max(0, min(at - _WINDOW // 2, len(said) - _WINDOW))
    return " ".join(said[start : start + _WINDOW])


def _grouped(sentences: Sequence[str]) -> list[str]:
    """The sentences in at most six groups of neighbours."""
    groups = min(_MOST, len(sentences))
    bounds = [len(sentences) * n // groups for n in range(groups + 1)]
    return [" ".join(sentences[a:b]) for a, b in pairwise(bounds)]
