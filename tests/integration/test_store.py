"""The database: what happens to it, and what it says then."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

import interviewer
from interviewer import sqlite
from interviewer.database import HEAD
from interviewer.errors import (
    Conflict,
    InterviewNotFound,
    StorageDamaged,
    StorageFull,
    StorageNewer,
    StorageReadOnly,
    StorageTrouble,
)
from interviewer.events import (
    Answered,
    Asked,
    Choice,
    Event,
    Mode,
    Plan,
    Purpose,
    Rated,
    Selection,
    Started,
)
from interviewer.interview import replay
from interviewer.store import Store
from tests.builders import make_question
from tests.clock import NOON
from tests.disks import fill, make_read_only, small_disk

QUESTION = make_question()


def begun(text: str = "some words") -> list[Event]:
    plan = Plan(
        bank="small",
        bank_title="Small",
        bank_digest="0",
        mode=Mode.PRACTICE,
        selection=Selection.FIXED,
        choices=(Choice(question_id=QUESTION.id, why=""),),
        examiner="none",
    )
    return [
        Started(seq=0, at=NOON, plan=plan),
        Asked(
            seq=1,
            at=NOON,
            question_id=QUESTION.id,
            question=QUESTION,
            text="So?",
            purpose=Purpose.QUESTION,
        ),
        Answered(seq=2, at=NOON, text=text),
    ]


def put(store: Store, interview_id: str, text: str = "some words") -> list[Event]:
    events = begun(text)
    store.append(interview_id, events, replay(events))
    return events


def rated(seq: int) -> Rated:
    return Rated(seq=seq, at=NOON, turn=1, confidence=2)


def test_what_was_appended_is_read_back(tmp_path: Path) -> None:
    """Event by event, also by another connection."""
    path = tmp_path / "home" / "a.sqlite3"
    events = put(Store(path), "one")
    assert list(Store(path).events("one")) == events


def test_a_batch_is_stored_whole_or_not_at_all(tmp_path: Path) -> None:
    """Its second event clashes, so its first is not kept either."""
    store = Store(tmp_path / "a.sqlite3")
    events = put(store, "one")
    with pytest.raises(Conflict):
        store.append("one", [rated(3), rated(2)], replay(events))
    assert list(store.events("one")) == events


def test_the_same_place_is_never_taken_twice(tmp_path: Path) -> None:
    """The second of two writers is told."""
    store = Store(tmp_path / "a.sqlite3")
    events = put(store, "one")
    store.append("one", [rated(3)], replay([*events, rated(3)]))
    with pytest.raises(Conflict, match="elsewhere"):
        store.append("one", [rated(3)], replay([*events, rated(3)]))


def test_four_writers_lose_nothing(tmp_path: Path) -> None:
    """Each appends forty interviews while the others do."""
    store = Store(tmp_path / "a.sqlite3")

    def write(writer: int) -> None:
        for number in range(40):
            put(store, f"{writer}-{number}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert len(store.summaries()) == 160


def test_a_deleted_interview_leaves_no_byte(tmp_path: Path) -> None:
    """Its words are overwritten in the file."""
    path = tmp_path / "a.sqlite3"
    store = Store(path)
    put(store, "one", "a very particular sentence")
    assert b"very particular" in path.read_bytes()
    store.delete("one")
    store.close()
    assert b"very particular" not in path.read_bytes()
    with pytest.raises(InterviewNotFound):
        store.events("one")


def test_with_a_write_ahead_log_too_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what was deleted, in no file, while the database is still open."""
    monkeypatch.setattr(sqlite, "_WAL_IS_SOUND", (3, 0, 0))
    store = Store(tmp_path / "a.sqlite3")

    def anywhere() -> bool:
        files = [p.read_bytes() for p in tmp_path.iterdir() if p.is_file()]
        return any(b"very particular" in content for content in files)

    for delete in (lambda: store.delete("one"), store.delete_all):
        put(store, "one", "a very particular sentence")
        assert b"very particular" in (tmp_path / "a.sqlite3-wal").read_bytes()
        delete()
        assert not anywhere()
    store.close()


def test_a_disk_that_fills_up_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    """It says so, and goes on when there is room again."""
    with small_disk(tmp_path / "disk", 512) as disk:
        store = Store(disk / "a.sqlite3")
        events = put(store, "one")
        fill(disk)
        with pytest.raises(StorageFull, match="Free some space"):
            put(store, "two", "x" * 20_000)
        assert list(store.events("one")) == events
        (disk / "filler").unlink()
        put(store, "two")
        assert len(store.summaries()) == 2
        store.close()


