"""The database: how it is opened, migrated, and what its errors mean. For the store.

It is one SQLite file, or a PostgreSQL database where its address is given.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from interviewer import postgres, sqlite
from interviewer.errors import Conflict, StorageNewer, StorageTrouble
from interviewer.transactions import reading
from knowledge import folders

HEAD = "0006"
"""The newest migration; a test holds it to what the migrations folder says."""


Place = Path | str
"""A SQLite file, or the address of a PostgreSQL database; the address may hold a password."""


def connect(place: Place) -> sa.Engine:
    """An engine on that database, migrated to the newest form.

    Raises StorageTrouble or one of its kinds, naming the place; then nothing stays open.
    """
    with explained(place):
        if isinstance(place, Path):
            folders.made(place.parent)
            sqlite.refuse_emptied(place)
            engine = sqlite.engine(place)
        else:
            engine = postgres.engine(place)
        try:
            _bring_up_to_date(engine, place)
        except BaseException:
            engine.dispose()
            raise
    return engine


def named(place: Place) -> str:
    """The place as it may be shown and logged."""
    return str(place) if isinstance(place, Path) else postgres.named(place)


def _bring_up_to_date(engine: sa.Engine, place: Place) -> None:
    if not isinstance(place, Path):
        with postgres.alone(engine) as connection:  # of many replicas, one migrates
            _migrate(connection, _version(connection, place), place)
        return
    with reading(engine) as connection:
        version = _version(connection, place)
    if version != HEAD:
        with engine.begin() as connection:
            _migrate(connection, _version(connection, place), place)
    sqlite.remember(place)


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
            raise sqlite.meaning(error, place) from error
        raise postgres.meaning(error, place) from error


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
