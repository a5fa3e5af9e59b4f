"""The trained grader's second look at the verdicts on single key points."""

from collections.abc import Sequence

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
