"""Asks a model on a test's own server, without waiting, and looks that no key gets out."""

import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

import pytest
import structlog
from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import BaseModel, ConfigDict, SecretStr

from interviewer.errors import ModelTrouble
from interviewer.models.chat import Answered, Chat
from interviewer.models.dialect import Dialects
from interviewer.models.endpoint import Endpoint
from tests.llmserver import LLMServer, Step

KEY = "sk-proj-4f9cTESTKEY00secret7b1e"
REPLY = '{"reply": "What about the gradient?", "score": 3}'
MESSAGES = (SystemMessage("You are an interviewer."), HumanMessage("It learns."))


class Judged(BaseModel):
    """What these tests ask for."""

    model_config = ConfigDict(extra="forbid")

    reply: str
    score: int


@dataclass
class Asked:
    """A chat on a server, what it waited for, and what was seen of its replies."""

    server: LLMServer
    chat: Chat
    waits: list[float] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    @property
    def calls(self) -> int:
        """How often the model was asked."""
        return len(self.server.asked)

    def answer(self) -> Answered:
        """The whole reply; what grew on the way is in `seen`."""
        asking = self.chat.ask(MESSAGES, Judged)
        while True:
            try:
                self.seen.append(next(asking))
            except StopIteration as done:
                answered: Answered = done.value
                return answered

    def trouble(self) -> ModelTrouble:
        """The error that asking ends with, after a look at all that may be written of it."""
        with structlog.testing.capture_logs() as logs, pytest.raises(ModelTrouble) as raised:
            self.answer()
        error = raised.value
        written = "".join(traceback.format_exception(error)) + repr(error) + str(logs)
        assert KEY not in written
        assert KEY[8:] not in written
        assert error.__context__ is None, "a foreign error travels along"
        assert error.what.endswith(".")
        assert error.mend
        return error


@contextmanager
def asked(
    *script: Step,
    deadline: float = 20.0,
    silence: float | None = None,
    now: Callable[[], float] | None = None,
) -> Iterator[Asked]:
    """A server that follows the script, and a chat on it that never sleeps."""
    waits: list[float] = []
    with LLMServer(*script) as server:
        chat = chat_at(server.url, deadline=deadline, silence=silence, waits=waits, now=now)
        with closing(chat):
            chat.warm()  # short deadlines are for the server, not for the first imports
            yield Asked(server, chat, waits)


def chat_at(
    url: str,
    *,
    deadline: float = 20.0,
    silence: float | None = None,
    waits: list[float] | None = None,
    now: Callable[[], float] | None = None,
) -> Chat:
    """A chat at that address, with a key; it has learnt nothing yet."""
    return Chat(
        Endpoint(base_url=url, model="small-model", key=SecretStr(KEY)),
        deadline=deadline,
        silence=silence,
        now=now or time.monotonic,
        wait=(waits if waits is not None else []).append,
        dialects=Dialects(),
    )
