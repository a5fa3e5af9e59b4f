"""How strongly an answer makes each key point, and which misconceptions it shows.

The offline examiner's measuring; what the figures mean for a verdict is decided in `verdicts`.
"""

import math
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING, Protocol

from interviewer.examiners import polarity
from interviewer.examiners.clauses import Clause, cut
from interviewer.examiners.plain import plain_stems
from knowledge.question import Question
from knowledge.words import stems

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FLOOR = 0.40
"""Likeness that any two statements on one subject have; only what is above it counts."""

CENTRE = 0.7
"""Share of the middle of all wordings in likeness; the rest is the wording nearest by."""

LEXICAL = 0.2
"""What shared words can add to strength, all shared counting 1."""

_DENIAL = 0.0
_AS_STRONG = 0.06
_READABLE = 25  # words
_MOST_CLAUSES = 16  # one run of the encoder each
_REMEMBERED = 256  # prepared questions


class Encodes(Protocol):
    """Anything that turns n texts into n unit vectors, float32 [n, d]."""

    @property
    def id(self) -> str:
        """Name and weights."""

    def encode(self, texts: Sequence[str], *, remember: bool = True) -> "NDArray[np.float32]":
        """Vectors [n, d]."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The clause that speaks most for one target.

    `strength` is likeness above what other targets have, plus shared words: about 0 is chance,
    0.2 is clear. `likeness` is the cosine with what the question itself says taken out.
    `opposed`: the clause has the target's words and turns them round.
    """

    clause: Clause
    strength: float
    likeness: float
    overlap: float
    opposed: bool


@dataclass(frozen=True, slots=True)
class Matches:
    """Evidence by key point id, and by misconception id."""

    points: Mapping[str, Evidence]
    misconceptions: Mapping[str, Evidence]


