"""PostgreSQL: how it is reached, who writes when, and what its errors mean. For the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from interviewer.errors import StorageFull, StorageReadOnly, StorageTrouble

_MIGRATING = 5_201_314
"""The lock of whoever brings the database up to date, in all replicas alike."""

_OWNED = 5_201_315
"""With an owner's name: the lock of whoever writes what that owner has."""

_FULL = {"53100", "53200", "58030"}  # disk full, out of memory, an error of the file system
_READ_ONLY = {"25006", "42501"}
_SHOWN = {"host", "port", "user", "dbname", "sslmode", "application_name", "connect_timeout"}
"""What of an address's query is shown; what is not known here may be a password."""

_PATIENCE = 10
"""Seconds until a server must be reached, and a lock be had."""

_AT_LENGTH = 3600.0
"""The same until it must have said something while it does what may take long."""


def engine(url: str) -> sa.Engine:
    """An engine on that database; nothing is contacted yet. StorageTrouble for an address that
    cannot be read.
    """
    from sqlalchemy.exc import ArgumentError

    try:
        address = _address(url)
    except ArgumentError as error:
        raise StorageTrouble(
            "This is no address of a database.",
            where="MOCK_INTERVIEWER_DATABASE_URL",
            mend="It looks like postgresql://user:password@host:5432/name.",
        ) from error
    made = sa.create_engine(
        address,
        hide_parameters=True,  # errors are logged, and answers are among the parameters
        pool_pre_ping=True,  # a server that was restarted costs no answer
        pool_size=10,
        max_overflow=20,
        connect_args={
            "connect_timeout": _PATIENCE,
            "options": f"-c lock_timeout={_PATIENCE}s -c timezone=UTC",
            "application_name": "mock-interviewer",
            # A network that went away says nothing; these let the system notice.
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
            "tcp_user_timeout": 30_000,
        },
    )
    sa.event.listen(made, "do_connect", _connect)
    return made


@contextmanager
def at_length(connection: sa.Connection) -> Iterator[None]:
    """What is done meanwhile, a migration or a table that is written anew, may take its time."""
    held = connection.connection.driver_connection
    if held is None:  # given back already
        yield
        return
    with held.for_long(_AT_LENGTH):
        yield


@contextmanager
def alone(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that only one replica has at a time; the others wait."""
    with engine.begin() as connection, at_length(connection):
        connection.execute(sa.text("SET LOCAL lock_timeout = '120s'"))
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATING)))
        yield connection


def refuse_read_only(connection: sa.Connection, url: str) -> None:
    """StorageReadOnly where the server says that it takes no writing, as one that follows does."""
    asked = sa.func.current_setting("transaction_read_only")
    if connection.execute(sa.select(asked)).scalar() == "on":
        raise _read_only(named(url))


def reserve(connection: sa.Connection, owner: str) -> None:
    """Until this transaction ends, nobody else writes what that owner has.

    What is derived is read, computed and written; without this, two who do so at once for two
    interviews of one owner would each lose what the other has found.
    """
    key = sa.func.hashtext(owner)
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_OWNED, key)))


def named(url: str) -> str:
    """The address without its password, in whichever part of it that stands."""
    from sqlalchemy.exc import ArgumentError

    try:
        address = _address(url)
        hidden = {k: "***" for k in address.query if k not in _SHOWN}
        return address.update_query_dict(hidden).render_as_string(hide_password=True)
    except ArgumentError:
        return "MOCK_INTERVIEWER_DATABASE_URL"


def meaning(error: Exception, url: str) -> StorageTrouble:
    """What that error says to somebody who has to mend it; never the address's password."""
    where, original = named(url), getattr(error, "orig", None)
    state: str | None = getattr(original, "sqlstate", None)
    if state in _FULL:
        return StorageFull(
            "The database's disk is full, so this could not be saved.",
            where=where,
            mend="Free some space there, then try again; what was saved before is safe.",
        )
    if state in _READ_ONLY:
        return _read_only(where)
    refused = isinstance(error, sa.exc.DataError)  # by the client: it is no matter of the server's
    if not refused and (state is None or state.startswith(("08", "28", "3D", "57P"))):
        return StorageTrouble(
            f"The database cannot be reached ({_first_line(original or error)}).",
            where=where,
            mend="See that the server runs and knows this user, then try again.",
        )
    return StorageTrouble(
        f"The database could not be used ({_first_line(original or error)}).",
        where=where,
        mend="Try again in a moment.",
    )


def _connect(_dialect: object, _record: object, at: tuple[str, ...], how: dict[str, Any]) -> Any:
    from interviewer.patience import Patient  # its library is slow to import, and few need it

    return Patient.connect(*at, **how)


def _read_only(where: str) -> StorageReadOnly:
    return StorageReadOnly(
        "The database may not be written.",
        where=where,
        mend="Allow it to this user, or name the server that takes writes.",
    )


def _address(url: str) -> sa.URL:
    address = sa.make_url(url)
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    if not address.drivername.startswith("postgresql"):
        raise StorageTrouble(
            f"This program knows no database of the kind {address.drivername!r}.",
            where="MOCK_INTERVIEWER_DATABASE_URL",
            mend="It looks like postgresql://user:password@host:5432/name.",
        )
    return address


def _first_line(error: object) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
