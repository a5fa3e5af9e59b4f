"""Room kept aside on the disk, so that something can be deleted when it is full.

Before SQLite deletes anything it writes down how to undo it, and a full disk has no room for that.
It could keep that in memory, but then a crash in the midst of it would cost the other interviews.
"""

import os
from pathlib import Path

import structlog

SIZE = 1 << 20
"""Bytes; to delete an interview takes about as much as it has, most have less."""

_log = structlog.get_logger()


class Reserve:
    """A file that only takes up room."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self) -> None:
        """Puts the room aside, or again; a disk that has none for it goes without."""
        try:
            if self._path.exists() and self._path.stat().st_size == SIZE:
                return
            # Not zeros: some file systems take no room for them.
            self._path.write_bytes(os.urandom(SIZE))
        except OSError as error:
            _log.info("no_reserve", why=str(error))
            self.give_up()  # half of it would only make the disk fuller

    def give_up(self) -> bool:
        """Gives the room back to the disk; whether there was any."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True
