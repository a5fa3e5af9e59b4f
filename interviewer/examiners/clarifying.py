"""A model that says what was meant when the candidate asks back. The engine asks it.

It is not told the reference, and what it says is checked whole before anybody sees it: where it
gives a point away, confirms a guess or rambles, the fixed sentence is said instead.
"""

import json
import re
from contextlib import closing
from typing import TYPE_CHECKING

import structlog
from pydantic import BaseModel, ValidationError

from interviewer.errors import ModelTrouble
from interviewer.examiners import guard
from interviewer.examiners.fencing import line
from interviewer.examiners.llm import Asks
from interviewer.interview import Round
from interviewer.panel import Clarification, Clarifying
from prompts import load

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

MOST_WORDS = 60

_VERDICT = re.compile(
    r"^\W*(?:yes|yeah|yep|no|nope|right|correct|indeed|true|false)\b", re.IGNORECASE
)
_log = structlog.get_logger()


class Reply(BaseModel):
    """What the model is to send."""

    reply: str


class ModelClarifier:
    """A Clarifier on a chat model: one small call each time."""

    def __init__(self, chat: Asks) -> None:
        self._chat = chat

    @property
    def name(self) -> str:
        """Model and prompt, as written beside what was said."""
        return f"{self._chat.model} {load('clarify_back').id}"

    def clarify(self, now: Round) -> Clarifying:
        """The model's words where they hold, else none; the tokens in any case."""
        yield ""
        try:
            with closing(self._chat.ask(_messages(now), Reply)) as asking:
                while True:
                    try:
                        next(asking)
                    except StopIteration as done:
                        answered = done.value
                        break
        except ModelTrouble as trouble:
            _log.info("not_clarified", why=type(trouble).__name__)
            return Clarification(None, by="offline", usage=trouble.usage)
        text = _reply(answered.text)
        if (wrong := broken(text, now)) is not None:
            _log.info("clarification_refused", why=wrong)
            return Clarification(None, by="offline", usage=answered.usage)
        return Clarification(text, by=self.name, usage=answered.usage)


def broken(text: str, now: Round) -> str | None:
    """What is wrong with `text` as a clarification, in a few words; None when it may be said.

    Terms that stand in the candidate's own question stay forbidden: repeating one confirms it.
    """
    if not text:
        return "nothing said"
    if (length := guard.words(text)) > MOST_WORDS:
        return f"{length} words, more than {MOST_WORDS}"
    if (marks := guard.questions(text)) > 1:
        return f"{marks} question marks"
    if _VERDICT.match(text):
        return "a yes or no"
    said = (*(t.answer.text for t in now.turns if t.answer), *(h.text for h in now.hints))
    asked = tuple(a.asked.text for t in now.turns for a in t.asides)
    if found := guard.disguised(text, now.question, (*said, *asked)):
        return f"has {found}"
    if guard.is_foreign(text, now.question):
        return "speaks another language than the question"
    if stem := guard.leak(text, now.question, said):
        return f"gives away {stem!r}"
    if found := guard.praise(text):
        return f"praises with {found!r}"
    return None


def _reply(text: str) -> str:
    try:
        return " ".join(Reply.model_validate_json(text).reply.split())
    except ValidationError:
        return ""


def _messages(now: Round) -> "list[BaseMessage]":
    from langchain_core.messages import HumanMessage, SystemMessage

    turn = now.turns[-1]
    told = {
        "question": line(now.question.prompt),
        "topic": line(now.question.topic),
        "you_said": line(turn.asked.text),
        "candidate_asks": line(turn.asides[-1].asked.text),
    }
    return [
        SystemMessage(load("clarify_back").render()),
        HumanMessage(json.dumps(told, ensure_ascii=False)),
    ]
