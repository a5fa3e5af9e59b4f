"""What becomes of a bank's file while an interview on it is held, on the real library and index."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from interviewer.engine import Engine, Wish
from interviewer.errors import ShelfTrouble
from interviewer.events import Asked, FinishReason, Graded
from interviewer.store import Store
from knowledge.bank import BankIndex
from knowledge.library import Library
from knowledge.shelf import Shelf
from tests.builders import make_bank
from tests.clock import Clock
from tests.fakes import FakeExaminer
from tests.hashencoder import HashEncoder

BANK = make_bank(3, id="trees")


class House:
    """Interviews on a bank in a file, with its index on the disk."""

    def __init__(self, home: Path) -> None:
        self.file = home / "banks" / "trees.json"
        self.index = BankIndex(home / "index", HashEncoder())
        self.library = Library(Shelf(home / "banks"), self.index)
        self.library.put(BANK)
        self.store = Store(home / "interviews.sqlite3")
        numbers = count(1)
        self.engine = Engine(
            self.store,
            self.library,
            FakeExaminer(),
            now=Clock(),
            new_id=lambda: f"i{next(numbers)}",
        )

    def answered(self) -> str:
        """An interview whose answer waits for its judgement."""
        of = self.engine.start(Wish(bank=BANK.id, count=2))
        self.engine.answer(of, "k1, k2, k3")
        return of

    def kinds(self, of: str) -> list[type]:
        return [type(e) for e in self.store.events(of)]


@pytest.fixture
def house(home: Path) -> House:
    return House(home)


def _removed(house: House) -> None:
    house.library.remove(BANK.id)


def _deleted(house: House) -> None:
    house.file.unlink()


def _cut_off(house: House) -> None:
    house.file.write_bytes(house.file.read_bytes()[:300])


def _overwritten(house: House) -> None:
    house.file.write_bytes(b"\0\xff" * 2_000)


def _of_another(house: House) -> None:
    house.file.write_text(make_bank(2, id="others").model_dump_json())


@pytest.mark.parametrize("happens", [_removed, _deleted, _cut_off, _overwritten, _of_another])
def test_a_bank_lost_during_an_interview_costs_no_judgement(
    house: House, happens: Callable[[House], None]
) -> None:
    """The answer is judged, the interview ends and says why; what it holds can all be looked at."""
    of = house.answered()
    happens(house)
    done = house.engine.advance(of)
    assert done.finished is FinishReason.BANK_GONE
    assert done.rounds[0].score == 1.0
    assert house.kinds(of).count(Graded) == 1
    assert house.engine.report(of).questions
    house.engine.overview()


@pytest.mark.parametrize("wish", ["end", "go_on", "retry"])
def test_no_way_out_of_an_interview_is_barred_by_a_damaged_bank(house: House, wish: str) -> None:
    """Ending it, going on and judging again all reach the end, with the judgement stored."""
    of = house.answered()
    _overwritten(house)
    assert getattr(house.engine, wish)(of).finished
    assert house.kinds(of).count(Graded) == 1


def test_a_judgement_outlasts_a_bank_that_cannot_be_read_just_now(house: House) -> None:
    """It is stored and the trouble told; when the file can be read again, the interview goes on."""
    of = house.answered()
    aside = house.file.with_name("aside")
    shutil.move(house.file, aside)
    house.file.mkdir()  # root reads any file, but no folder
    with pytest.raises(ShelfTrouble):
        house.engine.advance(of)
    assert house.kinds(of)[-1] is Graded
    assert house.engine.overview().topics
    house.file.rmdir()
    shutil.move(aside, house.file)
    assert house.engine.advance(of).finished is None
    assert house.kinds(of)[-2:] == [Graded, Asked]


def test_an_interview_can_be_ended_while_its_bank_cannot_be_read(house: House) -> None:
    """The answer before it is judged all the same."""
    of = house.answered()
    house.file.unlink()
    house.file.mkdir()
    assert house.engine.end(of).finished is FinishReason.ENDED
    assert house.kinds(of).count(Graded) == 1


def test_one_damaged_bank_leaves_progress_of_the_others(house: House) -> None:
    """The page counts what the others tell, and the library names the one that is damaged."""
    house.engine.advance(house.answered())
    house.library.put(make_bank(3, id="heaps"))
    other = house.engine.start(Wish(bank="heaps", count=2))
    house.engine.answer(other, "k1, k2, k3")
    house.engine.advance(other)
    _cut_off(house)
    assert house.engine.overview().topics
    assert any("trees" in line for line in house.library.problems())
