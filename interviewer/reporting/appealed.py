"""What the candidate disagreed about, and what a second judgement made of it. Pure."""

from interviewer.interview import Round
from interviewer.reporting.quotes import located
from interviewer.reporting.record import AppealReport, Evidence, Quote, State
from interviewer.reporting.wording import named
from interviewer.round import Appeal
from interviewer.rubric import Finding


def appeals(now: Round, *, question: int) -> tuple[AppealReport, ...]:
    """Each dispute with both verdicts; the better one counts."""
    first = {f.point: f for f in now.judged}
    return tuple(
        _appeal(now, appeal, first[appeal.point], question)
        for appeal in now.appeals
        if appeal.point in first
    )


def upheld_evidence(now: Round, *, question: int) -> tuple[tuple[int, Evidence], ...]:
    """The evidence that appeals brought, each with the place of its turn, from 1."""
    first = {f.point: f for f in now.judged}
    found = []
    for appeal in now.appeals:
        finding = appeal.upheld(first[appeal.point]) if appeal.point in first else None
        if finding is None:
            continue
        quotes = _quotes(now, appeal, finding, question)
        place = quotes[0].turn if quotes else 1
        state = State.of(finding.verdict)
        found.append(
            (place, Evidence(point=appeal.point, state=state, aided=finding.aided, quotes=quotes))
        )
    return tuple(found)


def _appeal(now: Round, appeal: Appeal, first: Finding, question: int) -> AppealReport:
    judged = appeal.judged
    second = judged.finding if judged is not None else None
    return AppealReport(
        point=appeal.point,
        reason=appeal.disputed.reason,
        first=State.of(first.verdict),
        second=State.of(second.verdict) if second is not None else None,
        counts=appeal.upheld(first) is not None,
        quotes=_quotes(now, appeal, second, question) if second is not None else (),
        by=judged.by if judged is not None else "",
        text=_text(now, appeal, first),
    )


def _text(now: Round, appeal: Appeal, first: Finding) -> str:
    point = named(now.question.point(appeal.point).text)
    was = State.of(first.verdict).word
    if appeal.judged is None or appeal.judged.finding is None:
        why = f": {appeal.judged.why}" if appeal.judged and appeal.judged.why else "."
        return f"{point} was {was}; it could not be judged anew{why}"
    now_ = State.of(appeal.judged.finding.verdict).word
    counts = "the second counts" if appeal.upheld(first) else "the first stands"
    told = f"{point} was {was}, and {now_} when judged anew: {counts}."
    return f"{told} {appeal.judged.why}".rstrip()


def _quotes(now: Round, appeal: Appeal, finding: Finding, question: int) -> tuple[Quote, ...]:
    number = appeal.judged.turn if appeal.judged is not None else None
    for place, turn in enumerate(now.turns, 1):
        if turn.number == number and turn.answer is not None:
            return located(turn.answer.text, finding.quote, question=question, turn=place)
    return ()
