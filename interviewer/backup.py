"""A whole home in one file: made while the app is in use, and restored into an empty home.

The file is a zip archive: the database, the banks as they are stored, and a list with the SHA-256
of each. The index is not in it; it is built again from the banks.
"""

import hashlib
import json
import re
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from interviewer.archive import damaged, drafted, explained, packed, unpacked
from interviewer.errors import BackupTrouble, StorageFull
from interviewer.store import Store
from knowledge.library import Library
from knowledge.question import Bank

FORMAT = 1
_LIST = "backup.json"
_DATABASE = "interviews.sqlite3"
_BANKS = "banks/"
_BANK = re.compile(r"banks/((?:of-[0-9a-z-]+)?)/[0-9a-z-]+\.json")
"""A bank's place in the archive, and within it whose it is: a folder's name, later on."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How much a backup holds; `left_out` has a line for each bank that could not be read."""

    interviews: int
    banks: int
    left_out: tuple[str, ...] = ()


def make(store: Store, library: Library, target: Path) -> Kept:
    """Writes the backup to that file: whole, or not at all. A bank that cannot be read is left out
    and named.

    BackupTrouble when it cannot be written, StorageTrouble when the database cannot be read.
    """
    with drafted(target) as (draft, scratch):
        database = scratch / _DATABASE
        try:
            count = store.copy_to(database)
        except StorageFull as error:  # reading takes no room: it is the copy that found none
            raise BackupTrouble(
                "The disk is full, so the backup could not be written.",
                where=str(target),
                mend="Free some space there, or write it to another disk.",
            ) from error
        stored = library.stored()
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            digests = {_DATABASE: packed(archive, _DATABASE, database)}
            for owner, bank in stored.banks:
                name, content = f"{_BANKS}{owner}/{bank.id}.json", bank.model_dump_json().encode()
                archive.writestr(name, content)
                digests[name] = hashlib.sha256(content).hexdigest()
            listed = {
                "format": FORMAT,
                "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "files": digests,
            }
            archive.writestr(_LIST, json.dumps(listed, indent=1))
    return Kept(count, len(stored.banks), stored.unreadable)


def restore(source: Path, store: Store, library: Library) -> Kept:
    """Puts everything of that backup into a home without interviews and banks of its own.

    Nothing is stored before all of it was checked. BackupTrouble when the file is no backup, or a
    damaged one, or there are other banks; BadRequest when there are interviews.
    """
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / _DATABASE
        with explained(source), zipfile.ZipFile(source) as archive:
            listed = _listed(archive, source)
            banks = [
                (_owner(name, source), _bank(_checked(archive, name, listed)))
                for name in listed
                if name.startswith(_BANKS)
            ]
            unpacked(archive, _DATABASE, listed[_DATABASE], database)
        _refuse_others(library, banks)

        def shelve() -> None:
            for owner, bank in banks:
                library.of(owner).shelve(bank)

        count = store.fill_from(database, shelve)
    return Kept(count, len(banks))


def _refuse_others(library: Library, banks: list[tuple[str, Bank]]) -> None:
    """BackupTrouble when there is a bank that is not in the backup, or is another one there."""
    others = [bank.id for owner, bank in library.stored().banks if (owner, bank) not in banks]
    if others:
        raise BackupTrouble(
            f"There are other banks already: {', '.join(sorted(others))}.",
            mend="Choose an empty folder with --home.",
        )


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


def _checked(archive: zipfile.ZipFile, name: str, listed: Mapping[str, str]) -> bytes:
    content = archive.read(name)
    if hashlib.sha256(content).hexdigest() != listed[name]:
        raise damaged(archive, f"{name} is not as it was written")
    return content


def _owner(name: str, source: Path) -> str:
    """Whose bank that is; BackupTrouble for a name that no backup of ours has."""
    found = _BANK.fullmatch(name)
    if found is None:
        raise damaged(source, f"{name!r} is no place for a bank")
    return found[1]


def _bank(content: bytes) -> Bank:
    return Bank.model_validate_json(content)
