"""Decides which store of vectors a process may use: the one on disk has one owner.

For `knowledge/bank.py` alone.
"""

import logging
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from knowledge import folders, segments
from knowledge.errors import IndexTrouble
from knowledge.vectors import VectorStore

if TYPE_CHECKING:
    from filelock import BaseFileLock

log = logging.getLogger(__name__)


class Ownership:
    """The store on disk for the process that holds `owner.lock`, one in memory for any other.

    Two processes that write to one folder lose vectors without a word, so the lock is taken
    without waiting, and who does not get it asks again with each lookup. A folder, or a server in
    its place, that cannot be used is given up until the next start.
    """

    def __init__(self, folder: Path, server: str | None = None) -> None:
        self._folder = folder
        self._server = server
        self._lock = RLock()
        self._file_lock: BaseFileLock | None = None
        self._store: VectorStore | None = None
        self.trouble: IndexTrouble | None = None

    def store(self) -> VectorStore:
        """The store to use now; IndexTrouble when there is none even in memory."""
        with self._lock:
            if self._store is None or not (self._store.lasting or self.trouble):
                before, self._store = self._store, self._lasting() or self._store
                if self._store is None:
                    self._store = VectorStore(None)
                if before is not None and before is not self._store:
                    before.close()
            return self._store

    def retreat(self, store: VectorStore, trouble: IndexTrouble) -> None:
        """Go on in memory, because that store has failed."""
        with self._lock:
            if self._store is store:
                log.warning("The index goes on in memory. %s", trouble)
                self.trouble = trouble
                self._store = VectorStore(None)
                store.close()

    def start_over(self) -> None:
        """Throw the files away, if they are this process's; IndexTrouble when they stay."""
        with self._lock:
            if self._file_lock is not None:
                if self._store is not None:
                    self._store.close()
                    self._store = None
                segments.discard(self._folder)
            elif self.trouble is not None and segments.exist(self._folder):
                raise self.trouble

    def line(self) -> str | None:
        """Why the index is not on disk, if so, as a sentence for the user."""
        if self.store().lasting:
            return None
        if self.trouble is not None:
            return f"The index is kept in memory until the next start. {self.trouble}"
        return f"{self._folder}: another process owns the index; this one keeps its own in memory."

    def close(self) -> None:
        """Let go of the store and the lock."""
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None
            if self._file_lock is not None:
                self._file_lock.release()
                self._file_lock = None
            self.trouble = None

    def _lasting(self) -> VectorStore | None:
        try:
            if self._server is not None:  # it takes care of its files itself
                return VectorStore(None, self._server)
            return VectorStore(self._folder) if self._locked() else None
        except IndexTrouble as trouble:
            log.warning("The index is kept in memory. %s", trouble)
            self.trouble = trouble
            return None

    def _locked(self) -> bool:
        from filelock import FileLock, Timeout

        if self._file_lock is not None:
            return True
        try:
            folders.made(self._folder)
            lock = FileLock(self._folder / "owner.lock", timeout=0, thread_local=False)
            lock.acquire()
        except Timeout:
            return False
        except OSError as error:
            raise IndexTrouble(
                f"The index cannot be written ({error.strerror or error}).",
                where=str(self._folder),
                mend="Make the folder writable and see that the disk has room.",
            ) from error
        self._file_lock = lock
        return True
