"""A document becomes a bank. Pure; the library, pages and the command line may call it."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from knowledge import keypoints
from knowledge.errors import DocumentUnreadable
from knowledge.question import Bank, Level, Own, Question, Source, question_id
from knowledge.reading.document import Document, Pair
from knowledge.reading.kinds import SUFFIXES

_SUFFIX = frozenset(f".{s}" for s in SUFFIXES)
_LONGEST_ID = 63
_LONGEST_LINE = 600


def to_bank(document: Document, *, bank_id: str, title: str | None, file_name: str) -> Bank:
    """The bank of all questions in `document` that have an answer; a bank file's as it is.

    Key points are derived from the answers. A question repeated with the same answer is kept
    once; one repeated with another answer is kept, under an id of its own. Raises
    DocumentUnreadable when no question has an answer.
    """
    if document.bank is not None:
        return document.bank
    kept: dict[str, Pair] = {}
    for pair in document.pairs:
        if pair.answer is not None and pair.answer.strip():
            _keep(kept, pair, bank_id)
    if not kept:
        raise DocumentUnreadable(
            "no question with an answer was found.",
            where=file_name,
            mend="Write each answer below its question.",
        )
    return Bank(
        id=bank_id,
        title=_line(title or document.title or "") or _line(file_name) or bank_id,
        questions=tuple(
            _question(pair, question, number, document.level, file_name)
            for number, (question, pair) in enumerate(kept.items(), start=1)
        ),
    )


@dataclass(frozen=True, slots=True)
class Import:
    """The bank to store; `beside` is the id of a bank of another title that has its id already."""

    bank: Bank
    beside: str | None


def prepare(
    document: Document, *, name: str | None, file_name: str, taken: Mapping[str, str]
) -> Import:
    """What importing `document` as `name` stores; `taken` are the titles there are, by id.

    A bank of the same title has its id again, to be replaced. Where the id that the title makes
    belongs to a bank of another title, it gets a number behind it, so that no bank is lost.
    Raises DocumentUnreadable when no question has an answer.
    """
    if document.bank is not None:
        same = name is None or _line(name) == document.bank.title
        bank = document.bank if same else renamed(document.bank, name or "")
        wanted, title = bank.id, bank.title
        own = _own_id(wanted, title, taken)
        bank = bank.model_copy(update={"id": own})
    else:
        title = _line(name or document.title or "") or _line(PurePath(file_name).stem) or "Bank"
        wanted = bank_id_of(title)
        own = _own_id(wanted, title, taken)
        bank = to_bank(document, bank_id=own, title=title, file_name=file_name)
    return Import(bank, beside=None if own == wanted else wanted)


def _own_id(wanted: str, title: str, taken: Mapping[str, str]) -> str:
    """The id among `wanted`, `wanted-2`, … that has that title, else the first that is free."""
    numbered = (f"-{n}" for n in range(2, len(taken) + 3))
    ids = [wanted, *(f"{wanted[: _LONGEST_ID - len(n)].rstrip('-')}{n}" for n in numbered)]
    same = (i for i in ids if i in taken and taken[i].casefold() == title.casefold())
    return next(same, None) or next(i for i in ids if i not in taken)


def renamed(bank: Bank, title: str) -> Bank:
    """The same questions as a bank of that title, under the id that the title makes."""
    return bank.model_copy(update={"id": bank_id_of(title), "title": _line(title) or bank.title})


def bank_id_of(name: str) -> str:
    """A bank's id made of a title or a file's name: Latin letters, digits and hyphens."""
    path = PurePath(name)
    stem = path.stem if path.suffix.lower() in _SUFFIX else name
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].rstrip("-")
    if slug:
        return slug
    return f"bank-{hashlib.sha256(stem.encode()).hexdigest()[:8]}"


def _keep(kept: dict[str, Pair], pair: Pair, bank_id: str) -> None:
    """Put the pair under the id of its question, or of question and answer when that is taken."""
    plain = question_id(bank_id, pair.question)
    same = kept.setdefault(plain, pair)
    if _folded(same.answer) != _folded(pair.answer):
        kept.setdefault(question_id(bank_id, f"{pair.question}\0{_folded(pair.answer)}"), pair)


def _folded(answer: str | None) -> str:
    return " ".join((answer or "").split())


def _question(
    pair: Pair, question: str, number: int, level: Level | None, file_name: str
) -> Question:
    answer = pair.answer or ""
    return Question(
        id=question,
        number=number,
        prompt=pair.question,
        reference=answer,
        key_points=keypoints.derive(pair.question, answer),
        topic=_line(pair.topic or "") or "general",
        level=pair.level or level or Level.INTERMEDIATE,
        source=Source(document=_line(file_name) or "document", number=pair.number, line=pair.line),
        derived=True,
        reference_by=_line(pair.by or "") or None,
        own=(Own.REFERENCE,) if pair.own else (),
    )


def _line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_LINE].strip()
