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
    AskedBack,
    Choice,
    Clarified,
    Disputed,
    Dropped,
    Event,
    Finished,
    FinishReason,
    Graded,
    HandedOver,
    Hinted,
    Paused,
    Plan,
    Purpose,
    Rated,
    Reconsidered,
    Resumed,
    Retried,
    Skipped,
    Started,
    Unjudged,
    WentOn,
    Worded,
)
from interviewer.round import Aside, Round, Turn, appealed, moved
from interviewer.rubric import Usage


@dataclass(frozen=True, slots=True)
class Interview:
    """The state after `seq` events; `last_at` is when the last one came, or the end if that was
    before: ratings and judgements that follow the end take no time of the interview.
    """

    plan: Plan
    seq: int
    started_at: datetime
    last_at: datetime
    rounds: tuple[Round, ...] = ()
    paused: bool = False
    finished: FinishReason | None = None
    idle: timedelta = timedelta()
    dropped: frozenset[str] = frozenset()
    handed: HandedOver | None = None
    usages: tuple[Usage, ...] = ()
    worded: Worded | None = None

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

    @property
    def by_model(self) -> bool:
        """Whether a language model judges from here on."""
        return self.plan.by_model and self.handed is None

    @property
    def awaits_examiner(self) -> bool:
        """Whether an answer is to be judged, or something said to what was asked back."""
        turn = self.turn
        return turn is not None and (turn.to_judge or turn.to_clarify)

    @property
    def able(self) -> tuple[Purpose, ...]:
        """The follow-ups whose answers the examiner in charge can judge."""
        return self.plan.probes if self.handed is None else self.handed.probes

    @property
    def tokens(self) -> int:
        """What the model took so far, in and out."""
        return sum(u.tokens_in + u.tokens_out for u in self.usages)

    @property
    def spent(self) -> bool:
        """Whether one more answer like the dearest so far would exceed the budget."""
        if self.plan.budget is None:
            return False
        dearest = max((u.tokens_in + u.tokens_out for u in self.usages), default=0)
        return self.tokens + dearest > self.plan.budget or self.plan.budget == 0

    def elapsed(self, now: datetime) -> timedelta:
        """Time spent, pauses left out."""
        until = self.last_at if self.paused or self.finished else now
        return until - self.started_at - self.idle

    @property
    def pending(self) -> tuple[Choice, ...]:
        """The chosen questions that have not been asked, in order."""
        gone = {r.question.id for r in self.rounds} | self.dropped
        return tuple(c for c in self.plan.choices if c.question_id not in gone)


_AFTERWARDS = Rated | Disputed | Reconsidered | Worded | Graded | Unjudged | Retried
"""What may still come when an interview is over."""

_NO_MOVE = (
    Rated
    | Disputed
    | Reconsidered
    | Worded
    | Graded
    | Unjudged
    | Clarified
    | Asked
    | HandedOver
    | Dropped
)
"""What can come in a pause and does not end it: no move of the candidate's but a rating."""


def apply(interview: Interview | None, event: Event) -> Interview:
    """The state after one more event; OutOfOrder when it cannot follow."""
    if interview is None:
        if not isinstance(event, Started) or event.seq != 0:
            raise OutOfOrder(f"An interview begins with 'started' 0, not {_name(event)}.")
        return Interview(event.plan, 1, started_at=event.at, last_at=event.at)
    if event.seq != interview.seq:
        raise OutOfOrder(f"Expected event {interview.seq}, got {_name(event)}.")
    if interview.finished and not isinstance(event, _AFTERWARDS):
        raise OutOfOrder(f"The interview is over; {_name(event)} cannot follow.")
    idle = event.at - interview.last_at if interview.paused else timedelta()
    used = usage_of(event)
    return replace(
        _changed(interview, event),
        seq=interview.seq + 1,
        last_at=interview.last_at if interview.finished else event.at,
        idle=interview.idle + idle,
        paused=isinstance(event, Paused) or (interview.paused and isinstance(event, _NO_MOVE)),
        usages=interview.usages if used is None else (*interview.usages, used),
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
        case Disputed() | Reconsidered():
            return _appealed(interview, event)
        case Dropped() | Finished() | HandedOver() | Paused() | Resumed() | Worded():
            return _noted(interview, event)
        case (
            Answered()
            | Skipped()
            | Graded()
            | Unjudged()
            | Retried()
            | WentOn()
            | AskedBack()
            | Clarified()
        ):
            now = _round(interview, event)
            turn = moved(now.turns[-1], event)
            if turn is None:
                where = f"turn {now.turns[-1].number}"
                raise OutOfOrder(f"{_name(event)} cannot follow here.", where=where)
            return _with(interview, replace(now, turns=(*now.turns[:-1], turn)))
        case Started():
            raise OutOfOrder("The interview has begun already.")


def _noted(
    interview: Interview, event: Dropped | Finished | HandedOver | Paused | Resumed | Worded
) -> Interview:
    match event:
        case Worded():
            return interview if event.texts is None else replace(interview, worded=event)
        case Dropped():
            return replace(interview, dropped=interview.dropped | {event.question_id})
        case Finished():
            return replace(interview, finished=event.reason)
        case HandedOver():
            return replace(interview, handed=event)
        case Paused() | Resumed():
            return interview


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


def _appealed(interview: Interview, event: Disputed | Reconsidered) -> Interview:
    for i, now in enumerate(interview.rounds):
        if now.question.id == event.question_id:
            appeals = appealed(now, event)
            over = interview.finished is not None or now is not interview.rounds[-1]
            if appeals is None or not over:
                break
            changed = replace(now, appeals=appeals)
            rounds = (*interview.rounds[:i], changed, *interview.rounds[i + 1 :])
            return replace(interview, rounds=rounds)
    raise OutOfOrder(f"Nothing to disagree about on {event.point!r}.", where=_name(event))


def _round(interview: Interview, event: Event) -> Round:
    if interview.round is None:
        raise OutOfOrder("Nothing has been asked yet.", where=_name(event))
    return interview.round


def _with(interview: Interview, now: Round) -> Interview:
    return replace(interview, rounds=(*interview.rounds[:-1], now))


def usage_of(event: Event) -> Usage | None:
    """What a model took for it; None where none was asked."""
    match event:
        case Graded():
            return event.grade.usage
        case Unjudged():
            return event.ungraded.usage
        case Clarified() | Reconsidered() | Worded():
            return event.usage
    return None


def _name(event: Event) -> str:
    return f"'{event.kind}' {event.seq}"


__all__ = ["Aside", "Interview", "Round", "Turn", "apply", "replay", "usage_of"]
