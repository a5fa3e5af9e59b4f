"""The trained grader's look at single key points: what words alone miss, and what they take amiss."""

from collections.abc import Sequence

from interviewer.examiners.clauses import Clause
from interviewer.examiners.grader.grader import Grader
from interviewer.examiners.matching import Matches
from interviewer.examiners.verdicts import Manner
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


def heard(
    question: Question,
    matches: Matches,
    findings: Sequence[Finding],
    how: Manner,
    grader: Grader,
    target: str | None = None,
) -> tuple[Finding, ...]:
    """The findings; a point that words alone miss is made by a clause that entails it.

    The clauses nearest to it are read beside the point. What is contradicted stays so, and words
    without sentences make nothing. Raises KnowledgeError.
    """
    out = list(findings)
    if matches.patched or matches.taken_back:
        return tuple(out)
    points = {p.id: p for p in question.key_points}
    open_ = [
        (at, clause, points[finding.point].text)
        for at, finding in enumerate(findings)
        if finding.verdict in {Verdict.MISSED, Verdict.PARTIAL}
        and not how.is_words_only(asked_for=finding.point == target)
        for clause in matches.near.get(finding.point, ())
    ]
    readings = grader.read([(clause.text, point) for _, clause, point in open_])
    best: dict[int, tuple[float, Clause]] = {}
    for (at, clause, _), reading in zip(open_, readings, strict=True):
        if reading.entailed > best.get(at, (TOUCHED, clause))[0]:
            best[at] = reading.entailed, clause
    for at, (entailed, clause) in best.items():
        verdict = Verdict.COVERED if entailed >= ENTAILED else Verdict.PARTIAL
        out[at] = findings[at].model_copy(update={"verdict": verdict, "quote": clause.text})
    return tuple(out)


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
