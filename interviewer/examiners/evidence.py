"""The clause of an answer that speaks most for a target, and how strongly. Pure.

Matching asks for every key point and every misconception.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.examiners import polarity
from interviewer.examiners.choosing import Said
from interviewer.examiners.clauses import Clause
from interviewer.examiners.copying import Copy
from interviewer.examiners.mentioning import mentions
from interviewer.examiners.sources import wording
from interviewer.examiners.targets import Prepared, Target, weight

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEXICAL = 0.2
"""What shared words can add to strength, all shared counting 1, where a target has variants."""

LEXICAL_ALONE = 0.5
"""The same where it has one wording only, whose middle says less."""

EXACT = 0.3
"""What a key point's own wording is worth at least, word for word, and the reference's on it."""

DENIAL = 0.1
"""Taken off where only one of clause and wording says "not"."""

READABLE = 26
"""Words of a clause that makes a good quote."""

_FAINT = 0.0  # the least strength worth a closer look
_AS_STRONG = 0.06


@dataclass(frozen=True, slots=True)
class Evidence:
    """The clause that speaks most for one target.

    `strength` is likeness above what other targets have, plus shared words: about 0 is chance,
    0.2 is clear.
    `words` is the part of it that shared words make up.
    `opposed`: the clause has the target's words and turns them round. `thin`: it has one word of
    content and less than half of any wording, or only mentions what it speaks of.
    `faithful`: it copies what is right as it stands.
    """

    clause: Clause
    strength: float
    words: float
    opposed: bool
    thin: bool
    faithful: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """A clause with what is the same beside every target.

    `own`: its new stems, `weight` theirs together. `exact`: the points it is a wording of.
    """

    clause: Clause
    own: frozenset[str]
    weight: float
    denies: bool
    bare: bool
    exact: frozenset[str]


def looked(said: Sequence[Said], ready: Prepared) -> list[Looked]:
    """The clauses, each looked at once."""
    nowhere: frozenset[str] = frozenset()
    return [
        Looked(
            clause,
            own,
            weight(own, ready.weights) or 1.0,
            polarity.denies(clause.text),
            mentions(clause.text, own),
            ready.exact.get(wording(clause.text), nowhere),
        )
        for clause, own in said
    ]


def strongest(
    said: Sequence[Looked],
    ahead: "NDArray[np.float32]",
    target: Target,
    ready: Prepared,
    how: Mapping[Clause, Copy],
) -> Evidence | None:
    """The strongest clause; of those about as strong, the shortest, as it makes the best quote.

    `ahead` [clauses]: likeness above what other targets have. Those that `how` calls spoilt are
    left out.
    """
    lexical = LEXICAL if len(target.wordings) > 1 else LEXICAL_ALONE
    found = []
    for each, alone in zip(said, ahead.tolist(), strict=True):
        if how.get(each.clause) is Copy.SPOILT or alone + lexical < _FAINT:
            continue
        recall, precision, nearest = _overlap(each, target, ready.weights)
        shared = lexical * (recall + precision) / 2
        strength = alone + shared
        if each.denies is not polarity.denies(nearest):
            strength -= DENIAL
        thin = (len(each.own) < 2 and recall < 0.5) or each.bare
        if target.id in each.exact:
            strength, thin = max(strength, EXACT), False
        found.append((strength, each.clause, nearest, thin, shared))
    if not found:
        return None
    most = max(strength for strength, *_ in found)
    _, clause, nearest, thin, shared = min(
        (f for f in found if f[0] >= most - _AS_STRONG),
        key=lambda f: (len(f[1].text.split()) > READABLE, -f[0]),
    )
    copy = how.get(clause)
    opposed = copy is Copy.TURNED or (
        copy is None and polarity.opposed(clause.text, nearest, ready.free)
    )
    return Evidence(clause, most, shared, opposed, thin, copy is Copy.FAITHFUL)


def _overlap(
    said: Looked, target: Target, weights: Mapping[str, float]
) -> tuple[float, float, str]:
    """How much of the wording nearest in words was said, how much of what was said is in any
    wording, and that nearest wording.
    """
    if said.own.isdisjoint(target.pool):
        return 0.0, 0.0, target.wordings[0]
    shares = [
        0.0 if told.isdisjoint(said.own) else weight(told & said.own, weights) / whole
        for told, whole in target.told
    ]
    recall = max(shares)
    precision = weight(said.own & target.pool, weights) / said.weight
    return recall, precision, target.wordings[shares.index(recall)]
