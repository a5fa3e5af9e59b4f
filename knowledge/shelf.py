"""Where banks stand: the built-in ones, and those that somebody has added.

Several threads and processes may use one storage: every call sees what the others have stored.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from threading import RLock

from knowledge import bankfile
from knowledge.bankstorage import BankFiles, BankStorage
from knowledge.errors import BankInvalid, BankNotFound, BankProtected, KnowledgeError, ShelfTrouble
from knowledge.question import Bank, Question
from knowledge.summaries import BankSummary, Summaries, summary

_BUILTIN = Path(__file__).parent / "banks"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids of questions that are new, other than before, as before, and gone."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Held:
    """A stored bank, or why there is none, as of when it had this signature."""

    signature: Hashable | None
    bank: Bank | None
    summary: BankSummary | None
    error: KnowledgeError | None


class Shelf:
    """All banks that one owner sees. The added ones lie in a storage, or a folder, which is made
    when the first one comes.

    >>> shelf = Shelf(Path("banks"))
    >>> shelf.list()[0].builtin
    True
    """

    def __init__(self, storage: BankStorage | Path) -> None:
        self._storage = BankFiles(storage) if isinstance(storage, Path) else storage
        self._lock = RLock()
        self._own: dict[str, Bank] | None = None
        self._own_summaries: tuple[BankSummary, ...] = ()
        self._held: dict[str, _Held] = {}
        self._summaries = Summaries(self._storage.notes)

    def of(self, owner: str) -> "Shelf":
        """The banks that this owner sees: the built-in ones and their own."""
        other = Shelf(self._storage.of(owner))
        other._own, other._own_summaries = self._own, self._own_summaries
        return other

    def owners(self) -> tuple[str, ...]:
        """Everybody who has added a bank."""
        return self._storage.owners()

    def list(self) -> tuple[BankSummary, ...]:
        """The built-in banks, then the imported ones by title; damaged ones are left out."""
        with self._lock:
            self._builtin()
            held = [s for i in self._ids() if (s := self._summary(i))]
            self._summaries.keep(frozenset(s.id for s in held))
            return (*self._own_summaries, *sorted(held, key=lambda s: (s.title.casefold(), s.id)))

    def problems(self) -> tuple[KnowledgeError, ...]:
        """Why banks in the folder are not served."""
        with self._lock:
            try:
                ids = self._storage.ids()
            except ShelfTrouble as trouble:
                return (trouble,)
            ours = (i for i in ids if i not in self._builtin())
            faults = (self._fault(i) for i in ours if self._summary(i) is None)
            return tuple(f for f in faults if f is not None)

    def get(self, bank_id: str) -> Bank:
        """The bank of that id.

        Raises BankNotFound, which names the nearest id that there is; BankInvalid when its file
        is damaged; ShelfTrouble when it cannot be read.
        """
        with self._lock:
            if bank_id in self._builtin():
                return self._builtin()[bank_id]
            held = self._look(bank_id)
        if held is None:
            raise self._not_found(bank_id)
        if held.bank is None:
            raise held.error or self._not_found(bank_id)
        return held.bank

    def put(self, bank: Bank) -> Changes:
        """Store the bank in place of the one of its id, and say what that changed.

        Raises BankProtected for the id of a built-in bank, ShelfTrouble when it cannot be stored;
        then the old one stays.
        """
        with self._lock:
            self._protect(bank.id)
            held = self._look(bank.id)
            self._held.pop(bank.id, None)
            self._storage.write(bank.model_copy(update={"builtin": False}))
            return changes(held.bank if held else None, bank)

    def remove(self, bank_id: str) -> None:
        """Take the bank away; BankNotFound, BankProtected or ShelfTrouble when that cannot be."""
        with self._lock:
            self._protect(bank_id)
            if self._look(bank_id) is None:
                raise self._not_found(bank_id)
            self._storage.remove(bank_id)
            self._held.pop(bank_id, None)
            self._summaries.keep(frozenset(self._ids()))

    def clear(self) -> tuple[str, ...]:
        """Take away every imported bank, good or damaged, and drafts left by a crash; their ids."""
        with self._lock:
            ids = self._storage.clear()
            self._held.clear()
            return tuple(i for i in ids if i not in self._builtin())

    def _builtin(self) -> dict[str, Bank]:
        if self._own is None:
            banks = [bankfile.load(p, builtin=True) for p in sorted(_BUILTIN.glob("*.yaml"))]
            self._own_summaries = tuple(summary(b) for b in banks)
            self._own = {b.id: b for b in banks}
        return self._own

    def _protect(self, bank_id: str) -> None:
        if bank_id in self._builtin():
            raise BankProtected(
                f"the bank {bank_id!r} is built in and stays as it is.",
                mend="Give yours another name.",
            )

    def _ids(self) -> tuple[str, ...]:
        """The ids of the added banks; none when the storage is unreadable."""
        try:
            return tuple(i for i in self._storage.ids() if i not in self._builtin())
        except ShelfTrouble:
            return ()

    def _summary(self, bank_id: str) -> BankSummary | None:
        """What a list shows of the bank; None for one that is damaged."""
        held = self._held.get(bank_id)
        try:
            signature = self._storage.signature(bank_id) if _ID.fullmatch(bank_id) else None
            if signature is None:
                return None
            if held is not None and held.signature == signature:
                return held.summary
            known = self._summaries.get(bank_id, signature)
            if known is None:
                read = self._look(bank_id)
                known = read.summary if read is not None else None
                if known is not None:
                    self._summaries.put(signature, known)
        except ShelfTrouble:
            return None
        return known

    def _fault(self, bank_id: str) -> KnowledgeError | None:
        """Why the stored bank is not served."""
        try:
            held = self._look(bank_id)
        except ShelfTrouble as e:
            return e
        return held.error if held is not None else None

    def _look(self, bank_id: str) -> _Held | None:
        """The stored bank of that id as it is now; None when there is none."""
        if not _ID.fullmatch(bank_id):
            return None
        signature = self._storage.signature(bank_id)
        if signature is None:
            self._held.pop(bank_id, None)
            return None
        held = self._held.get(bank_id)
        if held is None or held.signature != signature:
            held = self._held[bank_id] = self._read(bank_id, signature)
        return held

    def _read(self, bank_id: str, signature: Hashable) -> _Held:
        try:
            bank = self._storage.read(bank_id)
        except (BankInvalid, ShelfTrouble) as e:
            return _Held(signature, None, None, e)
        return _Held(signature, bank, summary(bank), None)

    def _not_found(self, bank_id: str) -> BankNotFound:
        known = [s.id for s in self.list()]
        near = get_close_matches(bank_id, known, n=1, cutoff=0.5)
        mend = f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(known)}."
        return BankNotFound(f"there is no bank {bank_id[:80]!r}.", mend=mend)


def changes(old: Bank | None, new: Bank) -> Changes:
    """What storing `new` in place of `old` changes, question by question."""
    before = {q.id: _content(q) for q in old.questions} if old else {}
    after = {q.id: _content(q) for q in new.questions}
    return Changes(
        added=tuple(i for i in after if i not in before),
        changed=tuple(i for i in after if i in before and before[i] != after[i]),
        unchanged=tuple(i for i in after if before.get(i) == after[i]),
        removed=tuple(i for i in before if i not in after),
    )


def _content(question: Question) -> str:
    """All of a question but where it stands: a line more above it does not change it."""
    return question.model_dump_json(exclude={"number", "source"})
