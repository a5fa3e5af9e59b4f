"""The trained grader's look at single key points: what words alone miss or take amiss."""

from collections.abc import Collection, Sequence

from interviewer.examiners.clauses import Clause
from interviewer.examiners.grader.grader import Grader
from interviewer.examiners.matching import Matches
from interviewer.rubric import Finding, Verdict
from knowledge.question import Question
from knowledge.words import stems

TURNED = 0.95
"""Probability of a contradiction, in logic and to a teacher, from which a point is contradicted.

Below it, "units are left out" passes for a contradiction of "dropout leaves units out".
"""

NEAR_COPY = 0.6
"""Share of the point's words that the clause must have: of freer ones the reading is no proof."""

ENTAILED = 0.7
"""Probability, that who says the clause has said the point, from which the point is covered."""

TOUCHED = 0.5
"""The same from which it is touched."""

_MOST = 12  # readings for one answer
_NOTHING = (0.0, Clause("", 0, 0))


def heard(
    question: Question,
    matches: Matches,
    findings: Sequence[Finding],
    grader: Grader,
    unheard: Collection[str] = (),
) -> tuple[Finding, ...]:
    """The findings; a point that words alone miss is made by a clause that entails it.

    The clauses nearest to a point are read beside it, one after the other until one has said it;
    what is contradicted, and points that are `unheard`, stay as they are. Raises KnowledgeError.
    """
    if matches.patched or matches.taken_back:
        return tuple(findings)
    points = {p.id: p.text for p in question.key_points}
    open_ = {
        f.point: matches.near.get(f.point, ())
        for f in findings
        if f.verdict in {Verdict.MISSED, Verdict.PARTIAL} and f.point not in unheard
    }
    best: dict[str, tuple[float, Clause]] = {}
    left = _MOST
    for turn in range(max(map(len, open_.values()), default=0)):
        wanting = [
            (point, near[turn])
            for point, near in open_.items()
            if turn < len(near) and best.get(point, _NOTHING)[0] < ENTAILED
        ][:left]
        left -= len(wanting)
        readings = grader.read([(clause.text, points[point]) for point, clause in wanting])
        for (point, clause), reading in zip(wanting, readings, strict=True):
            best[point] = max(best.get(point, _NOTHING), (reading.entailed, clause), key=_first)
    return tuple(
        _said(f, *best[f.point]) if best.get(f.point, _NOTHING)[0] >= TOUCHED else f
        for f in findings
    )


def _said(finding: Finding, entailed: float, clause: Clause) -> Finding:
    verdict = Verdict.COVERED if entailed >= ENTAILED else Verdict.PARTIAL
    return finding.model_copy(update={"verdict": verdict, "quote": clause.text})


def _first(found: tuple[float, Clause]) -> float:
    return found[0]


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
