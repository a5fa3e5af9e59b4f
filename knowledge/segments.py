"""The files in which Chroma keeps an index: are they whole, and is what was deleted gone?

For `knowledge/vectors.py` alone. A nearest-neighbour file with garbage in it crashes the process
that opens it, and deleting a collection leaves its files behind, so neither is left to Chroma.
"""

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from uuid import UUID

from knowledge import blanks
from knowledge.errors import IndexTrouble

_DATABASE: Final = "chroma.sqlite3"
_SEALS: Final = "seals.json"
_LIST: Final = "index_metadata.pickle"


def doubtful(folder: Path) -> tuple[str, ...]:
    """Names of the collections whose files are not as `seal` left them.

    To be asked before Chroma opens the folder. Raises IndexTrouble when the database itself is
    damaged, so that only `discard` helps.
    """
    if not (folder / _DATABASE).exists():
        return ()
    sealed = _sealed(folder)
    with _database(folder) as database:
        if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise IndexTrouble("The database of the index is damaged.", where=str(folder))
        return tuple(
            name
            for segment, name in database.execute(
                "SELECT s.id, c.name FROM segments s JOIN collections c ON c.id = s.collection "
                "WHERE s.scope = 'VECTOR'"
            )
            if _fingerprint(folder / segment) != sealed.get(segment, {})
        )


def seal(folder: Path, *, erase: bool) -> None:
    """Write down what the files hold now; with `erase`, first overwrite all that was deleted.

    Raises IndexTrouble when the folder cannot be written.
    """
    try:
        with _database(folder) as database:
            living = {row[0] for row in database.execute("SELECT id FROM segments")}
            if erase:
                # Chroma may keep the last writes of a deleted collection in its queue.
                database.execute(
                    "DELETE FROM embeddings_queue WHERE NOT EXISTS "
                    "(SELECT 1 FROM collections c WHERE topic LIKE '%/' || c.id)"
                )
                database.execute("VACUUM")
        for segment in _segments(folder):
            if segment.name not in living:
                shutil.rmtree(segment)
        wipe(folder)
        seals = {segment.name: _fingerprint(segment) for segment in _segments(folder)}
        draft = folder / f"{_SEALS}.new"
        draft.write_text(json.dumps(seals, indent=1), "utf-8")
        draft.replace(folder / _SEALS)
    except OSError as error:
        raise _unwritable(folder, error) from error


def wipe(folder: Path, seen: dict[str, tuple[int, ...]] | None = None) -> None:
    """Blanks what Chroma's files hold beside vectors; IndexTrouble where they cannot be written.

    It makes files anew when it first looks into them, so `seal` alone does not see all of them.
    What is as it was when it was `seen` is left alone: to read all of it each time would take long.
    """
    seen = {} if seen is None else seen
    try:
        for segment in _segments(folder):
            if seen.get(segment.name) != _times(segment):
                blanks.wipe(segment)
                seen[segment.name] = _times(segment)
    except OSError as error:
        raise _unwritable(folder, error) from error


def discard(folder: Path) -> None:
    """Delete the index files, and nothing else that may lie in the folder."""
    try:
        for path in (*folder.glob(f"{_DATABASE}*"), *folder.glob(f"{_SEALS}*"), *_segments(folder)):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
    except OSError as error:
        raise _unwritable(folder, error) from error


def make_sure_of_room(folder: Path, size: int) -> None:
    """IndexTrouble unless so many bytes are free there: on a full disk Chroma may never return."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise _unwritable(folder, error) from error
    if free < size:
        raise IndexTrouble(
            f"The disk is too full for the index: {free / 1e6:.1f} MB are free, and it needs "
            f"{size / 1e6:.1f}.",
            where=str(folder),
            mend="Make room on the disk.",
        )


def exist(folder: Path) -> bool:
    """Whether there is anything of an index in the folder."""
    return (folder / _DATABASE).exists()


def size(folder: Path) -> int:
    """Bytes of the index on disk."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _sealed(folder: Path) -> dict[str, dict[str, str]]:
    try:
        seals = json.loads((folder / _SEALS).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}  # nothing vouches for the files: every collection that has some is in doubt
    return seals if isinstance(seals, dict) else {}


def _segments(folder: Path) -> list[Path]:
    found = []
    for path in folder.iterdir():
        with contextlib.suppress(ValueError):
            UUID(path.name)
            found.append(path)
    return found


def _times(segment: Path) -> tuple[int, ...]:
    """When each of its files was written last."""
    return tuple(path.stat().st_mtime_ns for path in sorted(segment.iterdir()))


def _fingerprint(segment: Path) -> dict[str, str]:
    """SHA-256 of each file of a segment; empty while Chroma has not written it.

    Without its list of ids a segment is scratch: at opening Chroma starts it anew and fills it
    from the queue in the database.
    """
    if not (segment / _LIST).is_file():
        return {}
    digests = {}
    for path in sorted(segment.iterdir()):
        with path.open("rb") as file:
            digests[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    return digests


@contextlib.contextmanager
def _database(folder: Path) -> Iterator[sqlite3.Connection]:
    try:
        with contextlib.closing(
            sqlite3.connect(os.fspath(folder / _DATABASE), isolation_level=None, timeout=10)
        ) as database:
            yield database
    except (sqlite3.Error, OSError) as error:
        raise IndexTrouble(
            f"The database of the index cannot be used ({error}).",
            where=str(folder),
            mend="Make room on the disk, or delete the folder: it is built again from the banks.",
        ) from error


def _unwritable(folder: Path, error: OSError) -> IndexTrouble:
    return IndexTrouble(
        f"The index cannot be written ({error.strerror or error}).",
        where=str(folder),
        mend="Make the folder writable and see that the disk has room.",
    )
