"""Finds the questions of banks by meaning. The engine, the library and the command line may use it.

Everything in the index is derived from the banks: whatever is missing, damaged or made by another
encoder is built again from them.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Final, TypeVar

from knowledge.encoder import Encoder
from knowledge.errors import IndexTrouble
from knowledge.indexing import Changes, Indexing, Progress, question_of, row_ids
from knowledge.ownership import Ownership
from knowledge.question import Bank
from knowledge.vectors import VectorStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["BankIndex", "Changes", "Hit"]

_BLOCK: Final = 512  # rows of the matrix of similarities held at once

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Hit:
    """A question found, with the cosine similarity of its nearer side, -1 to 1."""

    bank_id: str
    question_id: str
    similarity: float


class BankIndex:
    """An index of banks in `folder`, which one process owns; any number of threads may share it.

    Each question has two vectors, its prompt's and its reference's, because people search for
    what was asked as well as for what the answer says, and one vector of both together lies near
    neither. Every lookup first brings the index to the state of the bank that it is given.

    A process that does not own the folder, or finds that it cannot be written, works with an
    index of its own in memory. IndexTrouble is raised only when even that fails.
    """

    def __init__(self, folder: Path, encoder: Encoder, server: str | None = None) -> None:
        self._encoder = encoder
        self._ownership = Ownership(folder, server)
        self._writing = RLock()  # one bank is written at a time; lookups in others go on
        self._states: dict[str, _State] = {}

    @property
    def owner(self) -> bool:
        """Whether this index is the one in the folder; it becomes so when the folder is free."""
        return self._ownership.store().lasting

    @property
    def owned_elsewhere(self) -> bool:
        """Whether another process has the folder: this one sees nothing of what is in it."""
        return not self.owner and self._ownership.trouble is None

    def sync(self, bank: Bank, progress: Progress | None = None) -> Changes:
        """Bring the index to the state of the bank; `progress` hears (questions done, of how many).

        Only questions whose prompt or reference changed are encoded.
        """
        return self._ask(bank, lambda _, changes: changes, progress)

    def search(self, text: str, banks: Sequence[Bank], k: int = 10) -> tuple[Hit, ...]:
        """The k questions nearest in meaning to the text, best first, over all those banks."""
        vector = self._encoder.encode([text])
        if k < 1 or not vector.any():  # a text without a word is like nothing
            return ()
        hits = [hit for bank in banks for hit in self._hits(bank, vector, k)]
        return tuple(sorted(hits, key=lambda hit: -hit.similarity)[:k])

    def nearest(self, bank: Bank, question_id: str, k: int = 5) -> tuple[Hit, ...]:
        """The k other questions nearest to that one, best first; KeyError if it is unknown."""
        question = bank.question(question_id)
        if question is None:
            raise KeyError(question_id)
        if k < 1:
            return ()
        own = row_ids(question)
        vectors = self._ask(bank, lambda store, _: store.vectors(bank.id, own))
        hits = self._hits(bank, vectors, k + 1)
        return tuple(hit for hit in hits if hit.question_id != question_id)[:k]

    def similar(
        self, bank: Bank, threshold: float, ids: Sequence[str] | None = None
    ) -> Mapping[str, frozenset[str]]:
        """For each question, which others have a prompt of at least that similarity.

        Only `ids` are compared, with one another; without them the whole bank is. Ids that the
        bank does not have are left out.
        """
        import numpy as np

        known = self._state(bank).ids
        wanted = [i for i in dict.fromkeys(known if ids is None else ids) if i in known]
        if not wanted:
            return {}
        matrix = self._ask(bank, lambda store, _: store.vectors(bank.id, wanted))
        repeats: dict[str, frozenset[str]] = {}
        for start in range(0, len(wanted), _BLOCK):
            near = matrix[start : start + _BLOCK] @ matrix.T >= threshold
            for question_id, row in zip(wanted[start : start + _BLOCK], near, strict=True):
                repeats[question_id] = frozenset(wanted[i] for i in np.flatnonzero(row)) - {
                    question_id
                }
        return repeats

    def remove(self, bank_id: str) -> None:
        """Forget a bank, down to the bytes on the disk; IndexTrouble when that cannot be done.

        Where that bank alone cannot be deleted, the whole index is: it is built again. A process
        that does not own the folder leaves it to the owner's next check.
        """
        with self._writing:
            self._states.pop(bank_id, None)
            store = self._ownership.store()
            if self._ownership.trouble is not None:  # the files, if any, are out of use
                self._ownership.start_over()
                store = self._ownership.store()
            try:
                store.drop(bank_id)
                store.seal(erase=True)
            except IndexTrouble as trouble:
                log.warning("The index is thrown away to remove %s. %s", bank_id, trouble)
                self._ownership.start_over()

    def check(self, banks: Sequence[Bank]) -> tuple[str, ...]:
        """Compare the index with the banks and mend it; one line for everything that was wrong.

        `banks` are all there are: the index of any other bank is removed.
        """
        with self._writing:
            lines = [*self._swept({bank.id for bank in banks})]
            lines += [line for bank in banks if (line := self._mended(bank))]
            where = self._ownership.line()
            return (*lines, where) if where else tuple(lines)

    def close(self) -> None:
        """Let go of the folder; the next lookup takes it again."""
        with self._writing:
            self._ownership.close()

    def _swept(self, living: set[str]) -> Sequence[str]:
        """Remove what belongs to no bank, and overwrite what was deleted before a crash."""
        store = self._ownership.store()
        lines, store.mended = [*store.mended], ()
        try:
            for stray in sorted(set(store.banks()) - living):
                store.drop(stray)
                lines.append(f"{stray}: there is no such bank any more; its index was removed.")
            store.seal(erase=True)
        except IndexTrouble as trouble:
            lines.append(f"The index could not be tidied up. {trouble}")
        return lines

    def _mended(self, bank: Bank) -> str | None:
        indexing = self._indexing(self._ownership.store(), bank)
        try:
            fault = indexing.fault()
        except IndexTrouble as trouble:
            fault = f"could not be looked up ({trouble.what})"
        if fault is None:
            return None
        changes = self.sync(bank)
        if not changes.added + changes.changed + changes.removed:
            # Everything seemed in place and yet was not: nothing of it can be trusted.
            self._emptied(indexing)
            changes = self.sync(bank)
        return f"{bank.id}: {fault}; {changes.added + changes.changed} questions were indexed."

    def _hits(self, bank: Bank, vectors: "NDArray[np.float32]", k: int) -> Sequence[Hit]:
        """The k questions nearest to any of the vectors, best first; a question has two rows."""
        best: dict[str, float] = {}
        ours = self._state(bank).ids  # another thread may have written a later edition
        for found in self._ask(bank, lambda store, _: store.nearest(bank.id, vectors, 2 * k)):
            for row, similarity in found.items():
                question_id = question_of(row)
                if question_id in ours:
                    best[question_id] = max(similarity, best.get(question_id, -1.0))
        hits = [Hit(bank.id, question_id, similarity) for question_id, similarity in best.items()]
        return sorted(hits, key=lambda hit: (-hit.similarity, hit.question_id))[:k]

    def _ask(
        self,
        bank: Bank,
        look: Callable[[VectorStore, Changes], T],
        progress: Progress | None = None,
    ) -> T:
        """What `look` sees once the bank is all there; after trouble, anew, and then in memory."""
        try:
            return self._look(bank, look, progress)
        except IndexTrouble as trouble:
            log.warning("The index of %s is built again. %s", bank.id, trouble)
            self._emptied(self._indexing(self._ownership.store(), bank))
        store = self._ownership.store()
        try:
            return self._look(bank, look, progress)
        except IndexTrouble as trouble:
            self._ownership.retreat(store, trouble)
        return self._look(bank, look, progress)

    def _look(
        self,
        bank: Bank,
        look: Callable[[VectorStore, Changes], T],
        progress: Progress | None,
    ) -> T:
        indexing = self._indexing(self._ownership.store(), bank)
        if indexing.done:
            return look(indexing.store, Changes(unchanged=len(bank.questions)))
        with self._writing:
            changes = indexing.run(progress)
        return look(indexing.store, changes)

    def _emptied(self, indexing: Indexing) -> None:
        try:
            indexing.empty()
        except IndexTrouble as trouble:
            self._ownership.retreat(indexing.store, trouble)

    def _indexing(self, store: VectorStore, bank: Bank) -> Indexing:
        return Indexing(store, self._encoder, bank, self._state(bank).digest)

    def _state(self, bank: Bank) -> "_State":
        state = self._states.get(bank.id)
        if state is None or state.bank is not bank:
            ids = frozenset(question.id for question in bank.questions)
            state = self._states[bank.id] = _State(bank, bank.text_digest, ids)
        return state


@dataclass(frozen=True)
class _State:
    """What is computed once of a bank object: a large bank's digest takes a while."""

    bank: Bank
    digest: str
    ids: frozenset[str]
