"""One structured question to a chat model, streamed, whole, or a clear error."""

import time
from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel

from interviewer.models.endpoint import Endpoint
from interviewer.rubric import Usage
from knowledge.question import Record

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage


class Answered(Record):
    """The whole JSON text of a reply, fences and thoughts stripped, and what all calls took."""

    text: str
    usage: Usage


Asking = Generator[str, None, Answered]
"""Yields the JSON text so far, whole each time; it starts over from "" when a call is retried."""


class Findings(Record):
    """What an endpoint can do: shown by *Test connection* and `doctor`.

    `structure` is "json_schema", "function_calling" or "prompt"; `seconds` are those until the
    first text of the reply; `notes` are sentences on what does not work.
    """

    model: str
    structure: str
    streams: bool
    counts_tokens: bool
    seconds: float
    notes: tuple[str, ...] = ()


class Chat:
    """Asks one model. One instance serves many threads.

    `deadline` bounds one `ask` with all its retries, in seconds of `now`.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        deadline: float = 45.0,
        now: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        raise NotImplementedError

    @property
    def model(self) -> str:
        """The model's name."""
        raise NotImplementedError

    def ask(self, messages: "Sequence[BaseMessage]", schema: type[BaseModel]) -> Asking:
        """The reply as JSON that fits `schema`.

        Yields its text as it grows; closing the generator stops the model. Raises ModelTrouble.
        """
        raise NotImplementedError

    def warm(self) -> None:
        """Imports and builds what the first call needs, and contacts nobody."""
        raise NotImplementedError

    def probe(self) -> Findings:
        """What works, found out by one small call; raises ModelTrouble when nothing does."""
        raise NotImplementedError


def models(endpoint: Endpoint) -> tuple[str, ...]:
    """The names that the endpoint lists, sorted; raises ModelTrouble."""
    raise NotImplementedError


def look_for_local() -> tuple[Endpoint, ...]:
    """The model servers on this machine's usual ports that answer within a moment."""
    raise NotImplementedError
