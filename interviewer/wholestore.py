"""What is done with a database as a whole, whoever the interviews belong to. For the store."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from interviewer import learning_tables, postgres, taken_table, upkeep
from interviewer.database import Place, connect, explained
from interviewer.rederiving import rederived
from interviewer.tables import INTERVIEWS, untouched
from interviewer.transactions import reading, writing


class WholeStore:
    """A database that is open; StorageTrouble, or one of its kinds, from every method."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._engine = connect(place)
        try:
            if not self._is_derived():
                self.rebuild()
        except BaseException:
            self.close()
            raise

    def forget_taken(self, now: datetime) -> None:
        """Forgets what anybody took more than a day ago."""
        with explained(self._place), self._begun("") as connection:
            taken_table.forget(connection, now)

    @property
    def engine(self) -> sa.Engine:
        """The connection pool, for what else is kept in the same database."""
        return self._engine

    @property
    def place(self) -> Place:
        """The file, or the address."""
        return self._place

    def rebuild(self) -> int:
        """Derives everything that is derived from the events anew; how many interviews were read.

        Others may write meanwhile. One that cannot be read is left out, as it is everywhere else.
        When it is cut off, the next who opens the database does it again.
        """
        with explained(self._place):
            with self._alone() as connection:  # until the end it counts as not derived
                learning_tables.mark(connection, current=False)
            with self._reading() as connection:
                query = sa.select(INTERVIEWS.c.owner, INTERVIEWS.c.id)
                rows = connection.execute(query.order_by(INTERVIEWS.c.owner, INTERVIEWS.c.id))
                interviews = [(owner, interview_id) for owner, interview_id in rows]
                owners = learning_tables.owners(connection) | {owner for owner, _ in interviews}
            count = rederived(interviews, self._begun)
            for owner in sorted(owners):
                with self._begun(owner) as connection:
                    learning_tables.derive_all(connection, owner)
            with self._alone() as connection:
                learning_tables.mark(connection, current=True)
        return count

    def untouched_since(self, moment: datetime) -> tuple[tuple[str, str], ...]:
        """Owner and id of the interviews to which nothing was added since then."""
        query = sa.select(INTERVIEWS.c.owner, INTERVIEWS.c.id).where(untouched(moment))
        with explained(self._place), self._reading() as connection:
            return tuple((owner, found) for owner, found in connection.execute(query))

    @property
    def keeps_deleted(self) -> bool:
        """Whether the bytes of what was deleted by itself stay until `compact`."""
        return self._engine.dialect.name != "sqlite"

    def compact(self) -> None:
        """Gives back the room of what was deleted; StorageFull when the disk has none for it."""
        with explained(self._place):
            upkeep.compact(self._engine)

    def empty_log(self) -> None:
        """Leaves nothing in SQLite's write-ahead log, where there is one."""
        with explained(self._place):
            upkeep.empty_log(self._engine)

    def copy_to(self, path: Path) -> int:
        """Writes a consistent copy into a new SQLite file while others write; its interviews."""
        copied = connect(path)
        try:
            with explained(self._place):
                return upkeep.copy(self._engine, copied)
        finally:
            copied.dispose()

    def fill_from(self, path: Path, last: Callable[[], None] = lambda: None) -> int:
        """Takes over everything of such a file, brought up to date; BadRequest unless empty.

        `last` is done when all of it can be; where that fails, or was cut off, nothing is kept.
        """
        copied = connect(path)
        try:
            with explained(self._place):
                count = upkeep.copy(copied, self._engine, last)
        finally:
            copied.dispose()
        self.rebuild()  # it may come from a program that derived otherwise, or less
        return count

    def check(self) -> str:
        """'ok', or what is wrong with the database as far as it can tell."""
        if self._engine.dialect.name != "sqlite":
            self.ping()
            return "ok"
        with explained(self._place), self._reading() as connection:
            return str(connection.exec_driver_sql("PRAGMA quick_check").scalar())

    def ping(self) -> None:
        """Raises StorageTrouble when nothing can be read, or PostgreSQL says it takes no writing.

        Whether a file can be written is not asked: writing one would have answers wait.
        """
        with explained(self._place), self._reading() as connection:
            connection.execute(sa.select(INTERVIEWS.c.id).limit(1)).first()
            if self._engine.dialect.name != "sqlite":
                postgres.refuse_read_only(connection, str(self._place))

    def close(self) -> None:
        """Gives the file, or the connections, free."""
        self._engine.dispose()

    def _is_derived(self) -> bool:
        with explained(self._place), self._reading() as connection:
            return learning_tables.is_current(connection)

    def _question_of(self, payload: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
        """The id of the question in the payload of an event; NULL where it cannot be read.

        A damaged payload must not hide what the other interviews tell.
        """
        if self._engine.dialect.name == "sqlite":
            valid = sa.func.json_valid(payload) == 1
            return sa.case((valid, sa.func.json_extract(payload, "$.question_id")))
        # Before version 16 PostgreSQL cannot ask whether a text is JSON without failing. The
        # event's own fields are written before those of the question that lies within it.
        return sa.func.substring(payload, '"question_id":"([^"]+)"')

    def _reading(self) -> sa.Connection:
        return reading(self._engine)

    @contextmanager
    def _begun(self, owner: str) -> Iterator[sa.Connection]:
        """A transaction that writes what this owner has; the next one waits for its end."""
        with writing(self._engine) as connection:
            if self._engine.dialect.name != "sqlite":  # SQLite has one writer at a time anyway
                postgres.reserve(connection, owner)
            yield connection

    @contextmanager
    def _alone(self) -> Iterator[sa.Connection]:
        """A transaction that writes what everybody has."""
        if self._engine.dialect.name == "sqlite":
            with writing(self._engine) as connection:
                yield connection
            return
        with postgres.alone(self._engine) as connection:
            yield connection
