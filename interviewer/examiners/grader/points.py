"""The trained grader's look at single key points: what words alone miss or take amiss."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from interviewer.examiners.clauses import Clause
from interviewer.examiners.grader.grader import Grader
from interviewer.examiners.grader.head import log_odds
from interviewer.examiners.grader.network import Reading
from interviewer.examiners.matching import Matches
from interviewer.examiners.receipts import MOST_POINTS
from interviewer.rubric import Finding, Verdict
from knowledge.question import Question
from knowledge.words import stems

TURNED = 0.95
"""Probability of a contradiction, in logic and to a teacher, from which a point is contradicted.

Below it, "units are left out" passes for a contradiction of "dropout leaves units out".
"""

NEAR_COPY = 0.6
"""Share of the point's words that the clause must have: of freer ones the reading is no proof."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Probability, that who says a clause has said the point, from which it counts as covered, and
    from which as touched; and how many clauses are read beside a point.
    """

    covered: float
    touched: float
    clauses: int


AUTHORED = Bar(0.7, 0.5, 2)
DERIVED = Bar(0.6, 0.45, 4)
"""Lower where a point has one wording only, which words alone find less often."""

DENIED = 0.9
"""Probability of a contradiction from which words shared with a point's one wording are none."""

_SLOPE, _RISE = 0.50, 0.23  # fitted on statements of topics that were in no training
_SHARED = 0.1  # strength by shared words from which that is looked at
_MOST = 16  # readings for one answer
_UNREAD = Reading(0.0, 0.0, 0.0, 0.0, 0.0)


def heard(
    question: Question,
    matches: Matches,
    findings: Sequence[Finding],
    grader: Grader,
    unheard: Collection[str] = (),
) -> tuple[Finding, ...]:
    """The findings, mended by reading clauses beside points: a point that words alone miss is made
    by a clause that entails it, and one that has a single wording is not made by a clause that
    shares its words and contradicts it.

    The clauses nearest to a point are read, one after the other until one has said it. What is
    contradicted, and points that are `unheard`, stay as they are. Raises KnowledgeError.
    """
    if matches.patched or matches.taken_back or matches.beside:
        return tuple(findings)
    bar = DERIVED if question.derived else AUTHORED
    clauses = {
        f.point: _worth_reading(f, matches, bar)
        for f in findings
        if f.verdict is not Verdict.CONTRADICTED and f.point not in unheard
    }
    texts = {p.id: p.text for p in question.key_points}
    read = _believed(_read(texts, clauses, matches, grader, bar.covered), matches, bar)
    return tuple(_mended(f, read.get(f.point, {}), matches, bar) for f in findings)


def chance(entailed: float) -> float:
    """How likely a point is made, where the clause that says most of it entails it so."""
    odds = _SLOPE * log_odds(entailed) + _RISE
    return round(1 / (1 + math.exp(-odds)), 2)


def _worth_reading(finding: Finding, matches: Matches, bar: Bar) -> tuple[Clause, ...]:
    near = matches.near.get(finding.point, ())[: bar.clauses]
    if finding.verdict is Verdict.MISSED:
        return near
    if bar is DERIVED:
        own = matches.points[finding.point].clause
        return (own, *(c for c in near if c != own))
    return near if finding.verdict is Verdict.PARTIAL else ()


def _read(
    points: Mapping[str, str],
    clauses: Mapping[str, tuple[Clause, ...]],
    matches: Matches,
    grader: Grader,
    enough: float,
) -> dict[str, dict[Clause, Reading]]:
    """By point, the clauses that were read and how; a point's next only if none has said it yet."""
    out: dict[str, dict[Clause, Reading]] = {point: {} for point in clauses}
    left = _MOST
    for turn in range(max(map(len, clauses.values()), default=0)):
        wanting = [
            (point, of[turn])
            for point, of in clauses.items()
            if turn < len(of) and not _is_said(out[point], matches.misplaced.get(point, ()), enough)
        ][:left]
        left -= len(wanting)
        readings = grader.read([(clause.text, points[point]) for point, clause in wanting])
        for (point, clause), reading in zip(wanting, readings, strict=True):
            out[point][clause] = reading
    return out


def _is_said(read: Mapping[Clause, Reading], misplaced: Collection[Clause], enough: float) -> bool:
    return any(r.entailed >= enough for c, r in read.items() if c not in misplaced)


def _believed(
    read: Mapping[str, Mapping[Clause, Reading]], matches: Matches, bar: Bar
) -> dict[str, Mapping[Clause, Reading]]:
    """The readings without those of clauses that seem to say more points than one can: vague ones
    and lists entail whatever they are laid beside. And without those that speak of another thing.
    """
    said = Counter(c for of in read.values() for c, r in of.items() if r.entailed >= bar.touched)
    return {
        point: {
            c: r
            for c, r in of.items()
            if said[c] <= MOST_POINTS and c not in matches.misplaced.get(point, ())
        }
        for point, of in read.items()
    }


def _mended(
    finding: Finding, read: Mapping[Clause, Reading], matches: Matches, bar: Bar
) -> Finding:
    best = max(read, key=lambda clause: read[clause].entailed, default=None)
    entailed = read[best].entailed if best else 0.0
    if best:
        finding = finding.model_copy(update={"chance": chance(entailed)})
    if best and entailed >= bar.covered and finding.verdict is not Verdict.COVERED:
        return finding.model_copy(update={"verdict": Verdict.COVERED, "quote": best.text})
    if finding.verdict is Verdict.MISSED:
        if best and entailed >= bar.touched:
            return finding.model_copy(update={"verdict": Verdict.PARTIAL, "quote": best.text})
        return finding
    evidence = matches.points.get(finding.point) if bar is DERIVED else None
    if evidence is None or evidence.faithful:
        return finding
    if entailed >= bar.touched or evidence.words < _SHARED:
        return finding
    if read.get(evidence.clause, _UNREAD).contradicted >= DENIED:
        return finding.model_copy(update={"verdict": Verdict.MISSED, "quote": None})
    return finding


def seconded(
    question: Question, matches: Matches, findings: Sequence[Finding], grader: Grader
) -> tuple[Finding, ...]:
    """The findings; a point whose near copy in the answer turns it round becomes contradicted.

    One reading for every wording that a quoted clause nearly copies. Raises KnowledgeError.
    """
    near: list[tuple[int, str, str]] = []
    points = {p.id: p for p in question.key_points}
    for at, finding in enumerate(findings):
        evidence = matches.points.get(finding.point)
        if evidence is None or finding.verdict not in {Verdict.COVERED, Verdict.PARTIAL}:
            continue
        if evidence.faithful:  # laid beside what is right word for word, it is right
            continue
        said = stems(evidence.clause.text)
        point = points[finding.point]
        near += [
            (at, evidence.clause.text, wording)
            for wording in (point.text, *point.variants)
            if (told := stems(wording)) and len(told & said) >= NEAR_COPY * len(told)
        ]
    out = list(findings)
    readings = grader.read([(clause, wording) for _, clause, wording in near])
    made = {
        at
        for (at, _, _), r in zip(near, readings, strict=True)
        if min(r.contradicted, r.contradictory) < TURNED
    }
    for at in {at for at, _, _ in near} - made:
        out[at] = out[at].model_copy(update={"verdict": Verdict.CONTRADICTED})
    return tuple(out)
