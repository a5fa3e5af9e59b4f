"""Stops, from any thread, what another one is asking a model, and knows what that took by then.

    cancellation = Cancellation()
    with cancellation:              # in the thread that judges
        for text in engine.speak(interview_id): ...
    cancellation.cancel()           # in any other; the loop ends with Cancelled

`models` alone heeds it; whoever starts a judging that may be given up makes one.
"""

import socket
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from contextvars import ContextVar, Token
from threading import Event, Lock
from typing import Protocol, Self

from interviewer.models.tally import total
from interviewer.rubric import Usage


class Cancelled(BaseException):
    """Nobody wants the reply any more.

    No `Exception`, as with asyncio's: what turns errors into an answer that could not be judged
    must let it pass, or a judgement that was given up would be stored as one that failed.
    """


class Takes(Protocol):
    """Anything that knows what was taken of a model so far."""

    @property
    def usage(self) -> Usage:
        """Calls and tokens by now; may be read from another thread."""


class Cancellation:
    """As a context it holds for what its thread asks in it; once cancelled, it stays so."""

    def __init__(self) -> None:
        self._wished = Event()
        self._lock = Lock()
        self._reading: set[socket.socket] = set()
        self._taking: list[Takes] = []
        self._token: Token[Cancellation | None] | None = None

    @property
    def cancelled(self) -> bool:
        """Whether it was wished."""
        return self._wished.is_set()

    @property
    def usage(self) -> Usage | None:
        """What was asked in it took by now, of the call under way an estimate; None of nothing."""
        with self._lock:
            taking = tuple(self._taking)
        return total(one.usage for one in taking)

    def cancel(self) -> None:
        """Ends it at once: also while a server is silent, or is left alone for a while."""
        with self._lock:
            self._wished.set()
            for reading in self._reading:
                with suppress(OSError):  # it may have ended by itself
                    socket.socket.shutdown(reading, socket.SHUT_RDWR)

    def heed(self) -> None:
        """Raises Cancelled once it was wished."""
        if self.cancelled:
            raise Cancelled

    def pause(self, seconds: float) -> None:
        """Waits; Cancelled as soon as it is wished."""
        self._wished.wait(seconds)
        self.heed()

    def count(self, taking: Takes) -> None:
        """Has `usage` hold what that takes, now and later."""
        with self._lock:
            self._taking.append(taking)

    @contextmanager
    def cutting(self, connection: socket.socket) -> Iterator[None]:
        """While in this block, cancelling shuts the connection; a read of it then ends."""
        with self._lock:
            self.heed()
            self._reading.add(connection)
        try:
            yield
        finally:
            with self._lock:
                self._reading.discard(connection)

    def __enter__(self) -> Self:
        self._token = _current.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        if self._token is not None:
            _current.reset(self._token)
            self._token = None


_current: ContextVar[Cancellation | None] = ContextVar("cancellation", default=None)


def current() -> Cancellation:
    """The one that holds in this thread, or a new one that nobody will wish."""
    return _current.get() or Cancellation()


def heed() -> None:
    """Raises Cancelled once what this thread does is wanted no more."""
    if (known := _current.get()) is not None:
        known.heed()


def cutting(connection: socket.socket) -> AbstractContextManager[None]:
    """While in this block, cancelling what this thread does shuts the connection."""
    known = _current.get()
    return nullcontext() if known is None else known.cutting(connection)


def pause(seconds: float) -> None:
    """Waits, as long as nobody cancels what this thread does."""
    if (known := _current.get()) is not None:
        known.pause(seconds)
    else:
        time.sleep(seconds)
