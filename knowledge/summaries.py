"""What a list shows of each stored bank, kept beside them so that listing reads no whole bank.

Derived from the banks and no more: what is missing or damaged is made again. For the shelf alone.
"""

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from knowledge.question import Bank

FILE = ".summaries"
Signature = tuple[int, int, int]
"""Time of change, size and number of a bank's file."""


@dataclass(frozen=True, slots=True)
class BankSummary:
    """What a list of banks shows of one; `digest` changes exactly when its questions do."""

    id: str
    title: str
    description: str
    count: int
    topics: tuple[str, ...]
    builtin: bool
    digest: str


def summary(bank: Bank) -> BankSummary:
    """What a list shows of the bank."""
    return BankSummary(
        id=bank.id,
        title=bank.title,
        description=bank.description,
        count=len(bank.questions),
        topics=bank.topics,
        builtin=bank.builtin,
        digest=bank.digest,
    )


class Summaries:
    """The summaries of a folder, each of a bank's file as it was by its signature."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._held: dict[str, tuple[Signature, BankSummary]] | None = None
        self._changed = False

    def get(self, bank_id: str, signature: Signature) -> BankSummary | None:
        """The summary, if the bank's file is still the one that it was made of."""
        held = self._all().get(bank_id)
        return held[1] if held is not None and held[0] == signature else None

    def put(self, signature: Signature, found: BankSummary) -> None:
        """Remembers a summary; `keep` writes it down."""
        self._all()[found.id] = signature, found
        self._changed = True

    def keep(self, living: frozenset[str]) -> None:
        """Writes down those of the banks that there are; where that fails, they are made again."""
        held = self._all()
        gone = held.keys() - living
        for bank_id in gone:
            del held[bank_id]
        if not (self._changed or gone):
            return
        self._changed = False
        data = [[list(signature), asdict(found)] for signature, found in held.values()]
        with suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f"{FILE}.", suffix=".tmp")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(data, file)
            Path(name).replace(self._path)

    def _all(self) -> dict[str, tuple[Signature, BankSummary]]:
        if self._held is None:
            self._held = _read(self._path)
        return self._held


def _read(path: Path) -> dict[str, tuple[Signature, BankSummary]]:
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        found = {}
        for (changed, size, number), fields in data:
            fields["topics"] = tuple(map(str, fields["topics"]))
            found[str(fields["id"])] = (int(changed), int(size), int(number)), BankSummary(**fields)
    except (OSError, ValueError, TypeError, KeyError):
        return {}
    return found
