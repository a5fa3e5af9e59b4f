"""Killed by kill -9 at every point: no acknowledged answer is lost, no turn is judged twice."""

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from alembic import command
from alembic.config import Config

import interviewer
from interviewer import mine
from interviewer.database import Place, connect
from interviewer.engine import Wish
from interviewer.errors import StorageDamaged
from interviewer.events import Answered, Asked, Finished, Graded, Unjudged
from interviewer.learning.learned import Learned
from interviewer.learning.review import Review
from interviewer.rederiving import AT_ONCE
from interviewer.settings import Settings
from interviewer.store import Store
from interviewer.wiring import build_library
from knowledge.encoder import Encoder
from tests.builders import make_bank
from tests.command import run
from tests.dying import BANK, SAID, engine, killed, library_of
from tests.hashencoder import HashEncoder
from tests.integration.test_store import put
from tests.long import LONG, ONCE_OR_TWENTY

JUDGING = (
    "after_the_answer_is_saved",
    "mid_stream",
    "before_the_grade_is_saved",
    "while_the_grade_is_saved",
    "after_the_grade_is_saved",
    "rendering_html",
    "rendering_pdf",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A home of this test, for processes that are told where it is."""
    made = tmp_path / "home"
    made.mkdir()
    return made


def whole(store: Store) -> None:
    """Every interview replays, and each of its answers has one judgement at most."""
    assert store.check() == "ok"
    assert store.damaged() == ()
    for summary in store.summaries():
        judged = 0
        for event in store.events(summary.id):
            if isinstance(event, Asked | Finished):
                judged = 0
            elif isinstance(event, Graded | Unjudged):
                judged += 1
            assert judged <= 1


@pytest.mark.parametrize("point", JUDGING)
def test_an_answer_that_was_acknowledged_is_judged_once(folder: Path, point: str) -> None:
    """Whatever was going on; the interview goes on where it stood."""
    (interview,) = killed(point, folder)
    held = engine(folder)
    with closing(Store(folder / "interviews.sqlite3")) as store:
        kept = store.events(interview)
        assert [e.text for e in kept if isinstance(e, Answered)] == [SAID]
        held.advance(interview)
        held.advance(interview)
        after = store.events(interview)
        assert after[: len(kept)] == kept
        assert [type(e) for e in after].count(Graded) == 1
        assert isinstance(after[-1], Asked)
        assert held.report(interview).questions
        whole(store)


def killed_at_any_time(
    home: Path, after: int, point: str = "at_any_time"
) -> list[tuple[str, int, str]]:
    """Kills a process that holds interviews once it has acknowledged so many answers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.dying", point, str(home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    with process:
        lines = [process.stdout.readline() for _ in range(after)]
        process.kill()
        lines += process.stdout.readlines()
    told = [line.rstrip("\n").split("\t") for line in lines if line.endswith("\n")]
    return [(interview, int(seq), words) for interview, seq, words in told]


def rounds(home: Path, seeds: Iterable[int]) -> int:
    """Kills so often, and after each looks whether all is there; how many were acknowledged."""
    acknowledged: list[tuple[str, int, str]] = []
    for seed in seeds:
        after = random.Random(seed).randint(1, 120)  # noqa: S311 - where to kill
        acknowledged += killed_at_any_time(home, after)
        held = engine(home)
        with closing(Store(home / "interviews.sqlite3")) as store:
            for interview in dict.fromkeys(i for i, _, _ in acknowledged):
                held.advance(interview)
                answers = {
                    e.seq: e.text for e in store.events(interview) if isinstance(e, Answered)
                }
                told = {s - 1: words for i, s, words in acknowledged if i == interview}
                assert told.items() <= answers.items()
            whole(store)
    return len(acknowledged)


def test_no_acknowledged_answer_is_lost_at_any_time(folder: Path) -> None:
    """Three kills of a process that holds one interview after the other."""
    assert rounds(folder, range(3)) > 20


@ONCE_OR_TWENTY
def test_doctor_mends_what_a_kill_left(folder: Path, kills: int) -> None:
    """Killed while interviews are held and banks change: every acknowledged answer is there, the
    index agrees with the banks, and what `doctor` had to mend it says, once.
    """
    acknowledged: dict[tuple[str, int], str] = {}
    for seed in range(kills):
        after = random.Random(seed).randint(20, 400)  # noqa: S311 - where to kill
        lines = killed_at_any_time(folder, after, "everything_at_any_time")
        acknowledged |= {(interview, seq - 1): words for interview, seq, words in lines}
        first, second = (run("--home", folder, "doctor") for _ in range(2))
        assert (first.status, second.status) == (0, 0), first.out
        assert "ok   index: complete" in second.out, first.out
        with closing(Store(folder / "interviews.sqlite3")) as store:
            found = {
                (s.id, e.seq): e.text
                for s in store.summaries()
                for e in store.events(s.id)
                if isinstance(e, Answered)
            }
            assert acknowledged.items() <= found.items()
            whole(store)
        library = build_library(Settings(home=folder), Encoder())
        for bank in (library.get(b.id) for b in library.list() if not b.builtin):
            near = [library.search(q.prompt, bank.id, 1)[0].question.id for q in bank.questions]
            assert near == [q.id for q in bank.questions]
        library._index.close()
    assert len(acknowledged) >= 20 * kills


@LONG
@pytest.mark.parametrize("twenty", range(10))
def test_no_acknowledged_answer_is_lost_in_two_hundred_kills(folder: Path, twenty: int) -> None:
    """Twenty kills, ten times over."""
    assert rounds(folder, range(1000 + 20 * twenty, 1020 + 20 * twenty)) > 200


@LONG
@pytest.mark.parametrize("point", JUDGING)
def test_twenty_kills_at_one_point(tmp_path: Path, point: str) -> None:
    """The same as once, twenty times."""
    for number in range(20):
        home = tmp_path / str(number)
        home.mkdir()
        test_an_answer_that_was_acknowledged_is_judged_once(home, point)


def downgraded(place: Place) -> None:
    """Brings that database back to the first form there was."""
    older = Config()
    scripts = Path(interviewer.__file__).parent / "migrations"
    older.set_main_option("script_location", str(scripts))
    database = connect(place)
    with database.begin() as connection:
        older.attributes["connection"] = connection
        command.downgrade(older, "0001")
    database.dispose()


def test_a_migration_that_was_killed_is_done_again(folder: Path) -> None:
    """The database is as it was before, and then as it should be."""
    path = folder / "interviews.sqlite3"
    with closing(Store(path)) as store:
        events = put(store, "one")
    downgraded(path)
    killed("migration", folder)
    with closing(Store(path)) as store:
        assert list(store.events("one")) == events
        assert len(store.summaries()) == 1
        whole(store)


def test_a_deletion_that_was_killed_is_all_or_nothing(folder: Path) -> None:
    """Before it is committed everything is there; afterwards nothing is, not a byte of it."""
    path = folder / "interviews.sqlite3"
    with closing(Store(path)) as store:
        events = put(store, "one", SAID)
    killed("deletion", folder)
    with closing(Store(path)) as store:
        assert list(store.events("one")) == events
        whole(store)
    killed("deletion_done", folder)
    with closing(Store(path)) as store:
        assert store.summaries() == ()
        assert store.check() == "ok"
    assert SAID.encode() not in path.read_bytes()


def judged(home: Path, interviews: int) -> tuple[Learned, tuple[Review, ...]]:
    """Holds so many there; what was learnt from them."""
    held = engine(home)
    for _ in range(interviews):
        interview = held.start(Wish(bank=BANK.id, count=1))
        held.answer(interview, SAID)
        held.advance(interview)
    return derived(home)


def derived(home: Path) -> tuple[Learned, tuple[Review, ...]]:
    """What was learnt, as whoever opens that home finds it."""
    with closing(Store(home / "interviews.sqlite3")) as store:
        return store.learned(), store.reviews()


def test_deriving_anew_that_was_killed_is_done_again(folder: Path) -> None:
    """By the next who opens the database."""
    learnt = judged(folder, AT_ONCE + 1)  # more than are derived anew at once
    assert len(learnt[1]) == AT_ONCE + 1
    killed("rederiving", folder)
    with closing(sqlite3.connect(folder / "interviews.sqlite3")) as raw, raw:
        raw.execute("DELETE FROM memories")  # as the death left it, for all that anybody knows
    assert derived(folder) == learnt


def test_restoring_that_was_killed_is_done_again(folder: Path) -> None:
    """Whether all of it was there by then or nothing; of an older program's backup too, in which
    nothing is derived.
    """
    from interviewer import backup

    learnt, library, path = judged(folder, 2), library_of(folder), folder / "interviews.sqlite3"
    with closing(sqlite3.connect(path)) as raw, raw:
        for table in ("memories", "skills", "reviews"):
            raw.execute(f"DELETE FROM {table}")  # noqa: S608
    file = folder.parent / "backup.zip"
    with closing(Store(path)) as store:
        made = backup.make(store, library, file)
        events = [store.events(s.id) for s in store.summaries()]
    for point in ("restoring", "restored"):
        home = folder.parent / point
        home.mkdir()
        killed(point, home)
        with closing(Store(home / "interviews.sqlite3")) as store:
            assert len(store.summaries()) == (0 if point == "restoring" else made.interviews)
            assert backup.restore(file, store, library_of(home)) == made
            assert [store.events(s.id) for s in store.summaries()] == events
            whole(store)
        assert derived(home) == learnt


def test_deleting_one_interview_that_was_killed_is_all_or_nothing(folder: Path) -> None:
    """It is there as it was; deleted again, not a byte of it is, and the others are."""
    path = folder / "interviews.sqlite3"
    with closing(Store(path)) as store:
        events = put(store, "one", SAID)
        put(store, "two")
    killed("deletion_of_one", folder)
    with closing(Store(path)) as store:
        assert list(store.events("one")) == events
        whole(store)
        store.delete("one")
        assert [s.id for s in store.summaries()] == ["two"]
    assert SAID.encode() not in path.read_bytes()


def test_a_deletion_killed_while_the_file_is_written_anew_is_done(folder: Path) -> None:
    """Nothing comes back, and the database is sound."""
    path = folder / "interviews.sqlite3"
    with closing(Store(path)) as store:
        for number in range(20):
            put(store, f"n{number}", SAID)
    killed("compacting", folder)
    with closing(Store(path)) as store:
        assert store.summaries() == ()
        assert store.check() == "ok"
        store.compact()
    assert SAID.encode() not in path.read_bytes()


def test_removing_a_bank_that_was_killed_is_completed(folder: Path) -> None:
    """The check takes what is left of it out of the index, and says so."""
    library = library_of(folder)
    library.put(make_bank(3, id="trees"))
    library._index.close()
    killed("removing_a_bank", folder)
    library = library_of(folder)
    assert [b.id for b in library.list()] == ["deep-learning"]
    assert any(line.startswith("trees: there is no such bank any more") for line in library.check())
    assert library.check() == ()
    library._index.close()


def test_erasing_that_was_killed_goes_on(folder: Path) -> None:
    """Done again, it takes away what the first time left."""
    library = library_of(folder)
    library.put(make_bank(3, id="trees"))
    library._index.close()
    with closing(Store(folder / "interviews.sqlite3")) as store:
        put(store, "one", SAID)
    killed("erasing", folder)
    library, held = library_of(folder), engine(folder)
    assert library.get("trees").questions
    assert mine.erase(held, library) == mine.Erased(interviews=0, banks=1)
    assert library.check() == ()
    library._index.close()


def test_an_import_that_was_killed_leaves_no_half_bank(folder: Path) -> None:
    """The bank is not there, nothing is damaged, and the next import is as if nothing had been."""
    from knowledge.shelf import Shelf

    killed("importing", folder)
    shelf = Shelf(folder / "banks")
    assert [b.id for b in shelf.list()] == ["deep-learning"]
    assert shelf.problems() == ()
    assert len(shelf.put(BANK).added) == 40


def test_an_index_that_was_killed_is_completed(folder: Path) -> None:
    """The check says what it mended, and then agrees with the banks."""
    from knowledge.bank import BankIndex
    from knowledge.library import Library
    from knowledge.shelf import Shelf

    killed("indexing", folder)
    index = BankIndex(folder / "index", HashEncoder())
    library = Library(Shelf(folder / "banks"), index)
    assert any(line.startswith("trees: was not indexed") for line in library.check())
    assert library.check() == ()
    index.close()


def test_reading_that_was_killed_leaves_nothing_behind(folder: Path) -> None:
    """Neither a file nor, for long, the process that read."""
    (child,) = killed("parsing", folder)
    assert list(folder.iterdir()) == []
    if psutil.pid_exists(int(child)):
        psutil.Process(int(child)).wait(timeout=15)


@LONG
@pytest.mark.parametrize(
    "once",
    [
        test_a_migration_that_was_killed_is_done_again,
        test_a_deletion_that_was_killed_is_all_or_nothing,
        test_deriving_anew_that_was_killed_is_done_again,
        test_deleting_one_interview_that_was_killed_is_all_or_nothing,
        test_a_deletion_killed_while_the_file_is_written_anew_is_done,
        test_removing_a_bank_that_was_killed_is_completed,
        test_erasing_that_was_killed_goes_on,
        test_an_import_that_was_killed_leaves_no_half_bank,
        test_an_index_that_was_killed_is_completed,
        test_reading_that_was_killed_leaves_nothing_behind,
    ],
)
def test_twenty_kills_of_other_work(tmp_path: Path, once: Callable[[Path], None]) -> None:
    """The same as once, twenty times."""
    for number in range(20):
        home = tmp_path / str(number)
        home.mkdir()
        once(home)


def test_a_first_start_that_was_killed_after_an_import_is_done_again(folder: Path) -> None:
    """What it leaves, a file without a byte beside the banks, is not taken for a damaged one."""
    path = folder / "interviews.sqlite3"
    library_of(folder).put(make_bank(3, id="trees"))
    killed("migration", folder)
    assert path.stat().st_size == 0
    with closing(Store(path)) as store:
        put(store, "one")
        whole(store)


def test_an_emptied_database_is_not_taken_for_a_new_one(folder: Path) -> None:
    """A file of no bytes where there was one is damage, and is said; it is not overwritten."""
    path = folder / "interviews.sqlite3"
    path.touch()
    Store(path).close()  # a first start that was killed left no more than that
    os.truncate(path, 0)
    with pytest.raises(StorageDamaged, match="empty"):
        Store(path)
    assert path.stat().st_size == 0


@pytest.mark.parametrize("each", [75, pytest.param(300, marks=LONG)])
def test_four_processes_write_at_once(folder: Path, each: int) -> None:
    """Nothing is locked out, nothing is lost."""
    code = (
        "import sys; from pathlib import Path; from interviewer.store import Store\n"
        "from tests.integration.test_store import put\n"
        "store = Store(Path(sys.argv[1]))\n"
        f"for n in range({each}): put(store, sys.argv[2] + str(n))\n"
    )
    path = folder / "interviews.sqlite3"
    Store(path).close()
    writers = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in "abcd"]
    assert [w.wait() for w in writers] == [0, 0, 0, 0]
    with closing(Store(path)) as store:
        assert len(store.summaries()) == 4 * each
        assert store.check() == "ok"
