"""The trained grader's second look at the verdicts on single key points."""

from collections.abc import Sequence

from interviewer.examiners.grader.grader import Grader
from interviewer.examiners.grader.network import Reading
from interviewer.examiners.matching import Evidence, Matches
from interviewer.rubric import Finding, Verdict
from knowledge.question import Question

TURNED = 0.9
"""Probability of a contradiction from which a point that counted as made is contradicted."""

MADE = 0.8
"""Probability of the point following from which one that was only touched is made."""


def seconded(
    question: Question, matches: Matches, findings: Sequence[Finding], grader: Grader
) -> tuple[Finding, ...]:
    """The findings, some changed by how the clause that speaks for a point reads beside it.

    One reading for every finding with evidence. Raises KnowledgeError.
    """
    looked = [
        (at, matches.points[f.point])
        for at, f in enumerate(findings)
        if f.point in matches.points and f.verdict in {Verdict.COVERED, Verdict.PARTIAL}
    ]
    texts = {p.id: p.text for p in question.key_points}
    read = grader.read([(e.clause.text, texts[findings[at].point]) for at, e in looked])
    out = list(findings)
    for (at, evidence), reading in zip(looked, read, strict=True):
        out[at] = _changed(findings[at], evidence, reading)
    return tuple(out)


def _changed(finding: Finding, evidence: Evidence, reading: Reading) -> Finding:
    quote = evidence.clause.text
    if reading.contradicted >= TURNED:
        return finding.model_copy(update={"verdict": Verdict.CONTRADICTED, "quote": quote})
    if reading.entailed >= MADE and not evidence.thin:
        return finding.model_copy(update={"verdict": Verdict.COVERED})
    return finding
