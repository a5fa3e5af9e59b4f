"""Writes a bank into a store of vectors, and tells whether it is all there.

For `knowledge/bank.py` alone. Every step may be cut short: done again, it ends in the same state.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from knowledge.encoder import Encoder
from knowledge.question import Bank, Question
from knowledge.vectors import Row, Stamp, VectorStore

_SCHEMA: Final = 2
_BATCH: Final = 64  # questions encoded and written at once
_SAMPLE: Final = 32  # questions that must find themselves when a bank is inspected
_REACH: Final = 500  # rows that must come back when so many are asked for
_SAME: Final = 0.999  # similarity of a vector to itself, rounding aside
_REFERENCE: Final = "#reference"

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Changes:
    """How many questions of a bank were indexed, and how many left the index."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Indexing:
    """One bank, in the state of that digest, on its way into one store."""

    store: VectorStore
    encoder: Encoder
    bank: Bank
    digest: str

    @property
    def done(self) -> bool:
        """Whether this process has seen the bank to be all there."""
        return self.store.complete.get(self.bank.id) == self.digest

    def run(self, progress: Progress | None = None) -> Changes:
        """Add, replace and delete what differs; IndexTrouble when the store fails.

        Only questions whose prompt or reference changed are encoded. A store that was filled by
        another encoder, or in another layout, is emptied first.
        """
        bank_id, questions = self.bank.id, self.bank.questions
        if self.done:
            return Changes(unchanged=len(questions))
        if self._looks_complete():
            self.store.complete[bank_id] = self.digest
            return Changes(unchanged=len(questions))
        held = self._held()
        rows = {row for question in questions for row in row_ids(question)}
        gone = [row for row in held if row not in rows]
        stale = [q for q in questions if any(held.get(row) != q.text_digest for row in row_ids(q))]
        new = sum(q.id not in held for q in stale)
        self.store.write_stamp(bank_id, replace(self._stamp, bank=""))
        self.store.delete(bank_id, gone)
        self._put(stale, progress)
        self.store.settle(bank_id)
        self.store.seal(erase=False)
        self.store.write_stamp(bank_id, self._stamp)
        self.store.complete[bank_id] = self.digest
        return Changes(
            added=new,
            changed=len(stale) - new,
            unchanged=len(questions) - len(stale),
            removed=len({question_of(row) for row in gone}),
        )

    def fault(self) -> str | None:
        """What is wrong with the bank's index, in a few words; None when all is well.

        Evenly spread questions are encoded anew and must find themselves, and as many rows must
        come back as are asked for: a damaged index often fails without a word.
        """
        stamp = self.store.stamp(self.bank.id)
        if stamp is None:
            return "was not indexed"
        if stamp.encoder != self.encoder.id:
            return "was indexed by another encoder"
        if stamp.schema != _SCHEMA:
            return "was indexed by another version"
        if stamp.bank != self.digest:
            return "was indexed in part" if not stamp.bank else "has changed since it was indexed"
        count, rows = self.store.count(self.bank.id), 2 * len(self.bank.questions)
        if count != rows:
            return f"has {count} vectors in the index instead of {rows}"
        sample = self.bank.questions[:: max(1, len(self.bank.questions) // _SAMPLE)]
        vectors = self.encoder.encode([question.prompt for question in sample])
        reach = min(rows, _REACH)
        found = self.store.nearest(self.bank.id, vectors, reach)
        if any(len(hits) < reach for hits in found):
            return "has vectors that cannot be reached"
        for question, hits in zip(sample, found, strict=True):
            # Where more rows than asked for are the same, the question may be among the rest.
            if hits.get(question.id, min(hits.values())) < _SAME:
                return "has vectors that do not belong to it"
        self.store.complete[self.bank.id] = self.digest
        return None

    def empty(self) -> None:
        """Delete all of the bank's rows, so that the next run starts from nothing."""
        self.store.drop(self.bank.id)

    @property
    def _stamp(self) -> Stamp:
        return Stamp(encoder=self.encoder.id, schema=_SCHEMA, bank=self.digest)

    def _looks_complete(self) -> bool:
        """Whether stamp and count say that nothing is to be done; `fault` looks closer."""
        return self.store.stamp(self.bank.id) == self._stamp and self.store.count(
            self.bank.id
        ) == 2 * len(self.bank.questions)

    def _held(self) -> dict[str, str]:
        """The digests by row that can stay; empty, as is then the store, where none can."""
        stamp = self.store.stamp(self.bank.id)
        if stamp is None or replace(stamp, bank=self.digest) != self._stamp:
            self.store.drop(self.bank.id)
            return {}
        return {row.id: row.digest for row in self.store.rows(self.bank.id)}

    def _put(self, questions: Sequence[Question], progress: Progress | None) -> None:
        few = len(questions) <= _BATCH  # an import must not wash out the vectors in use
        for start in range(0, len(questions), _BATCH):
            batch = questions[start : start + _BATCH]
            rows = [Row(row, q.text_digest) for q in batch for row in row_ids(q)]
            texts = [text for q in batch for text in (q.prompt, q.reference)]
            self.store.put(self.bank.id, rows, self.encoder.encode(texts, remember=few))
            if progress is not None:
                progress(start + len(batch), len(questions))


def row_ids(question: Question) -> tuple[str, str]:
    """The rows of a question's prompt and reference; `#` is in no question's id."""
    return question.id, f"{question.id}{_REFERENCE}"


def question_of(row_id: str) -> str:
    """The id of the question that a row belongs to."""
    return row_id.removesuffix(_REFERENCE)
