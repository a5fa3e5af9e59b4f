"""A question made ready to be compared with answers: vectors and stems of all its wordings.

Prepared once a question and kept; the offline examiner's matching reads it.
"""

import math
from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap
from threading import RLock
from typing import TYPE_CHECKING, Protocol

from interviewer.examiners.alignment import Line, line, turned
from interviewer.examiners.attribution import Contrast, contrast
from interviewer.examiners.clauses import cut
from interviewer.examiners.copying import Pairs, pairs
from interviewer.examiners.plain import plain_stems
from interviewer.examiners.sources import contrasted, copyable, exactly, wording
from knowledge.question import Question
from knowledge.words import stems

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CENTRE = 0.6
"""Share of the middle of all wordings in likeness; the rest is the wording nearest by."""

_SAYS = 3  # words that a clause of the reference has of its own to stand for a point
_REMEMBERED = 256  # prepared questions


class Encodes(Protocol):
    """Anything that turns n texts into n unit vectors, float32 [n, d]."""

    @property
    def id(self) -> str:
        """Name and weights."""

    def encode(self, texts: Sequence[str], *, remember: bool = True) -> "NDArray[np.float32]":
        """Vectors [n, d]."""


@dataclass(frozen=True, slots=True)
class Target:
    """A key point or a misconception in all its wordings, the direction of the prompt taken out."""

    id: str
    wordings: tuple[str, ...]
    told: tuple[tuple[frozenset[str], float], ...]  # stems of each wording and their weight
    pool: frozenset[str]
    vectors: "NDArray[np.float32]"
    centre: "NDArray[np.float32]"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question with the direction of its prompt taken out of every target."""

    prompt: "NDArray[np.float32]"
    free: frozenset[str]
    subject: frozenset[str]
    terms: frozenset[str]
    sources: tuple[Line, ...]
    pairs: Pairs
    reference: tuple[str, ...]
    exact: Mapping[tuple[str, ...], frozenset[str]]
    weights: Mapping[str, float]
    points: tuple[Target, ...]
    misconceptions: tuple[Target, ...]
    corrections: "NDArray[np.float32]"
    contrast: Contrast

    def is_right(self, said: str) -> bool:
        """Whether the words are a faithful copy of a wording of a key point or of the reference."""
        return turned(line(said), self.sources, self.terms) is False


class Preparer:
    """Prepares questions and keeps the last ones."""

    def __init__(self, encoder: Encodes) -> None:
        self._encoder = encoder
        self._kept: OrderedDict[str, Prepared] = OrderedDict()
        self._lock = RLock()

    def prepare(self, question: Question) -> Prepared:
        """The question with its vectors; quick when it was asked for before."""
        key = question.digest
        with self._lock:
            if (known := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return known
        ready = self._compute(question)
        with self._lock:
            self._kept[key] = ready
            while len(self._kept) > _REMEMBERED:
                self._kept.popitem(last=False)
        return ready

    def _compute(self, question: Question) -> Prepared:
        prompt = self._encoder.encode([question.prompt])[0]
        free = stems(question.prompt)
        points = {p.id: (p.text, *p.variants) for p in question.key_points}
        wrong = {m.id: (m.text, *m.variants) for m in question.misconceptions}
        weights = _weights([stems(" ".join(wordings)) - free for wordings in points.values()])

        def target(target_id: str, wordings: tuple[str, ...]) -> Target:
            vectors = without(self._encoder.encode(wordings), prompt)
            told = [stems(w) - free or stems(w) for w in wordings]
            whole = tuple((t, weight(t, weights) or 1.0) for t in told)
            pool = frozenset().union(*told)
            return Target(target_id, wordings, whole, pool, vectors, unit(vectors.mean(axis=0)))

        targets = tuple(starmap(target, points.items()))
        exact = dict(points)
        if not question.derived:  # else its points are the reference already
            clauses = [
                c.text for c in cut(question.reference) if len(stems(c.text) - free) >= _SAYS
            ]
            vectors = without(self._encoder.encode(clauses), prompt)
            for point, clause in _spoken_for(targets, clauses, vectors):
                exact[point] = (*exact[point], clause)
        corrections = self._encoder.encode([m.correction for m in question.misconceptions])
        told = (question.reference, *(w for each in points.values() for w in each))
        return Prepared(
            prompt,
            free,
            stems(" ".join(told)) - plain_stems(),
            contrasted(question),
            copyable(question.reference, points.values()),
            pairs((question.prompt, *told)),
            wording(question.reference),
            exactly(exact),
            weights,
            targets,
            tuple(starmap(target, wrong.items())),
            without(corrections, prompt),
            contrast(question),
        )


def _spoken_for(
    targets: Sequence[Target], clauses: Sequence[str], vectors: "NDArray[np.float32]"
) -> Iterator[tuple[str, str]]:
    """By target, the clause of the reference that speaks more for it than for any other, if any."""
    import numpy as np

    if not clauses:
        return
    like = np.stack([likeness(vectors, t) for t in targets])
    for row, target in enumerate(targets):
        ahead = like[row] - np.delete(like, row, axis=0).max(axis=0, initial=0.0)
        best = int(ahead.argmax())
        if ahead[best] > 0:
            yield target.id, clauses[best]


def likeness(vectors: "NDArray[np.float32]", target: Target) -> "NDArray[np.float32]":
    """How near each of the vectors [n, d] is to the target, [n]."""
    nearest = (vectors @ target.vectors.T).max(axis=1)
    blend: NDArray[np.float32] = CENTRE * (vectors @ target.centre) + (1 - CENTRE) * nearest
    return blend


def weight(of: frozenset[str], weights: Mapping[str, float]) -> float:
    """The weights of some stems together; a stem that no key point has counts 1."""
    return sum(weights.get(s, 1.0) for s in of)


def _weights(points: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """Inverse document frequency in the key points: 1 for a stem of one only, plain words half."""
    count = Counter(s for point in points for s in point)
    most = math.log1p(len(points))
    idf = {s: math.log1p(len(points) / n) / most for s, n in count.items()}
    plain = plain_stems()
    return {s: idf.get(s, 1.0) * (0.5 if s in plain else 1.0) for s in {*idf, *plain}}


def without(
    vectors: "NDArray[np.float32]", direction: "NDArray[np.float32]"
) -> "NDArray[np.float32]":
    """The vectors with one direction projected out, of length 1 again (0 stays 0)."""
    return unit(vectors - (vectors @ direction)[:, None] * direction[None, :])


def unit(vectors: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """The vectors [..., d] at length 1; 0 stays 0."""
    import numpy as np

    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    whole: NDArray[np.float32] = (vectors / np.maximum(length, 1e-6)).astype(np.float32)
    return whole
