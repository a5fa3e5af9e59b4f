"""A task that has the answer said better, without giving it away. Pure."""

from interviewer.interview import Round
from interviewer.reporting.wording import number
from interviewer.rubric import Verdict
from knowledge.question import KeyPoint

MOST = 3
"""Points that one attempt is asked to add."""

_URGENT = {Verdict.CONTRADICTED: 0, Verdict.MISSED: 1, Verdict.PARTIAL: 2}


def rewrite(now: Round) -> str:
    """One line: what to say this time, by the cues of what was wrong, missing or partly there."""
    verdicts = {f.point: f.verdict for f in now.findings}
    missing = [p for p in now.question.key_points if verdicts.get(p.id) is not Verdict.COVERED]
    if not missing:
        points = len(now.question.key_points)
        return (
            f"All {points} points are there. Say it again in half the words, "
            "the most important point first."
        )

    def urgency(point: KeyPoint) -> tuple[int, int]:
        return _URGENT[verdicts.get(point.id, Verdict.MISSED)], -point.weight

    chosen = sorted(missing, key=urgency)[:MOST]
    cues = [p.cue for p in now.question.key_points if p in chosen]
    again = "Answer again" if now.graded else "Answer it"
    sentences = number(len(cues) + 1)
    return f"{again} in {sentences} sentences and say, in your own words: {'; '.join(cues)}."
