"""`doctor`: what works, and how to mend what does not."""

import json
import sqlite3
from pathlib import Path

import pytest

from interviewer.engine import Wish
from interviewer.wiring import Wired
from knowledge.bank import BankIndex
from tests.command import run
from tests.hashencoder import HashEncoder


def lines(out: str) -> dict[str, str]:
    """Each line by the part it is about."""
    return {x[5:].split(":")[0]: x for x in out.splitlines()}


def test_all_is_well_on_a_fresh_home(home: Path) -> None:
    """One line a part, all of them fine, exit status 0."""
    ran = run("doctor")
    assert ran.status == 0
    found = lines(ran.out)
    names = ["versions", "home", "disk", "database", "banks", "encoder", "index", "examiner"]
    assert list(found) == names
    assert all(line.startswith("ok  ") for line in found.values())
    assert "the offline examiner judges" in found["examiner"]
    assert str(home) in found["home"]


def test_a_damaged_database_fails_with_what_would_mend_it(home: Path) -> None:
    """The file is named; the other parts are looked at all the same; exit status 1."""
    home.mkdir()
    (home / "interviews.sqlite3").write_bytes(b"no database, " * 1000)
    ran = run("doctor")
    assert ran.status == 1
    found = lines(ran.out)
    assert found["database"].startswith("FAIL")
    assert "Restore a copy" in found["database"]
    assert found["encoder"].startswith("ok  ")


def test_a_home_that_cannot_be_used_fails(tmp_path: Path, home: Path) -> None:
    """A file where the folder should be."""
    blocked = tmp_path / "blocked"
    blocked.write_text("", "utf-8")
    ran = run("--home", blocked / "home", "doctor")
    assert ran.status == 1
    assert lines(ran.out)["home"].startswith("FAIL")


def test_a_damaged_bank_fails_and_is_named(home: Path) -> None:
    """A stored bank that cannot be read is told with its file."""
    (home / "banks").mkdir(parents=True)
    (home / "banks" / "broken.json").write_text("{", "utf-8")
    ran = run("doctor")
    assert ran.status == 1
    assert "broken.json" in lines(ran.out)["banks"]


def test_too_little_disk_fails(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before an answer cannot be saved, it is told."""
    monkeypatch.setattr("interviewer.commands.checkup.LEAST_FREE", 10**18)
    ran = run("doctor")
    assert ran.status == 1
    assert "Free some space." in lines(ran.out)["disk"]


def test_an_interview_that_does_not_replay_is_named(ready_home: Path) -> None:
    """Even where SQLite finds the file sound; exit status 1."""
    answers = Path(__file__).parents[1] / "data" / "answers" / "strong.jsonl"
    assert run("simulate", "--answers", answers, "--count", "1").status == 0
    [listed] = run("interviews", "--json").out.splitlines()
    interview_id = json.loads(listed)["id"]
    with sqlite3.connect(ready_home / "interviews.sqlite3") as raw:
        raw.execute("DELETE FROM events WHERE seq = 2")
    raw.close()
    ran = run("doctor")
    assert ran.status == 1
    told = lines(ran.out)["database"]
    assert told.startswith("FAIL")
    assert interview_id in told
    assert "mock-interviewer delete" in told


def test_what_is_derived_can_be_made_anew_from_the_events(wired: Wired, home: Path) -> None:
    """Summaries, levels and memory, as they were."""
    engine = wired.engine
    engine.skip(engine.start(Wish(bank="deep-learning", count=1)))
    before = wired.store.learned()
    with sqlite3.connect(home / "interviews.sqlite3") as connection:
        connection.execute("DELETE FROM memories")
    assert wired.store.learned() != before
    ran = run("doctor", "--rebuild")
    assert "1 interviews were read" in ran.out
    assert wired.store.learned() == before


def test_an_index_in_use_is_not_spoken_of(home: Path) -> None:
    """Beside the app, which has it, doctor sees an empty one of its own: that says nothing."""
    index = BankIndex(home / "index", HashEncoder())
    assert index.owner
    ran = run("doctor")
    index.close()
    assert ran.status == 0
    said = lines(ran.out)["index"]
    assert "another process has it" in said
    assert "indexed" not in said
