"""The process in which `guarded` reads a document: `python -m knowledge.reading.child`.

It takes a line of JSON and the document's bytes on standard input, and tells the document, or why
there is none, as one line of JSON. It opens no connection and starts no program.
"""

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import Any

_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.spawn",
    "os.posix_spawn",
    "os.system",
    "ftplib.",
    "urllib.",
    "smtplib.",
)


def main() -> None:
    """Read one document and tell what it holds."""
    head = json.loads(sys.stdin.buffer.readline())
    _limit(int(head["processor"]), int(head["memory"]))
    data = sys.stdin.buffer.read()
    told = _told(data, str(head["name"]))
    sys.stdout.buffer.write(json.dumps(told).encode())
    sys.stdout.buffer.flush()


def _limit(processor: int, memory: int) -> None:
    """Take no more than so many seconds and bytes; where the system knows such limits."""
    try:
        import resource
    except ImportError:  # not on every platform; the clock still stops the process there
        return
    with suppress(OSError):
        os.nice(5)  # interviews that are going on come first
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 1))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _told(data: bytes, name: str) -> dict[str, Any]:
    from knowledge import reading
    from knowledge.errors import BankInvalid, DocumentUnreadable

    _preload()
    sys.addaudithook(_refuse)
    try:
        return {"document": _plain(reading.read(data, name))}
    except (BankInvalid, DocumentUnreadable) as e:
        return {"error": type(e).__name__, "what": e.what, "where": e.where, "mend": e.mend}
    except (MemoryError, RecursionError):
        return {"stopped": "memory"}
    except Exception as e:  # noqa: BLE001 - the edge: whatever a hostile file makes a library do
        return {
            "error": "DocumentUnreadable",
            "what": f"the file is damaged beyond reading ({type(e).__name__}).",
            "where": name,
            "mend": "Save it again where it was made, or give its text.",
        }


def _preload() -> None:
    """Load what loads others on its way, before that is refused."""
    import tempfile

    tempfile.gettempdir()
    sys.modules["numpy"] = None  # type: ignore[assignment] # openpyxl would load it, for nothing here


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"a document may not do this: {event}")


def _plain(document: Any) -> dict[str, Any]:
    bank = document.bank
    return {
        "title": document.title,
        "level": document.level,
        "pairs": [asdict(p) for p in document.pairs],
        "problems": [asdict(p) for p in document.problems],
        "bank": bank.model_dump_json() if bank else None,
        "repeats": [asdict(r) for r in document.repeats],
        "kind": document.kind,
    }


if __name__ == "__main__":
    main()
