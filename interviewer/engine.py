"""Start, answer, advance: load the events, ask the policy, do it, append.

The pages and the command line talk to interviews through this alone.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from copy import copy
from dataclasses import replace
from datetime import datetime
from functools import partial
from math import isfinite

import structlog

from interviewer import appeals, askingback, hints
from interviewer.appeals import Reviewer
from interviewer.errors import (
    BadRequest,
    Conflict,
    InterviewNotFound,
    KnowledgeError,
    OutOfOrder,
    StorageDamaged,
)
from interviewer.events import (
    Answered,
    AskedBack,
    Disputed,
    Event,
    Finished,
    FinishReason,
    Hinted,
    Mode,
    Paused,
    Rated,
    Resumed,
    Retried,
    Skipped,
    Started,
    Unjudged,
    WentOn,
    Worded,
)
from interviewer.examiner import Examiner
from interviewer.identity import LOCAL
from interviewer.interview import Interview, apply, replay, usage_of
from interviewer.limits import DAY, Gate, Limits, Meter
from interviewer.panel import Clarifier, Panel, Summariser
from interviewer.planning import Wish, planned
from interviewer.policy import Clarify, Judge, Step, Wait, next_step
from interviewer.preferring import Learner
from interviewer.records import Records
from interviewer.report import report
from interviewer.reporting.rewording import digest
from interviewer.rubric import Ungraded, Usage
from interviewer.steps import Banks, Conductor, Draft, Drafting
from interviewer.store import Store

LONGEST_ANSWER = 20_000
"""Characters of one answer; about two hours of speech."""

STOPPED = "You stopped the examiner."

_MOVES = Skipped | Hinted | Rated | Paused | Resumed | Retried | WentOn
"""What a candidate does beside answering, one by one; a hint that comes by itself brings more."""

_BESIDE = Rated | Paused | Resumed | Finished
"""What a candidate may do while an answer is judged without the judgement being in vain."""

_log = structlog.get_logger()


class Engine(Records):
    """Holds interviews. `now` gives aware times, `new_id` ids that nobody can guess.

    `examiner` is the built-in one, which judges unless `with_model` says otherwise.
    """

    def __init__(
        self,
        store: Store,
        banks: Banks,
        examiner: Examiner,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        super().__init__(store, banks, now)
        self._conductor = Conductor(Panel(examiner), banks, now)
        self._new_id = new_id
        self._owner = LOCAL
        self._gate = Gate(Limits())

    @property
    def examiner(self) -> Examiner:
        """Who judges an interview that begins now."""
        return self._conductor.panel.first

    def with_model(
        self,
        model: Examiner,
        clarifier: Clarifier | None = None,
        reviewer: Reviewer | None = None,
        summariser: Summariser | None = None,
        *,
        budget: int | None = None,
    ) -> "Engine":
        """The same interviews, where `model` judges those that it begins and those begun with one.

        `budget` is how many tokens each may take of it; after that the built-in examiner goes on.
        """
        panel = replace(
            self._conductor.panel,
            model=model,
            clarifier=clarifier,
            reviewer=reviewer,
            summariser=summariser,
            budget=budget,
        )
        other = copy(self)
        other._conductor = replace(self._conductor, panel=panel)  # noqa: SLF001 - its own kind
        return other

    def of(self, owner: str, banks: Banks) -> "Engine":
        """The interviews of that owner on their banks; those of others are not found."""
        other = copy(self)
        other._store, other._banks = self._store.of(owner), banks  # noqa: SLF001 - its own kind
        other._owner = owner  # noqa: SLF001 - its own kind
        other._conductor = replace(self._conductor, banks=banks)  # noqa: SLF001 - its own kind
        return other

    def guard(self, gate: Gate) -> None:
        """Has every interview, of whomever, pass that gate from now on."""
        self._gate = gate

    def meter(self) -> Meter:
        """What counts the tokens that this owner takes of a model beside interviews."""
        return Meter(self._gate, self._store, self._owner, self._now)

    def ahead(self) -> int:
        """How many judgements are before one that comes now; 0 when it is begun at once."""
        return self._gate.queue.ahead()

    def start(self, wish: Wish) -> str:
        """Begins an interview and asks its first question; its id.

        Raises BankNotFound, BadRequest when count, topics, questions or minutes cannot be had, or
        TooMuch.
        """
        plan = planned(wish, self._banks, self._learner(), self._admitted())
        interview_id = self._new_id()
        started = Started(seq=0, at=self._now(), plan=plan)
        admit = partial(self._gate.begin, self._owner)  # again: another tab may have been as quick
        self._store.append(
            interview_id,
            [started],
            replay([started]),
            admit=admit,
            beside=partial(self._gate.move, self._store, self._owner, started.at),
        )
        self.advance(interview_id)
        return interview_id

    def answer(
        self,
        interview_id: str,
        text: str,
        *,
        seq: int | None = None,
        seconds: float | None = None,
        spoken: bool = False,
    ) -> Interview:
        """Saves the candidate's words before anybody judges them.

        In practice mode words that only ask what was meant are kept as that: no answer.

        `seq` is the number of events the page had seen: when there are more by now, another tab
        was first, Conflict is raised and nothing stored.
        BadRequest when the text is too long or the time is none.
        """
        if seconds is not None and not (isfinite(seconds) and seconds >= 0):
            raise BadRequest(
                f"An answer that took {seconds} seconds.", mend="Leave it out where it is unknown."
            )
        if len(text) > LONGEST_ANSWER:
            raise BadRequest(
                f"The answer has {len(text):,} characters; at most {LONGEST_ANSWER:,} are read.",
                mend="Shorten it and send it again; nothing was stored.",
            )
        interview = self._seen(interview_id, seq)
        if may_ask_back(interview) and askingback.asks_back(text):
            asked = partial(AskedBack, text=_storable(text))
            return self._append(interview_id, interview, asked, counts=self._gate.answer)
        said = partial(Answered, text=_storable(text), seconds=seconds, spoken=spoken)
        return self._append(interview_id, interview, said, counts=self._gate.answer)

    def ask_back(self, interview_id: str, text: str, *, seq: int | None = None) -> Interview:
        """Saves what the candidate wants to know about what was asked; `advance` replies.

        BadRequest in interview mode, or after asking twice about the same.
        """
        interview = self._seen(interview_id, seq)
        if not may_ask_back(interview) or len(text) > LONGEST_ANSWER:
            raise BadRequest(
                "Asking back is for practice mode, twice for each thing asked.",
                mend="Say what you know, press I don't know, or skip the question.",
            )
        asked = partial(AskedBack, text=_storable(text))
        return self._append(interview_id, interview, asked, counts=self._gate.answer)

    def skip(self, interview_id: str, *, seq: int | None = None) -> Interview:
        """Passes on what was asked last."""
        return self._append(interview_id, self._seen(interview_id, seq), Skipped)

    def hint(self, interview_id: str, *, seq: int | None = None) -> Interview:
        """Gives the next hint; BadRequest in interview mode or when none is left."""
        interview = self._seen(interview_id, seq)
        level = hints.next_level(interview)
        if level is None or interview.round is None:
            raise BadRequest(
                "There is no hint to give.",
                mend="Say what you know, press I don't know, or skip the question.",
            )
        text = hints.text(interview.round.question, level)
        return self._append(interview_id, interview, partial(Hinted, level=level, text=text))

    def rate(self, interview_id: str, turn: int, confidence: int) -> Interview:
        """Notes how sure the candidate was of an answer, 1 to 4; BadRequest where there is none."""
        if confidence not in (1, 2, 3, 4):
            raise BadRequest(f"A confidence of {confidence}.", mend="It goes from 1 to 4.")
        interview = self.load(interview_id)
        answered = {t.number for r in interview.rounds for t in r.turns if t.answer is not None}
        if turn not in answered:
            raise BadRequest(
                f"No answer has the number {turn}.", mend="Rate one of those that were given."
            )
        return self._append(
            interview_id, interview, partial(Rated, turn=turn, confidence=confidence)
        )

    def dispute(self, interview_id: str, question_id: str, point: str, reason: str) -> Interview:
        """Saves that the candidate disagrees about a key point, then has it judged anew.

        Both verdicts are kept; the better one counts. BadRequest where there is nothing to
        disagree about: the question is not over, the point is covered or was judged anew before.
        TooMuch as for an answer. Where no tokens are left, the built-in examiner judges.
        """
        interview = self.load(interview_id)
        now = appeals.disputable(interview, question_id, point)
        if now is None or not reason.strip() or len(reason) > appeals.LONGEST_REASON:
            raise BadRequest(
                "This cannot be disputed.",
                mend="Give a reason of at most 2,000 characters, for a point that is not covered, "
                "of a question that is over; each point is judged anew once.",
            )
        disputed = Disputed(
            seq=interview.seq,
            at=self._now(),
            question_id=question_id,
            point=point,
            reason=_storable(reason.strip()),
        )
        interview = self._append(
            interview_id, interview, lambda **_: disputed, counts=self._gate.answer
        )
        with self._gate.queue.turn():
            may_ask = self.meter().has_tokens()
            reconsidered = self._conductor.reconsidered(interview, disputed, now, may_ask=may_ask)
        return self._append_at_last(interview_id, interview, reconsidered)

    def word_summary(self, interview_id: str) -> Interview:
        """Has the model word the three sentences of a report from what was computed, and keeps
        that; BadRequest where there is no model for it, the interview is not over, or nothing the
        model said holds, TooMuch as for an answer or where no tokens are left.
        """
        interview = self.load(interview_id)
        summariser = self._conductor.panel.summariser
        if summariser is None or interview.finished is None:
            raise BadRequest(
                "No model can word this report.", mend="Connect one, and end the interview first."
            )
        if interview.spent:
            raise BadRequest(
                "What this interview may take of the model is spent.",
                mend="The computed sentences stand.",
            )
        self._gate.answer(self._store, self._owner, self._now())
        plain = report(replace(interview, worded=None), interview_id=interview_id)
        computed = tuple(s.text for s in plain.sentences)
        with self.meter().turn():
            summary = summariser.word(computed)
        worded = partial(
            Worded,
            texts=summary.texts,
            of=digest(computed),
            by=summary.by,
            why=summary.why,
            usage=summary.usage,
        )
        if summary.texts is not None or summary.usage is not None:
            interview = self._append_at_last(interview_id, interview, worded)
        if summary.texts is None:
            raise BadRequest(
                f"The model's words were not taken. {summary.why}",
                mend="The computed sentences stand.",
            )
        return interview

    def pause(self, interview_id: str) -> Interview:
        """Stops the clock."""
        interview = self.load(interview_id)
        if interview.paused or interview.finished:
            return interview
        return self._append(interview_id, interview, Paused)

    def resume(self, interview_id: str) -> Interview:
        """Starts the clock again after a pause."""
        interview = self.load(interview_id)
        if not interview.paused:
            return interview
        return self._append(interview_id, interview, Resumed)

    def end(self, interview_id: str) -> Interview:
        """Ends the interview; an answer already saved is judged first."""
        interview = self.resume(interview_id)
        if interview.turn is None or not interview.turn.to_clarify:
            try:
                interview = self.advance(interview_id)
            except KnowledgeError:  # the next question cannot be had, and is not wanted
                interview = self.load(interview_id)
        if interview.finished:
            return interview
        return self._append(interview_id, interview, partial(Finished, reason=FinishReason.ENDED))

    def judge_again(self, interview_id: str) -> Interview:
        """Has `advance` judge an answer again whose judgement failed; TooMuch as for an answer."""
        interview = self.load(interview_id)
        if interview.turn is None or not interview.turn.stuck:
            return interview
        counts = self._gate.answer if interview.by_model else None
        return self._append(interview_id, interview, Retried, counts=counts)

    def retry(self, interview_id: str) -> Interview:
        """Judges again an answer whose judgement failed, then goes on."""
        self.judge_again(interview_id)
        return self.advance(interview_id)

    def stop(self, interview_id: str, *, taken: Usage | None = None) -> Interview:
        """Gives up what is under way: an answer stays, to be judged again; who asked back gets the
        fixed sentence. `taken` is what that took of the model until now: it counts all the same.
        """
        interview = self.load(interview_id)
        turn = interview.turn
        if turn is not None and turn.to_clarify:
            plain = self._conductor.plainly_clarified(interview, taken)
            return self._append(interview_id, interview, plain)
        if turn is None or not turn.to_judge:
            return interview
        stopped = partial(Unjudged, ungraded=Ungraded(reason=STOPPED, usage=taken))
        return self._append(interview_id, interview, stopped)

    def hand_over(self, interview_id: str) -> Interview:
        """Has the built-in examiner judge this answer and all that follow."""
        interview = self.load(interview_id)
        if interview.by_model and interview.finished is None:
            self._append(interview_id, interview, self._conductor.handed_over("wished"))
        return self.retry(interview_id)

    def go_on(self, interview_id: str) -> Interview:
        """Leaves the answer without a judgement and goes on."""
        interview = self.load(interview_id)
        if interview.turn is not None and interview.turn.stuck:
            self._append(interview_id, interview, WentOn)
        return self.advance(interview_id)

    def advance(self, interview_id: str) -> Interview:
        """Does whatever follows until it is the candidate's turn. Safe to call at any time.

        Where another process does the same step first, its result stands.
        """
        speaking = self.speak(interview_id)
        while True:
            try:
                next(speaking)
            except StopIteration as done:
                interview: Interview = done.value
                return interview

    def speak(self, interview_id: str) -> Generator[str, None, Interview]:
        """The same, yielding the interviewer's reply as it grows, the whole of it each time.

        Nothing of it counts before it is stored: what is returned says what was asked. Whoever
        stops looking on stops the judging; the answer stays saved, to be judged again.
        """
        interview = self.load(interview_id)
        while True:
            step = next_step(interview, self._now())
            if isinstance(step, Wait):
                return interview
            drafts = yield from self._drafts(interview, step)
            with self._paid(drafts):
                try:
                    interview = self._append(interview_id, interview, *drafts)
                except Conflict:
                    seen, interview = interview, self._append_later(interview_id, interview, drafts)
                    if seen.awaits_examiner and interview.awaits_examiner:
                        return interview  # stopped and asked for anew: that is another's to do

    def _drafts(self, interview: Interview, step: Step) -> Drafting:
        """What that step makes; for a judgement, once its turn has come."""
        if not isinstance(step, Judge | Clarify):
            return (yield from self._conductor.drafts(interview, step))
        if interview.by_model and not self._gate.has_tokens(self._store, self._owner, self._now()):
            return (self._conductor.handed_over("budget"),)
        with self._gate.queue.place() as waiting:
            for _ in waiting:
                yield ""  # here whoever looks on may stop
            return (yield from self._conductor.drafts(interview, step))

    def _admitted(self) -> Panel:
        """Who judges a new interview, with what this user has left for it; TooMuch."""
        panel, mine = self._conductor.panel, self._store.summaries()
        self._gate.begin(self._owner, sum(s.finished is None for s in mine))
        if panel.model is None or not self._gate.counts_tokens(self._owner):
            return panel
        now, spent = self._now(), 0
        for summary in mine:
            if summary.updated_at >= now - DAY:
                with suppress(StorageDamaged, InterviewNotFound):  # it takes nothing any more
                    spent += self.load(summary.id).tokens
        taken = self._store.taken("tokens", now - DAY)
        return replace(panel, budget=self._gate.budget(panel.budget, max(spent, taken)))

    def _append_later(
        self, interview_id: str, seen: Interview, drafts: tuple[Draft, ...]
    ) -> Interview:
        """The interview as it went on elsewhere; with the drafts, where they still fit.

        A judgement takes seconds. Whoever says meanwhile how sure they were, pauses or ends the
        interview must not have it thrown away and paid for once more. Whoever stopped it must.
        """
        since = self._store.events(interview_id)[seen.seq :]
        later = self.load(interview_id)
        if not seen.awaits_examiner or not all(isinstance(e, _BESIDE) for e in since):
            self._took_in_vain(drafts, since)
            return later
        if later.finished:
            drafts = drafts[:1]  # the judgement; nothing is asked any more
        try:
            return self._append(interview_id, later, *drafts)
        except Conflict:
            self._took_in_vain(drafts)
            return self.load(interview_id)

    def _append_at_last(self, interview_id: str, seen: Interview, draft: Draft) -> Interview:
        """The interview with what a model was asked for beside it, however it went on meanwhile.

        Conflict where that does not fit any more, as when another tab was first.
        """
        with self._paid((draft,)):
            while True:
                try:
                    return self._append(interview_id, seen, draft)
                except Conflict:
                    later = self.load(interview_id)
                    if later.seq == seen.seq:
                        self._took_in_vain((draft,))
                        raise
                    seen = later

    @contextmanager
    def _paid(self, drafts: tuple[Draft, ...]) -> Iterator[None]:
        """What a model took for these counts also where the interview is deleted by now."""
        try:
            yield
        except InterviewNotFound:
            self._took_in_vain(drafts)
            raise

    def _took_in_vain(self, drafts: tuple[Draft, ...], since: tuple[Event, ...] = ()) -> None:
        """Counts what a model took for what is not stored; whoever stopped it may have done so."""
        now = self._now()
        told = (e for e in since if isinstance(e, Unjudged) and e.ungraded.reason == STOPPED)
        taken = _tokens(draft(seq=0, at=now) for draft in drafts) - _tokens(told)
        self._gate.took(self._store, self._owner, now, max(taken, 0))

    def _learner(self) -> Learner:
        return Learner(self._store.learned, self._banks.near_any, self._now())

    def _seen(self, interview_id: str, seq: int | None) -> Interview:
        interview = self.load(interview_id)
        if seq is not None and seq != interview.seq:
            raise _elsewhere()
        return interview

    def _append(
        self,
        interview_id: str,
        interview: Interview,
        *drafts: Draft,
        counts: Callable[[Store, str, datetime], None] | None = None,
    ) -> Interview:
        """The interview with these; `counts` is what the gate counts it as, stored with them."""
        events: list[Event] = []
        state = interview
        for draft in drafts:
            event = draft(seq=state.seq, at=self._now())
            try:
                state = apply(state, event)
            except OutOfOrder as error:
                raise _elsewhere() from error
            events.append(event)

        def counted() -> None:
            mine = (self._store, self._owner, events[-1].at)
            if counts is not None:
                counts(*mine)
            if len(events) == 1 and isinstance(events[0], _MOVES):
                self._gate.move(*mine)
            self._gate.took(*mine, state.tokens - interview.tokens)

        self._store.append(interview_id, events, state, beside=counted)
        return state


__all__ = ["LONGEST_ANSWER", "STOPPED", "Engine", "Wish", "may_ask_back"]


def may_ask_back(interview: Interview) -> bool:
    """Whether the candidate may ask what was meant by what was asked last."""
    turn = interview.turn
    return (
        interview.plan.mode is Mode.PRACTICE
        and turn is not None
        and turn.open
        and not turn.to_clarify
        and interview.finished is None
        and len(turn.asides) < askingback.MOST
    )


def _tokens(events: Iterable[Event]) -> int:
    usages = [usage for event in events if (usage := usage_of(event)) is not None]
    return sum(usage.tokens_in + usage.tokens_out for usage in usages)


def _elsewhere() -> Conflict:
    return Conflict(
        "The interview went on elsewhere, perhaps in another tab.",
        mend="Nothing was stored twice; here is where it stands now.",
    )


def _storable(text: str) -> str:
    """The text as UTF-8 can hold it: NUL and lone surrogates become the replacement sign."""
    # UTF-16 takes lone surrogates for what they are; as UTF-8 each would become several signs.
    known = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return known.replace("\0", "\N{REPLACEMENT CHARACTER}")
