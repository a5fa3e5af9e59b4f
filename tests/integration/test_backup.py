"""A whole home in one file, and back."""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from interviewer import backup, upkeep
from interviewer.archive import drafted
from interviewer.errors import BackupTrouble, BadRequest
from interviewer.settings import Settings
from interviewer.store import Store
from interviewer.wiring import Wired, build
from knowledge.library import Library
from knowledge.question import Bank
from tests import contents
from tests.command import refused, run
from tests.disks import fill, small_disk
from tests.dying import killed
from tests.integration.test_store import begun, put

ANSWER = "some very particular words"


@pytest.fixture
def filled(wired: Wired, make_bank: Callable[..., Bank]) -> Wired:
    """A home with two interviews and one added bank."""
    put(wired.store, "one", ANSWER)
    put(wired.store, "two")
    wired.library.shelve(make_bank(id="trees"))
    return wired


def test_a_backup_fills_an_empty_home(filled: Wired, tmp_path: Path) -> None:
    """Events, summaries, what was learnt, groups and banks are as they were; the index is built."""
    file, home = tmp_path / "b.zip", tmp_path / "other"
    contents.filled(filled.store)
    assert backup.make(filled.store, filled.library, file) == backup.Kept(interviews=6, banks=1)
    assert run("restore", file, "--home", home).status == 0
    restored = build(Settings(home=home))
    assert contents.contents(restored.store) == contents.contents(filled.store)
    assert restored.store.events("one") == filled.store.events("one")
    assert restored.library.get("trees") == filled.library.get("trees")
    assert not (home / "index").exists()
    doctor = run("doctor", "--home", home)
    assert doctor.status == 0, doctor.out
    assert "2 interviews" in doctor.out


def test_a_backup_beside_writers_is_of_one_moment(tmp_path: Path) -> None:
    """Every interview in it is whole, and the writers lose nothing."""
    store = Store(tmp_path / "a.sqlite3")

    def write(writer: int) -> None:
        for number in range(60):
            put(store, f"{writer}-{number}")

    with ThreadPoolExecutor(2) as pool:
        writers = [pool.submit(write, number) for number in range(2)]
        copies = [tmp_path / f"{n}.sqlite3" for n in range(4)]
        counts = [store.copy_to(path) for path in copies]
        for writer in writers:
            writer.result()
    for path, count in zip(copies, counts, strict=True):
        copied = Store(path)
        assert len(copied.summaries()) == count
        assert copied.damaged() == ()
        assert copied.check() == "ok"
    assert counts == sorted(counts)
    assert len(store.summaries()) == 120


def test_nothing_is_mixed(filled: Wired, tmp_path: Path, make_bank: Callable[..., Bank]) -> None:
    """A home that holds something is refused, and stays as it is."""
    file = tmp_path / "b.zip"
    backup.make(filled.store, filled.library, file)
    put(filled.store, "three")
    with pytest.raises(BadRequest, match="interviews already"):
        backup.restore(file, filled.store, filled.library)
    assert len(filled.store.summaries()) == 3
    other = build(Settings(home=tmp_path / "other"))
    other.library.shelve(make_bank(id="mine"))
    with pytest.raises(BackupTrouble, match="mine"):
        backup.restore(file, other.store, other.library)
    assert other.store.summaries() == ()


def added(home: Wired) -> list[str]:
    """The titles of the banks somebody has added."""
    return [bank.title for _, bank in home.library.stored().banks]


def test_neither_a_bank_nor_a_home_in_use_is_overwritten(
    filled: Wired, tmp_path: Path, make_bank: Callable[..., Bank]
) -> None:
    """A bank of the same id but other words is another bank; interviews keep banks out as well."""
    file = tmp_path / "b.zip"
    backup.make(filled.store, filled.library, file)
    edited = build(Settings(home=tmp_path / "edited"))
    edited.library.shelve(make_bank(id="trees", title="Edited since"))
    with pytest.raises(BackupTrouble, match="trees"):
        backup.restore(file, edited.store, edited.library)
    assert added(edited) == ["Edited since"]
    used = build(Settings(home=tmp_path / "used"))
    put(used.store, "mine")
    with pytest.raises(BadRequest, match="interviews already"):
        backup.restore(file, used.store, used.library)
    assert added(used) == []


def forged(file: Path, contents: dict[str, bytes]) -> None:
    """A backup whose digests are right, whatever is in it."""
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
        archive.writestr("backup.json", json.dumps({"format": 1, "files": digests}))


