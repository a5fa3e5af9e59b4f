"""One structured question to a chat model: streamed, whole, or a clear error.

Examiners, the settings dialog and `doctor` call a model through this alone.
"""

import time
from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING

import structlog
from pydantic import BaseModel

from interviewer.errors import BrokenReply, ModelTrouble, TimedOut, Unreachable
from interviewer.models.asking import pieces
from interviewer.models.cancellation import current, heed, pause
from interviewer.models.client import Client
from interviewer.models.dialect import Dialect, Dialects, Formless, doubtful, simpler
from interviewer.models.endpoint import Endpoint, checked
from interviewer.models.foreign import line_of, status_of, words_of
from interviewer.models.listing import look_for_local, models
from interviewer.models.probing import Findings, probe
from interviewer.models.reply import Reply
from interviewer.models.tally import Tally
from interviewer.models.trouble import trouble
from interviewer.rubric import Usage
from knowledge.question import Record

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

__all__ = ["Answered", "Asking", "Chat", "Findings", "look_for_local", "models"]

TRIES = 3
PATIENCE = 20.0
"""Seconds that one wait for a busy model may take; a longer one is the caller's to show."""

_PAUSES = (0.5, 1.5)
_LEAST = 1.0  # seconds of the deadline without which another try is in vain
_SILENCE = 30.0

_known = Dialects()
_log = structlog.get_logger()


class Answered(Record):
    """The JSON object of a reply, without thoughts and fences, and what all calls took.

    It is one whole object; whether it fits the schema is for the caller to see. `dialect` is how
    the model had to be asked for it.
    """

    text: str
    usage: Usage
    dialect: Dialect = Dialect()


Asking = Generator[str, None, Answered]
"""Yields the JSON text so far, whole each time; it starts over from "" when a call is retried."""


class Chat:
    """Asks one model. One instance serves many threads.

    `deadline` bounds one `ask` with all its retries, in seconds of `now`, and `silence` one read.
    `llm` takes the place of the endpoint's own client. Raises BadEndpoint.
    """

    def __init__(  # noqa: PLR0913 - an endpoint, and what tests set otherwise
        self,
        endpoint: Endpoint,
        *,
        deadline: float = 45.0,
        silence: float | None = None,
        now: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = pause,
        llm: "BaseChatModel | None" = None,
        dialects: Dialects = _known,
    ) -> None:
        self.endpoint = checked(endpoint)
        self._deadline = deadline
        self._now = now
        self._wait = wait
        self._dialects = dialects
        # A model on this machine may read for long before its first word.
        quiet = deadline if self.endpoint.local else min(_SILENCE, deadline)
        self._client = Client(self.endpoint, silence=silence or quiet, now=now, llm=llm)

    @property
    def model(self) -> str:
        """The model's name."""
        return self.endpoint.model

    def dialect(self) -> Dialect:
        """How the model is spoken to, as far as that is known."""
        return self._dialects.of(self.endpoint)

    def close(self) -> None:
        """Ends its connections."""
        self._client.close()

    def warm(self) -> None:
        """Imports and builds what the first call needs, and contacts nobody."""
        self._client.warm()

    def probe(self) -> Findings:
        """What works, found out by one small call; raises ModelTrouble when nothing does.

        What was known of the model is found out anew.
        """
        self._dialects.forget(self.endpoint)
        return probe(self, self._now)

    def ask(self, messages: "Sequence[BaseMessage]", schema: type[BaseModel]) -> Asking:
        """The reply as JSON after `schema`.

        Yields its text as it grows; closing the generator stops the model, and so does the
        Cancellation that holds here, from any thread. Raises ModelTrouble, or Cancelled.
        """
        until = self._now() + self._deadline
        tally = Tally(self.model, (m.text for m in messages), local=self.endpoint.local)
        wanted = current()
        wanted.count(tally)
        dialect, doubted = self.dialect(), None
        tries = 0
        while True:
            wanted.heed()
            reply = Reply(schema, self.endpoint.where)
            tally.begin(reply)
            error = yield from self._call(reply, messages, schema, dialect, until)
            if error is not None:
                wanted.heed()
            tally.end()
            if error is None:
                self._dialects.learn(self.endpoint, dialect, doubted)
                return Answered(text=reply.text, usage=tally.usage, dialect=dialect)
            found = self._found(error, reply, until)
            found.usage = tally.usage
            plainer = simpler(dialect, found, status_of(error), words_of(error))
            if plainer is not None and doubtful(found, status_of(error)):
                doubted = doubted or dialect
            # A rejection costs nothing; a reply that cannot be used costs a whole one.
            tries += plainer is None or isinstance(found, Formless)
            if plainer is None:
                self._pause(found, tries, until)
            elif tries >= TRIES or self._now() + _LEAST > until:
                raise found
            dialect = plainer or dialect
            if reply.text:
                yield ""

    def _call(
        self,
        reply: Reply,
        messages: "Sequence[BaseMessage]",
        schema: type[BaseModel],
        dialect: Dialect,
        until: float,
    ) -> Generator[str, None, Exception | None]:
        """One call; what went wrong with it, not raised: an error raised from a foreign one
        would carry that along, and with it what must not be shown or logged.
        """
        try:
            llm = self._client.llm()
            asked = pieces(llm, messages, schema, dialect)
        except Exception as error:  # noqa: BLE001 - mapped by the caller, whatever a client raises
            return error
        try:
            while True:
                with self._client.until(until):
                    piece = next(asked, None)
                if piece is None:
                    reply.check()
                    return None
                heed()
                grew = reply.take(piece)
                if self._now() >= until:
                    return TimedOut("The deadline has passed.")
                if grew:
                    yield reply.text
        except Exception as error:  # noqa: BLE001 - as above
            return error
        finally:
            asked.close()

    def _found(self, error: Exception, reply: Reply, until: float) -> ModelTrouble:
        """What the error means at this point of the conversation."""
        found = trouble(error, self.endpoint)
        strange = isinstance(found, BrokenReply) and not isinstance(error, ModelTrouble)
        log = _log.warning if strange else _log.info
        log(
            "model_call_failed",
            kind=type(found).__name__,
            error=type(error).__name__,
            at=line_of(error),
        )
        where, mend = self.endpoint.where, found.mend or "Try again, or go on without the model."
        if self._now() >= until and (found.passing or isinstance(found, TimedOut)):
            what = f"The model's reply was not whole after {self._deadline:.0f} seconds."
            return TimedOut(what, where=where, mend=mend)
        if reply.begun and isinstance(found, Unreachable):
            return BrokenReply("The model's reply broke off.", where=where, mend=mend, passing=True)
        found.where = where
        return found

    def _pause(self, found: ModelTrouble, tries: int, until: float) -> None:
        """Waits before another try; raises what was found where none is worth it."""
        if not found.passing or tries >= TRIES:
            raise found
        pause = max(found.wait or 0.0, _PAUSES[tries - 1])
        if pause > PATIENCE or self._now() + pause + _LEAST > until:
            raise found
        self._wait(pause)
