"""How strongly an answer makes each key point, and which misconceptions it shows.

The offline examiner's measuring; what the figures mean for a verdict is decided in `verdicts`.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interviewer.examiners import polarity
from interviewer.examiners.attribution import misplaced
from interviewer.examiners.choosing import Said, chosen, standing
from interviewer.examiners.clauses import Clause, cut
from interviewer.examiners.composing import encoded
from interviewer.examiners.copying import Copy, copies, is_patchwork
from interviewer.examiners.demands import demands, refers
from interviewer.examiners.sources import wording
from interviewer.examiners.stance import stance
from interviewer.examiners.targets import (
    Encodes,
    Prepared,
    Preparer,
    Target,
    likeness,
    weight,
    without,
)
from knowledge.question import Question
from knowledge.words import stems

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FLOOR = 0.37
"""Likeness that any two statements on one subject have; only what is above it counts."""

LEXICAL = 0.2
"""What shared words can add to strength, all shared counting 1, where a target has variants."""

LEXICAL_ALONE = 0.5
"""The same where it has one wording only, whose middle says less."""

BELIEF = 0.1
"""How much nearer a clause may be to a misconception and still speak for a key point as well."""

EXACT = 0.3
"""What a key point's own wording is worth at least, word for word, and the reference's on it."""

DENIAL = 0.1
"""Taken off where only one of clause and wording says "not"."""

_DEPENDS = re.compile(
    r"\W*(?:(?:maybe|perhaps|well|so|i think|i guess|i suppose|probably)\W+)*"
    r"(?:it|that|this) (?:all |just |really |mostly |mainly )?depends? (?:up)?on "
    r"(?:\S+ ){0,3}\S+$",
    re.IGNORECASE,
)
_FAINT = 0.0  # the least strength worth a closer look
_AS_STRONG = 0.06
_READABLE = 26  # words
_READ = 4  # clauses that are read beside one key point
_LONGEST = 40  # letters of a word; what is longer is no word
_FAR = 0.15  # likeness under which no clause is read


@dataclass(frozen=True, slots=True)
class Evidence:
    """The clause that speaks most for one target.

    `strength` is likeness above what other targets have, plus shared words: about 0 is chance,
    0.2 is clear.
    `words` is the part of it that shared words make up.
    `opposed`: the clause has the target's words and turns them round. `thin`: it has one word of
    content and less than half of any wording, or says no more than what something depends on.
    `faithful`: it copies what is right as it stands.
    """

    clause: Clause
    strength: float
    words: float
    opposed: bool
    thin: bool
    faithful: bool = False


@dataclass(frozen=True, slots=True)
class Matches:
    """Evidence by key point id, and by misconception id.

    `near`: by key point id, the few clauses nearest to it that are worth reading beside it.
    `misplaced`: by key point id, the clauses that say of another thing what it says of one.
    `taken_back`: everything found was withdrawn later, and nothing said instead.
    `patched`: the answer is words or scraps of what is right, without order.
    """

    points: Mapping[str, Evidence]
    misconceptions: Mapping[str, Evidence]
    near: Mapping[str, tuple[Clause, ...]] = field(default_factory=dict)
    misplaced: Mapping[str, frozenset[Clause]] = field(default_factory=dict)
    taken_back: bool = False
    patched: bool = False


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
        kept = [at for at, each in enumerate(said) if _is_readable(each)]
        worth = [said[at] for at in kept]
        points, near = {}, {}
        elsewhere = misplaced([c for c, _ in said], answer, ready.contrast, ready.exact)
        for row, target in enumerate(ready.points):
            near[target.id] = _near(worth, like[row, kept], copied)
            others = np.delete(like, row, axis=0).max(axis=0, initial=FLOOR)
            others = np.maximum(others, beliefs)
            points[target.id] = _best(
                said, like[row] - others, target, ready, _spoilt(copied, elsewhere.get(target.id))
            )
        misconceptions = {}
        for row, target in enumerate(ready.misconceptions):
            others = np.maximum(like.max(axis=0, initial=FLOOR), vectors @ ready.corrections[row])
            misconceptions[target.id] = _best(said, wrong[row] - others, target, ready, {})
        withdrawn = all(how.withdraws(clause) for clause, _ in said)
        patched = is_patchwork(answer, ready.pairs, ready.reference)
        return Matches(_found(points), _found(misconceptions), near, elsewhere, withdrawn, patched)


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


def _is_readable(said: Said) -> bool:
    """Whether a clause is worth reading beside a key point: short, of two words of content or more,
    made of words, and neither aimed at whoever judges nor mere mention.
    """
    clause, own = said
    words = clause.text.split()
    return (
        len(own) > 1
        and len(words) <= _READABLE
        and max(map(len, words)) <= _LONGEST
        and not demands(clause.text)
        and not refers(clause.text)
    )


def _near(
    said: Sequence[Said], like: "NDArray[np.float32]", how: Mapping[Clause, Copy]
) -> tuple[Clause, ...]:
    """The clauses nearest to a target, nearest first, that turn or spoil no copy."""
    return tuple(
        said[at][0]
        for at in (-like).argsort(kind="stable")
        if like[at] >= _FAR and how.get(said[at][0]) not in {Copy.SPOILT, Copy.TURNED}
    )[:_READ]


def _best(
    said: Sequence[Said],
    ahead: "NDArray[np.float32]",
    target: Target,
    ready: Prepared,
    how: Mapping[Clause, Copy],
) -> Evidence | None:
    """The strongest clause; of those about as strong, the shortest, as it makes the best quote."""
    lexical = LEXICAL if len(target.wordings) > 1 else LEXICAL_ALONE
    found = []
    for at, (clause, own) in enumerate(said):
        if how.get(clause) is Copy.SPOILT:
            continue
        alone = float(ahead[at])
        if alone + lexical < _FAINT:
            continue
        recall, precision, nearest = _overlap(own, target, ready.weights)
        shared = lexical * (recall + precision) / 2
        strength = alone + shared
        if polarity.denies(clause.text) is not polarity.denies(nearest):
            strength -= DENIAL
        thin = (len(own) < 2 and recall < 0.5) or _DEPENDS.match(clause.text) is not None
        if target.id in ready.exact.get(wording(clause.text), ()):
            strength, thin = max(strength, EXACT), False
        found.append((strength, clause, nearest, thin, shared))
    if not found:
        return None
    most = max(strength for strength, *_ in found)
    _, clause, nearest, thin, shared = min(
        (f for f in found if f[0] >= most - _AS_STRONG),
        key=lambda f: (len(f[1].text.split()) > _READABLE, -f[0]),
    )
    copy = how.get(clause)
    opposed = copy is Copy.TURNED or (
        copy is None and polarity.opposed(clause.text, nearest, ready.free)
    )
    return Evidence(clause, most, shared, opposed, thin, copy is Copy.FAITHFUL)


def _overlap(
    said: frozenset[str], target: Target, weights: Mapping[str, float]
) -> tuple[float, float, str]:
    """How much of the wording nearest in words was said, how much of what was said is in any
    wording, and that nearest wording.
    """
    shares = [weight(told & said, weights) / whole for told, whole in target.told]
    recall = max(shares)
    precision = weight(said & target.pool, weights) / (weight(said, weights) or 1.0)
    return recall, precision, target.wordings[shares.index(recall)]
