"""Carries out one step of the policy: what is asked or judged, as events to append.

Used by the engine, which stamps and stores them. Nothing here writes.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from traceback import format_exc
from typing import Protocol

import structlog

from interviewer import hints, wording
from interviewer.appeals import Outcome, with_receipt
from interviewer.errors import BankInvalid, BankNotFound, MockInterviewerError, OutOfOrder
from interviewer.events import (
    Asked,
    Clarified,
    Disputed,
    Dropped,
    Event,
    Finished,
    Graded,
    HandedOver,
    Hinted,
    Purpose,
    Reconsidered,
    Related,
    Unjudged,
)
from interviewer.examiner import Case, Judgement, Judging, Probe
from interviewer.interview import Interview, Round, apply
from interviewer.panel import Clarification, Panel
from interviewer.policy import (
    AskNext,
    Clarify,
    Finish,
    FollowUp,
    HandOver,
    Judge,
    Step,
    Wait,
    next_step,
    probes,
)
from interviewer.rubric import Grade, Ungraded, Usage
from knowledge.question import Bank, Question

Draft = Callable[..., Event]
"""Makes an event of its `seq` and `at`."""

Drafting = Generator[str, None, tuple[Draft, ...]]
"""Yields the reply as it grows, whole each time; returns the events to append."""

_RELATED = 3
_BUILT_IN = "offline"
_SPENT = "Your tokens of the model are spent for now, so the built-in examiner looked at it."

_log = structlog.get_logger()


class Banks(Protocol):
    """What an interview asks of the library."""

    def get(self, bank_id: str) -> Bank:
        """The bank; BankNotFound when there is none of that id, BankInvalid when it is damaged."""

    def near_repeats(self, bank: Bank, ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """For each of these questions those among them that ask nearly the same."""

    def near_any(self, bank: Bank, texts: Sequence[str]) -> Mapping[str, tuple[float, str]]:
        """The questions near to any of these texts, each with its greatest cosine and that text."""

    def related(self, bank: Bank, question_id: str, k: int) -> tuple[Question, ...]:
        """The `k` questions of the bank nearest in meaning, best first."""


@dataclass(frozen=True, slots=True)
class Conductor:
    """Knows how to ask and whom to let judge."""

    panel: Panel
    banks: Banks
    now: Callable[[], datetime]

    def drafts(self, interview: Interview, step: Step) -> Drafting:
        """The events that this step makes, returned; while judging, the growing reply is yielded.

        A judgement comes with what follows from it, so that both are stored together.
        """
        if isinstance(step, Judge):
            return (yield from self.judged(interview))
        if isinstance(step, Clarify):
            return (yield from self._clarified(interview))
        return self._spoken(interview, step)

    def _spoken(self, interview: Interview, step: Step) -> tuple[Draft, ...]:
        match step:
            case FollowUp(probe, hint):
                return self._followed_up(interview, probe, hint, None)
            case AskNext(choice):
                return self._asked(interview, choice.question_id, choice.why)
            case Finish(reason):
                return (partial(Finished, reason=reason),)
            case HandOver():
                return (self.handed_over("budget"),)
            case Judge() | Clarify() | Wait():
                return ()

    def handed_over(self, why: str) -> Draft:
        """That the built-in examiner judges from here on."""
        builtin = self.panel.builtin
        return partial(HandedOver, examiner=builtin.name, probes=builtin.can_ask, why=why)

    def judged(self, interview: Interview) -> Drafting:
        """The judgement of the last answer, and what follows from it."""
        judgement = yield from self._judgement(interview)
        if isinstance(judgement.outcome, Ungraded):
            return (partial(Unjudged, ungraded=judgement.outcome),)
        graded = Graded(seq=interview.seq, at=self.now(), grade=judgement.outcome)
        after = apply(interview, graded)
        step = next_step(after, self.now())
        if isinstance(step, FollowUp):
            # The examiner may choose among the probes that the policy allows.
            chosen = judgement.probe if judgement.probe in probes(after) else None
            probe = chosen if chosen is not None and step.hint is None else step.probe
            following = self._followed_up(after, probe, step.hint, judgement)
        else:
            following = self._spoken_if_can_be(after, step)
        return (partial(Graded, grade=judgement.outcome), *following)

    def _spoken_if_can_be(self, interview: Interview, step: Step) -> tuple[Draft, ...]:
        """Nothing where the library fails just now: the judgement before it must not be lost."""
        try:
            return self._spoken(interview, step)
        except MockInterviewerError as error:  # the next step meets it again, and it is told then
            _log.warning("question_not_had", why=str(error))
            return ()

    def _judgement(self, interview: Interview) -> Judging:
        if interview.round is None:
            raise OutOfOrder("There is no answer to judge.")

        def allowed(grade: Grade) -> tuple[Probe, ...]:
            graded = Graded(seq=interview.seq, at=interview.last_at, grade=grade)
            return probes(apply(interview, graded))

        case = Case(interview.round, interview.plan.mode, allowed, seed=interview.plan.seed)
        examiner = self.panel.judge_of(interview)
        try:
            return (yield from examiner.judge(case))
        except Exception:  # noqa: BLE001 - logged, and the candidate is told
            # The edge to foreign code: whatever breaks there must not cost the answer.
            # The traceback as text: a renderer of the host program might add the values of
            # variables to it, and answers are among them.
            _log.error("examiner_failed", examiner=examiner.name, exception=format_exc())
            return Judgement(Ungraded(reason="The examiner failed while judging this answer."))

    def _clarified(self, interview: Interview) -> Drafting:
        now = interview.round
        if now is None:
            raise OutOfOrder("There is nothing to clarify.")
        said = Clarification(None, by=_BUILT_IN)
        if (clarifier := self.panel.clarifier_of(interview)) is not None:
            try:
                said = yield from clarifier.clarify(now)
            except Exception:  # noqa: BLE001 - logged; the fixed sentence takes its place
                _log.error("clarifier_failed", exception=format_exc())
        if said.text is None:
            plain = self.plainly_clarified(interview, said.usage)
            yield plain.keywords["text"]
            return (plain,)
        yield said.text
        return (partial(Clarified, text=said.text, by=said.by, usage=said.usage),)

    def reconsidered(
        self, interview: Interview, disputed: Disputed, now: Round, *, may_ask: bool
    ) -> partial[Reconsidered]:
        """What a second judgement makes of that point of the question; the model's, where one may
        be asked.
        """
        point, reviewer = disputed.point, self.panel.reviewer_of(interview, may_ask=may_ask)
        spent = self.panel.reviewer is not None and reviewer is not self.panel.reviewer
        try:
            outcome = reviewer.review(now, point, disputed.reason)
        except Exception:  # noqa: BLE001 - logged, and the candidate is told
            _log.error("review_failed", exception=format_exc())
            outcome = Outcome(None, _BUILT_IN, "The examiner failed while judging this point.")
        outcome, turn = with_receipt(now, outcome)
        return partial(
            Reconsidered,
            question_id=now.question.id,
            point=point,
            finding=outcome.finding,
            turn=turn,
            by=outcome.by,
            why=outcome.why or (_SPENT if spent else ""),
            usage=outcome.usage,
        )

    def plainly_clarified(
        self, interview: Interview, usage: Usage | None = None
    ) -> partial[Clarified]:
        """The fixed sentence to the candidate who asks back."""
        if interview.round is None:
            raise OutOfOrder("There is nothing to clarify.")
        text = wording.clarified(interview.round, _seed(interview))
        return partial(Clarified, text=text, by=_BUILT_IN, usage=usage)

    def _followed_up(
        self, interview: Interview, probe: Probe, hint: int | None, judgement: Judgement | None
    ) -> tuple[Draft, ...]:
        now = interview.round
        if now is None:
            raise OutOfOrder("There is no question to follow up on.")
        seed = _seed(interview)
        asked = partial(
            Asked,
            question_id=now.question.id,
            purpose=probe.purpose,
            point=probe.point,
            misconception=probe.misconception,
        )
        if hint is not None:
            text = hints.text(now.question, hint)
            again = wording.hint_then_ask(text, now.question, seed)
            return (partial(Hinted, level=hint, text=text), partial(asked, text=again))
        worded = judgement.reply if judgement is not None and judgement.probe == probe else None
        return (partial(asked, text=worded or wording.probe(probe, now, seed)),)

    def _asked(self, interview: Interview, question_id: str, why: str) -> tuple[Draft, ...]:
        found = self._found(interview.plan.bank, question_id)
        if found is None:
            return (partial(Dropped, question_id=question_id),)
        bank, question = found
        text = wording.ask(
            question,
            first=not interview.rounds,
            previous_topic=interview.round.question.topic if interview.round else None,
            seed=_seed(interview),
        )
        near = self.banks.related(bank, question_id, _RELATED)
        return (
            partial(
                Asked,
                question_id=question_id,
                question=question,
                text=text,
                purpose=Purpose.QUESTION,
                why=why,
                related=tuple(Related(question_id=q.id, prompt=q.prompt) for q in near),
            ),
        )

    def _found(self, bank_id: str, question_id: str) -> tuple[Bank, Question] | None:
        try:
            bank = self.banks.get(bank_id)
        except BankNotFound:
            return None
        except BankInvalid as error:  # as good as gone, until somebody mends it
            _log.error("bank_damaged", why=str(error))
            return None
        question = bank.question(question_id)
        return (bank, question) if question is not None else None


def _seed(interview: Interview) -> int:
    return interview.plan.seed + interview.seq
