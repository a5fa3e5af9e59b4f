"""Transactions that write, and what only reads. Of one process, one at a time writes a SQLite file.

SQLite lets one writer in and has the others ask again and again; whoever asks in a busy process may
never be the one that is let in. Here they wait in turn, and before they take a connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from typing import Final

import sqlalchemy as sa

from interviewer import sqlite
from interviewer.errors import StorageTrouble

PATIENCE: Final = 60.0
"""Seconds that one waits for its turn. SQLite itself then waits ten for other processes."""

_turns: Final[dict[str, Lock]] = {}
_turns_lock: Final = Lock()


@dataclass(slots=True)
class _Transaction:
    """One that is open; `failed` when a part of it did, also where that was passed over."""

    connection: sa.Connection
    failed: bool = False


_open: Final[ContextVar[_Transaction | None]] = ContextVar("open", default=None)
"""The one in which this thread is."""


@contextmanager
def writing(engine: sa.Engine, patience: float = PATIENCE) -> Iterator[sa.Connection]:
    """A transaction: all of it, or nothing. StorageTrouble when no turn came within `patience`.

    Within another of the same database it is a part of that one: when it fails, so does the whole,
    with RuntimeError where somebody passed over the error.
    """
    outer = _open.get()
    if outer is not None and outer.connection.engine is engine:
        try:
            yield outer.connection
        except BaseException:
            outer.failed = True
            raise
        return
    with turn(engine, patience), engine.begin() as connection:
        begun = _Transaction(connection)
        mark = _open.set(begun)
        try:
            yield connection
        finally:
            _open.reset(mark)
        if begun.failed:
            raise RuntimeError("A part of this transaction failed, so nothing of it is stored.")


def reading(engine: sa.Engine) -> sa.Connection:
    """A connection that only reads: each statement stands alone and waits for no writer."""
    connection = engine.connect()
    if engine.dialect.name == "sqlite":
        # To switch its transactions off and on again would cost a statement each time.
        return connection.execution_options(**{sqlite.READS: True})
    return connection.execution_options(isolation_level="AUTOCOMMIT")


@contextmanager
def turn(engine: sa.Engine, patience: float = PATIENCE) -> Iterator[None]:
    """Meanwhile nobody else of this process writes that file; a server has no need of it."""
    if engine.dialect.name != "sqlite":
        yield
        return
    turns = _turn_of(str(engine.url.database))
    if not turns.acquire(timeout=patience):
        raise StorageTrouble(
            f"The database was busy for {patience:.0f} seconds, so this was not saved.",
            where=str(engine.url.database),
            mend="Try again in a moment.",
        )
    try:
        yield
    finally:
        turns.release()


def _turn_of(path: str) -> Lock:
    with _turns_lock:
        return _turns.setdefault(path, Lock())
