"""A process that ends by kill -9 at a point it is told: `python -m tests.dying POINT PATH …`.

Run by the tests of faults. What it has acknowledged by then stands on its standard output.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any, NoReturn
from unittest.mock import patch

import sqlalchemy as sa

from interviewer import backup
from interviewer.engine import Engine, Wish
from interviewer.events import Event, Graded
from interviewer.interview import Interview
from interviewer.store import Store
from tests.builders import make_bank
from tests.clock import Clock
from tests.fakes import FakeBanks, FakeExaminer

BANK = make_bank(40)
SAID = "It is k1, in some very particular words."


def die(*_: object, **__: object) -> NoReturn:
    """Nothing is flushed, closed or undone."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def killed(point: str, *paths: Path) -> list[str]:
    """Lets a process die at that point; the lines it had acknowledged."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.dying", point, *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    return done.stdout.splitlines()


def engine(home: Path) -> Engine:
    """Interviews in that home, judged at once."""
    numbers = count(1)
    name = f"{os.getpid():x}"
    return Engine(
        Store(home / "interviews.sqlite3"),
        FakeBanks(BANK),
        FakeExaminer(),
        now=Clock(),
        new_id=lambda: f"i{name}x{next(numbers)}",
    )


def answered(home: Path) -> tuple[Engine, str]:
    """An interview whose first answer is acknowledged, and not yet judged."""
    held = engine(home)
    interview = held.start(Wish(bank=BANK.id, count=2))
    held.answer(interview, SAID)
    print(interview, flush=True)  # noqa: T201 - to whoever kills it
    return held, interview


def after_the_answer_is_saved(home: Path) -> None:
    """Nobody has begun to judge it."""
    answered(home)
    die()


def mid_stream(home: Path) -> None:
    """The first words of the reply have been seen."""
    held, interview = answered(home)
    for _ in held.speak(interview):
        die()


def before_the_grade_is_saved(home: Path) -> None:
    """It is made, and nothing of it is stored."""
    held, interview = answered(home)
    append = Store.append

    def dying(
        store: Store, of: str, events: Sequence[Event], state: Interview, **told: Any
    ) -> None:
        if any(isinstance(e, Graded) for e in events):
            die()
        append(store, of, events, state, **told)

    with patch.object(Store, "append", dying):
        held.advance(interview)


def while_the_grade_is_saved(home: Path) -> None:
    """It is written, and not committed."""
    held, interview = answered(home)
    sa.event.listen(sa.Engine, "commit", die)
    held.advance(interview)


def after_the_grade_is_saved(home: Path) -> None:
    """What follows has not been told to anybody."""
    held, interview = answered(home)
    held.advance(interview)
    die()


def rendering_html(home: Path) -> None:
    """Half of the page is written: at the fortieth text that the template shows."""
    from interviewer.rendering import html

    held, interview = answered(home)
    held.advance(interview)
    shown, texts = html._shown, count(1)
    with patch.object(html, "_shown", lambda v: die() if next(texts) == 40 else shown(v)):
        html.to_html(held.report(interview))


def rendering_pdf(home: Path) -> None:
    """The pages are being set: another process kills this one meanwhile."""
    from interviewer.rendering import pdf

    held, interview = answered(home)
    held.advance(interview)
    report, compiler = held.report(interview), pdf._compiler()
    with (
        subprocess.Popen(["kill", "-9", str(os.getpid())]),
        patch.object(pdf, "_compiler", lambda: compiler),
    ):
        while True:
            pdf.to_pdf(report)


def migration(home: Path) -> None:
    """The new form is made, and not committed."""
    sa.event.listen(sa.Engine, "commit", die)
    Store(home / "interviews.sqlite3")


def migration_of_a_server(home: Path) -> None:
    """The same on PostgreSQL, whose address lies in the home."""
    sa.event.listen(sa.Engine, "commit", die)
    Store((home / "address").read_text())


def deletion(home: Path) -> None:
    """Everything is deleted, and that is not committed."""
    store = Store(home / "interviews.sqlite3")
    sa.event.listen(sa.Engine, "commit", die)
    store.delete_all()


def deletion_done(home: Path) -> None:
    """Everything is deleted; its room has not been given back."""
    with patch("interviewer.upkeep.compact", die):
        Store(home / "interviews.sqlite3").delete_all()


def rederiving(home: Path) -> None:
    """Reviews are derived anew, and what rests on them is not."""
    store = Store(home / "interviews.sqlite3")
    with patch("interviewer.learning_tables.derive_all", die):
        store.rebuild()


def restoring(home: Path) -> None:
    """Everything of a backup is there, and that is not committed."""
    library, store = library_of(home), Store(home / "interviews.sqlite3")
    sa.event.listen(store.engine, "commit", die)
    backup.restore(home.parent / "backup.zip", store, library)


def restored(home: Path) -> None:
    """It is committed; nothing is derived from it."""
    library, store = library_of(home), Store(home / "interviews.sqlite3")
    with patch.object(Store, "rebuild", die):
        backup.restore(home.parent / "backup.zip", store, library)


def deletion_of_one(home: Path) -> None:
    """One interview is deleted, and that is not committed."""
    store = Store(home / "interviews.sqlite3")
    sa.event.listen(store.engine, "commit", die)
    store.delete("one")


def compacting(home: Path) -> None:
    """Everything is deleted; SQLite writes the file anew."""
    store = Store(home / "interviews.sqlite3")

    def about_to(_: object, cursor: Any, statement: str, *__: object) -> None:
        if statement == "VACUUM":
            cursor.connection.set_progress_handler(die, 50)

    sa.event.listen(store.engine, "before_cursor_execute", about_to)
    store.delete_all()


def removing_a_bank(home: Path) -> None:
    """Its file is gone, and the index has all of it."""
    library = library_of(home)
    with patch("knowledge.bank.BankIndex.remove", die):
        library.remove("trees")


def erasing(home: Path) -> None:
    """The interviews are gone, and the banks are all there."""
    from interviewer import mine

    library = library_of(home)
    with patch("knowledge.library.Library.clear", die):
        mine.erase(engine(home), library)


def importing(home: Path) -> None:
    """The bank is written beside its place."""
    with patch.object(Path, "replace", die):
        library_of(home).put(make_bank(3, id="trees"))


def indexing(home: Path) -> None:
    """The bank is in its place, and the index has nothing of it."""
    with patch("knowledge.bank.BankIndex.sync", die):
        library_of(home).put(make_bank(3, id="trees"))


def parsing(home: Path) -> None:
    """A document is being read, in a process of its own."""
    import psutil

    from knowledge.reading.guarded import read

    del home
    begun = Thread(
        target=read, args=(b"## A question?\n\nAn answer.\n" * 20_000, "x.md"), daemon=True
    )
    begun.start()
    while not (children := psutil.Process().children()):
        begun.join(0.01)
    print(children[0].pid, flush=True)  # noqa: T201 - to whoever kills it
    die()


def backing_up(home: Path, target: Path) -> None:
    """The copy of the database is made, and not yet packed."""
    from interviewer import backup

    with patch.object(backup, "packed", die):
        backup.make(Store(home / "interviews.sqlite3"), library_of(home), target)


def at_any_time(home: Path) -> None:
    """Interviews without end, each answer acknowledged on standard output; killed from outside."""
    held = engine(home)
    while True:
        interview = held.start(Wish(bank=BANK.id, count=20))
        state = held.load(interview)
        while not state.finished:
            words = f"It is k1, words number {state.seq}."
            state = held.answer(interview, words)
            print(f"{interview}\t{state.seq}\t{words}", flush=True)  # noqa: T201 - to whoever kills it
            state = held.advance(interview)


def everything_at_any_time(home: Path) -> None:
    """The same, while banks are stored, changed and removed, each with its vectors."""
    from interviewer.settings import Settings
    from interviewer.wiring import build_library
    from knowledge.encoder import Encoder

    library = build_library(Settings(home=home), Encoder())

    def change() -> None:
        for number in count(1):
            library.put(make_bank(2 + number % 3, bank_id="changing"))
            library.put(make_bank(2, bank_id=f"new-{number}"))
            if number > 1:
                library.remove(f"new-{number - 1}")

    Thread(target=change, daemon=True).start()
    at_any_time(home)


def library_of(home: Path) -> Any:
    """The banks of that home, and an index that needs no encoder."""
    from knowledge.bank import BankIndex
    from knowledge.library import Library
    from knowledge.shelf import Shelf
    from tests.hashencoder import HashEncoder

    return Library(Shelf(home / "banks"), BankIndex(home / "index", HashEncoder()))


POINTS: dict[str, Callable[..., None]] = {
    f.__name__: f
    for f in (
        after_the_answer_is_saved,
        mid_stream,
        before_the_grade_is_saved,
        while_the_grade_is_saved,
        after_the_grade_is_saved,
        rendering_html,
        rendering_pdf,
        migration,
        migration_of_a_server,
        deletion,
        deletion_done,
        deletion_of_one,
        compacting,
        removing_a_bank,
        erasing,
        rederiving,
        restoring,
        restored,
        importing,
        indexing,
        parsing,
        backing_up,
        at_any_time,
        everything_at_any_time,
    )
}

if __name__ == "__main__":
    POINTS[sys.argv[1]](*map(Path, sys.argv[2:]))
