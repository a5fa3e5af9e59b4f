"""Room kept aside: what is on a full disk can still be deleted."""

from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer.engine import Engine
from interviewer.reserve import SIZE, Reserve
from interviewer.settings import Settings
from interviewer.wiring import Wired, build
from tests.clock import Clock
from tests.disks import fill, small_disk
from tests.integration.test_store import put

ANSWER = "some very particular words "


def test_interviews_can_be_deleted_on_a_full_disk(tmp_path: Path) -> None:
    """One after the other, to the byte; the room is put aside again each time."""
    with small_disk(tmp_path / "disk", 4096) as disk:
        wired = build(Settings(home=disk / "home"))
        for name in ("one", "two"):
            put(wired.store, name, ANSWER * 700)
        fill(disk)
        for name in ("one", "two"):
            wired.engine.delete(name)
            assert name not in {s.id for s in wired.engine.interviews()}
        assert ANSWER.encode() not in (disk / "home" / "interviews.sqlite3").read_bytes()
        assert (disk / "home" / "reserve").stat().st_size == SIZE
        wired.store.close()


@pytest.mark.parametrize(
    "delete",
    [lambda e: e.delete_all(), lambda e: e.delete_untouched(1)],
    ids=["all", "old"],
)
def test_so_can_many_at_once(tmp_path: Path, delete: Callable[[Engine], int]) -> None:
    """All of them, or all that nobody touched for long."""
    with small_disk(tmp_path / "disk", 4096) as disk:
        wired: Wired = build(Settings(home=disk / "home"))
        wired.engine._now = Clock()
        wired.engine._now.advance(days=9)
        put(wired.store, "one", ANSWER)
        fill(disk)
        delete(wired.engine)
        assert wired.engine.interviews() == ()
        wired.store.close()


def test_a_disk_without_room_goes_without(tmp_path: Path) -> None:
    """Nothing is left of the attempt, and giving up what is not there gives nothing."""
    with small_disk(tmp_path / "disk", 512) as disk:
        reserve = Reserve(disk / "reserve")
        reserve.keep()
        assert list(disk.iterdir()) == []
        assert not reserve.give_up()


def test_what_is_put_aside_stays_as_it_is(tmp_path: Path) -> None:
    """It is written once; one that was cut short is made whole."""
    path = tmp_path / "reserve"
    Reserve(path).keep()
    written = path.read_bytes()
    Reserve(path).keep()
    assert path.read_bytes() == written
    path.write_bytes(b"short")
    Reserve(path).keep()
    assert path.stat().st_size == SIZE
