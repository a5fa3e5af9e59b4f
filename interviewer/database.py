"""The database: how it is opened, migrated, and what its errors mean. For the store.

It is one SQLite file, or a PostgreSQL database where its address is given.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from interviewer import postgres
from interviewer.errors import (
    Conflict,
    StorageDamaged,
    StorageFull,
    StorageNewer,
    StorageReadOnly,
    StorageTrouble,
)
from knowledge import folders

HEAD = "0006"
"""The newest migration; a test holds it to what the migrations folder says."""

_WAL_IS_SOUND = (3, 51, 3)
"""Before this SQLite version a reset of the write-ahead log can lose commits."""


Place = Path | str
"""A SQLite file, or the address of a PostgreSQL database; the address may hold a password."""


def connect(place: Place) -> sa.Engine:
    """An engine on that database, migrated to the newest form.

    Raises StorageTrouble or one of its kinds, naming the place.
    """
    if isinstance(place, Path):
        return _file(place)
    with explained(place):
        engine = postgres.engine(place)
        with postgres.alone(engine) as connection:  # of many replicas, one migrates
            _migrate(connection, _version(connection, place), place)
    return engine


def named(place: Place) -> str:
    """The place as it may be shown and logged."""
    return str(place) if isinstance(place, Path) else postgres.named(place)


def _file(path: Path) -> sa.Engine:
    with explained(path):
        folders.made(path.parent)
        _refuse_emptied(path)
    engine = sa.create_engine(
        f"sqlite:///{path}",
        hide_parameters=True,  # errors are logged, and answers are among the parameters
        connect_args={"timeout": 10},
    )
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _take_the_write_lock_first)
    with explained(path):
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            version = _version(connection, path)
        if version != HEAD:
            with engine.begin() as connection:
                _migrate(connection, _version(connection, path), path)
    return engine


@contextmanager
def explained(place: Place) -> Iterator[None]:
    """Turns what a database and the file system raise into errors that say what would mend it."""
    try:
        yield
    except sa.exc.IntegrityError as error:
        raise Conflict(
            "The interview went on elsewhere, perhaps in another tab.",
            mend="Nothing was stored; reload to see where it stands.",
        ) from error
    except (sa.exc.DBAPIError, sa.exc.TimeoutError, sqlite3.Error, OSError) as error:
        if isinstance(place, Path):
            raise _meaning(error, place) from error
        raise postgres.meaning(error, place) from error


def _meaning(error: Exception, path: Path) -> StorageTrouble:
    text = str(getattr(error, "orig", None) or error)
    low, where = text.casefold(), str(path)
    if _is_folder(path):
        return StorageTrouble(
            "A folder stands where the database should be.",
            where=where,
            mend="Move it away, or choose another folder with MOCK_INTERVIEWER_HOME.",
        )
    if "full" in low or "no space" in low or "quota" in low:
        return StorageFull(
            "The disk is full, so this could not be saved.",
            where=where,
            mend="Free some space, then try again; what was saved before is safe.",
        )
    if isinstance(error, NotADirectoryError | FileExistsError | FileNotFoundError):
        return StorageTrouble(
            "The data folder cannot be made: a part of its path is a file, or not there.",
            where=where,
            mend="Choose another folder with MOCK_INTERVIEWER_HOME.",
        )
    if any(sign in low for sign in ("readonly", "read-only", "unable to open", "permission")):
        return StorageReadOnly(
            "The data folder cannot be written.",
            where=where,
            mend="Allow writing there, or choose another folder with MOCK_INTERVIEWER_HOME.",
        )
    if any(sign in low for sign in ("not a database", "malformed", "no such table", "corrupt")):
        return StorageDamaged(
            "The database is damaged.",
            where=where,
            mend="Restore a copy of the file, or move it away to begin with an empty one.",
        )
    return StorageTrouble(
        f"The database could not be used ({text}).", where=where, mend="Try again in a moment."
    )


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # what is around it may not be read; the first error says so
        return False


def _prepare(connection: Any, _record: object) -> None:
    # SQLAlchemy begins transactions itself (see below); the driver must not.
    connection.isolation_level = None
    sound = sqlite3.sqlite_version_info >= _WAL_IS_SOUND
    for pragma in (
        f"journal_mode = {'WAL' if sound else 'DELETE'}",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _take_the_write_lock_first(connection: sa.Connection) -> None:
    # A transaction that reads first and locks later fails when two do so at once. What only reads
    # wants no lock; SQLAlchemy says "begin" all the same.
    if connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT":
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _refuse_emptied(path: Path) -> None:
    """StorageDamaged for a file without a byte where what lies beside shows that it was in use.

    SQLite takes such a file for a new database, and all that was in it would be gone in silence.
    A first start that was killed may leave one too, but nothing beside it.
    """
    beside = ("index", "banks", "reserve")
    used = any((path.parent / name).exists() for name in beside)
    if used and path.is_file() and path.stat().st_size == 0:
        raise StorageDamaged(
            "The database is empty, as if it had been cut off.",
            where=str(path),
            mend="Restore a copy of the file, or move it away to begin with an empty one.",
        )


def _version(connection: sa.Connection, place: Place) -> str | None:
    tables = sa.inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise StorageTrouble(
                "This is the database of another program.",
                where=named(place),
                mend="Move it away, or choose another folder with MOCK_INTERVIEWER_HOME."
                if isinstance(place, Path)
                else "Make an empty one, and name it in MOCK_INTERVIEWER_DATABASE_URL.",
            )
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return row[0] if row else None


def _migrate(connection: sa.Connection, version: str | None, place: Place) -> None:
    """Within the connection's transaction: all of it, or nothing."""
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise StorageNewer(
            f"The database has the form {version}; this program knows it up to {HEAD}.",
            where=named(place),
            mend="Update the program, or choose another folder with MOCK_INTERVIEWER_HOME.",
        )
    # Imported here: a database that is up to date never pays for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
