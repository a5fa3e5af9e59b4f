"""Two interviews side by side: what both asked, and how each went. Pure."""

from pydantic import Field

from interviewer.report import Attempt, Report
from interviewer.reporting.attempts import beside
from interviewer.reporting.record import QuestionReport
from interviewer.reporting.wording import count, day, percent
from knowledge.question import Record


class Pair(Record):
    """A question that both asked; `later` carries the earlier attempt's points beside its own."""

    earlier: QuestionReport
    later: QuestionReport


class Side(Record):
    """One of the two: `score` and `unaided` are 0 to 1, None where nothing was judged."""

    interview_id: str
    title: str
    score: float | None
    unaided: float | None
    judged: int
    skipped: int


class Comparison(Record):
    """The earlier and the later of two interviews, the questions that both asked, and in words
    what changed.
    """

    earlier: Side
    later: Side
    pairs: tuple[Pair, ...] = Field(default=())
    text: str


def compare(one: Report, other: Report) -> Comparison:
    """The two in order of time, whichever was given first."""
    first, second = sorted((one, other), key=lambda r: r.header.started_at)
    known = {q.question_id: q for q in first.questions if q.score is not None}
    pairs = tuple(
        Pair(
            earlier=known[q.question_id],
            later=beside(q, _attempt(first, known[q.question_id])),
        )
        for q in second.questions
        if q.score is not None and q.question_id in known
    )
    return Comparison(
        earlier=_side(first), later=_side(second), pairs=pairs, text=_text(first, second, pairs)
    )


def _attempt(report: Report, question: QuestionReport) -> Attempt:
    return Attempt(report.header.interview_id, report.header.started_at, question)


def _side(report: Report) -> Side:
    head = report.header
    return Side(
        interview_id=head.interview_id,
        title=f"{day(head.started_at)}, {head.bank_title}, {head.mode.value}",
        score=report.score,
        unaided=report.unaided,
        judged=head.counts.judged,
        skipped=head.counts.skipped,
    )


def _text(first: Report, second: Report, pairs: tuple[Pair, ...]) -> str:
    if not pairs:
        both = "0 questions were asked in both, so compare with care."
    else:
        gained = sum(p.later.earlier.gained for p in pairs if p.later.earlier)
        lost = sum(p.later.earlier.lost for p in pairs if p.later.earlier)
        both = (
            f"{count(len(pairs), 'question')} asked in both: {count(gained, 'point')} went better "
            f"and {lost} worse."
        )
    return f"{percent(first.score)} before, {percent(second.score)} after. {both}"