@pytest.mark.parametrize(
    "place", ["banks/../trees.json", "banks/of-a/../../trees.json", "banks/trees.json", "banks/"]
)
def test_a_foreign_backup_writes_nothing_outside_the_banks(
    filled: Wired, tmp_path: Path, make_bank: Callable[..., Bank], place: str
) -> None:
    """Whose a bank is becomes a folder's name, so it is none that leads elsewhere."""
    filled.store.copy_to(tmp_path / "a.sqlite3")
    database = (tmp_path / "a.sqlite3").read_bytes()
    bank = make_bank(id="trees").model_dump_json().encode()
    forged(tmp_path / "b.zip", {"interviews.sqlite3": database, place: bank})
    home = tmp_path / "other"
    assert "no whole backup" in refused("restore", tmp_path / "b.zip", "--home", home)
    assert not list(home.rglob("trees.json"))


def test_a_foreign_database_leaves_nothing_behind(
    filled: Wired, tmp_path: Path, make_bank: Callable[..., Bank]
) -> None:
    """Neither a table nor a bank, though the digests are right."""
    with closing(sqlite3.connect(tmp_path / "a.sqlite3")) as foreign:
        foreign.execute("CREATE TABLE recipes (text)")
    database = (tmp_path / "a.sqlite3").read_bytes()
    bank = make_bank(id="trees").model_dump_json().encode()
    forged(tmp_path / "b.zip", {"interviews.sqlite3": database, "banks//trees.json": bank})
    home = tmp_path / "other"
    assert "another program" in refused("restore", tmp_path / "b.zip", "--home", home)
    assert added(build(Settings(home=home))) == []


def test_restoring_again_what_is_there_already_changes_nothing(
    filled: Wired, tmp_path: Path
) -> None:
    """The banks, or all of it, as the backup holds them, are no obstacle; anything else is."""
    file = tmp_path / "b.zip"
    backup.make(filled.store, filled.library, file)
    other = build(Settings(home=tmp_path / "other"))
    other.library.shelve(filled.library.get("trees"))
    for _ in range(2):
        assert backup.restore(file, other.store, other.library) == backup.Kept(2, 1)
    assert other.store.events("one") == filled.store.events("one")
    other.engine.rate("one", 1, 4)
    with pytest.raises(BadRequest, match="interviews already"):
        backup.restore(file, other.store, other.library)
    assert len(other.store.events("one")) == 4


def truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    return content[:200] + bytes([content[200] ^ 1]) + content[201:]


def encrypted(content: bytes) -> bytes:
    """Marked as such in the list at the archive's end, where readers look."""
    at = content.index(b"PK\1\2") + 8
    return content[:at] + bytes([content[at] | 1]) + content[at + 1 :]


