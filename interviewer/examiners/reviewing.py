"""A model as reviewer: one small call about one key point, with the candidate's reason."""

from contextlib import closing
from typing import TYPE_CHECKING, Protocol

from interviewer.appeals import Outcome, SecondLook, as_one
from interviewer.errors import ModelTrouble
from interviewer.examiner import Examiner
from interviewer.examiners import judge_reading
from interviewer.examiners.fencing import fenced, line
from interviewer.examiners.judge_output import Repaired
from interviewer.models.chat import Answered, Asking
from interviewer.round import Round
from interviewer.rubric import credit
from prompts import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from langchain_core.messages import BaseMessage
    from pydantic import BaseModel


class Asks(Protocol):
    """Anything that asks a model."""

    @property
    def model(self) -> str:
        """The model's name."""

    def ask(self, messages: "Sequence[BaseMessage]", schema: "type[BaseModel]") -> Asking:
        """Yields the JSON so far; returns it whole."""


class ModelReviewer:
    """A `Reviewer` on a chat model."""

    def __init__(self, builtin: Examiner, chat: Asks) -> None:
        self._builtin = SecondLook(builtin)
        self._chat = chat

    def review(self, now: Round, point: str, reason: str) -> Outcome:
        """The model's finding on that point; one whose quote does not hold counts for none."""
        rules = load("judge_appeal")
        by = f"review {self._chat.model} judge_appeal/{rules.version}"
        question, answer = now.question, (as_one(now).turns[0].answer)
        text = answer.text if answer else ""
        asked = load("judge_appeal_case").render(
            prompt=line(question.prompt),
            point=f"{point}: {line(question.point(point).text)}",
            answer=fenced(text),
            reason=fenced(reason),
        )
        try:
            heard = self._heard(rules.render(), asked)
        except ModelTrouble as trouble:
            return Outcome(None, by, str(trouble), trouble.usage)
        # As in every judgement by a model: words that share nothing with the point count for it
        # where the built-in examiner heard it in them too.
        seen = self._builtin.review(now, point, reason).finding
        also = {point: seen.quote} if seen is not None and seen.quote and credit(seen) else {}
        reading = judge_reading.read(heard.text, question, text, heard=also)
        if point in reading.findings:
            return Outcome(reading.findings[point], by, usage=heard.usage)
        why = f"The model's second judgement does not hold: {reading.faults[point]}."
        return Outcome(None, by, why, heard.usage)

    def _heard(self, rules: str, asked: str) -> Answered:
        from langchain_core.messages import HumanMessage, SystemMessage

        messages = [SystemMessage(rules), HumanMessage(asked)]
        with closing(self._chat.ask(messages, Repaired)) as asking:
            while True:
                try:
                    next(asking)
                except StopIteration as done:
                    answered: Answered = done.value
                    return answered
