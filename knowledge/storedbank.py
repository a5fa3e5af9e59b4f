"""One bank in a file of its own, as JSON: read, written as a whole or not at all, removed.

Only the shelf may import it.
"""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import ValidationError

from knowledge import folders, summaries
from knowledge.errors import BankInvalid, ShelfTrouble
from knowledge.question import Bank

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}
_MEND = "Import its document again, or remove the bank."


def read(path: Path) -> Bank:
    """The bank in that file; BankInvalid when it is damaged, ShelfTrouble when it is unreadable."""
    with explained(path):
        data = path.read_bytes()
    try:
        bank = Bank.model_validate_json(data)
    except ValidationError as e:
        first = e.errors(include_url=False)[0]
        at = ".".join(str(step) for step in first["loc"])
        what = f"the stored bank is damaged ({at + ': ' if at else ''}{first['msg']})."
        raise BankInvalid(what, where=str(path), mend=_MEND) from e
    if bank.id != path.stem:
        what = f"the file holds the bank {bank.id!r}, not {path.stem!r}."
        raise BankInvalid(what, where=str(path), mend=_MEND)
    return bank


def write(path: Path, bank: Bank) -> None:
    """Put the bank there: after a crash the file holds the old bank or the new one, never a part.

    Raises ShelfTrouble when the disk is full or may not be written; then the old one is unharmed.
    """
    with explained(path):
        folders.made(path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(bank.model_dump_json().encode())
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):  # the error on its way says more than this one could
                Path(name).unlink()
            raise
        _settle(path.parent)


def remove(path: Path) -> None:
    """Delete the file; ShelfTrouble when that is not allowed, no error when it is gone."""
    with explained(path):
        path.unlink(missing_ok=True)
        _settle(path.parent)


def clear(folder: Path) -> tuple[str, ...]:
    """Delete every bank in the folder, and every draft of one; the ids there were."""
    with explained(folder):
        banks = sorted(folder.glob("*.json")) if folder.exists() else []
        for path in (*banks, *folder.glob(".*.tmp"), folder / summaries.FILE):
            path.unlink(missing_ok=True)
        if folder.exists():
            _settle(folder)
    return tuple(path.stem for path in banks)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns the system's errors about `path` into ShelfTrouble with what would mend them."""
    try:
        yield
    except OSError as e:
        if e.errno in _FULL:
            what, mend = "no space is left for the bank.", "Free some space and try again."
        elif e.errno in _FORBIDDEN:
            what = "the banks may not be read or written there."
            mend = "Check the folder's permissions, or set MOCK_INTERVIEWER_HOME to another."
        elif isinstance(e, NotADirectoryError | FileExistsError):
            what = "a file stands where the folder of banks should be."
            mend = "Move it away, or set MOCK_INTERVIEWER_HOME to another folder."
        else:
            what = f"the system says: {e.strerror or e}."
            mend = "Check the disk and the folder, and try again."
        raise ShelfTrouble(what, where=str(path), mend=mend) from e


def _settle(folder: Path) -> None:
    """Make the folder's entries durable; where folders cannot be synced, the system does it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
