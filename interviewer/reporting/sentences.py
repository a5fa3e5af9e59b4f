"""The three sentences that come first: strongest evidence, biggest gap, next step. Pure."""

from collections.abc import Sequence
from typing import Literal

from interviewer.reporting.quotes import said, short
from interviewer.reporting.record import PointReport, QuestionReport, Quote, State, Status
from interviewer.reporting.summary import Action, Counts, Sentence
from interviewer.reporting.wording import count, named

_Kind = Literal["evidence", "gap", "next"]
_LABELS: dict[_Kind, str] = {
    "evidence": "Strongest evidence",
    "gap": "Biggest gap",
    "next": "Next step",
}
_SEVERITY = {State.CONTRADICTED: 0, State.MISSED: 1, State.PARTIAL: 2}


def sentences(
    questions: Sequence[QuestionReport],
    todo: Sequence[Action],
    counts: Counts,
    *,
    finished: bool,
) -> tuple[Sentence, ...]:
    """Always three; each rests on a quote or on a count."""
    return (
        _evidence(questions, counts),
        _gap(questions, counts),
        _next(todo, counts, finished=finished),
    )


def _evidence(questions: Sequence[QuestionReport], counts: Counts) -> Sentence:
    shown = [(q, p, quote) for q in questions for p in q.points if (quote := _right(p)) is not None]
    if not shown and _all_open(counts):
        text = f"None can be named yet: no question is over, {counts.answered} answered so far."
        return _sentence("evidence", text)
    if not shown:
        judged = count(counts.judged, "judged question")
        text = (
            f"No key point was reached in {judged}; {counts.answered} of {counts.planned} answered."
        )
        return _sentence("evidence", text)
    question, point, quote = max(
        shown,
        key=lambda s: (s[1].state is State.COVERED, not s[1].aided, s[1].weight, -s[0].number),
    )
    help_ = ", after a follow-up or a hint" if point.aided else ""
    how = "covers" if point.state is State.COVERED else "partly covers"
    text = (
        f"In question {question.number} ({question.topic}) you said "
        f"{said(quote)}, which {how} {named(point.text)}{help_}."
    )
    return _sentence("evidence", text, question.number, quote)


def _gap(questions: Sequence[QuestionReport], counts: Counts) -> Sentence:
    gaps = [
        (q, p)
        for q in questions
        if q.status is Status.JUDGED
        for p in q.points
        if p.state in _SEVERITY
    ]
    if gaps:
        question, point = min(
            gaps, key=lambda g: (_SEVERITY[g[1].state], -g[1].weight, g[0].score or 0, g[0].number)
        )
        return _gap_of(question, point)
    skipped = [q for q in questions if q.status is Status.SKIPPED]
    if skipped:
        first = skipped[0]
        text = (
            f"{count(len(skipped), 'question')} skipped, first of them question "
            f"{first.number} ({first.topic}), with {count(len(first.points), 'point')} to say."
        )
        return _sentence("gap", text, first.number)
    points = sum(len(q.points) for q in questions if q.status is Status.JUDGED)
    if points:
        return _sentence("gap", f"None: all {points} points were covered.")
    if _all_open(counts):
        return _sentence("gap", f"None can be named yet: 0 of {counts.planned} questions are over.")
    text = f"None can be named yet: {counts.judged} of {count(counts.asked, 'question')} judged."
    return _sentence("gap", text)


def _all_open(counts: Counts) -> bool:
    """Whether something was answered, of a question that is not over."""
    return counts.answered > 0 and counts.open == counts.asked


def _gap_of(question: QuestionReport, point: PointReport) -> Sentence:
    quote = next(
        (q for e in reversed(point.evidence) if e.state is point.state for q in e.quotes), None
    )
    where = f"In question {question.number} ({question.topic})"
    point_ = named(point.text)
    reference = f"the reference says {named(point.passage, 280)}" if point.passage else ""
    if quote and point.state is State.CONTRADICTED:
        text = f"{where} you said {said(quote)}, but {reference or f'a full answer has {point_}'}."
    elif quote:
        text = f"{where}, {said(quote)} is only part of {point_}"
        text += f"; {reference}." if reference else "."
    else:
        missed = sum(p.state is State.MISSED for p in question.points)
        text = f"{where}, {point_} is "
        text += f"one of {missed} points missed" if missed > 1 else "the 1 point missed"
        text += f"; {reference}." if reference else "."
    return _sentence("gap", text, question.number, quote)


def _next(todo: Sequence[Action], counts: Counts, *, finished: bool) -> Sentence:
    if not finished:
        left = counts.planned - counts.asked + counts.open
        text = f"Go on with the interview: {left} of {counts.planned} questions are left."
        return _sentence("next", text)
    return _sentence("next", f"{todo[0].label}: {todo[0].why[0].lower()}{todo[0].why[1:]}")


def _sentence(
    kind: _Kind, text: str, question: int | None = None, quote: Quote | None = None
) -> Sentence:
    brief = short(quote) if quote else None
    return Sentence(kind=kind, label=_LABELS[kind], text=text, question=question, quote=brief)


def _right(point: PointReport) -> Quote | None:
    if point.state not in (State.COVERED, State.PARTIAL):
        return None
    return next((q for e in point.evidence if e.state is point.state for q in e.quotes), None)
