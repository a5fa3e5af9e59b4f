"""Which clauses of an answer are looked at: those that are claimed and say something. Pure.

Matching calls it.
"""

import math
import re
from collections.abc import Iterable

from interviewer.examiners.clauses import Clause
from interviewer.examiners.sources import wording
from interviewer.examiners.stance import Stance, reports
from interviewer.examiners.targets import Prepared, weight
from knowledge.words import stems

MOST_CLAUSES = 24
"""What is looked at of an answer; sentences made up of clauses included."""

_CONTRASTED = re.compile(
    r"(?:but |and )?(?:rather than|instead of|as opposed to)\b[^,]*$", re.IGNORECASE
)
"""A fragment that says what is not so."""

Said = tuple[Clause, frozenset[str]]
"""A clause with the stems in it that were not in the question."""


def standing(clauses: Iterable[Clause], how: Stance) -> list[Clause]:
    """The clauses that are claimed; where all was taken back, those after that, if any."""
    claimed = [c for c in clauses if how.claims(c)]
    return [c for c in claimed if not how.withdraws(c)] or claimed


def chosen(clauses: Iterable[Clause], free: frozenset[str], ready: Prepared) -> list[Said]:
    """The clauses that say something new, at most twenty-four: those with the most of the targets'
    words, in their order. A key point word for word is new, whatever the question said.
    """
    said = [
        (clause, own)
        for clause in clauses
        if not reports(clause.text)
        and not _CONTRASTED.match(clause.text)
        and (own := _own(clause.text, free, ready))
    ]
    if len(said) <= MOST_CLAUSES:
        return said
    pool = frozenset().union(*(t.pool for t in (*ready.points, *ready.misconceptions)))
    said.sort(key=lambda s: -weight(s[1] & pool, ready.weights) / math.sqrt(len(s[1])))
    return sorted(said[:MOST_CLAUSES], key=lambda s: (s[0].start, s[0].end))


def _own(text: str, free: frozenset[str], ready: Prepared) -> frozenset[str]:
    return stems(text) - free or (stems(text) if wording(text) in ready.exact else frozenset())
