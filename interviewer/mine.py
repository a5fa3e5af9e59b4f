"""Everything that somebody has here: taken along in one file, or deleted for good.

The pages and the command line call it.
"""

import io
import json
import zipfile
from dataclasses import dataclass

from interviewer.engine import Engine
from interviewer.errors import (
    BankInvalid,
    BankNotFound,
    InterviewNotFound,
    ShelfTrouble,
    StorageDamaged,
)
from knowledge import bankfile
from knowledge.library import Library
from knowledge.question import Bank

SCHEMA_VERSION = "1"

_README = """\
interviews.json  every interview with every event, as 'mock-interviewer export' writes it
reports/         the report of each interview that was begun, as a page for any browser
banks/           the banks you added, in the form that 'mock-interviewer import' reads
"""

_MISSING = "NOT-INCLUDED.txt"
"""In an archive that lacks something: a line for each."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An archive; `left_out` has a line for each interview and each bank that could not be read
    and is not in it.
    """

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
    listed = engine.ids()
    summaries = {summary.id: summary for summary in engine.interviews()}
    for interview_id in (*summaries, *(i for i in listed if i not in summaries)):
        if only not in (None, interview_id):
            continue
        try:
            events = [e.model_dump(mode="json") for e in engine.whole(interview_id)]
        except InterviewNotFound:  # deleted meanwhile
            continue
        except StorageDamaged:
            if only is not None:
                raise
            left_out.append(interview_id)
            continue
        if summary := summaries.get(interview_id):
            chosen.append({"summary": summary.model_dump(mode="json"), "events": events})
    return chosen, tuple(left_out)


def as_json(chosen: list[dict[str, object]]) -> bytes:
    """The file that holds those interviews."""
    data = {"schema_version": SCHEMA_VERSION, "interviews": chosen}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def archive(engine: Engine, library: Library) -> Taken:
    """A zip archive of everything: interviews, their reports, and the banks that were added."""
    from interviewer.rendering.formats import FORMATS

    chosen, unread = exported(engine, None)
    banks, damaged = _banks(library)
    left_out = (*(f"The interview {i} cannot be read." for i in unread), *damaged)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("README.txt", _README)
        if left_out:
            file.writestr(_MISSING, "".join(f"{line}\n" for line in left_out))
        file.writestr("interviews.json", as_json(chosen))
        for summary in engine.interviews():
            if summary.id not in unread:
                report = FORMATS["html"](engine.report(summary.id))
                file.writestr(f"reports/{summary.started_at:%Y-%m-%d}-{summary.id}.html", report)
        for bank in banks:
            file.writestr(f"banks/{bank.id}.yaml", bankfile.dump(bank))
    return Taken(packed.getvalue(), len(chosen), len(banks), left_out)


def _banks(library: Library) -> tuple[list[Bank], tuple[str, ...]]:
    """The banks that were added, and a line for each that cannot be read."""
    banks: list[Bank] = []
    unread: list[str] = []
    for listed in library.list():
        if not listed.builtin:
            try:
                banks.append(library.get(listed.id))
            except BankNotFound:  # removed meanwhile
                continue
            except (BankInvalid, ShelfTrouble) as error:
                unread.append(str(error))
    return banks, tuple(dict.fromkeys((*unread, *library.problems())))


def erase(engine: Engine, library: Library) -> Erased:
    """Deletes every interview and every added bank, down to the bytes on the disk.

    Raises StorageTrouble, ShelfTrouble or IndexTrouble when that cannot be; what was not deleted
    is then still there, and doing it again goes on.
    """
    interviews = engine.delete_all(compact=False)
    banks = library.clear()
    engine.compact()  # last: the banks may lie in the same database
    return Erased(interviews, banks)
