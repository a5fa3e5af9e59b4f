"""The examiner that asks a chat model: one call an answer, and nothing of its reply on trust.

The offline examiner goes first: its grade says which probes the policy allows, and is kept beside
the model's. The wiring makes it; the engine and the command line call it.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

import structlog
from pydantic import BaseModel

from interviewer import wording
from interviewer.errors import ModelTrouble
from interviewer.events import Purpose
from interviewer.examiner import Case, Judgement, Judging, judged
from interviewer.examiners import guard, judge_prompt, judge_reading
from interviewer.examiners.feedback import feedback
from interviewer.examiners.judge_output import Judged, Repaired
from interviewer.examiners.judge_prompt import Written
from interviewer.examiners.judge_reading import Reading
from interviewer.examiners.offline import OfflineExaminer
from interviewer.examiners.reply_stream import ReplyStream, Rules
from interviewer.interview import Round
from interviewer.models.chat import Answered, Asking
from interviewer.rubric import CREDIT, Grade, SecondOpinion, Ungraded, Usage, Verdict
from knowledge.question import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from langchain_core.messages import BaseMessage

VERSION = 1

_log = structlog.get_logger()


class Asks(Protocol):
    """Anything that asks a model: `models.chat.Chat`, or a stand-in."""

    @property
    def model(self) -> str:
        """The model's name."""

    def ask(self, messages: "Sequence[BaseMessage]", schema: type[BaseModel]) -> Asking:
        """Yields the JSON so far, from "" again after a retry; returns it whole."""


class LLMExaminer:
    """An Examiner on a chat model."""

    def __init__(self, offline: OfflineExaminer, chat: Asks) -> None:
        self._offline = offline
        self._chat = chat

    @property
    def name(self) -> str:
        """Examiner, model and prompt, each with its version."""
        return f"llm/{VERSION} {self._chat.model} {judge_prompt.version()}"

    @property
    def can_ask(self) -> tuple[Purpose, ...]:
        """All probes: a model can judge why and for instance."""
        return tuple(p for p in Purpose if p is not Purpose.QUESTION)

    def prepare(self, question: Question) -> None:
        """Does beforehand what judging any answer to this question takes, once."""
        self._offline.prepare(question)

    def judge(self, case: Case) -> Judging:
        """The model's grade and reply; Ungraded when no valid verdicts can be had.

        What needs no judging (nothing said, "I don't know", the question again, noise) is left
        to the offline examiner and costs no call.
        """
        second = judged(self._offline.opinion(case))
        if not isinstance(second.outcome, Grade) or second.outcome.gate is not None:
            if second.reply:
                yield second.reply
            return second
        stream = _stream(case, second, second.outcome)
        try:
            heard = yield from self._heard(case, second.outcome, stream)
        except ModelTrouble as trouble:
            return Judgement(_ungraded(trouble))
        reading, usage = yield from self._mended(case, heard, stream.shown, second.outcome)
        if reading.unjudged:
            return Judgement(Ungraded(reason=_incomplete(reading, case), usage=usage))
        grade = self._grade(case, reading, second.outcome).model_copy(update={"usage": usage})
        judgement = _answered(case, grade, stream, second)
        if judgement.reply and judgement.reply != stream.shown:
            yield judgement.reply
        return judgement

    def _heard(
        self, case: Case, second: Grade, stream: ReplyStream
    ) -> Generator[str, None, Answered]:
        """The model's whole judgement; yields the reply as far as it may be shown."""
        written = judge_prompt.judging(case, case.probes(second))
        with closing(self._chat.ask(_messages(written), Judged)) as asking:
            answered = yield from _whole(asking, stream.feed)
        yield stream.feed(answered.text, whole=True)
        return answered

    def _mended(
        self, case: Case, heard: Answered, shown: str, second: Grade
    ) -> Generator[str, None, tuple[Reading, Usage]]:
        """What holds of the judgement, after one small call where something does not.

        It yields what is `shown` all along: whoever looks on may want to stop. What the bank has
        no word for counts where the `second` opinion found it too; of an answer in another
        language than the bank's, where the model says so twice.
        """
        question = case.round.question
        earlier = [t.answer.text for t in case.round.turns[:-1] if t.answer is not None]
        read = partial(judge_reading.read, question=question, answer=case.answer)
        seen = {f.point: f.quote for f in second.findings if f.quote and CREDIT[f.verdict]}
        reading = read(heard.text, earlier=earlier, heard=seen)
        if not reading.faults:
            return reading, heard.usage
        _log.info("verdicts_at_fault", faults=sorted(set(reading.faults.values())))
        written = judge_prompt.repairing(case, reading.faults)
        try:
            with closing(self._chat.ask(_messages(written), Repaired)) as asking:
                again = yield from _whole(asking, lambda _: shown)
        except ModelTrouble as trouble:
            _log.info("repair_failed", why=type(trouble).__name__)
            return reading, _sum(heard.usage, trouble.usage)
        if guard.is_foreign(case.answer, question):
            seen = dict.fromkeys(reading.faults, case.answer)
        later = read(again.text, heard=seen)
        return reading.mended(later), _sum(heard.usage, again.usage)

    def _grade(self, case: Case, reading: Reading, second: Grade) -> Grade:
        question = case.round.question
        findings = reading.of(question)
        # The model's sentences speak of its own verdicts; where some did not hold, ours are true.
        told = "" if reading.faults else reading.feedback
        return Grade(
            findings=findings,
            by=self.name,
            marks=reading.marks,
            feedback=told or feedback(question, findings),
            beyond=reading.beyond,
            second=SecondOpinion(findings=second.findings, by=second.by),
        )