def test_a_read_only_folder_is_named_with_what_would_mend_it(tmp_path: Path) -> None:
    """Before and after the database is there."""
    with small_disk(tmp_path / "disk", 512) as disk:
        store = Store(disk / "a.sqlite3")
        store.close()
        make_read_only(disk)
        with pytest.raises(StorageReadOnly, match="MOCK_INTERVIEWER_HOME"):
            put(store, "one")
        with pytest.raises(StorageReadOnly, match=str(disk)):
            Store(disk / "deeper" / "b.sqlite3")
        store.close()


def test_what_a_folder_is_called_does_not_matter(tmp_path: Path) -> None:
    """The trouble is what the system says it is, not a word in a path."""
    with small_disk(tmp_path / "a full disk without space", 512) as disk:
        make_read_only(disk)
        with pytest.raises(StorageReadOnly):
            Store(disk / "home" / "a.sqlite3")


def test_a_database_that_cannot_be_used_is_not_kept_open(tmp_path: Path) -> None:
    """Neither by what migrates it nor by what derives anew."""
    path = tmp_path / "a.sqlite3"
    Store(path).close()
    for trouble in ("UPDATE alembic_version SET version_num = '9999'", "DROP TABLE derived_form"):
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(trouble)
        with pytest.raises(StorageTrouble):
            Store(path)
        assert str(path) not in [f.path for f in psutil.Process().open_files()]
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (HEAD,))


@pytest.mark.parametrize(
    "content", [b"this is no database" * 100, b"SQLite format 3\0" + b"x" * 4000]
)
def test_a_file_that_is_no_database_is_named(tmp_path: Path, content: bytes) -> None:
    """It is not overwritten."""
    path = tmp_path / "a.sqlite3"
    path.write_bytes(content)
    with pytest.raises(StorageDamaged, match=r"a\.sqlite3.*Restore"):
        Store(path)
    assert path.read_bytes() == content


def test_a_truncated_database_is_named(tmp_path: Path) -> None:
    """When what is missing is asked for."""
    path = tmp_path / "a.sqlite3"
    store = Store(path)
    for number in range(40):
        put(store, str(number), "x" * 2000)
    store.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 // 4096 * 4096])
    with pytest.raises(StorageDamaged):
        [Store(path).events(str(number)) for number in range(40)]


