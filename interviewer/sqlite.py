"""SQLite: how its file is opened, and what its errors mean. For the database."""

import errno
import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import structlog

from interviewer.errors import StorageDamaged, StorageFull, StorageReadOnly, StorageTrouble

_WAL_IS_SOUND = (3, 51, 3)
"""Before this version a reset of the write-ahead log can lose commits."""

READS = "reads"
"""The option of a connection that begins no transaction."""

_FULL = ("SQLITE_FULL", "ENOSPC", "EDQUOT")
_READ_ONLY = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "EROFS", "EACCES", "EPERM")
_NOT_THERE = ("ENOTDIR", "EEXIST", "ENOENT")
_DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT")

_log = structlog.get_logger()


def engine(path: Path) -> sa.Engine:
    """An engine on that file; nothing is opened yet."""
    made = sa.create_engine(
        f"sqlite:///{path}",
        hide_parameters=True,  # errors are logged, and answers are among the parameters
        connect_args={"timeout": 10},
    )
    sa.event.listen(made, "connect", _prepare)
    sa.event.listen(made, "begin", _take_the_write_lock_first)
    return made


def refuse_emptied(path: Path) -> None:
    """StorageDamaged for a file without a byte where there once was a database.

    SQLite takes such a file for a new database, and all that was in it would be gone in silence.
    A first start that was killed leaves one too, but nothing that says the database was made.
    """
    used = _mark(path).exists() or path.with_name("reserve").exists()
    if used and path.is_file() and path.stat().st_size == 0:
        raise StorageDamaged(
            "The database is empty, as if it had been cut off.",
            where=str(path),
            mend="Restore a copy of the file, or move it away to begin with an empty one.",
        )


def remember(path: Path) -> None:
    """Leaves a mark beside the file, which says that the database was made."""
    try:
        if not _mark(path).exists():
            _mark(path).touch()
    except OSError as error:  # a disk that cannot be written can still be read
        _log.info("no_mark", why=str(error))


def meaning(error: Exception, path: Path) -> StorageTrouble:
    """What that error says to somebody who has to mend it."""
    where, kind = str(path), _kind(error)
    text = str(getattr(error, "orig", None) or error)
    if _is_folder(path):
        return StorageTrouble(
            "A folder stands where the database should be.",
            where=where,
            mend="Move it away, or choose another folder with MOCK_INTERVIEWER_HOME.",
        )
    if kind.startswith(_FULL):
        return StorageFull(
            "The disk is full, so this could not be saved.",
            where=where,
            mend="Free some space, then try again; what was saved before is safe.",
        )
    if kind in _NOT_THERE:
        return StorageTrouble(
            "The data folder cannot be made: a part of its path is a file, or not there.",
            where=where,
            mend="Choose another folder with MOCK_INTERVIEWER_HOME.",
        )
    if kind.startswith(_READ_ONLY):
        return StorageReadOnly(
            "The data folder cannot be written.",
            where=where,
            mend="Allow writing there, or choose another folder with MOCK_INTERVIEWER_HOME.",
        )
    if kind.startswith(_DAMAGED) or (kind == "SQLITE_ERROR" and "no such table" in text):
        return StorageDamaged(
            "The database is damaged.",
            where=where,
            mend="Restore a copy of the file, or move it away to begin with an empty one.",
        )
    return StorageTrouble(
        f"The database could not be used ({text}).", where=where, mend="Try again in a moment."
    )


def _kind(error: Exception) -> str:
    """What SQLite or the system calls it; their texts may hold paths, which can say anything."""
    original = getattr(error, "orig", None) or error
    if isinstance(original, OSError):
        return errno.errorcode.get(original.errno or 0, "")
    return getattr(original, "sqlite_errorname", None) or ""


def _mark(path: Path) -> Path:
    return path.with_name(f".{path.name}.made")


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
    options = connection.get_execution_options()
    if options.get(READS) or options.get("isolation_level") == "AUTOCOMMIT":
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE")