@pytest.mark.parametrize(
    "damage", [truncated, flipped, encrypted, lambda _: b"", lambda _: b"no zip at all"]
)
def test_a_damaged_backup_is_refused_whole(
    filled: Wired, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    """Nothing of it reaches the home."""
    file, home = tmp_path / "b.zip", tmp_path / "other"
    backup.make(filled.store, filled.library, file)
    file.write_bytes(damage(file.read_bytes()))
    assert "no whole backup" in refused("restore", file, "--home", home)
    other = build(Settings(home=home))
    assert (other.store.summaries(), [b for b in other.library.list() if not b.builtin]) == ((), [])


def test_a_backup_of_a_newer_program_is_refused(filled: Wired, tmp_path: Path) -> None:
    """It says so, instead of guessing."""
    file = tmp_path / "b.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("backup.json", json.dumps({"format": 99, "files": {}}))
    assert "Update the program" in refused("restore", file, "--home", tmp_path / "other")


def test_a_full_disk_leaves_no_half_backup(filled: Wired, tmp_path: Path) -> None:
    """What was there under that name stays; the reason is told."""
    with small_disk(tmp_path / "disk", 64) as disk:
        file = disk / "b.zip"
        file.write_bytes(b"the backup of yesterday")
        fill(disk)
        with pytest.raises(BackupTrouble, match=str(file)):
            backup.make(filled.store, filled.library, file)
        assert file.read_bytes() == b"the backup of yesterday"
        assert {p.name for p in disk.iterdir()} == {"b.zip", "filler"}


def test_a_copy_that_finds_the_disk_full_is_not_said_of_the_home(
    filled: Wired, tmp_path: Path
) -> None:
    """There is room to begin, and too little for the copy: the backup's place is named."""
    with small_disk(tmp_path / "disk", 64) as disk:
        with pytest.raises(BackupTrouble, match="The disk is full") as trouble:
            backup.make(filled.store, filled.library, disk / "b.zip")
        assert trouble.value.where == str(disk / "b.zip")
        assert list(disk.iterdir()) == []


def test_a_bank_that_cannot_be_read_is_left_out_and_named(
    filled: Wired, home: Path, tmp_path: Path, make_bank: Callable[..., Bank]
) -> None:
    """Of every owner; the rest is in the backup, and the exit status says that not all is."""
    for owner in ("", "of-a"):
        filled.library.of(owner).shelve(make_bank(id="heaps"))
        path = home / "banks" / owner / "heaps.json"
        path.write_bytes(path.read_bytes()[:100])
    made = run("backup", tmp_path / "b.zip")
    assert made.status == 1
    assert "2 interviews and 1 added bank" in made.err
    assert made.err.count("Left out: ") == 2
    assert str(home / "banks" / "of-a" / "heaps.json") in made.err
    assert run("restore", tmp_path / "b.zip", "--home", tmp_path / "other").status == 0


def test_a_bank_that_is_removed_meanwhile_fails_no_backup(
    filled: Wired, tmp_path: Path, make_bank: Callable[..., Bank], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was listed, and is gone when it is to be read."""
    filled.library.shelve(make_bank(id="heaps"))
    get = Library.get

    def removing(self: Library, bank_id: str) -> Bank:
        if bank_id == "heaps":
            self.remove("heaps")
        return get(self, bank_id)

    monkeypatch.setattr(Library, "get", removing)
    assert backup.make(filled.store, filled.library, tmp_path / "b.zip").banks == 1


def test_a_backup_that_was_killed_leaves_nothing_for_good(
    filled: Wired, home: Path, tmp_path: Path
) -> None:
    """The next one into that folder takes away the plain copy, whatever the name."""
    target = tmp_path / "target"
    target.mkdir()
    killed("backing_up", home, target / "monday.zip")
    (left,) = target.iterdir()
    assert any(ANSWER.encode() in p.read_bytes() for p in left.rglob("*.sqlite3"))
    assert left.stat().st_mode & 0o077 == 0
    backup.make(filled.store, filled.library, target / "tuesday.zip")
    (made,) = target.iterdir()
    assert made.name == "tuesday.zip"
    assert made.stat().st_mode & 0o077 == 0


def test_two_backups_at_once_do_not_meet(filled: Wired, tmp_path: Path) -> None:
    """The second one into a folder is told to wait, and the first is whole."""
    with drafted(tmp_path / "a.zip") as (draft, _):
        draft.write_bytes(b"made")
        with pytest.raises(BackupTrouble, match="Another backup"):
            backup.make(filled.store, filled.library, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == b"made"


def test_a_backup_waits_longer_for_its_turn_than_an_answer_does(tmp_path: Path) -> None:
    """While somebody writes it begins all the same, with a patience that is its own."""
    store = Store(tmp_path / "a.sqlite3")
    with store.engine.begin(), upkeep.snapshot(store.engine) as waiting:
        assert patience(waiting) == 120_000
    with store.engine.connect() as another:
        assert patience(another) == 10_000


def patience(connection: sa.Connection) -> int:
    """Milliseconds that it waits, asked for without beginning a transaction."""
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (found,) = cursor.fetchall()[0]
    return int(found)


def test_backup_and_restore_are_commands(filled: Wired, home: Path, tmp_path: Path) -> None:
    """They say how much there was."""
    file = tmp_path / "b.zip"
    made = run("backup", file)
    assert (made.status, "2 interviews and 1 added bank" in made.err) == (0, True)
    back = run("restore", file, "--home", tmp_path / "other")
    assert (back.status, "2 interviews and 1 added bank" in back.err) == (0, True)
    assert "cannot be used" in refused("backup", tmp_path / "nowhere" / "b.zip")


def test_the_events_of_a_backup_are_those_that_were_appended(tmp_path: Path) -> None:
    """Copied row by row, not by the file: the copy holds no deleted bytes."""
    store = Store(tmp_path / "a.sqlite3")
    put(store, "gone", ANSWER)
    store.delete("gone")
    put(store, "kept")
    assert store.copy_to(tmp_path / "b.sqlite3") == 1
    assert ANSWER.encode() not in (tmp_path / "b.sqlite3").read_bytes()
    assert list(Store(tmp_path / "b.sqlite3").events("kept")) == begun()