@dataclass(frozen=True, slots=True)
class _Target:
    id: str
    wordings: tuple[str, ...]
    stems: tuple[frozenset[str], ...]
    vectors: "NDArray[np.float32]"
    centre: "NDArray[np.float32]"


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A question with the direction of its prompt taken out of every target."""

    prompt: "NDArray[np.float32]"
    free: frozenset[str]
    weights: Mapping[str, float]
    points: tuple[_Target, ...]
    misconceptions: tuple[_Target, ...]
    corrections: "NDArray[np.float32]"


class Matcher:
    """Compares answers with questions; keeps what it has computed of the last questions."""

    def __init__(self, encoder: Encodes) -> None:
        self._encoder = encoder
        self._prepared: OrderedDict[str, _Prepared] = OrderedDict()
        self._lock = RLock()

    def match(self, question: Question, answer: str, asked: Iterable[str] = ()) -> Matches:
        """The best evidence for every target; none for those that no clause comes near.

        Words of the prompt and of what was `asked` last earn nothing.
        """
        import numpy as np

        ready = self._prepare(question)
        free = ready.free.union(*(stems(text) for text in asked))
        clauses = _chosen(cut(answer), free, ready)
        if not clauses:
            return Matches({}, {})
        vectors = _without(self._encoder.encode([c.text for c in clauses]), ready.prompt)
        own = [stems(c.text) - free for c in clauses]
        likeness = np.stack([_likeness(vectors, t) for t in ready.points])
        wrong = [_likeness(vectors, t) for t in ready.misconceptions]
        points = {}
        for row, target in enumerate(ready.points):
            others = np.delete(likeness, row, axis=0).max(axis=0, initial=FLOOR)
            points[target.id] = _best(clauses, own, likeness[row], others, target, ready)
        misconceptions = {}
        for row, target in enumerate(ready.misconceptions):
            right = vectors @ ready.corrections[row]
            others = np.maximum(likeness.max(axis=0, initial=FLOOR), right)
            misconceptions[target.id] = _best(clauses, own, wrong[row], others, target, ready)
        return Matches(points, misconceptions)

    def _prepare(self, question: Question) -> _Prepared:
        key = question.digest
        with self._lock:
            if (known := self._prepared.get(key)) is not None:
                self._prepared.move_to_end(key)
                return known
        ready = self._compute(question)
        with self._lock:
            self._prepared[key] = ready
            while len(self._prepared) > _REMEMBERED:
                self._prepared.popitem(last=False)
        return ready

    def _compute(self, question: Question) -> _Prepared:
        prompt = self._encoder.encode([question.prompt])[0]
        free = stems(question.prompt)
        wrong = question.misconceptions
        points = tuple(
            self._target(p.id, (p.text, *p.variants), prompt, free) for p in question.key_points
        )
        return _Prepared(
            prompt,
            free,
            _weights(points),
            points,
            tuple(self._target(m.id, (m.text, *m.variants), prompt, free) for m in wrong),
            _without(self._encoder.encode([m.correction for m in wrong]), prompt),
        )

    def _target(
        self,
        target_id: str,
        wordings: tuple[str, ...],
        prompt: "NDArray[np.float32]",
        free: frozenset[str],
    ) -> _Target:
        vectors = _without(self._encoder.encode(wordings), prompt)
        told = tuple(stems(w) - free or stems(w) for w in wordings)
        return _Target(target_id, wordings, told, vectors, _unit(vectors.mean(axis=0)))


def _best(
    clauses: Sequence[Clause],
    own: Sequence[frozenset[str]],
    likeness: "NDArray[np.float32]",
    others: "NDArray[np.float32]",
    target: _Target,
    ready: _Prepared,
) -> Evidence:
    """The strongest clause; of those about as strong, the shortest, as it makes the best quote."""
    found = []
    for at, clause in enumerate(clauses):
        overlap, nearest = _overlap(own[at], target, ready.weights)
        strength = float(likeness[at] - others[at]) + LEXICAL * overlap
        if polarity.denies(clause.text) is not polarity.denies(nearest):
            strength -= _DENIAL
        opposed = polarity.opposed(clause.text, nearest, ready.free)
        found.append(Evidence(clause, strength, float(likeness[at]), overlap, opposed))
    most = max(e.strength for e in found)
    return min(
        (e for e in found if e.strength >= most - _AS_STRONG),
        key=lambda e: (len(e.clause.text.split()) > _READABLE, -e.strength),
    )


def _likeness(vectors: "NDArray[np.float32]", target: _Target) -> "NDArray[np.float32]":
    nearest = (vectors @ target.vectors.T).max(axis=1)
    blend: NDArray[np.float32] = CENTRE * (vectors @ target.centre) + (1 - CENTRE) * nearest
    return blend


def _overlap(
    said: frozenset[str], target: _Target, weights: Mapping[str, float]
) -> tuple[float, str]:
    """How much of the wording nearest in words was said, in the mean with how much of what was
    said is in any wording; and that wording.
    """
    pool = frozenset().union(*target.stems)
    shares = [_share(told, told & said, weights) for told in target.stems]
    recall = max(shares)
    precision = _share(said, said & pool, weights)
    return (recall + precision) / 2, target.wordings[shares.index(recall)]


def _share(of: frozenset[str], part: frozenset[str], weights: Mapping[str, float]) -> float:
    whole = sum(weights.get(s, 1.0) for s in of)
    return sum(weights.get(s, 1.0) for s in part) / whole if whole else 0.0


def _weights(targets: Sequence[_Target]) -> Mapping[str, float]:
    """Inverse document frequency in the key points: 1 for a stem of one only, plain words half."""
    count = Counter(s for t in targets for s in frozenset().union(*t.stems))
    most = math.log1p(len(targets))
    idf = {s: math.log1p(len(targets) / n) / most for s, n in count.items()}
    plain = plain_stems()
    return {s: idf.get(s, 1.0) * (0.5 if s in plain else 1.0) for s in {*idf, *plain}}


def _chosen(clauses: Sequence[Clause], free: frozenset[str], ready: _Prepared) -> Sequence[Clause]:
    """The clauses that say something new, at most sixteen: those with the most of the targets'
    words, in their order.
    """
    saying = [c for c in clauses if stems(c.text) - free and not polarity.reports(c.text)]
    if len(saying) <= _MOST_CLAUSES:
        return saying
    pool = frozenset().union(*(s for t in (*ready.points, *ready.misconceptions) for s in t.stems))

    def worth(clause: Clause) -> float:
        said = stems(clause.text) - free
        return sum(ready.weights.get(s, 1.0) for s in said & pool) / math.sqrt(len(said))

    ranked = sorted(saying, key=worth, reverse=True)[:_MOST_CLAUSES]
    return sorted(ranked, key=lambda c: (c.start, c.end))


def _without(
    vectors: "NDArray[np.float32]", direction: "NDArray[np.float32]"
) -> "NDArray[np.float32]":
    """The vectors with one direction projected out, of length 1 again (0 stays 0)."""
    return _unit(vectors - (vectors @ direction)[:, None] * direction[None, :])


def _unit(vectors: "NDArray[np.float32]") -> "NDArray[np.float32]":
    import numpy as np

    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: NDArray[np.float32] = (vectors / np.maximum(length, 1e-6)).astype(np.float32)
    return unit
