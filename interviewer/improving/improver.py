"""Asks a model to improve questions of a bank, one call each; stops and goes on where told.

The wiring makes it; pages and the command line call it.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pydantic import BaseModel

from interviewer.errors import BrokenReply, ModelTrouble
from interviewer.improving import reading, writing
from interviewer.improving.form import Improved, Proposed
from interviewer.improving.reading import Improvement
from interviewer.improving.support import Reads
from interviewer.improving.writing import Estimate, Written
from interviewer.models.chat import Answered, Asking
from knowledge import editing
from knowledge.question import Bank, Own, Question

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

    from interviewer.examiners.targets import Encodes

_ROW = 3  # calls that fail one after another before a bank is given up

Progress = Callable[[int, int], None]
"""Hears questions done and of how many, before each call; may raise Stopped."""


class Asks(Protocol):
    """Anything that asks a model: `models.chat.Chat`, or a stand-in."""

    @property
    def model(self) -> str:
        """The model's name."""

    def ask(self, messages: "Sequence[BaseMessage]", schema: type[BaseModel]) -> Asking:
        """Yields the JSON so far; returns it whole."""


class Keeps(Protocol):
    """Where banks are kept: `knowledge.library.Library`."""

    def get(self, bank_id: str) -> Bank:
        """The bank as it is now."""

    def shelve(self, bank: Bank) -> None:
        """Stores it; the index does not depend on key points."""


class Meters(Protocol):
    """Who has a say in what the model is asked, and hears what it took: `limits.Meter`."""

    def turn(self) -> AbstractContextManager[None]:
        """In it the model may be asked, once it is one's turn; raises TooMuch when it may not."""

    def took(self, tokens: int) -> None:
        """Hears how many tokens a call took, also one that failed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question: improved, with notes, or why not."""

    question: Question
    notes: tuple[str, ...] = ()
    trouble: str = ""


class Improver:
    """Improves questions with one model; its marks are checked by encoder and grader."""

    def __init__(
        self,
        chat: Asks,
        encoder: "Encodes",
        grader: Reads,
        *,
        local: bool,
        meter: Meters | None = None,
    ) -> None:
        self._chat = chat
        self._encoder = encoder
        self._grader = grader
        self._local = local
        self._meter = meter

    @property
    def by(self) -> str:
        """Model and prompt, as written into the questions it improves."""
        return writing.improved_by(self._chat.model)

    def open(self, bank: Bank, ids: Collection[str] | None = None) -> tuple[Question, ...]:
        """The questions that are to be improved: those of `ids`, or all.

        Where `ids` is None, those are left out that this model and prompt have improved already,
        or whose key points the user has written: what was stopped goes on there.
        """
        if ids is not None:
            return tuple(q for q in bank.questions if q.id in ids)
        return tuple(
            q for q in bank.questions if q.points_by != self.by and Own.KEY_POINTS not in q.own
        )

    def estimate(self, questions: Sequence[Question]) -> Estimate:
        """What improving these takes."""
        return writing.estimate_points(questions, self._chat.model, local=self._local)

    def estimate_answers(self, prompts: Sequence[str]) -> Estimate:
        """What proposing answers to these takes."""
        return writing.estimate_answers(prompts, self._chat.model, local=self._local)

    def improve(self, question: Question) -> Improvement:
        """The question with key points of the model, checked; raises ModelTrouble or TooMuch."""
        answered = self._asked(writing.improving(question), Improved)
        return reading.improved(answered.text, question, self.by, self._encoder, self._grader)

    def propose(self, prompt: str, topic: str = "general") -> tuple[str, str]:
        """An answer to the prompt, and who proposed it; raises ModelTrouble or TooMuch."""
        answered = self._asked(writing.proposing(prompt, topic), Proposed)
        return reading.proposed(answered.text), writing.proposed_by(self._chat.model)

    def improve_bank(
        self,
        library: Keeps,
        bank_id: str,
        progress: Progress,
        ids: Collection[str] | None = None,
    ) -> Iterator[Outcome]:
        """Improves question after question, each stored before the next is asked about.

        A reply that cannot be used leaves its question as it is. Trouble that the next call
        would have too, as a wrong key, is raised, and so is the third in a row of any, and TooMuch.
        """
        wanted, row = self.open(library.get(bank_id), ids), 0
        for done, question in enumerate(wanted):
            progress(done, len(wanted))
            try:
                improvement = self.improve(question)
            except BrokenReply as trouble:
                yield Outcome(question, trouble=str(trouble))
                continue
            except ModelTrouble as trouble:
                row += 1
                if not trouble.passing or row >= _ROW:
                    raise
                yield Outcome(question, trouble=str(trouble))
                continue
            row = 0
            now = library.get(bank_id)  # the user may have changed another question meanwhile
            if now.question(question.id) == question:
                library.shelve(editing.replaced(now, improvement.question))
                yield Outcome(improvement.question, improvement.notes)
            else:
                yield Outcome(question, trouble="It was changed meanwhile, and stays so.")
        progress(len(wanted), len(wanted))

    def _asked(self, written: Written, schema: type[BaseModel]) -> Answered:
        from langchain_core.messages import HumanMessage, SystemMessage

        messages = [SystemMessage(written.rules), HumanMessage(written.case)]
        usage = None
        try:
            with self._meter.turn() if self._meter is not None else nullcontext():
                answered = _to_its_end(self._chat.ask(messages, schema))
            usage = answered.usage
        except ModelTrouble as trouble:
            usage = trouble.usage
            raise
        finally:
            if self._meter is not None and usage is not None:
                self._meter.took(usage.tokens_in + usage.tokens_out)
        return answered


def _to_its_end(asking: Asking) -> Answered:
    with closing(asking):
        while True:
            try:
                next(asking)
            except StopIteration as done:
                answered: Answered = done.value
                return answered
