"""How strongly an answer makes each key point, and which misconceptions it shows.

The offline examiner's measuring; what the figures mean for a verdict is decided in `verdicts`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interviewer.examiners.attribution import misplaced
from interviewer.examiners.choosing import chosen, standing
from interviewer.examiners.clauses import Clause, cut
from interviewer.examiners.composing import encoded
from interviewer.examiners.copying import Copy, copies, is_patchwork
from interviewer.examiners.demands import demands, refers
from interviewer.examiners.evidence import READABLE, Evidence, Looked, looked, strongest
from interviewer.examiners.stance import stance
from interviewer.examiners.straying import strays
from interviewer.examiners.targets import (
    Encodes,
    Preparer,
    likeness,
    without,
)
from knowledge.question import Question
from knowledge.words import stems

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FLOOR = 0.37
"""Likeness that any two statements on one subject have; only what is above it counts."""

BELIEF = 0.1
"""How much nearer a clause may be to a misconception and still speak for a key point as well."""

_READ = 4  # clauses that are read beside one key point
_LONGEST = 40  # letters of a word; what is longer is no word
_FAR = 0.15  # likeness under which no clause is read


@dataclass(frozen=True, slots=True)
class Matches:
    """Evidence by key point id, and by misconception id.

    `near`: by key point id, the few clauses nearest to it that are worth reading beside it.
    `misplaced`: by key point id, the clauses that say of another thing what it says of one.
    `taken_back`: everything found was withdrawn later, and nothing said instead.
    `beside`: it talks at length and comes near to few points, where those are authored.
    `patched`: the answer is words or scraps of what is right, without order.
    """

    points: Mapping[str, Evidence]
    misconceptions: Mapping[str, Evidence]
    near: Mapping[str, tuple[Clause, ...]] = field(default_factory=dict)
    misplaced: Mapping[str, frozenset[Clause]] = field(default_factory=dict)
    taken_back: bool = False
    patched: bool = False
    beside: bool = False


class Matcher:
    """Compares answers with questions; keeps what it has computed of the last questions."""

    def __init__(self, encoder: Encodes) -> None:
        self._encoder = encoder
        self._preparer = Preparer(encoder)

    def prepare(self, question: Question) -> None:
        """Computes what belongs to the question, so that its first answer waits for nothing."""
        self._preparer.prepare(question)

    def match(self, question: Question, answer: str, asked: Iterable[str] = ()) -> Matches:
        """The best evidence for every target; none for those that no clause comes near.

        Words of the prompt and of what was `asked` last earn nothing.
        """
        import numpy as np

        ready = self._preparer.prepare(question)
        free = ready.free.union(*(stems(text) for text in asked))
        how = stance(answer, free | ready.subject, ready.is_right)
        said = chosen(standing(cut(answer), how), free, ready)
        if not said:
            return Matches({}, {})
        copied = copies([c for c, _ in said], ready.sources, ready.terms)
        vectors = without(encoded([c for c, _ in said], self._encoder), ready.prompt)
        like = np.stack([likeness(vectors, t) for t in ready.points])
        wrong = np.array([likeness(vectors, t) for t in ready.misconceptions])
        beliefs = wrong.max(axis=0, initial=FLOOR) - BELIEF if len(wrong) else FLOOR
        heard = looked(said, ready)
        kept = [at for at, each in enumerate(heard) if _is_readable(each)]
        worth = [heard[at].clause for at in kept]
        points, near = {}, {}
        elsewhere = misplaced([c for c, _ in said], answer, ready.contrast, ready.exact)
        for row, target in enumerate(ready.points):
            near[target.id] = _near(worth, like[row, kept], copied)
            others = np.delete(like, row, axis=0).max(axis=0, initial=FLOOR)
            others = np.maximum(others, beliefs)
            points[target.id] = strongest(
                heard, like[row] - others, target, ready, _spoilt(copied, elsewhere.get(target.id))
            )
        misconceptions = {}
        for row, target in enumerate(ready.misconceptions):
            others = np.maximum(like.max(axis=0, initial=FLOOR), vectors @ ready.corrections[row])
            misconceptions[target.id] = strongest(heard, wrong[row] - others, target, ready, {})
        withdrawn = all(how.withdraws(clause) for clause, _ in said)
        patched = is_patchwork(answer, ready.pairs, ready.reference)
        return Matches(
            _found(points),
            _found(misconceptions),
            near,
            elsewhere,
            withdrawn,
            patched,
            beside=not question.derived and strays(answer, like),
        )


def _found(evidence: Mapping[str, Evidence | None]) -> Mapping[str, Evidence]:
    return {target: found for target, found in evidence.items() if found is not None}


def _spoilt(
    copied: Mapping[Clause, Copy], clauses: Collection[Clause] | None
) -> Mapping[Clause, Copy]:
    """The copies, with these clauses no evidence unless they are turned round."""
    if not clauses:
        return copied
    spoilt = {c: Copy.SPOILT for c in clauses if copied.get(c) is not Copy.TURNED}
    return {**copied, **spoilt}


def _is_readable(said: Looked) -> bool:
    """Whether a clause is worth reading beside a key point: short, of two words of content or more,
    made of words, and neither aimed at whoever judges nor mere mention.
    """
    text = said.clause.text
    words = text.split()
    return (
        len(said.own) > 1
        and len(words) <= READABLE
        and max(map(len, words)) <= _LONGEST
        and not said.bare
        and not demands(text)
        and not refers(text)
    )


def _near(
    said: Sequence[Clause], like: "NDArray[np.float32]", how: Mapping[Clause, Copy]
) -> tuple[Clause, ...]:
    """The clauses nearest to a target, nearest first, that turn or spoil no copy."""
    return tuple(
        said[at]
        for at in (-like).argsort(kind="stable")
        if like[at] >= _FAR and how.get(said[at]) not in {Copy.SPOILT, Copy.TURNED}
    )[:_READ]