def _stream(case: Case, second: Judgement, grade: Grade) -> ReplyStream:
    question = case.round.question
    answers = (t.answer.text for t in case.round.turns if t.answer is not None)
    said = (*answers, *(h.text for h in case.round.hints))
    rules = Rules(question, said, case.mode, tuple(_shown(case.round, grade)))
    return ReplyStream(rules, instead=second.reply or "", quiet=second.probe is None)


def _shown(now: Round, grade: Grade) -> Iterator[str]:
    """The key points that earlier grades hold covered, or the offline examiner's `grade` does."""
    for finding in (*now.findings, *grade.findings):
        if finding.verdict is Verdict.COVERED:
            yield now.question.point(finding.point).text


def _answered(case: Case, grade: Grade, stream: ReplyStream, second: Judgement) -> Judgement:
    """The grade with the reply that fits it: the model's, where the policy allows its probe.

    A fixed sentence that is on the page already stays there if it may.
    """
    allowed = case.probes(grade)
    if not allowed:
        return Judgement(grade)
    by_name = {judge_prompt.named(p): p for p in reversed(allowed)}
    wanted = by_name.get("".join((stream.probe or "").split()).casefold())
    if stream.reply is not None and wanted is not None:
        return Judgement(grade, stream.reply, wanted)
    if stream.broken and second.probe in allowed:
        return Judgement(grade, second.reply, second.probe)
    probe = wanted or allowed[0]
    return Judgement(grade, wording.probe(probe, _with(case.round, grade), case.seed), probe)


def _with(now: Round, grade: Grade) -> Round:
    return replace(now, turns=(*now.turns[:-1], replace(now.turns[-1], grade=grade)))


def _messages(written: Written) -> "list[BaseMessage]":
    from langchain_core.messages import HumanMessage, SystemMessage

    return [SystemMessage(written.rules), HumanMessage(written.case)]


def _whole(asking: Asking, show: Callable[[str], str]) -> Generator[str, None, Answered]:
    """The reply once it is whole; with every piece, new or not, what to `show` by now."""
    while True:
        try:
            json = next(asking)
        except StopIteration as done:
            answered: Answered = done.value
            return answered
        yield show(json)


def _ungraded(trouble: ModelTrouble) -> Ungraded:
    return Ungraded(reason=str(trouble), wait=trouble.wait, usage=trouble.usage)


def _incomplete(reading: Reading, case: Case) -> str:
    total = len(case.round.question.key_points)
    return (
        f"The model gave no valid verdict on {len(reading.unjudged)} of {total} points, "
        "also when asked again."
    )


def _sum(first: Usage, then: Usage | None) -> Usage:
    if then is None:
        return first
    return first.model_copy(
        update={
            "calls": first.calls + then.calls,
            "tokens_in": first.tokens_in + then.tokens_in,
            "tokens_cached": first.tokens_cached + then.tokens_cached,
            "tokens_out": first.tokens_out + then.tokens_out,
            "estimated": first.estimated or then.estimated,
        }
    )
