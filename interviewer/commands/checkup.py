"""The parts that `doctor` looks at, each on its own: one that fails keeps none from the rest."""

import platform
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from interviewer.database import named
from interviewer.errors import MockInterviewerError, StorageDamaged, StorageFull, StorageReadOnly
from interviewer.settings import Settings
from interviewer.wiring import build_library, chat_with, configured, open_store
from knowledge import folders
from knowledge.encoder import Encoder
from knowledge.errors import KnowledgeError
from knowledge.library import Library

PATIENCE = 20.0
"""Seconds that a model may take to show what it can do."""

LEAST_FREE = 100_000_000
"""Bytes of disk that an index and its interviews may well need."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `says` holds what would mend it where it is not fine."""

    name: str
    fine: bool
    says: str


def examine(settings: Settings) -> Iterator[Finding]:
    """Every part in turn, none of them left out because another one fails."""
    encoder = Encoder()
    library = cache(lambda: build_library(settings, encoder))  # it may need the database
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("versions", _versions),
        ("home", lambda: _home(settings.home)),
        ("disk", lambda: _disk(settings.home)),
        ("database", lambda: _database(settings)),
        ("banks", lambda: _banks(library())),
        ("encoder", lambda: _encoder(encoder)),
        ("index", lambda: _index(library())),
        ("examiner", lambda: _examiner(settings)),
    )
    for name, check in checks:
        try:
            yield Finding(name, fine=True, says=check())
        except MockInterviewerError as error:
            yield Finding(name, fine=False, says=str(error))


def _versions() -> str:
    names = ("mock-interviewer", "streamlit", "chromadb", "onnxruntime", "sqlalchemy")
    found = [f"{n} {_version(n)}" for n in names]
    python = f"Python {platform.python_version()} on {platform.system()}"
    return ", ".join([found[0], python, f"SQLite {sqlite3.sqlite_version}", *found[1:]])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError as error:
        raise KnowledgeError(
            f"The package {name} is not installed.", mend="Install mock-interviewer again."
        ) from error


def _home(home: Path) -> str:
    try:
        folders.made(home)
        with tempfile.TemporaryFile(dir=home) as file:
            file.write(b"can this be written?")
    except OSError as error:
        raise StorageReadOnly(
            f"The folder cannot be written ({error.strerror or error}).",
            where=str(home),
            mend="Allow writing there, or choose another folder with --home.",
        ) from error
    return f"{home} can be written"


def _disk(home: Path) -> str:
    existing = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    if free < LEAST_FREE:
        raise StorageFull(
            f"Only {free / 1e6:.0f} MB are free.", where=str(home), mend="Free some space."
        )
    return f"{free / 1e9:.1f} GB free"


def _database(settings: Settings) -> str:
    store = open_store(settings)
    try:
        found, count = store.check(), len(store.summaries())
        damaged = store.damaged()
    finally:
        store.close()
    if found != "ok":
        raise StorageDamaged(
            f"SQLite finds it damaged ({found}).",
            where=named(settings.place),
            mend="Save what can be read with 'mock-interviewer export --all FILE', then restore a "
            "copy or move the file away.",
        )
    if damaged:
        raise StorageDamaged(
            " ".join(error.what for error in damaged),
            where=named(settings.place),
            mend="Restore a copy of the file, or remove them with 'mock-interviewer delete ID'.",
        )
    return f"sound, {count} interview{'' if count == 1 else 's'}"


def _banks(library: Library) -> str:
    problems = library.problems()
    if problems:
        raise KnowledgeError(" ".join(str(p) for p in problems))
    listed = library.list()
    return f"{len(listed)} readable, {sum(b.count for b in listed)} questions"


def _encoder(encoder: Encoder) -> str:
    from interviewer.examiners.grader.grader import Grader

    encoder.verify()
    Grader(encoder).verify()
    return f"{encoder.id} and the grader load, their checksums are right"


def _index(library: Library) -> str:
    if library.index_is_elsewhere:
        return (
            "not looked at, for another process has it: the app, which checks and mends it itself, "
            "at the first page and once a day; its log says what it mended"
        )
    mended = library.check()
    return "; ".join(mended) if mended else "complete"


def _examiner(settings: Settings) -> str:
    endpoint = configured(settings)
    if endpoint is None:
        return (
            "no model endpoint configured; the offline examiner judges"
            if settings.examiner == "auto"
            else "the offline examiner judges, as set by MOCK_INTERVIEWER_EXAMINER"
        )
    chat = chat_with(endpoint, min(settings.deadline, PATIENCE))
    chat.warm()  # or what is loaded here would count as the endpoint's slowness
    found = chat.probe()
    return " ".join([found.sentence, *found.notes])
