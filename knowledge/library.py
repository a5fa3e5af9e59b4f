"""Banks and the index that finds their questions, as one thing. For the wiring and all above it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from knowledge import carrying
from knowledge.bank import BankIndex, Hit
from knowledge.errors import BankInvalid, BankNotFound, ShelfTrouble
from knowledge.question import Bank, Question
from knowledge.shelf import Changes, Shelf, changes
from knowledge.summaries import BankSummary

NEAR_REPEAT = 0.9
"""Cosine of two prompts from which they ask nearly the same."""

LONGEST_SEARCH = 1000
"""Characters that are read of what is searched for; half a page."""

_NEAR_EACH = 50
"""Questions that one text may bring in."""


@dataclass(frozen=True, slots=True)
class Found:
    """A question that a search found; `similarity` is a cosine, 1 at most."""

    bank: Bank
    question: Question
    similarity: float


@dataclass(frozen=True, slots=True)
class Stored:
    """Banks with their owners, and a line for each that is there and cannot be read."""

    banks: tuple[tuple[str, Bank], ...]
    unreadable: tuple[str, ...]


class Library:
    """What one owner can be asked. The shelf holds the truth, the index is derived from it.

    The index is shared by all owners; a bank of somebody's stands there under a name that holds
    its owner too, so that two may add a bank of the same id.
    """

    def __init__(
        self,
        shelf: Shelf,
        index: BankIndex,
        owner: str = "",
        admit: Callable[[], None] | None = None,
    ) -> None:
        self._shelf = shelf
        self._index = index
        self.owner = owner
        self._admit = admit or _whatever
        self._named: dict[str, tuple[Bank, Bank]] = {}

    def of(self, owner: str) -> "Library":
        """What that owner can be asked; "" is the one local user."""
        return Library(self._shelf.of(owner), self._index, owner)

    def admitting(self, admit: Callable[[], None]) -> "Library":
        """The same, where `admit` is asked before a bank is stored or removed, and may raise;
        not before all of them are: everything can be deleted at any time.
        """
        return Library(self._shelf, self._index, self.owner, admit)

    def unhindered(self) -> "Library":
        """The same, where nobody is asked."""
        return Library(self._shelf, self._index, self.owner)

    def admit(self) -> None:
        """Asks, once, and raises what whoever is asked raises; for what is done before storing."""
        self._admit()

    def list(self) -> tuple[BankSummary, ...]:
        """Every bank, the built-in ones first."""
        return self._shelf.list()

    def problems(self) -> tuple[str, ...]:
        """A line for each stored bank that cannot be read."""
        return tuple(str(p) for p in self._shelf.problems())

    def get(self, bank_id: str) -> Bank:
        """The bank; BankNotFound when there is none of that id."""
        return self._shelf.get(bank_id)

    def put(self, bank: Bank, progress: Callable[[int, int], None] | None = None) -> Changes:
        """Stores and indexes the bank; says what changed against the one of that id before."""
        self._admit()
        changes = self._shelf.put(bank)
        self._index.sync(self._in_index(bank), progress)
        return changes

    def carried(self, bank: Bank, unanswered: Collection[str] = ()) -> Bank:
        """The bank with what was done by hand to the one of its id, as far as that still fits.

        `unanswered` are the prompts for which its document has no answer.
        """
        return carrying.carried(self._known(bank.id), bank, unanswered)

    def changes(self, bank: Bank) -> Changes:
        """What storing the bank would change, question by question; nothing is stored."""
        return changes(self._known(bank.id), bank)

    def index(self, bank_id: str, progress: Callable[[int, int], None] | None = None) -> None:
        """Brings the index to the state of a stored bank; what was indexed before stays.

        `progress` may raise Stopped; then what is done by then is kept, and the next call goes on.
        """
        self._index.sync(self._in_index(self.get(bank_id)), progress)

    def _known(self, bank_id: str) -> Bank | None:
        try:
            return self._shelf.get(bank_id)
        except (BankNotFound, BankInvalid):
            return None

    def shelve(self, bank: Bank) -> None:
        """Stores the bank alone; the index is brought up to it when it is next asked."""
        self._admit()
        self._shelf.put(bank)

    def remove(self, bank_id: str) -> None:
        """Removes the bank and every trace of it in the index; past interviews stay."""
        self._admit()
        self._shelf.remove(bank_id)
        self._index.remove(self._name(bank_id))

    def clear(self) -> int:
        """Removes every added bank, also what is damaged, and rebuilds the index; how many."""
        ids = self._shelf.clear()
        for bank_id in ids:
            self._index.remove(self._name(bank_id))
        self.check()
        return len(ids)

    def search(self, text: str, bank_id: str | None = None, k: int = 10) -> tuple[Found, ...]:
        """The questions nearest in meaning, best first, of one bank or of all.

        Of the text the first `LONGEST_SEARCH` characters are read.
        """
        chosen = [self.get(bank_id)] if bank_id else self._read()[0]
        banks = {bank.id: bank for bank in map(self._in_index, chosen)}
        hits = self._index.search(text[:LONGEST_SEARCH], list(banks.values()), k)
        return tuple(self._found(self._plain(banks[h.bank_id]), h) for h in hits)

    def near_any(self, bank: Bank, texts: Sequence[str]) -> Mapping[str, tuple[float, str]]:
        """The questions near to any of these texts, each with its greatest cosine and that text."""
        best: dict[str, tuple[float, str]] = {}
        for text in texts:
            for hit in self._index.search(text, [self._in_index(bank)], _NEAR_EACH):
                if hit.question_id not in best or hit.similarity > best[hit.question_id][0]:
                    best[hit.question_id] = (hit.similarity, text)
        return best

    def related(self, bank: Bank, question_id: str, k: int) -> tuple[Question, ...]:
        """The `k` questions of the bank nearest in meaning to that one, best first."""
        hits = self._index.nearest(self._in_index(bank), question_id, k)
        return tuple(self._found(bank, h).question for h in hits)

    def near_repeats(self, bank: Bank, ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """For each of these questions those among them that ask nearly the same."""
        return self._index.similar(self._in_index(bank), NEAR_REPEAT, ids)

    def check(self) -> tuple[str, ...]:
        """Compares the index with everybody's banks and mends it; a line for each thing mended."""
        banks = {bank.id: bank for owner in self._everybody() for bank in owner.indexed()}
        return self._index.check(list(banks.values()))

    @property
    def index_is_elsewhere(self) -> bool:
        """Whether another process has the index on the disk: what is checked here is not that."""
        return self._index.owned_elsewhere

    def stored(self) -> Stored:
        """Every bank that somebody has added."""
        banks, unreadable = [], []
        for each in self._everybody():
            readable, damaged = each._read()  # noqa: SLF001 - its own kind
            banks += [(each.owner, bank) for bank in readable if not bank.builtin]
            unreadable += [*damaged, *each.problems()]
        return Stored(tuple(banks), tuple(dict.fromkeys(unreadable)))

    def indexed(self) -> tuple[Bank, ...]:
        """The banks of this owner, each as the index names it."""
        return tuple(map(self._in_index, self._read()[0]))

    def _read(self) -> tuple[Sequence[Bank], Sequence[str]]:
        """What is listed; one may have gone meanwhile, or turn out to be damaged."""
        banks, damaged = [], []
        for listed in self.list():
            try:
                banks.append(self.get(listed.id))
            except BankNotFound:
                continue
            except (BankInvalid, ShelfTrouble) as error:
                damaged.append(str(error))
        return banks, damaged

    def _everybody(self) -> "tuple[Library, ...]":
        owners = self._shelf.owners()
        return tuple(self if o == self.owner else self.of(o) for o in owners)

    def _name(self, bank_id: str) -> str:
        return f"{self.owner}.{bank_id}" if self.owner else bank_id

    def _in_index(self, bank: Bank) -> Bank:
        """The bank as the index names it; the same object for the same bank."""
        if bank.builtin or not self.owner:
            return bank
        kept = self._named.get(bank.id)
        if kept is None or kept[0] is not bank:
            kept = (bank, bank.model_copy(update={"id": self._name(bank.id)}))
            self._named[bank.id] = kept
        return kept[1]

    def _plain(self, bank: Bank) -> Bank:
        return self.get(bank.id.removeprefix(f"{self.owner}."))

    def _found(self, bank: Bank, hit: Hit) -> Found:
        question = bank.question(hit.question_id)
        if question is None:
            raise BankNotFound(
                f"The index knows a question {hit.question_id!r} that {bank.id!r} has not.",
                mend="Run 'mock-interviewer doctor' to rebuild the index.",
            )
        return Found(bank, question, hit.similarity)


def _whatever() -> None:
    """Admits everything."""
