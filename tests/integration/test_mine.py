"""Everything of somebody's: taken along, deleted to the last byte, kept for a while only."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from interviewer import mine
from interviewer.errors import ShelfTrouble, StorageFull
from interviewer.settings import Settings
from interviewer.store import Store
from interviewer.wiring import Wired, build
from knowledge import bankfile
from knowledge.bankstorage import BankFiles
from knowledge.question import Bank
from tests.clock import NOON, Clock
from tests.command import refused, run
from tests.disks import fill, small_disk
from tests.integration.test_store import put

ANSWER = "some very particular words"


@pytest.fixture
def filled(wired: Wired, make_bank: Callable[..., Bank]) -> Wired:
    """A home with two interviews and one added bank."""
    put(wired.store, "one", ANSWER)
    put(wired.store, "two", ANSWER * 200)
    wired.library.put(make_bank(id="trees", title="A particular title"))
    wired.library._index.close()  # the index belongs to whoever asks next
    return wired


def everywhere(home: Path) -> bytes:
    """Every byte below that folder."""
    return b"\n".join(p.read_bytes() for p in sorted(home.rglob("*")) if p.is_file())


def test_everything_can_be_taken_along(filled: Wired, tmp_path: Path) -> None:
    """Interviews with their events, a readable report of each, and the banks as they import."""
    ran = run("export", "--all", tmp_path / "mine.zip")
    assert ran.status == 0, ran.err
    with zipfile.ZipFile(tmp_path / "mine.zip") as file:
        names = set(file.namelist())
        held = json.loads(file.read("interviews.json"))
        report = file.read(f"reports/{NOON:%Y-%m-%d}-one.html").decode()
        bank = bankfile.parse(file.read("banks/trees.yaml").decode(), name="trees.yaml")
    assert names == {
        "README.txt",
        "interviews.json",
        "banks/trees.yaml",
        *(f"reports/{NOON:%Y-%m-%d}-{i}.html" for i in ("one", "two")),
    }
    assert {i["summary"]["id"] for i in held["interviews"]} == {"one", "two"}
    assert ANSWER in report
    assert bank.questions == filled.library.get("trees").questions


@pytest.mark.parametrize(
    "damage",
    [
        ("UPDATE events SET payload='{' WHERE interview_id='one'",),
        (
            "UPDATE events SET payload='{' WHERE interview_id='one'",
            "UPDATE interviews SET updated_at='x' WHERE id='one'",
        ),
        ("DELETE FROM events WHERE interview_id='one' AND seq=1",),
    ],
    ids=["event", "event and summary", "gap"],
)
def test_an_interview_that_cannot_be_read_is_named_and_left_out(
    filled: Wired, damage: tuple[str, ...]
) -> None:
    """The rest is taken along, also where the process remembers the interview as it was."""
    filled.engine.load("one")
    with filled.store._engine.begin() as connection:
        for statement in damage:
            connection.exec_driver_sql(statement)
    taken = mine.archive(filled.engine, filled.library)
    assert (taken.left_out, taken.interviews) == (("The interview one cannot be read.",), 1)
    with zipfile.ZipFile(io.BytesIO(taken.content)) as file:
        assert not [name for name in file.namelist() if "one" in name]
        assert file.read("NOT-INCLUDED.txt").decode() == "The interview one cannot be read.\n"


def test_a_bank_that_cannot_be_read_is_named_and_left_out(filled: Wired, tmp_path: Path) -> None:
    """In the archive itself too, for whoever has it from the page; the status is not 0."""
    (filled.settings.banks / "trees.json").write_bytes(b"\xff damaged")
    ran = run("export", "--all", tmp_path / "mine.zip")
    assert ran.status == 1
    assert "trees.json" in ran.err
    with zipfile.ZipFile(tmp_path / "mine.zip") as packed:
        assert "trees.json" in packed.read("NOT-INCLUDED.txt").decode()
        assert not [name for name in packed.namelist() if name.startswith("banks/")]
        assert "interviews.json" in packed.namelist()


def test_a_bank_that_cannot_be_opened_is_named_and_left_out(
    filled: Wired, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when its summary is still remembered, so that it stands in the list."""

    def refused(self: BankFiles, bank_id: str) -> None:
        raise ShelfTrouble("The bank cannot be read.", where=f"{bank_id}.json")

    filled.library.list()
    again = build(filled.settings)
    monkeypatch.setattr(BankFiles, "read", refused)
    taken = mine.archive(again.engine, again.library)
    assert (taken.interviews, taken.banks) == (2, 0)
    assert [line for line in taken.left_out if "trees.json" in line]


