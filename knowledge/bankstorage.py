"""Where the shelf keeps the banks of one owner: a folder of files, or whatever does the same.

Only the shelf, and whoever offers it another storage, may import it.
"""

from collections.abc import Hashable
from pathlib import Path
from typing import Protocol

from knowledge import storedbank, summaries
from knowledge.errors import ShelfTrouble
from knowledge.question import Bank


class BankStorage(Protocol):
    """The added banks of one owner. Every method raises ShelfTrouble when it cannot be done."""

    @property
    def notes(self) -> Path | None:
        """A file for what is derived from the banks; None where there is no place for one."""

    def ids(self) -> tuple[str, ...]:
        """Every bank there is, good or damaged, in order."""

    def signature(self, bank_id: str) -> Hashable | None:
        """Changes whenever the bank does; None when there is none of that id."""

    def read(self, bank_id: str) -> Bank:
        """The bank; BankInvalid when it is damaged."""

    def write(self, bank: Bank) -> None:
        """Puts the bank there: after a crash there is the old one or the new one, never a part."""

    def remove(self, bank_id: str) -> None:
        """Deletes it; no error when it is gone."""

    def clear(self) -> tuple[str, ...]:
        """Deletes all of them, and what a crash left of one; the ids there were."""

    def of(self, owner: str) -> "BankStorage":
        """The banks of that owner; "" is the one local user."""

    def owners(self) -> tuple[str, ...]:
        """Everybody who has a bank."""


class BankFiles:
    """Each bank in a file of its own; the banks of other owners lie in folders below."""

    def __init__(self, folder: Path, root: Path | None = None) -> None:
        self._folder = folder
        self._root = root or folder

    @property
    def notes(self) -> Path:
        """Beside the banks."""
        return self._folder / summaries.FILE

    def ids(self) -> tuple[str, ...]:
        """From the names of the files."""
        with storedbank.explained(self._folder):
            found = sorted(self._folder.iterdir()) if self._folder.exists() else []
        return tuple(path.stem for path in found if path.suffix == ".json")

    def signature(self, bank_id: str) -> Hashable | None:
        """Time, size and place of the file."""
        path = self._path(bank_id)
        try:
            with storedbank.explained(path):
                stat = path.stat()
        except ShelfTrouble as e:
            if isinstance(e.__cause__, FileNotFoundError | NotADirectoryError):
                return None
            raise
        return (stat.st_mtime_ns, stat.st_size, stat.st_ino)

    def read(self, bank_id: str) -> Bank:
        """The bank in its file."""
        return storedbank.read(self._path(bank_id))

    def write(self, bank: Bank) -> None:
        """As a whole or not at all."""
        storedbank.write(self._path(bank.id), bank)

    def remove(self, bank_id: str) -> None:
        """The file."""
        storedbank.remove(self._path(bank_id))

    def clear(self) -> tuple[str, ...]:
        """The files, and drafts of them."""
        return storedbank.clear(self._folder)

    def of(self, owner: str) -> "BankFiles":
        """A folder below."""
        return BankFiles(self._root / owner if owner else self._root, self._root)

    def owners(self) -> tuple[str, ...]:
        """The local user, and every folder."""
        with storedbank.explained(self._root):
            found = sorted(self._root.iterdir()) if self._root.exists() else []
            return ("", *(path.name for path in found if path.is_dir()))

    def _path(self, bank_id: str) -> Path:
        return self._folder / f"{bank_id}.json"
