"""Reads a document of a user in a process of its own, which may take so much and no more.

The command line and the library's page read through here; `reading.read` is for what is trusted.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from threading import BoundedSemaphore, Timer
from typing import Any, Final

from knowledge.errors import BankInvalid, DocumentUnreadable
from knowledge.question import Bank, Level
from knowledge.reading.decoding import LARGEST
from knowledge.reading.document import Document, Pair, Problem, Repeat

AT_ONCE: Final = 2
"""Documents that one process has read at once; each may take as much memory as `Limits` says."""

PATIENCE: Final = 90.0
"""Seconds that a document waits for its turn; three of the longest go before it by then."""

_places: Final = BoundedSemaphore(AT_ONCE)
_OUTPUT = 120_000_000  # bytes of what the process may tell
_MEND = "Give a smaller part of it, or its text."


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading may take: seconds of processor, seconds of the clock, bytes of memory."""

    processor: int = 10
    clock: float = 30.0
    memory: int = 512_000_000


def read(
    data: bytes, name: str, limits: Limits | None = None, *, patience: float = PATIENCE
) -> Document:
    """The document in `data`, read in a process of its own, of which there are few at once.

    Raises DocumentUnreadable, also when reading takes more than `limits` or others are still read
    after `patience` seconds, and BankInvalid, as `reading.read` does. Whatever happens to the
    process, the caller's goes on.
    """
    if not _places.acquire(timeout=patience):
        raise DocumentUnreadable(
            "many documents are being read just now.", where=name, mend="Try again in a minute."
        )
    try:
        return _understood(_told(data, name, limits or Limits()), name)
    finally:
        _places.release()


def _told(data: bytes, name: str, limits: Limits) -> bytes:
    """What the process tells of the document."""
    if len(data) > LARGEST:
        data = data[: LARGEST + 1]  # enough to be refused
    head = json.dumps({"name": name, "processor": limits.processor, "memory": limits.memory})
    child = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "knowledge.reading.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        close_fds=True,
    )
    overtime = Timer(limits.clock, child.kill)
    overtime.start()
    try:
        return _talk(child, head.encode() + b"\n" + data)
    finally:
        overtime.cancel()
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()


def _environment() -> dict[str, str]:
    """What the process needs to start, and no keys."""
    kept = {
        k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")
    }
    path = os.pathsep.join(p or os.getcwd() for p in sys.path)  # noqa: PTH109
    return {**kept, "PYTHONPATH": path, "MALLOC_ARENA_MAX": "1"}


def _talk(child: subprocess.Popen[bytes], said: bytes) -> bytes:
    """Give the process its work and take what it tells, up to a limit."""
    if child.stdin is None or child.stdout is None:
        raise AssertionError("the process was started with pipes")
    try:
        child.stdin.write(said)
        child.stdin.close()
    except BrokenPipeError:
        return b""
    told: bytes = child.stdout.read(_OUTPUT + 1)
    return told if len(told) <= _OUTPUT else b""


def _understood(told: bytes, name: str) -> Document:
    try:
        data = json.loads(told)
    except ValueError:
        data = {"stopped": ""}
    match data:
        case {"document": found}:
            return _document(found)
        case {"error": kind, "what": what, "where": where, "mend": mend}:
            error = BankInvalid if kind == "BankInvalid" else DocumentUnreadable
            raise error(what, where=where, mend=mend)
        case _:
            raise DocumentUnreadable(
                "reading it takes more time or memory than a document may.", where=name, mend=_MEND
            )


def _document(found: dict[str, Any]) -> Document:
    bank = found["bank"]
    return Document(
        title=found["title"],
        level=_level(found["level"]),
        pairs=tuple(Pair(**{**p, "level": _level(p["level"])}) for p in found["pairs"]),
        problems=tuple(Problem(**p) for p in found["problems"]),
        bank=Bank.model_validate_json(bank) if bank else None,
        repeats=tuple(Repeat(**r) for r in found["repeats"]),
        kind=found["kind"],
    )


def _level(said: str | None) -> Level | None:
    return Level(said) if said else None
