"""An interview as it stands: the fold of its events. Pure.

`replay(events)` is the only way to the state, after a refresh, a crash or on another machine.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from interviewer.errors import OutOfOrder
from interviewer.events import (
    Answered,
    Asked,
    Choice,
    Dropped,
    Event,
    Finished,
    FinishReason,
    Graded,
    Hinted,
    Paused,
    Plan,
    Purpose,
    Rated,
    Resumed,
    Skipped,
    Started,
    Unjudged,
    WentOn,
)
from interviewer.rubric import Finding, Grade, Ungraded, Verdict, coverage, merge, shown
from knowledge.question import Question


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that was asked and what became of it; `number` is the seq of its Asked."""

    asked: Asked
    answer: Answered | None = None
    skipped: bool = False
    grade: Grade | None = None
    ungraded: Ungraded | None = None
    went_on: bool = False
    confidence: int | None = None

    @property
    def number(self) -> int:
        return self.asked.seq

    @property
    def open(self) -> bool:
        """Whether the candidate is to say something."""
        return self.answer is None and not self.skipped

    @property
    def to_judge(self) -> bool:
        """Whether an answer waits for its first judgement."""
        return self.answer is not None and self.grade is None and self.ungraded is None

    @property
    def stuck(self) -> bool:
        """Whether the judgement failed and the candidate has not yet said how to go on."""
        return self.ungraded is not None and self.grade is None and not self.went_on


