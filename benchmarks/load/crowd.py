"""So many people for so long at one page: all at once, or more and more until it is too slow."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import knowledge.banks
from benchmarks.load.bare import Talker
from benchmarks.load.candidate import Candidate, by_letters
from benchmarks.load.figures import Spread
from benchmarks.load.model import TOTAL
from benchmarks.load.people import Someone, known
from benchmarks.load.servers import House
from benchmarks.load.turns import Clock, Record, Turn
from benchmarks.load.visitor import Visitor
from knowledge.bankfile import load

JOINING: Final = 20.0
"""Seconds in which all come, one after the other."""

FIRST_TEXT: Final = 0.5
ADDED: Final = 1.5
"""Seconds that these may take at p95."""

Makes = Callable[[int, Record, Clock, Callable[[], bool]], Visitor]
"""Makes the visitor of that number."""


@dataclass(frozen=True, slots=True)
class Level:
    """What so many at once met with."""

    present: int
    turns: int
    text: Spread
    added: Spread
    failures: int

    @property
    def fine(self) -> bool:
        """Whether both are within their bounds, and nothing failed."""
        quick = self.text.p95 <= FIRST_TEXT and self.added.p95 <= ADDED
        return quick and not self.failures and self.turns > 0


def candidates(house: House, hurry: float = 1.0, questions: int | None = None) -> Makes:
    """Those who hold interviews in the app; they think `hurry` times as fast."""
    bank = load(Path(next(iter(knowledge.banks.__path__))) / "deep-learning.yaml", builtin=True)
    prompts = by_letters({q.id: q.prompt for q in bank.questions})
    answers = known()

    def make(number: int, record: Record, clock: Clock, over: Callable[[], bool]) -> Visitor:
        who = Someone(number, hurry)
        known_to = (house.secret, prompts, questions)
        return Candidate(who, house.url, answers, record, clock, over, *known_to)

    return make


def talkers(house: House) -> Makes:
    """Those who talk to the bare page."""
    answers = known()

    def make(number: int, record: Record, clock: Clock, over: Callable[[], bool]) -> Visitor:
        return Talker(Someone(number), house.url, answers, record, clock, over)

    return make


async def warmed(makes: Makes, count: int = 2, seconds: float = 45.0) -> None:
    """Some come first: what a process loads at its first answers is not measured."""
    record, clock = await stay(makes, count, seconds, joining=1.0, first=10**6)
    if record.failures or not record.turns:
        raise SystemExit(f"After {clock.now():.0f} s not even these can be held: {record.failures}")


async def stay(
    makes: Makes, count: int, seconds: float, *, joining: float = JOINING, first: int = 0
) -> tuple[Record, Clock]:
    """That many for that long; each begins again when they are done, and ends what is begun."""
    record, clock = Record(), Clock()

    async def come(number: int) -> None:
        await asyncio.sleep(joining * number / count)
        await makes(first + number, record, clock, lambda: clock.now() > seconds).come()

    await asyncio.gather(*(come(number) for number in range(count)))
    return record, clock


async def grow(
    makes: Makes, levels: Sequence[int], seconds: float
) -> tuple[Record, tuple[Level, ...]]:
    """More and more: those of a level come within a quarter of its seconds and stay, what follows
    is measured. The first level that is not fine is the last.
    """
    record, clock, ended = Record(), Clock(), asyncio.Event()
    tasks: list[asyncio.Task[None]] = []
    reached: list[Level] = []
    for level in levels:
        new = range(len(tasks), level)
        for number in new:
            tasks.append(asyncio.create_task(makes(number, record, clock, ended.is_set).come()))
            await asyncio.sleep(seconds / 4 / len(new))
        since, failed = clock.now(), len(record.failures)
        await asyncio.sleep(seconds * 3 / 4)
        turns = [t for t in record.turns if t.at >= since]
        reached.append(_level(level, turns, len(record.failures) - failed))
        if not reached[-1].fine:
            break
    ended.set()
    await asyncio.gather(*tasks)
    return record, tuple(reached)


def carried(levels: Sequence[Level]) -> float:
    """How many can be there at once: between the last level that was fine and the first that was
    not, where the worse of both figures meets its bound.
    """
    if not levels or levels[-1].fine or len(levels) == 1:
        return float(levels[-1].present) if levels and levels[-1].fine else 0.0
    fine, slow = levels[-2], levels[-1]
    if slow.failures:
        return float(fine.present)
    shares = [
        (bound - before) / (after - before)
        for before, after, bound in (
            (fine.text.p95, slow.text.p95, FIRST_TEXT),
            (fine.added.p95, slow.added.p95, ADDED),
        )
        if after > bound
    ]
    return fine.present + min(shares, default=0.0) * (slow.present - fine.present)


def _level(present: int, turns: Sequence[Turn], failures: int) -> Level:
    text = Spread.of(t.text for t in turns if t.text is not None)
    added = Spread.of(t.added(TOTAL) for t in turns)
    return Level(present, len(turns), text, added, failures)
