"""What a user keeps, leaves out and corrects of a document before it is stored. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from knowledge import editing
from knowledge.errors import DocumentUnreadable
from knowledge.question import Bank
from knowledge.reading.document import Document, Pair


@dataclass(frozen=True, slots=True)
class Correction:
    """What becomes of one pair; None leaves its text. `by` names the model that proposed it."""

    keep: bool = True
    question: str | None = None
    answer: str | None = None
    by: str | None = None

    @property
    def changes(self) -> bool:
        """Whether it does anything."""
        return self != Correction()


def corrected(document: Document, corrections: Mapping[int, Correction]) -> Document:
    """The document with the pairs at these places as corrected, and without those not kept.

    Problems and repeats of the document stay as they were told. DocumentUnreadable when nothing
    with an answer is kept of a bank file.
    """
    if not any(c.changes for c in corrections.values()):
        return document
    pairs = tuple(
        _pair(pair, corrections.get(i))
        for i, pair in enumerate(document.pairs)
        if (c := corrections.get(i)) is None or c.keep
    )
    bank = document.bank and _bank(document.bank, corrections)
    return replace(document, pairs=pairs, bank=bank, repeats=())


def _pair(pair: Pair, correction: Correction | None) -> Pair:
    if correction is None:
        return pair
    question = (correction.question or "").strip() or pair.question
    answer = (correction.answer or "").strip() or pair.answer
    own = answer != pair.answer and correction.by is None
    return replace(pair, question=question, answer=answer, by=correction.by, own=pair.own or own)


def _bank(bank: Bank, corrections: Mapping[int, Correction]) -> Bank:
    """The bank of a bank file, whose pairs are its questions in order."""
    dropped = {q.id for i, q in enumerate(bank.questions) if _drops(corrections.get(i))}
    if len(dropped) == len(bank.questions):
        raise DocumentUnreadable("no question is kept.", mend="Keep at least one.")
    worded = [
        editing.worded(q, prompt=c.question or q.prompt, reference=c.answer or q.reference)
        for i, q in enumerate(bank.questions)
        if (c := corrections.get(i)) is not None
    ]
    kept = editing.replaced(bank, *worded)
    return editing.without(kept, dropped) if dropped else kept


def _drops(correction: Correction | None) -> bool:
    return correction is not None and not correction.keep
