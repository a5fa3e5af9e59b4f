"""The database as a whole: copied while it is in use, filled from a copy, shrunk. For the store."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256

import sqlalchemy as sa
import structlog

from interviewer import learning_tables, postgres, rewriting, transactions
from interviewer.errors import BadRequest
from interviewer.group_tables import GROUPS, MEMBERS
from interviewer.tables import EVENTS, INTERVIEWS

_log = structlog.get_logger()

_OWN = frozenset({"alembic_version", "derived_form", "banks", "taken", "ended_logins"})
"""What each database says of itself, what is kept elsewhere in another one, and what is of a day or
of one installation: what was taken of late, and the log-ins that were ended. Not copied.
"""
_PATIENCE = 120_000
"""Milliseconds that a backup waits for its turn."""

_BATCH = 1000
"""Rows held in memory at once; an event is a few kilobytes."""


def copy(source: sa.Engine, target: sa.Engine, last: Callable[[], None] = lambda: None) -> int:
    """Copies every row into a database of the same form that has none; how many interviews.

    Nobody else's writing shows half: all is read as of one moment. The target holds all of it or,
    after a crash, nothing. BadRequest when the target already holds other interviews; when it holds
    just these, a copy was cut off after it was made, and is taken as it is. `last` is done before
    it counts, and what it raises undoes it.
    """
    with snapshot(source) as reading, transactions.writing(target) as writing:
        tables = _tables(reading)
        if not any(_has_rows(writing, table) for table in tables):
            for table in tables:
                for rows in _batches(reading, table):
                    writing.execute(table.insert(), rows)
        elif _summed(reading) != _summed(writing):
            raise BadRequest(
                "There are interviews already, and they would be mixed with those restored.",
                where=_named(target),
                mend="Choose an empty folder with --home, or an empty database.",
            )
        learning_tables.mark(writing, current=False)  # by other rules, perhaps, or not at all
        last()
        count = sa.select(sa.func.count()).select_from(INTERVIEWS)
        return int(writing.execute(count).scalar_one())


@contextmanager
def snapshot(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection whose transaction sees the database as it is at its first statement."""
    if engine.dialect.name != "sqlite":
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            yield connection
        return
    with engine.connect() as connection:  # there every transaction does
        connection.detach()  # its patience must not go back to the pool
        # Its turn may be long in coming beside busy writers, who ask more often. Told to the driver
        # itself: SQLAlchemy would begin the transaction first, and that is what has to wait.
        with closing(connection.connection.cursor()) as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        yield connection


def compact(engine: sa.Engine) -> None:
    """Gives back the room of what was deleted, and with it the last bytes that held it."""
    try:
        with transactions.turn(engine), _outside(engine) as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("VACUUM")
            else:
                with postgres.at_length(connection):
                    rewriting.rewrite(connection)
    finally:
        empty_log(engine)


def empty_log(engine: sa.Engine) -> None:
    """Empties SQLite's write-ahead log, where there is one: it holds what was just deleted.

    It cannot while somebody reads; then that is logged, and the next deletion does it.
    """
    if engine.dialect.name != "sqlite":
        return
    with transactions.turn(engine), _outside(engine) as connection:
        busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
    if busy:
        _log.warning("log_not_emptied", why="somebody reads the database")


def _outside(engine: sa.Engine) -> sa.Connection:
    """A connection without a transaction."""
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def _tables(connection: sa.Connection) -> list[sa.Table]:
    found = sa.MetaData()
    found.reflect(connection, only=lambda name, _: name not in _OWN)
    return found.sorted_tables


def _has_rows(connection: sa.Connection, table: sa.Table) -> bool:
    one = sa.select(sa.literal(1)).select_from(table).limit(1)
    return connection.execute(one).first() is not None


def _summed(connection: sa.Connection) -> list[int]:
    """Numbers that are the same where all that is not derived is the same, in whatever order."""
    whole = [sa.select(EVENTS), sa.select(GROUPS), sa.select(MEMBERS)]
    return [
        sum(
            int.from_bytes(sha256(repr(tuple(row)).encode()).digest(), "big")
            for row in connection.execute(query, execution_options={"yield_per": _BATCH})
        )
        for query in (sa.select(INTERVIEWS.c.id, INTERVIEWS.c.owner), *whole)
    ]


def _batches(connection: sa.Connection, table: sa.Table) -> Iterator[list[dict[str, object]]]:
    rows = connection.execution_options(yield_per=_BATCH).execute(sa.select(table)).mappings()
    for batch in rows.partitions(_BATCH):
        yield [dict(row) for row in batch]


def _named(engine: sa.Engine) -> str:
    return engine.url.database or ""
