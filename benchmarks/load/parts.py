"""The parts of the benchmark, each by itself, and what is kept of it as JSON."""

import asyncio
import json
import os
import platform
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import Any, Final, TypeVar
from urllib.request import urlopen

from benchmarks.load import servers
from benchmarks.load.checking import found
from benchmarks.load.crowd import (
    Level,
    Makes,
    candidates,
    carried,
    grow,
    stay,
    talkers,
    warmed,
)
from benchmarks.load.figures import Spread
from benchmarks.load.model import TOTAL
from benchmarks.load.servers import House
from benchmarks.load.turns import Record
from benchmarks.load.watching import Watcher

T = TypeVar("T")

SHARE: Final = 0.6
"""Of a core, for each replica where one is compared with two: two of them, the database, nginx,
the model and the generator then have room on two cores, so that the replicas are what is short.
"""

_ENOUGH: Final = 8
"""People who come first to replicas: one of these left out by all of them is hardly to be had."""


@dataclass(frozen=True, slots=True)
class Part:
    """`minutes` is about how long it takes; `run` gives what is kept of it."""

    name: str
    says: str
    minutes: float
    run: Callable[[float], dict[str, Any]]


def app(count: int, seconds: float) -> Callable[[float], dict[str, Any]]:
    """So many interviews in the app for so long; a run may be shortened to a share of that."""

    def run(share: float) -> dict[str, Any]:
        with servers.model() as model, servers.app(model[0]) as house:
            return _held(house, model, candidates(house), count, seconds * share)

    return run


def bare(count: int, seconds: float) -> Callable[[float], dict[str, Any]]:
    """As many at the bare page."""

    def run(share: float) -> dict[str, Any]:
        with servers.model() as model, servers.bare_page(model[0]) as house:
            return _held(house, model, talkers(house), count, seconds * share)

    return run


def app_grows(levels: Sequence[int], seconds: float) -> Callable[[float], dict[str, Any]]:
    """More and more in the app."""

    def run(share: float) -> dict[str, Any]:
        with servers.model() as model, servers.app(model[0]) as house:
            return _grown(house, model, candidates(house), levels, seconds * share)

    return run


def bare_grows(levels: Sequence[int], seconds: float) -> Callable[[float], dict[str, Any]]:
    """More and more at the bare page."""

    def run(share: float) -> dict[str, Any]:
        with servers.model() as model, servers.bare_page(model[0]) as house:
            return _grown(house, model, talkers(house), levels, seconds * share)

    return run


def replicas(
    count: int, levels: Sequence[int], seconds: float
) -> Callable[[float], dict[str, Any]]:
    """More and more at so many replicas."""

    def run(share: float) -> dict[str, Any]:
        with servers.model() as model, servers.replicas(model[0], count, SHARE) as house:
            return _grown(house, model, candidates(house), levels, seconds * share)

    return run


ALL: Final = (
    Part("app-50", "50 interviews for ten minutes", 11.5, app(50, 600)),
    Part("bare-50", "50 at the bare page", 3, bare(50, 120)),
    Part("app-100", "100 interviews", 4, app(100, 180)),
    Part("bare-grows", "the bare page, more and more", 4, bare_grows(range(10, 101, 10), 60)),
    Part("app-grows", "the app, more and more", 5, app_grows(range(10, 101, 10), 60)),
    Part("one", "one replica", 4, replicas(1, range(4, 61, 4), 60)),
    Part("two", "two replicas", 5, replicas(2, range(8, 121, 8), 60)),
)


def _held(
    house: House, model: tuple[str, int], makes: Makes, count: int, seconds: float
) -> dict[str, Any]:
    asyncio.run(warmed(makes))
    with _watched(house, model) as (watcher, kept):

        async def run() -> Record:
            record, _ = await _beside(watcher, stay(makes, count, seconds))
            return record

        record = asyncio.run(run())
    return kept | _told(record) | _in_the_database(house, record) | {"count": count}


def _grown(
    house: House, model: tuple[str, int], makes: Makes, levels: Sequence[int], seconds: float
) -> dict[str, Any]:
    asyncio.run(warmed(makes, _ENOUGH if len(house.pids) > 1 else 2))
    with _watched(house, model) as (watcher, kept):

        async def run() -> tuple[Record, tuple[Level, ...]]:
            return await _beside(watcher, grow(makes, levels, seconds))

        record, reached = asyncio.run(run())
    grown = {"levels": [asdict(level) for level in reached], "carried": carried(reached)}
    return kept | _told(record) | _in_the_database(house, record) | grown


@contextmanager
def _watched(house: House, model: tuple[str, int]) -> Iterator[tuple[Watcher, dict[str, Any]]]:
    """What the processes take within; what was seen is in the dictionary afterwards."""
    ours = {"generator": os.getpid(), "model": model[1]}
    watcher, kept = Watcher({**house.pids, **ours}), dict[str, Any]()
    before = _calls(model[0])
    yield watcher, kept
    after = _calls(model[0])
    kept |= {
        "date": time.strftime("%Y-%m-%d"),
        "python": platform.python_version(),
        "calls": after["asked"] - before["asked"],
        "model_late": after["late"],
        **watcher.told(),
    }


async def _beside(watcher: Watcher, work: Awaitable[T]) -> T:
    looking = asyncio.create_task(watcher.look())
    try:
        return await work
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking


def _calls(url: str) -> dict[str, Any]:
    with urlopen(f"{url}/calls") as answer:  # noqa: S310 - our own, on loopback
        told: dict[str, Any] = json.load(answer)
        return told


def _told(record: Record) -> dict[str, Any]:
    text = [t.text for t in record.turns if t.text is not None]
    return {
        "turns": len(record.turns),
        "seen": asdict(Spread.of(t.seen for t in record.turns)),
        "text": asdict(Spread.of(text)),
        "added": asdict(Spread.of(t.added(TOTAL) for t in record.turns)),
        "pages": {w: asdict(Spread.of(record.of(w))) for w in ("open", "start", "rate", "report")},
        "finished": record.finished,
        "messages": record.messages,
        "failures": record.failures,
        "points": [(round(t.at, 1), round(t.added(TOTAL), 3)) for t in record.turns],
    }


def _in_the_database(house: House, record: Record) -> dict[str, Any]:
    return {"stored": asdict(found(house.place, record.held))} if record.held else {}
