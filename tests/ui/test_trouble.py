"""Data that cannot be used: every page says what would mend it, none shows a traceback."""

import sqlite3
from pathlib import Path

import pytest

from interviewer.engine import Wish
from interviewer.errors import StorageDamaged
from interviewer.store import Store
from interviewer.wiring import Wired
from tests.disks import fill, make_read_only, small_disk
from tests.ui.drawn import keys, opened, press, text

PAGES = ("", "interview", "report", "progress", "library")


@pytest.fixture
def damaged(home: Path) -> Path:
    """A database file that is none."""
    home.mkdir()
    file = home / "interviews.sqlite3"
    file.write_bytes(b"this is no database" * 400)
    return file


@pytest.mark.parametrize("page", PAGES)
def test_a_damaged_database_is_named_on_every_page(damaged: Path, page: str) -> None:
    """With the file and the way out; nothing of the page is drawn on top of it."""
    at = opened(page)
    said = text(at)
    assert "The database is damaged." in said
    assert str(damaged) in said
    assert "move it away" in said
    assert not {"start", "answer"} & keys(at)


def test_the_app_starts_once_the_database_is_mended(damaged: Path) -> None:
    """The trouble is not remembered."""
    opened()
    damaged.unlink()
    assert "start" in keys(opened())


def test_a_database_of_a_newer_version_is_named(wired: Wired, home: Path) -> None:
    """Nothing is written into it."""
    wired.store.close()
    with sqlite3.connect(home / "interviews.sqlite3") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    import streamlit as st

    st.cache_resource.clear()
    assert "Update the program" in text(opened())


@pytest.mark.parametrize("page", ["", "interview", "report", "progress"])
def test_a_database_that_breaks_while_it_is_used_is_named(
    wired: Wired, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the disk fails."""
    of = wired.engine.start(Wish("deep-learning", 1))

    def fail(*_: object) -> None:
        raise StorageDamaged("The database is damaged.", mend="Restore a copy of the file.")

    for name in ("events", "load", "summaries"):
        monkeypatch.setattr(Store, name, fail)
    at = opened(page, **({"interview": of} if page in ("interview", "report") else {}))
    assert "Restore a copy of the file." in text(at)


def test_a_folder_that_cannot_be_written_is_named(home: Path) -> None:
    """With the setting that chooses another."""
    with small_disk(home, 512) as disk:
        make_read_only(disk)
        assert "MOCK_INTERVIEWER_HOME" in text(opened())


def test_a_full_disk_starts_no_interview(home: Path) -> None:
    """The page says so and stays as it was."""
    with small_disk(home, 16_384) as disk:
        at = opened()
        fill(disk)
        press(at, "start")
        assert "full" in text(at)
        assert "start" in keys(at)
        import streamlit as st

        st.cache_resource.clear()
