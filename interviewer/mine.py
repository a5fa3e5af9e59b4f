"""Everything that somebody has here: taken along in one file, or deleted for good.

The pages and the command line call it.
"""

import io
import json
import zipfile
from dataclasses import dataclass

from interviewer.engine import Engine
from interviewer.errors import StorageDamaged
from knowledge import bankfile
from knowledge.library import Library

SCHEMA_VERSION = "1"

_README = """\
interviews.json  every interview with every event, as 'mock-interviewer export' writes it
reports/         the report of each interview that was begun, as a page for any browser
banks/           the banks you added, in the form that 'mock-interviewer import' reads
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """An archive, and the ids of the interviews that could not be read and are not in it."""

    content: bytes
    interviews: int
    banks: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """How much there was."""

    interviews: int
    banks: int


def exported(engine: Engine, only: str | None) -> tuple[list[dict[str, object]], tuple[str, ...]]:
    """Summary and events of that interview, or of all, ready to be written as JSON.

    Then the ids of those that cannot be read; StorageDamaged when that is the one asked for.
    """
    chosen: list[dict[str, object]] = []
    left_out: list[str] = []
    for summary in engine.interviews():
        if only not in (None, summary.id):
            continue
        try:
            events = [e.model_dump(mode="json") for e in engine.events(summary.id)]
        except StorageDamaged:
            if only is not None:
                raise
            left_out.append(summary.id)
            continue
        chosen.append({"summary": summary.model_dump(mode="json"), "events": events})
    return chosen, tuple(left_out)


def as_json(chosen: list[dict[str, object]]) -> bytes:
    """The file that holds those interviews."""
    data = {"schema_version": SCHEMA_VERSION, "interviews": chosen}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def archive(engine: Engine, library: Library) -> Taken:
    """A zip archive of everything: interviews, their reports, and the banks that were added."""
    from interviewer.rendering.formats import FORMATS

    chosen, left_out = exported(engine, None)
    banks = [library.get(b.id) for b in library.list() if not b.builtin]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("README.txt", _README)
        file.writestr("interviews.json", as_json(chosen))
        for summary in engine.interviews():
            if summary.id not in left_out:
                report = FORMATS["html"](engine.report(summary.id))
                file.writestr(f"reports/{summary.started_at:%Y-%m-%d}-{summary.id}.html", report)
        for bank in banks:
            file.writestr(f"banks/{bank.id}.yaml", bankfile.dump(bank))
    return Taken(packed.getvalue(), len(chosen), len(banks), left_out)


def erase(engine: Engine, library: Library) -> Erased:
    """Deletes every interview and every added bank, down to the bytes on the disk.

    Raises StorageTrouble, ShelfTrouble or IndexTrouble when that cannot be; what was not deleted
    is then still there, and doing it again goes on.
    """
    interviews = engine.delete_all(compact=False)
    banks = library.clear()
    engine.compact()  # last: the banks may lie in the same database
    return Erased(interviews, banks)