def test_deleting_everything_leaves_no_byte(filled: Wired, home: Path) -> None:
    """Not in the database, not in the banks, not in the index; and the app goes on."""
    assert ANSWER.encode() in everywhere(home)
    assert b"particular title" in everywhere(home)
    before = filled.settings.database.stat().st_size
    ran = run("delete", "--all", "--yes")
    assert "2 interviews and 1 added bank" in ran.err
    left = everywhere(home)
    assert ANSWER.encode() not in left
    assert b"particular title" not in left
    assert b"trees" not in left
    assert filled.settings.database.stat().st_size < before
    again = build(Settings(home=home))
    assert again.store.summaries() == ()
    assert [b.id for b in again.library.list()] == ["deep-learning"]
    assert again.library.search("why networks forget", k=1)


def test_deleting_everything_takes_what_is_damaged_and_half_written(filled: Wired) -> None:
    """A bank that cannot be read, and the draft that a crash left, hold words too."""
    folder = filled.settings.banks
    (folder / "broken.json").write_text("{ particular")
    (folder / ".trees.x.tmp").write_text("particular")
    assert mine.erase(filled.engine, filled.library) == mine.Erased(interviews=2, banks=2)
    assert list(folder.iterdir()) == []


def test_deleting_everything_asks_first(filled: Wired) -> None:
    """It says how much there is; without a yes nothing happens."""
    ran = run("delete", "--all", stdin="n\n")
    assert (ran.status, "2 interviews and 1 added bank" in ran.err) == (1, True)
    assert len(filled.store.summaries()) == 2


@pytest.mark.parametrize("arguments", [(), ("--all", "one")])
def test_delete_of_neither_one_nor_all_is_wrong_usage(
    home: Path, arguments: tuple[str, ...]
) -> None:
    """Nothing is guessed where nothing can be undone."""
    assert run("delete", *arguments).status == 2


def test_on_a_full_disk_deleting_everything_says_what_it_needs(tmp_path: Path) -> None:
    """Nothing is half deleted."""
    with small_disk(tmp_path / "disk", 1024) as disk:
        wired = build(Settings(home=disk / "home"))
        put(wired.store, "one", ANSWER)
        fill(disk)
        with pytest.raises(StorageFull, match="Free some space"):
            mine.erase(wired.engine, wired.library)
        (disk / "filler").unlink()
        assert mine.erase(wired.engine, wired.library).interviews in (0, 1)
        assert ANSWER.encode() not in everywhere(disk)
        wired.store.close()


def test_old_interviews_are_deleted_after_as_many_days(filled: Wired, clock: Clock) -> None:
    """Counted from when something was last added; the newer ones stay."""
    engine = filled.engine
    engine._now = clock
    clock.advance(days=30)
    put(filled.store, "three")
    assert engine.delete_untouched(31) == 0
    clock.advance(days=1, seconds=1)
    assert engine.delete_untouched(31) == 3
    assert filled.store.summaries() == ()


def test_an_interview_that_goes_on_while_old_ones_are_deleted_stays(
    filled: Wired, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer acknowledged between the listing and the deleting is not lost."""
    engine, delete = filled.engine, Store.delete
    engine._now = clock
    clock.advance(days=40)

    def late(store: Store, interview: str, **when: datetime) -> None:
        if interview == "one":
            filled.engine.rate("one", 1, 4)
        delete(store, interview, **when)

    monkeypatch.setattr(Store, "delete", late)
    assert engine.delete_untouched(30) == 1
    assert [s.id for s in filled.store.summaries()] == ["one"]
    assert len(filled.store.events("one")) == 4


def test_how_long_is_a_setting(filled: Wired, home: Path) -> None:
    """0, the default, keeps everything; otherwise starting the app deletes what is too old."""
    assert build(Settings(home=home)).forget_old() == 0
    assert build(Settings(home=home, retention_days=1)).forget_old() == 2
    assert filled.store.summaries() == ()


def test_prune_is_a_command(filled: Wired) -> None:
    """It wants days from somewhere."""
    assert "RETENTION_DAYS" in refused("prune", "--yes")
    assert "Deleted 2 interviews" in run("prune", "--days", 1, "--yes").err
