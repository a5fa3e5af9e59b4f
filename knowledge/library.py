"""Banks and the index that finds their questions, as one thing. For the wiring and all above it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.bank import BankIndex, Hit
from knowledge.errors import BankNotFound
from knowledge.question import Bank, Question
from knowledge.shelf import BankSummary, Changes, Shelf

NEAR_REPEAT = 0.9
"""Cosine of two prompts from which they ask nearly the same."""

_NEAR_EACH = 50
"""Questions that one text may bring in."""


@dataclass(frozen=True, slots=True)
class Found:
    """A question that a search found; `similarity` is a cosine, 1 at most."""

    bank: Bank
    question: Question
    similarity: float


class Library:
    """What can be asked. The shelf holds the truth, the index is derived from it."""

    def __init__(self, shelf: Shelf, index: BankIndex) -> None:
        self._shelf = shelf
        self._index = index

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
        changes = self._shelf.put(bank)
        self._index.sync(bank, progress)
        return changes

    def shelve(self, bank: Bank) -> None:
        """Stores the bank alone; the index is brought up to it when it is next asked."""
        self._shelf.put(bank)

    def remove(self, bank_id: str) -> None:
        """Removes the bank and every trace of it in the index; past interviews stay."""
        self._shelf.remove(bank_id)
        self._index.remove(bank_id)

    def clear(self) -> int:
        """Removes every added bank, also what is damaged, and rebuilds the index; how many."""
        ids = self._shelf.clear()
        for bank_id in ids:
            self._index.remove(bank_id)
        self.check()
        return len(ids)

    def search(self, text: str, bank_id: str | None = None, k: int = 10) -> tuple[Found, ...]:
        """The questions nearest in meaning, best first, of one bank or of all."""
        ids = [bank_id] if bank_id else [b.id for b in self.list()]
        banks = {i: self.get(i) for i in ids}
        hits = self._index.search(text, list(banks.values()), k)
        return tuple(self._found(banks[h.bank_id], h) for h in hits)

    def near_any(self, bank: Bank, texts: Sequence[str]) -> Mapping[str, tuple[float, str]]:
        """The questions near to any of these texts, each with its greatest cosine and that text."""
        best: dict[str, tuple[float, str]] = {}
        for text in texts:
            for hit in self._index.search(text, [bank], _NEAR_EACH):
                if hit.question_id not in best or hit.similarity > best[hit.question_id][0]:
                    best[hit.question_id] = (hit.similarity, text)
        return best

    def related(self, bank: Bank, question_id: str, k: int) -> tuple[Question, ...]:
        """The `k` questions of the bank nearest in meaning to that one, best first."""
        hits = self._index.nearest(bank, question_id, k)
        return tuple(self._found(bank, h).question for h in hits)

    def near_repeats(self, bank: Bank, ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """For each of these questions those among them that ask nearly the same."""
        return self._index.similar(bank, NEAR_REPEAT, ids)

    def check(self) -> tuple[str, ...]:
        """Compares the index with the shelf and mends it; a line for each thing mended."""
        return self._index.check([self.get(b.id) for b in self.list()])

    def _found(self, bank: Bank, hit: Hit) -> Found:
        question = bank.question(hit.question_id)
        if question is None:
            raise BankNotFound(
                f"The index knows a question {hit.question_id!r} that {bank.id!r} has not.",
                mend="Run 'mock-interviewer doctor' to rebuild the index.",
            )
        return Found(bank, question, hit.similarity)