def test_an_event_that_cannot_be_read_names_its_interview(tmp_path: Path) -> None:
    """The others stay readable."""
    path = tmp_path / "a.sqlite3"
    store = Store(path)
    put(store, "one")
    put(store, "two")
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE events SET payload = '{' WHERE interview_id = 'one' AND seq = 2")
    raw.close()
    with pytest.raises(StorageDamaged, match="one"):
        store.events("one")
    assert len(store.events("two")) == 3


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    """An older program must not touch it."""
    path = tmp_path / "a.sqlite3"
    Store(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(StorageNewer, match="Update the program"):
        Store(path)


def test_the_newest_migration_is_the_one_the_code_expects() -> None:
    """Otherwise every start would migrate."""
    config = Config()
    folder = Path(interviewer.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_an_intact_file_checks_as_such(tmp_path: Path) -> None:
    """For the doctor."""
    assert Store(tmp_path / "a.sqlite3").check() == "ok"


def test_what_is_remembered_follows_what_others_append(tmp_path: Path) -> None:
    """The state is never older than the database."""
    mine, other = Store(tmp_path / "a.sqlite3"), Store(tmp_path / "a.sqlite3")
    events = put(mine, "one")
    assert mine.load("one").seq == 3
    other.append("one", [rated(3)], replay([*events, rated(3)]))
    assert mine.load("one") == other.load("one") == replay([*events, rated(3)])


def test_what_is_remembered_is_forgotten_with_the_interview(tmp_path: Path) -> None:
    """Another process deleted it."""
    mine, other = Store(tmp_path / "a.sqlite3"), Store(tmp_path / "a.sqlite3")
    put(mine, "one")
    mine.load("one")
    other.delete("one")
    with pytest.raises(InterviewNotFound):
        mine.load("one")


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    """With what would mend it."""
    (tmp_path / "home").write_text("in the way")
    with pytest.raises(StorageTrouble, match="MOCK_INTERVIEWER_HOME"):
        Store(tmp_path / "home" / "a.sqlite3")


def corrupt(path: Path, statement: str) -> None:
    """Carries out a statement behind the store's back."""
    with sqlite3.connect(path) as raw:
        raw.execute(statement)
    raw.close()


def test_a_missing_event_names_the_interview_and_the_file(tmp_path: Path) -> None:
    """With what would mend it; the others stay readable."""
    path = tmp_path / "a.sqlite3"
    store = Store(path)
    put(store, "one")
    put(store, "two")
    corrupt(path, "DELETE FROM events WHERE interview_id = 'one' AND seq = 1")
    with pytest.raises(StorageDamaged, match=r"interview one .* delete this") as caught:
        store.load("one")
    assert caught.value.where == str(path)
    assert store.load("two").seq == 3


def test_a_damaged_summary_is_derived_again(tmp_path: Path) -> None:
    """From the events, which hold the truth."""
    path = tmp_path / "a.sqlite3"
    store = Store(path)
    put(store, "one")
    put(store, "two")
    before = set(store.summaries())
    corrupt(path, "UPDATE interviews SET mode = 'zzz', updated_at = 'soon' WHERE id = 'one'")
    assert set(store.summaries()) == before
    assert store.damaged() == ()


def test_an_interview_that_cannot_be_read_leaves_the_others_listed(tmp_path: Path) -> None:
    """Neither its summary nor its events are of use."""
    path = tmp_path / "a.sqlite3"
    store = Store(path)
    put(store, "one")
    put(store, "two")
    corrupt(path, "UPDATE interviews SET mode = 'zzz' WHERE id = 'one'")
    corrupt(path, "UPDATE events SET payload = '{' WHERE interview_id = 'one'")
    assert [s.id for s in store.summaries()] == ["two"]
    assert ["interview one" in e.what for e in store.damaged()] == [True]


def test_a_damaged_event_does_not_hide_which_questions_were_tried(tmp_path: Path) -> None:
    """Those of sound interviews are known all the same."""
    path = tmp_path / "a.sqlite3"
    store = Store(path)
    for interview_id in ("one", "two"):
        put(store, interview_id)
    corrupt(path, "UPDATE interviews SET finished = 'ended'")
    corrupt(path, "UPDATE events SET payload = '{' WHERE interview_id = 'one'")
    assert store.tried("small") == {QUESTION.id}


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    """It is told what it is, and gets no tables of ours."""
    path = tmp_path / "a.sqlite3"
    corrupt(path, "CREATE TABLE events (what TEXT)")
    with pytest.raises(StorageTrouble, match=r"another program.*MOCK_INTERVIEWER_HOME"):
        Store(path)
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT name FROM sqlite_master").fetchall() == [("events",)]
    raw.close()


def test_a_folder_in_place_of_the_database_is_named(tmp_path: Path) -> None:
    """It is not said to be read-only, which it is not."""
    (tmp_path / "a.sqlite3").mkdir()
    with pytest.raises(StorageTrouble, match="A folder stands where"):
        Store(tmp_path / "a.sqlite3")


def test_deleting_on_a_full_disk_says_that_it_needs_space(tmp_path: Path) -> None:
    """Nothing is lost, and it works when there is room again."""
    with small_disk(tmp_path / "disk", 512) as disk:
        store = Store(disk / "a.sqlite3")
        events = put(store, "one", "x" * 20_000)
        fill(disk)
        with pytest.raises(StorageFull, match="Nothing was deleted"):
            store.delete("one")
        assert list(store.events("one")) == events
        (disk / "filler").unlink()
        store.delete("one")
        assert store.summaries() == ()
        store.close()


@pytest.mark.parametrize("wrong", ["a\0b", "\udcff", "\n", "' OR 1=1 --", "x" * 5000])
def test_an_id_that_cannot_be_is_not_found(tmp_path: Path, wrong: str) -> None:
    """Whatever a command line or an address hands over, it is no error of the database."""
    store = Store(tmp_path / "a.sqlite3")
    put(store, "one")
    for look in (store.load, store.events, store.delete):
        with pytest.raises(InterviewNotFound):
            look(wrong)
    assert len(store.summaries()) == 1
