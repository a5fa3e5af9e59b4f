"""The banks that the suite runs on, and right answers to their questions in other words."""

import json
from dataclasses import dataclass
from pathlib import Path

from knowledge.bankfile import load
from knowledge.importing import to_bank
from knowledge.question import Bank
from knowledge.reading import read

_ROOT = Path(__file__).parents[2]
_DATA = _ROOT / "tests" / "data"


@dataclass(frozen=True, slots=True)
class Ground:
    """A bank, and right answers in words that share little with its references, by question id."""

    bank: Bank
    good: dict[str, str]


def builtin() -> Ground:
    """The bank that ships: authored key points, several wordings each."""
    bank = load(_ROOT / "knowledge" / "banks" / "deep-learning.yaml", builtin=True)
    rows = map(json.loads, (_DATA / "answers" / "paraphrases.jsonl").read_text().splitlines())
    return Ground(bank, {row["question_id"]: row["answer"] for row in rows})


def imported() -> Ground:
    """A document as users bring it: key points derived, one wording each."""
    path = _DATA / "documents" / "systems.md"
    bank = to_bank(
        read(path.read_bytes(), path.name), bank_id="systems", title=None, file_name=path.name
    )
    ids = {q.number: q.id for q in bank.questions}
    rows = map(json.loads, (_DATA / "answers" / "systems.jsonl").read_text().splitlines())
    return Ground(bank, {ids[row["number"]]: row["answer"] for row in rows})
