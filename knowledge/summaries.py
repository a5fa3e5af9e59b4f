"""What a list shows of each stored bank, kept beside them so that listing reads no whole bank.

Derived from the banks and no more: what is missing or damaged is made again. For the shelf alone.
"""

import json
import os
import tempfile
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from knowledge.question import Bank

FILE = ".summaries"


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
    """The summaries of banks, each of one as it was by its signature; in the file at `path`, or in
    memory alone.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._held: dict[str, tuple[Hashable, BankSummary]] | None = None
        self._changed = False

    def get(self, bank_id: str, signature: Hashable) -> BankSummary | None:
        """The summary, if the bank's file is still the one that it was made of."""
        held = self._all().get(bank_id)
        return held[1] if held is not None and held[0] == signature else None

    def put(self, signature: Hashable, found: BankSummary) -> None:
        """Remembers a summary; `keep` writes it down."""
        self._all()[found.id] = signature, found
        self._changed = True

    def keep(self, living: frozenset[str]) -> None:
        """Writes down those of the banks that there are; where that fails, they are made again."""
        held = self._all()
        gone = held.keys() - living
        for bank_id in gone:
            del held[bank_id]
        if self._path is None or not (self._changed or gone):
            return
        self._changed = False
        data = [[signature, asdict(found)] for signature, found in held.values()]
        with suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f"{FILE}.", suffix=".tmp")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(data, file)
                Path(name).replace(self._path)
            except BaseException:
                Path(name).unlink()  # on a full disk every process would leave another one
                raise

    def _all(self) -> dict[str, tuple[Hashable, BankSummary]]:
        if self._held is None:
            self._held = _read(self._path) if self._path is not None else {}
        return self._held


def _read(path: Path) -> dict[str, tuple[Hashable, BankSummary]]:
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        found: dict[str, tuple[Hashable, BankSummary]] = {}
        for signature, fields in data:
            fields["topics"] = tuple(map(str, fields["topics"]))
            found[str(fields["id"])] = tuple(map(int, signature)), BankSummary(**fields)
    except (OSError, ValueError, TypeError, KeyError):
        return {}
    return found
