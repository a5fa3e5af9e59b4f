"""One question with all that was asked and said about it. Pure.

`of_round` also serves a page that closes a question before the interview is over.
"""

from interviewer.interview import Interview, Round, Turn
from interviewer.reporting import second
from interviewer.reporting.appealed import appeals
from interviewer.reporting.dimensions import of_question
from interviewer.reporting.followups import gain
from interviewer.reporting.misconceptions import misconceptions
from interviewer.reporting.points import evidence, points
from interviewer.reporting.record import (
    AsideReport,
    PointReport,
    QuestionReport,
    State,
    Status,
    TurnReport,
)
from interviewer.reporting.rewrite import rewrite
from interviewer.reporting.wording import count

REACHED = frozenset({State.COVERED, State.PARTIAL})


def closed(interview: Interview, now: Round) -> bool:
    """Whether nothing more will be asked about a question."""
    return interview.finished is not None or now is not interview.round or now.skipped


def of_round(now: Round, number: int, *, closed: bool = True, why: str = "") -> QuestionReport:
    """The report of one question, the `number`th asked.

    While it is not `closed`, or was never tried, what it is judged against stays hidden.
    """
    status = _status(now, closed=closed)
    known = status is not Status.OPEN
    rows = points(now, question=number) if known else ()
    skipped = 0.0 if status is Status.SKIPPED else None
    question = now.question
    dimensions = of_question(now, rows, number) if status is Status.JUDGED else ()
    doubt = second.beside(now, rows, dimensions, number)
    return QuestionReport(
        number=number,
        question_id=question.id,
        prompt=question.prompt,
        topic=question.topic,
        level=question.level,
        source=str(question.source),
        why=now.turns[0].asked.why or why,
        status=status,
        revealed=known,
        derived=question.derived,
        score=now.score if status is Status.JUDGED else skipped,
        unaided=now.unaided if status is Status.JUDGED else skipped,
        summary=_summary(now, status, rows, closed=closed),
        uncertain=doubt.text,
        dimensions=doubt.dimensions,
        turns=tuple(_turn(now, i, number, known=known) for i in range(len(now.turns))),
        points=doubt.points,
        appeals=appeals(now, question=number) if known else (),
        misconceptions=misconceptions(now, question=number) if known else (),
        rewrite=rewrite(now) if known else None,
        reference=question.reference if known else None,
        related=now.turns[0].asked.related,
    )


def _status(now: Round, *, closed: bool) -> Status:
    if now.skipped:
        return Status.SKIPPED
    if not closed or all(t.answer is None for t in now.turns):
        return Status.OPEN
    return Status.JUDGED if now.graded else Status.UNJUDGED


def _summary(now: Round, status: Status, rows: tuple[PointReport, ...], *, closed: bool) -> str:
    total = count(len(rows), "point")
    match status:
        case Status.OPEN:
            return "It was not answered before the end." if closed else "It is still being asked."
        case Status.SKIPPED:
            return f"You skipped it: 0 of {total}."
        case Status.UNJUDGED:
            given = count(sum(t.answer is not None for t in now.turns), "answer")
            return f"{given} given, 0 judged: it is left out of the score."
    late = sum(r.state in REACHED for r in rows)
    first = evidence(now, now.turns[0], question=1)
    early = sum(e.state in REACHED for e in first)
    if now.turns[0].grade is None:
        return f"{late} of {total} reached; the first answer could not be judged."
    if now.follow_ups == 0:
        return f"{early} of {total} reached."
    return f"{early} of {total} reached in the first answer, {late} after follow-ups."


def _turn(now: Round, place: int, number: int, *, known: bool) -> TurnReport:
    turn = now.turns[place]
    grade = turn.grade if known else None
    return TurnReport(
        number=place + 1,
        asked=turn.asked.text,
        purpose=turn.asked.purpose,
        point=turn.asked.point if known else None,
        answer=turn.answer.text if turn.answer else None,
        skipped=turn.skipped,
        seconds=turn.answer.seconds if turn.answer else None,
        spoken=turn.answer.spoken if turn.answer else False,
        hints=tuple(h.text for h in now.hints if _before(now.turns, h.seq) == place),
        asides=tuple(
            AsideReport(asked=a.asked.text, said=a.said.text if a.said else "") for a in turn.asides
        ),
        evidence=evidence(now, turn, question=number) if known else (),
        confidence=turn.confidence,
        gate=grade.gate if grade else None,
        ungraded=turn.ungraded.reason if turn.ungraded and not turn.grade else None,
        feedback=grade.feedback if grade else "",
        by=grade.by if grade else None,
        usage=grade.usage if grade else None,
        gained=gain(now, place) if known else None,
    )


def _before(turns: tuple[Turn, ...], seq: int) -> int:
    """The place of the turn whose answer a hint helped: the first one answered after it."""
    for place, turn in enumerate(turns):
        if turn.answer is None or turn.answer.seq > seq:
            return place
    return len(turns) - 1
