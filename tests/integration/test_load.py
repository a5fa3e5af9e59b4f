"""The load benchmark's generator: three interviews at the real app, so that it does not rot."""

import asyncio

from benchmarks.load import servers
from benchmarks.load.checking import Found, found
from benchmarks.load.crowd import Level, candidates, carried
from benchmarks.load.figures import Spread
from benchmarks.load.turns import Clock, Record
from tests.long import LONG

PACE = 20.0
"""Times as fast as the model of the benchmark is."""

HURRY = 100.0


async def _three(house: servers.House) -> Record:
    """Each holds an interview of one question to its end, and reads the report."""
    record, clock, make = Record(), Clock(), candidates(house, HURRY, 1)
    people = [make(number, record, clock, lambda: False) for number in range(3)]
    await asyncio.gather(*(each.visit() for each in people))
    return record


@LONG
def test_three_interviews_are_held_and_found_whole() -> None:
    """Over real websockets, with a log-in each: every answer is judged once and none is lost."""
    with servers.model(PACE) as (address, _), servers.app(address) as house:
        record = asyncio.run(_three(house))
        stored = found(house.place, record.held)
    assert record.failures == []
    assert record.finished == 3
    assert len({each.owner for each in record.held}) == 3
    answers = len(record.turns)
    assert answers >= 3
    assert stored == Found(interviews=3, judged=answers)
    assert all(turn.seen < turn.over for turn in record.turns)
    assert any(turn.text is not None and turn.seen < turn.text for turn in record.turns)


def test_what_is_carried_lies_between_the_levels() -> None:
    def level(present: int, text: float, added: float, failures: int = 0) -> Level:
        return Level(
            present, 100, Spread(100, 0, text, text), Spread(100, 0, added, added), failures
        )

    fine = level(50, 0.3, 1.0)
    assert carried([fine]) == 50
    assert carried([fine, level(100, 0.4, 2.0)]) == 75
    assert carried([fine, level(100, 0.7, 1.2)]) == 75
    assert carried([fine, level(100, 0.4, 1.2, failures=1)]) == 50
    assert carried([level(50, 0.6, 1.0)]) == 0
