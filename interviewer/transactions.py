"""Transactions that write, and what only reads. Of one process, one writes a SQLite file at a time.

SQLite lets one writer in and has the others ask again and again; whoever asks in a busy process may
never be the one that is let in. Here they wait in turn, and before they take a connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Final

import sqlalchemy as sa

from interviewer import sqlite
from interviewer.errors import StorageTrouble

PATIENCE: Final = 60.0
"""Seconds that one waits for its turn. SQLite itself then waits ten for other processes."""

_turns: Final[dict[str, Lock]] = {}
_turns_lock: Final = Lock()

_open: Final[ContextVar[sa.Connection | None]] = ContextVar("open", default=None)
"""The transaction in which this thread is."""


@contextmanager
def writing(engine: sa.Engine, patience: float = PATIENCE) -> Iterator[sa.Connection]:
    """A transaction: all of it, or nothing. StorageTrouble when no turn came within `patience`.

    Within another of the same database it is a part of that one, and what fails here must fail
    there: an error has to be let through.
    """
    outer = _open.get()
    if outer is not None and outer.engine is engine:
        yield outer
        return
    with turn(engine, patience), engine.begin() as connection:
        mark = _open.set(connection)
        try:
            yield connection
        finally:
            _open.reset(mark)


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
