"""At most three things to do next, each with its reason in figures. Pure."""

from collections.abc import Sequence

from interviewer.reporting.record import QuestionReport, State, Status
from interviewer.reporting.summary import (
    Action,
    Calibration,
    PractiseTopic,
    RetryQuestion,
    ReviewQuestions,
    StartAnother,
)
from interviewer.reporting.wording import CONFIDENCE, count, percent

GOOD = 0.8
"""Score from which a question needs no second attempt."""
WEAK = 0.5
"""Score under which a reference is worth reading again."""
BAR = 0.6
"""Mean score under which a topic is worth an interview of its own."""
MOST = 3


def actions(
    questions: Sequence[QuestionReport], rated: Calibration | None, *, finished: bool
) -> tuple[Action, ...]:
    """What helps most comes first; nothing is proposed that a figure does not call for."""
    gaps = rated.confident_gaps if rated else ()
    retry = _retry(questions, gaps)
    found: list[Action | None] = [retry, _review(questions, retry), _topic(questions)]
    if finished:
        found.append(_another(questions))
    return tuple(a for a in found if a is not None)[:MOST]


def _retry(questions: Sequence[QuestionReport], gaps: tuple[int, ...]) -> RetryQuestion | None:
    weak = [
        q
        for q in questions
        if q.status is Status.JUDGED and q.score is not None and (q.score < GOOD or wrong(q))
    ]
    if not weak:
        return None
    first = min(weak, key=lambda q: (q.number not in gaps, not wrong(q), q.score or 0, q.number))
    missing = sum(p.state is not State.COVERED for p in first.points)
    points = count(len(first.points), "point")
    why = f"{missing} of {points} not fully there, at {percent(first.score)}"
    sure = first.turns[0].confidence
    if first.number in gaps and sure:
        why += f", and you were {CONFIDENCE[sure]} ({sure} of 4)"
    return RetryQuestion(
        label=f"Retry question {first.number}", why=f"{why}.", question_id=first.question_id
    )


def _review(
    questions: Sequence[QuestionReport], retry: RetryQuestion | None
) -> ReviewQuestions | None:
    skipped = [q for q in questions if q.status is Status.SKIPPED]
    weak = [
        q
        for q in questions
        if q.status is Status.JUDGED
        and (q.score or 0) < WEAK
        and (retry is None or q.question_id != retry.question_id)
    ]
    reasons = [f"{len(skipped)} skipped"] if skipped else []
    reasons += [f"{len(weak)} under 50 %"] if weak else []
    if not reasons:
        return None
    chosen = sorted([*skipped, *weak], key=lambda q: q.number)
    return ReviewQuestions(
        label=f"Review {count(len(chosen), 'question')}",
        why=f"{' and '.join(reasons)}: read the reference, then say it in your own words.",
        question_ids=tuple(q.question_id for q in chosen),
    )


def _topic(questions: Sequence[QuestionReport]) -> PractiseTopic | None:
    scores: dict[str, list[float]] = {}
    for q in questions:
        if q.score is not None:
            scores.setdefault(q.topic, []).append(q.score)
    means = {topic: sum(s) / len(s) for topic, s in scores.items()}
    topic = min(means, key=lambda t: (means[t], -len(scores[t])), default=None)
    if topic is None or means[topic] >= BAR:
        return None
    return PractiseTopic(
        label=f"Practise {topic}",
        why=f"Your weakest topic: {percent(means[topic])} "
        f"over {count(len(scores[topic]), 'question')}.",
        topic=topic,
    )


def _another(questions: Sequence[QuestionReport]) -> StartAnother:
    scores = [q.score for q in questions if q.score is not None]
    good = sum(s >= GOOD for s in scores)
    why = (
        f"{good} of {count(len(scores), 'question')} at 80 % or more."
        if scores
        else f"0 of {count(len(questions), 'question')} judged so far."
    )
    return StartAnother(label="Start another interview", why=why)


def wrong(question: QuestionReport) -> bool:
    """Whether something in it stands contradicted."""
    return any(p.state is State.CONTRADICTED for p in question.points)
