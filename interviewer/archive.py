"""The file of a backup: written beside its place and moved there whole, read with its checksums.

For the backup alone.
"""

import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from interviewer.errors import BackupTrouble, MockInterviewerError
from knowledge import folders

_WORK: Final = ".mock-interviewer-backup"
"""The folder beside the target in which a backup is made; what a crash left there goes with the
next one.
"""

_LOCK: Final = "lock"
_PIECE: Final = 1 << 20

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError),
    *(LookupError, TypeError, ValueError),
)
"""What reading a damaged or foreign archive raises; RuntimeError when it is encrypted."""


@contextmanager
def drafted(target: Path) -> Iterator[tuple[Path, Path]]:
    """A file that takes the place of the target at the end, when all went well, and an empty folder
    for what is needed until then. BackupTrouble when another backup is being written there.
    """
    with explained(target), _work(target) as folder:
        draft, scratch = folder / "draft", folder / "scratch"
        draft.touch(mode=0o600)
        scratch.mkdir()
        yield draft, scratch
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(target)


@contextmanager
def _work(target: Path) -> Iterator[Path]:
    from filelock import FileLock, Timeout

    folder = target.parent / _WORK
    if not target.parent.is_dir():
        raise FileNotFoundError(2, "No such folder", str(target.parent))
    folders.made(folder)
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise BackupTrouble(
            "Another backup is being written there.",
            where=str(target.parent),
            mend="Wait for it, or write this one into another folder.",
        ) from error
    try:
        _empty(folder)
        yield folder
    finally:
        with suppress(OSError):  # the error on its way says more than this one could
            _empty(folder)
            (folder / _LOCK).unlink()
            folder.rmdir()
        lock.release()


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != _LOCK:
            path.unlink()


def packed(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    """Puts that file into the archive, a piece at a time; its SHA-256."""
    digest = hashlib.sha256()
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        while piece := source.read(_PIECE):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


def unpacked(archive: zipfile.ZipFile, name: str, digest: str, path: Path) -> None:
    """Takes that file out of the archive, a piece at a time; BackupTrouble for another SHA-256."""
    found = hashlib.sha256()
    with archive.open(name) as source, path.open("wb") as target:
        while piece := source.read(_PIECE):
            found.update(piece)
            target.write(piece)
    if found.hexdigest() != digest:
        raise damaged(archive, f"{name} is not as it was written")


@contextmanager
def explained(path: Path) -> Iterator[None]:
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
        raise damaged(path, str(error) or type(error).__name__) from error


def damaged(archive: zipfile.ZipFile | Path, how: str) -> BackupTrouble:
    """That this is none of ours, or no longer whole."""
    where = archive.filename if isinstance(archive, zipfile.ZipFile) else archive
    return BackupTrouble(
        f"This is no whole backup ({how}).", where=str(where), mend="Take another copy of it."
    )
