"""Transactions that write. Of one process, one at a time writes a SQLite file.

SQLite lets one writer in and has the others ask again and again; whoever asks in a busy process may
never be the one that is let in. Here they wait in turn, and before they take a connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

import sqlalchemy as sa

from interviewer.errors import StorageTrouble

PATIENCE: Final = 60.0
"""Seconds that one waits for its turn. SQLite itself then waits ten for other processes."""

_turns: Final[dict[str, Lock]] = {}
_turns_lock: Final = Lock()


@contextmanager
def writing(engine: sa.Engine, patience: float = PATIENCE) -> Iterator[sa.Connection]:
    """A transaction: all of it, or nothing. StorageTrouble when no turn came within `patience`."""
    with turn(engine, patience), engine.begin() as connection:
        yield connection


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
