"""An interview beside an earlier one. Pure."""

from collections.abc import Sequence

from interviewer.reporting.record import QuestionReport
from interviewer.reporting.summary import Header, Progress
from interviewer.reporting.wording import count, day, percent

SAME = 0.05
"""Difference in score under which a question went neither better nor worse."""


def progress(
    before: tuple[Header, float | None, Sequence[QuestionReport]],
    after: tuple[Header, float | None, Sequence[QuestionReport]],
) -> Progress | None:
    """What changed; each side is header, score and questions of a report.

    None where they do not compare: another bank, or one of them without a score.
    """
    (earlier, then, old), (later, now, new) = before, after
    if earlier.bank != later.bank or then is None or now is None:
        return None
    scores = {q.question_id: q.score for q in old if q.score is not None}
    changes = [
        q.score - scores[q.question_id]
        for q in new
        if q.score is not None and q.question_id in scores
    ]
    better = sum(c >= SAME for c in changes)
    worse = sum(c <= -SAME for c in changes)
    both = (
        f"Of {count(len(changes), 'question')} asked both times, "
        f"{better} went better and {worse} worse."
        if changes
        else "0 questions were asked both times, so compare with care."
    )
    return Progress(
        interview_id=earlier.interview_id,
        started_at=earlier.started_at,
        score_before=then,
        score_after=now,
        questions=len(changes),
        better=better,
        worse=worse,
        text=f"{percent(now)} now, {percent(then)} on {day(earlier.started_at)}. {both}",
    )
