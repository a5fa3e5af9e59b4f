"""What happens next in an interview. Pure: state and time in, one step out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from interviewer.events import Choice, FinishReason, Mode, Purpose
from interviewer.examiner import Probe
from interviewer.interview import Interview, Round, Turn
from interviewer.rubric import CREDIT, Gate, Verdict

ENOUGH = 0.8
"""Shown coverage from which a question is over."""

IDLE_PROBES = 2
"""Probes that may gain nothing before a question is over."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Judge the answer given last."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Let the built-in examiner judge from here on: the model's budget is spent."""


@dataclass(frozen=True, slots=True)
class Clarify:
    """Say what was meant: the candidate asked back."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Ask on; after an "I don't know" with a hint of that level before it."""

    probe: Probe
    hint: int | None = None


@dataclass(frozen=True, slots=True)
class AskNext:
    """Ask the next chosen question."""

    choice: Choice


@dataclass(frozen=True, slots=True)
class Finish:
    """The interview is over."""

    reason: FinishReason


@dataclass(frozen=True, slots=True)
class Wait:
    """It is the candidate's turn: to answer, to resume, or to say how to go on."""


Step = Judge | HandOver | Clarify | FollowUp | AskNext | Finish | Wait


def next_step(interview: Interview, now: datetime) -> Step:
    """The one step that follows; Wait when the candidate is to act or all is over."""
    turn = interview.turn
    if interview.finished and turn is not None and turn.to_judge:
        return Judge()  # tried again after the end
    if interview.finished or interview.paused:
        return Wait()
    if (step := _of_turn(interview)) is not None:
        return step
    if _time_is_up(interview, now):
        return Finish(FinishReason.TIME_UP)
    if interview.round is not None:
        if (hint := hint_first(interview)) is not None:
            return FollowUp(Probe(Purpose.CLARIFY), hint)
        for probe in probes(interview):
            return FollowUp(probe)
    if interview.pending:
        return AskNext(interview.pending[0])
    return Finish(FinishReason.BANK_GONE if interview.dropped else FinishReason.COMPLETED)


def _of_turn(interview: Interview) -> Step | None:
    """What the last thing asked still needs; None when it is over."""
    turn = interview.turn
    if turn is None:
        return None
    if turn.to_judge:
        return HandOver() if interview.by_model and interview.spent else Judge()
    if turn.to_clarify:
        return Clarify()
    return Wait() if turn.open or turn.stuck else None


def hint_first(interview: Interview) -> int | None:
    """The level of the hint owed to an "I don't know" in practice mode, once a question."""
    now, turn = interview.round, interview.turn
    if now is None or turn is None or turn.grade is None:
        return None
    owed = (
        interview.plan.mode is Mode.PRACTICE
        and turn.grade.gate is Gate.DONT_KNOW
        and turn.asked.purpose is Purpose.QUESTION
        and not now.hints
        and now.follow_ups < interview.plan.follow_ups
    )
    return 1 if owed else None


def probes(interview: Interview) -> tuple[Probe, ...]:
    """The follow-ups allowed after the last judged answer, best first; none ends the question."""
    now, turn = interview.round, interview.turn
    if now is None or turn is None or turn.grade is None or _is_over(interview, now, turn):
        return ()
    return tuple(p for p in _wanted(now, turn) if p.purpose in interview.able)


def _is_over(interview: Interview, now: Round, turn: Turn) -> bool:
    return (
        turn.skipped
        or now.follow_ups >= interview.plan.follow_ups
        or (turn.grade is not None and turn.grade.gate is Gate.DONT_KNOW)
        or _gained_nothing(now) >= IDLE_PROBES
        or turn.asked.purpose is Purpose.STRETCH
    )


def _wanted(now: Round, turn: Turn) -> Iterator[Probe]:
    asked = [t.asked for t in now.turns[1:]]
    purposes = {a.purpose for a in asked}
    unclear = turn.grade is not None and turn.grade.gate is not None
    nothing_yet = all(f.verdict is Verdict.MISSED for f in now.findings)
    if (unclear or nothing_yet) and Purpose.CLARIFY not in purposes:
        yield Probe(Purpose.CLARIFY)
    yield from _misconceptions(now)
    probed = {a.point for a in asked if a.point}
    wrong = any(f.verdict is Verdict.CONTRADICTED for f in now.findings)
    if not wrong and now.shown >= ENOUGH:
        yield Probe(Purpose.STRETCH)
        return
    for point in _heaviest_missing(now):
        if point not in probed:
            yield Probe(Purpose.MISSED_POINT, point)
    for purpose in (Purpose.DEPTH, Purpose.EXAMPLE):
        if purpose not in purposes and not nothing_yet:
            yield Probe(purpose)


def _misconceptions(now: Round) -> Iterator[Probe]:
    asked = {t.asked.misconception for t in now.turns} | {t.asked.point for t in now.turns}
    for finding in now.findings:
        if finding.verdict is not Verdict.CONTRADICTED:
            continue
        known = finding.misconception
        if known is not None:
            if known not in asked:
                yield Probe(Purpose.MISCONCEPTION, None, known)
        elif finding.point not in asked:
            yield Probe(Purpose.MISCONCEPTION, finding.point)


def _heaviest_missing(now: Round) -> list[str]:
    """Points missed or partial, heaviest first; at equal weight those that a misconception
    touches, then in the order of the reference.
    """
    verdicts = {f.point: f.verdict for f in now.findings}
    touched = {m.point for m in now.question.misconceptions}
    missing = [
        p
        for p in now.question.key_points
        if verdicts.get(p.id, Verdict.MISSED) in (Verdict.MISSED, Verdict.PARTIAL)
    ]
    missing.sort(
        key=lambda p: (-p.weight, verdicts.get(p.id) is Verdict.PARTIAL, p.id not in touched)
    )
    return [p.id for p in missing]


def _gained_nothing(now: Round) -> int:
    """How many probes left every finding where it was."""
    idle = 0
    best: dict[str, float] = {}
    for number, turn in enumerate(now.graded):
        before = dict(best)
        for f in now.findings_of(turn):
            best[f.point] = max(best.get(f.point, 0.0), CREDIT[f.verdict])
        idle += number > 0 and best == before
    return idle


def _time_is_up(interview: Interview, now: datetime) -> bool:
    minutes = interview.plan.minutes
    return minutes is not None and interview.elapsed(now) >= timedelta(minutes=minutes)
