"""Writers of one process: each has its turn, and none holds what readers need."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest
import sqlalchemy as sa

from interviewer.database import connect
from interviewer.errors import StorageTrouble
from interviewer.tables import INTERVIEWS
from interviewer.transactions import reading, writing

_MANY = 40  # more than there are connections


def _count(engine: sa.Engine) -> int:
    with reading(engine) as connection:
        rows = connection.execute(sa.text("SELECT count(*) FROM taken")).scalar_one()
    return int(rows)


def _take(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        connection.execute(
            sa.text("INSERT INTO taken (owner, what, at, amount) VALUES ('a', 'tokens', 0, 1)")
        )


def _taken_in_vain(engine: sa.Engine) -> None:
    _take(engine)
    raise ZeroDivisionError


def test_writers_who_wait_hold_no_connection_that_a_reader_needs(tmp_path: Path) -> None:
    engine = connect(tmp_path / "interviews.sqlite3")
    with ThreadPoolExecutor(_MANY) as threads:
        with writing(engine):
            waiting = [threads.submit(_take, engine) for _ in range(_MANY)]
            assert _count(engine) == 0
            assert not any(each.done() for each in waiting)
        for each in waiting:
            each.result()
    assert _count(engine) == _MANY
    engine.dispose()


def test_a_turn_that_does_not_come_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "interviews.sqlite3"
    engine, other = connect(path), connect(path)
    inside, leave = Event(), Event()

    def hold() -> None:
        with writing(engine):
            inside.set()
            leave.wait()

    with ThreadPoolExecutor(1) as threads:
        held = threads.submit(hold)
        inside.wait()
        try:
            with (
                pytest.raises(StorageTrouble, match=r"busy for 0 seconds.*Try again"),
                writing(other, patience=0) as connection,
            ):
                connection.execute(INTERVIEWS.delete())
        finally:
            leave.set()
        held.result()
    engine.dispose()
    other.dispose()


def test_a_turn_is_given_back_when_the_writer_fails(tmp_path: Path) -> None:
    engine = connect(tmp_path / "interviews.sqlite3")
    with pytest.raises(ZeroDivisionError), writing(engine):
        raise ZeroDivisionError
    _take(engine)
    assert _count(engine) == 1
    engine.dispose()


def test_one_within_another_is_a_part_of_it(tmp_path: Path) -> None:
    """It waits for no turn, is stored with the outer one, and is undone with it."""
    engine = connect(tmp_path / "interviews.sqlite3")
    with writing(engine, patience=0):
        _take(engine)
        _take(engine)
        assert _count(engine) == 0
    assert _count(engine) == 2
    with pytest.raises(ZeroDivisionError), writing(engine):
        _taken_in_vain(engine)
    assert _count(engine) == 2
    _take(engine)
    assert _count(engine) == 3
    engine.dispose()


def test_a_part_that_failed_is_not_passed_over(tmp_path: Path) -> None:
    """Whoever suppresses its error gets another one, and nothing of the whole is stored."""
    engine = connect(tmp_path / "interviews.sqlite3")
    with pytest.raises(RuntimeError, match="nothing of it is stored"):
        _with_a_failed_part(engine)
    assert _count(engine) == 0
    engine.dispose()


def _with_a_failed_part(engine: sa.Engine) -> None:
    with writing(engine):
        _take(engine)
        with suppress(ZeroDivisionError), writing(engine):
            _taken_in_vain(engine)


def test_another_database_has_a_transaction_of_its_own(tmp_path: Path) -> None:
    """As when one is copied into the other."""
    one, two = connect(tmp_path / "one.sqlite3"), connect(tmp_path / "two.sqlite3")
    with pytest.raises(ZeroDivisionError), writing(one):
        _taken_in_vain(two)
    assert (_count(one), _count(two)) == (0, 1)
    one.dispose()
    two.dispose()
