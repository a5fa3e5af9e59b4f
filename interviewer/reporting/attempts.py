"""A question beside the last time it was tried, key point by key point. Pure."""

from dataclasses import dataclass
from datetime import datetime

from interviewer.reporting.record import Before, Earlier, PointReport, QuestionReport, Status
from interviewer.reporting.wording import count, day, percent

_STEP = {"contradicted": 0, "missed": 1, "not_judged": 1, "partial": 2, "covered": 3}


@dataclass(frozen=True, slots=True)
class Attempt:
    """The last time a question was tried: in which interview, when, and its report."""

    interview_id: str
    started_at: datetime
    question: QuestionReport


def beside(now: QuestionReport, earlier: Attempt | None) -> QuestionReport:
    """The question with its earlier attempt beside it; the same where there is none to compare.

    Points are the same where their id and their words are: a bank may have changed since.
    """
    if earlier is None or now.status not in (Status.JUDGED, Status.SKIPPED):
        return now
    before = {(p.id, p.text): p for p in earlier.question.points}
    points = tuple(_with(p, before.get((p.id, p.text))) for p in now.points)
    pairs = [(before[p.id, p.text], p) for p in now.points if (p.id, p.text) in before]
    gained = sum(_STEP[new.state.value] > _STEP[old.state.value] for old, new in pairs)
    lost = sum(_STEP[new.state.value] < _STEP[old.state.value] for old, new in pairs)
    return now.model_copy(
        update={
            "points": points,
            "earlier": Earlier(
                interview_id=earlier.interview_id,
                started_at=earlier.started_at,
                score=earlier.question.score,
                unaided=earlier.question.unaided,
                gained=gained,
                lost=lost,
                text=f"{percent(earlier.question.score)} on {day(earlier.started_at)}, "
                f"{percent(now.score)} now: {count(gained, 'point')} better, {lost} worse.",
            ),
        }
    )


def _with(point: PointReport, before: PointReport | None) -> PointReport:
    if before is None:
        return point
    seen = Before(
        state=before.state,
        sign=before.sign,
        word=before.word,
        aided=before.aided,
        said=before.said,
    )
    return point.model_copy(update={"before": seen})
