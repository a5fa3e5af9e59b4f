"""Which interview it was, and how it was held. Pure."""

from collections.abc import Sequence

from interviewer import costs
from interviewer.interview import Interview
from interviewer.reporting.record import QuestionReport, Status
from interviewer.reporting.summary import Counts, Header


def header(interview: Interview, questions: Sequence[QuestionReport], interview_id: str) -> Header:
    """The header; nothing in it depends on when it is computed."""
    plan = interview.plan
    used = interview.usages
    grades = [t.grade for r in interview.rounds for t in r.turns if t.grade]
    return Header(
        interview_id=interview_id,
        started_at=interview.started_at,
        duration=max(0.0, _seconds(interview)),
        mode=plan.mode,
        bank=plan.bank,
        bank_title=plan.bank_title,
        bank_digest=plan.bank_digest,
        selection=plan.selection,
        topics=plan.topics,
        seed=plan.seed,
        minutes=plan.minutes,
        follow_ups=plan.follow_ups,
        budget=plan.budget,
        interview_on=plan.interview_on,
        examiner=plan.examiner,
        examiners=tuple(dict.fromkeys(g.by for g in grades)),
        counts=counts(interview, questions),
        finish=interview.finished,
        handed_over=interview.handed.why if interview.handed else None,
        calls=sum(u.calls for u in used),
        tokens=interview.tokens if used else None,
        tokens_in=sum(u.tokens_in for u in used) if used else None,
        tokens_cached=sum(u.tokens_cached for u in used) if used else None,
        tokens_out=sum(u.tokens_out for u in used) if used else None,
        estimated=any(u.estimated for u in used),
        cost=costs.cost(used) if used else None,
        prices_as_of=costs.AS_OF if used else None,
        unpriced=costs.unpriced(used),
    )


def counts(interview: Interview, questions: Sequence[QuestionReport]) -> Counts:
    """How many questions were planned, asked, answered, and what became of them."""
    became = [q.status for q in questions]
    return Counts(
        planned=interview.plan.count,
        asked=len(questions),
        answered=sum(any(t.answer is not None for t in q.turns) for q in questions),
        judged=became.count(Status.JUDGED),
        skipped=became.count(Status.SKIPPED),
        unjudged=became.count(Status.UNJUDGED),
        open=became.count(Status.OPEN),
    )


def _seconds(interview: Interview) -> float:
    return interview.elapsed(interview.last_at).total_seconds()
