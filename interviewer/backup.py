"""A whole home in one file: made while the app is in use, and restored into an empty home.

The file is a zip archive: the database, the banks as they are stored, and a list with the SHA-256
of each. The index is not in it; it is built again from the banks.
"""

import hashlib
import json
import os
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from interviewer.errors import BackupTrouble, MockInterviewerError
from interviewer.store import Store
from knowledge.library import Library
from knowledge.question import Bank

FORMAT = 1
_LIST = "backup.json"
_DATABASE = "interviews.sqlite3"
_BANKS = "banks/"
_BANK = re.compile(r"banks/((?:of-[0-9a-z-]+)?)/[0-9a-z-]+\.json")
"""A bank's place in the archive, and within it whose it is: a folder's name, later on."""


_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError),
    *(LookupError, TypeError, ValueError),
)
"""What reading a damaged or foreign archive raises; RuntimeError when it is encrypted."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How much a backup holds."""

    interviews: int
    banks: int


def make(store: Store, library: Library, target: Path) -> Kept:
    """Writes the backup to that file: whole, or not at all.

    BackupTrouble when it cannot be written, StorageTrouble when the database cannot be read.
    """
    with _draft(target) as draft, tempfile.TemporaryDirectory(dir=draft.parent) as scratch:
        database = Path(scratch) / _DATABASE
        count = store.copy_to(database)
        banks = library.added()
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            digests = {_DATABASE: _packed(archive, _DATABASE, database.read_bytes())}
            for owner, bank in banks:
                name = f"{_BANKS}{owner}/{bank.id}.json"
                digests[name] = _packed(archive, name, bank.model_dump_json().encode())
            listed = {
                "format": FORMAT,
                "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "files": digests,
            }
            archive.writestr(_LIST, json.dumps(listed, indent=1))
    return Kept(count, len(banks))


def restore(source: Path, store: Store, library: Library) -> Kept:
    """Puts everything of that backup into a home without interviews and banks of its own.

    Nothing is stored before all of it was checked. BackupTrouble when the file is no backup, or a
    damaged one, or there are other banks; BadRequest when there are interviews.
    """
    with _explained(source), zipfile.ZipFile(source) as archive:
        listed = _listed(archive, source)
        banks = [
            (_owner(name, source), _bank(_checked(archive, name, listed, source)))
            for name in listed
            if name.startswith(_BANKS)
        ]
        database = _checked(archive, _DATABASE, listed, source)
    _refuse_others(library, banks)

    def shelve() -> None:
        for owner, bank in banks:
            library.of(owner).shelve(bank)

    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / _DATABASE
        path.write_bytes(database)
        count = store.fill_from(path, shelve)
    return Kept(count, len(banks))


def _refuse_others(library: Library, banks: list[tuple[str, Bank]]) -> None:
    """BackupTrouble when there is a bank that is not in the backup, or is another one there."""
    others = [bank.id for owner, bank in library.added() if (owner, bank) not in banks]
    if others:
        raise BackupTrouble(
            f"There are other banks already: {', '.join(sorted(others))}.",
            mend="Choose an empty folder with --home.",
        )


@contextmanager
def _draft(target: Path) -> Iterator[Path]:
    """A file beside the target that takes its place at the end, when all went well."""
    with _explained(target):
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        os.close(handle)
        draft = Path(name)
        try:
            yield draft
            with draft.open("rb") as file:
                os.fsync(file.fileno())
            draft.replace(target)
        except BaseException:
            with suppress(OSError):  # the error on its way says more than this one could
                draft.unlink()
            raise


def _packed(archive: zipfile.ZipFile, name: str, content: bytes) -> str:
    archive.writestr(name, content)
    return hashlib.sha256(content).hexdigest()


def _listed(archive: zipfile.ZipFile, source: Path) -> Mapping[str, str]:
    listed: Any = json.loads(archive.read(_LIST))
    if listed["format"] != FORMAT:
        raise BackupTrouble(
            f"The backup has the form {listed['format']}; this program knows {FORMAT}.",
            where=str(source),
            mend="Update the program.",
        )
    files: Mapping[str, str] = listed["files"]
    return files


def _checked(archive: zipfile.ZipFile, name: str, listed: Mapping[str, str], source: Path) -> bytes:
    content = archive.read(name)
    if hashlib.sha256(content).hexdigest() != listed[name]:
        raise _damaged(source, f"{name} is not as it was written")
    return content


def _owner(name: str, source: Path) -> str:
    """Whose bank that is; BackupTrouble for a name that no backup of ours has."""
    found = _BANK.fullmatch(name)
    if found is None:
        raise _damaged(source, f"{name!r} is no place for a bank")
    return found[1]


def _bank(content: bytes) -> Bank:
    return Bank.model_validate_json(content)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What files and archives raise, as BackupTrouble; our own errors pass."""
    try:
        yield
    except MockInterviewerError:
        raise
    except OSError as error:
        raise BackupTrouble(
            f"The file cannot be used ({error.strerror or error}).",
            where=str(path),
            mend="Check the path, its permissions, and that the disk has room.",
        ) from error
    except _BROKEN as error:
        raise _damaged(path, str(error) or type(error).__name__) from error


def _damaged(path: Path, how: str) -> BackupTrouble:
    return BackupTrouble(
        f"This is no whole backup ({how}).", where=str(path), mend="Take another copy of it."
    )