@dataclass(frozen=True, slots=True)
class Round:
    """One question with all its turns and hints."""

    question: Question
    turns: tuple[Turn, ...]
    hints: tuple[Hinted, ...] = ()

    @property
    def graded(self) -> tuple[Turn, ...]:
        """The turns that have a grade."""
        return tuple(t for t in self.turns if t.grade is not None)

    @property
    def follow_ups(self) -> int:
        """How many probes were asked."""
        return len(self.turns) - 1

    def findings_of(self, turn: Turn) -> tuple[Finding, ...]:
        """The turn's findings, in the order of the key points, `aided` set where a hint came
        before the answer or the probe was after that very point.
        """
        if turn.grade is None or turn.answer is None:
            return ()
        hinted = any(h.seq < turn.answer.seq for h in self.hints)
        target = turn.asked.point
        if turn.asked.misconception is not None:
            target = self.question.misconception(turn.asked.misconception).point
        found = {f.point: f for f in turn.grade.findings}
        return tuple(
            found[p.id].model_copy(update={"aided": hinted or p.id == target})
            if p.id in found
            else Finding(point=p.id, verdict=Verdict.MISSED)
            for p in self.question.key_points
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What holds after all turns; empty when nothing was judged."""
        held: tuple[Finding, ...] = ()
        for turn in self.graded:
            new = self.findings_of(turn)
            held = tuple(merge(a, b) for a, b in zip(held, new, strict=True)) if held else new
        return held

    @property
    def corrected(self) -> tuple[str, ...]:
        """The points that were contradicted once and are no longer."""
        now = {f.point for f in self.findings if f.verdict is Verdict.CONTRADICTED}
        ever = [
            f.point
            for t in self.graded
            for f in self.findings_of(t)
            if f.verdict is Verdict.CONTRADICTED
        ]
        return tuple(dict.fromkeys(p for p in ever if p not in now))

    @property
    def score(self) -> float | None:
        """Coverage with what help cost deducted, 0 to 1; None when nothing was judged."""
        return coverage(self.question.key_points, self.findings) if self.graded else None

    @property
    def unaided(self) -> float | None:
        """Coverage of the first answer alone, 0 to 1; None when that was not judged."""
        first = self.turns[0]
        if first.grade is None:
            return None
        return coverage(self.question.key_points, self.findings_of(first))

    @property
    def shown(self) -> float:
        """Coverage with help not deducted, 0 to 1."""
        return shown(self.question.key_points, self.findings)

    @property
    def skipped(self) -> bool:
        """Whether the candidate passed on the question itself."""
        return self.turns[0].skipped


@dataclass(frozen=True, slots=True)
class Interview:
    """The state after `seq` events."""

    plan: Plan
    seq: int
    started_at: datetime
    last_at: datetime
    rounds: tuple[Round, ...] = ()
    paused: bool = False
    finished: FinishReason | None = None
    idle: timedelta = timedelta()
    dropped: frozenset[str] = frozenset()

    @property
    def turn(self) -> Turn | None:
        """The turn in progress, or None before the first question."""
        return self.rounds[-1].turns[-1] if self.rounds else None

    @property
    def round(self) -> Round | None:
        """The question in progress, or None before the first."""
        return self.rounds[-1] if self.rounds else None

    @property
    def score(self) -> float | None:
        """Mean score of the questions that are over, 0 to 1; None when nothing was judged.

        A skipped question counts 0: nothing of it was shown. One whose answers could not be
        judged is left out: ungraded is not wrong.
        """
        scores = [0.0 if r.skipped else r.score for r in self.rounds]
        known = [s for s in scores if s is not None]
        return sum(known) / len(known) if any(r.graded for r in self.rounds) else None

    @property
    def unaided(self) -> float | None:
        """The same for first answers alone, before any help."""
        scores = [0.0 if r.skipped else r.unaided for r in self.rounds]
        known = [s for s in scores if s is not None]
        return sum(known) / len(known) if any(r.graded for r in self.rounds) else None

    def elapsed(self, now: datetime) -> timedelta:
        """Time spent, pauses left out."""
        until = self.last_at if self.paused or self.finished else now
        return until - self.started_at - self.idle

    @property
    def pending(self) -> tuple[Choice, ...]:
        """The chosen questions that have not been asked, in order."""
        gone = {r.question.id for r in self.rounds} | self.dropped
        return tuple(c for c in self.plan.choices if c.question_id not in gone)


def apply(interview: Interview | None, event: Event) -> Interview:
    """The state after one more event; OutOfOrder when it cannot follow."""
    if interview is None:
        if not isinstance(event, Started) or event.seq != 0:
            raise OutOfOrder(f"An interview begins with 'started' 0, not {_name(event)}.")
        return Interview(event.plan, 1, started_at=event.at, last_at=event.at)
    if event.seq != interview.seq:
        raise OutOfOrder(f"Expected event {interview.seq}, got {_name(event)}.")
    if interview.finished and not isinstance(event, Rated | Graded | Unjudged):
        raise OutOfOrder(f"The interview is over; {_name(event)} cannot follow.")
    idle = event.at - interview.last_at if interview.paused else timedelta()
    return replace(
        _changed(interview, event),
        seq=interview.seq + 1,
        last_at=event.at,
        idle=interview.idle + idle,
        paused=isinstance(event, Paused),
    )


def replay(events: Iterable[Event]) -> Interview:
    """The interview after these events; OutOfOrder when one cannot follow those before it."""
    interview: Interview | None = None
    for event in events:
        interview = apply(interview, event)
    if interview is None:
        raise OutOfOrder("An interview without events.", mend="It begins with 'started'.")
    return interview


def _changed(interview: Interview, event: Event) -> Interview:
    match event:
        case Asked():
            return _asked(interview, event)
        case Hinted():
            now = _round(interview, event)
            return _with(interview, replace(now, hints=(*now.hints, event)))
        case Rated():
            return _rated(interview, event)
        case Dropped():
            return replace(interview, dropped=interview.dropped | {event.question_id})
        case Finished():
            return replace(interview, finished=event.reason)
        case Paused() | Resumed():
            return interview
        case Answered() | Skipped() | Graded() | Unjudged() | WentOn():
            now = _round(interview, event)
            turns = (*now.turns[:-1], _moved(now.turns[-1], event))
            return _with(interview, replace(now, turns=turns))
        case Started():
            raise OutOfOrder("The interview has begun already.")


def _asked(interview: Interview, event: Asked) -> Interview:
    turn = interview.turn
    if turn is not None and (turn.open or turn.to_judge or turn.stuck):
        raise OutOfOrder("The last turn is not over yet.", where=_name(event))
    if event.purpose is Purpose.QUESTION:
        if event.question is None:
            raise OutOfOrder("A question must carry itself whole.", where=_name(event))
        new = Round(event.question, (Turn(event),))
        return replace(interview, rounds=(*interview.rounds, new))
    now = _round(interview, event)
    if event.question_id != now.question.id:
        raise OutOfOrder("A probe belongs to the question before it.", where=_name(event))
    return _with(interview, replace(now, turns=(*now.turns, Turn(event))))


def _moved(turn: Turn, event: Answered | Skipped | Graded | Unjudged | WentOn) -> Turn:
    match event:
        case Answered() if turn.open:
            return replace(turn, answer=event)
        case Skipped() if turn.open:
            return replace(turn, skipped=True)
        case Graded() if turn.to_judge or (turn.ungraded is not None and turn.grade is None):
            return replace(turn, grade=event.grade)
        case Unjudged() if turn.to_judge or turn.stuck:
            return replace(turn, ungraded=event.ungraded)
        case WentOn() if turn.stuck:
            return replace(turn, went_on=True)
    raise OutOfOrder(f"{_name(event)} cannot follow here.", where=f"turn {turn.number}")


def _rated(interview: Interview, event: Rated) -> Interview:
    for i, now in enumerate(interview.rounds):
        for k, turn in enumerate(now.turns):
            if turn.number == event.turn and turn.answer is not None:
                rated = replace(turn, confidence=event.confidence)
                turns = (*now.turns[:k], rated, *now.turns[k + 1 :])
                rounds = interview.rounds
                return replace(
                    interview,
                    rounds=(*rounds[:i], replace(now, turns=turns), *rounds[i + 1 :]),
                )
    raise OutOfOrder(f"No answered turn {event.turn} to rate.", where=_name(event))


def _round(interview: Interview, event: Event) -> Round:
    if interview.round is None:
        raise OutOfOrder("Nothing has been asked yet.", where=_name(event))
    return interview.round


def _with(interview: Interview, now: Round) -> Interview:
    return replace(interview, rounds=(*interview.rounds[:-1], now))


def _name(event: Event) -> str:
    return f"'{event.kind}' {event.seq}"
