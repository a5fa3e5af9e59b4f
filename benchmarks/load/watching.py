"""What processes take of the machine while they serve: memory each second, processor in all."""

import asyncio
import os
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import psutil

_PSS_EVERY = 5
"""Seconds between two looks at the share of memory that is a process's own; it costs more."""


_FAMILIES = ("database", "nginx")


@dataclass(frozen=True, slots=True)
class Memory:
    """Of one process at one second since the run began, in MB."""

    at: float
    resident: float
    own: float | None
    """The proportional set size: what is shared counts in part."""


@dataclass
class Watcher:
    """`pids` by name; those named app… are what memory is noted of. Of a database and of nginx the
    processes that they have started count too.
    """

    pids: Mapping[str, int]
    memory: dict[str, list[Memory]] = field(default_factory=dict)
    load: list[float] = field(default_factory=list)
    _before: dict[str, float] = field(default_factory=dict)
    _began: float = field(default_factory=time.perf_counter)

    def __post_init__(self) -> None:
        self._before = {n: _processor(n, pid) for n, pid in self.pids.items()}

    async def look(self) -> None:
        """Once a second, until it is cancelled."""
        apps = {n: psutil.Process(pid) for n, pid in self.pids.items() if n.startswith("app")}
        count = 0
        while True:
            for name, process in apps.items():
                own = process.memory_full_info().pss / 1e6 if count % _PSS_EVERY == 0 else None
                at = time.perf_counter() - self._began
                seen = Memory(at, process.memory_info().rss / 1e6, own)
                self.memory.setdefault(name, []).append(seen)
            self.load.append(os.getloadavg()[0])
            count += 1
            await asyncio.sleep(1)

    def processor(self) -> dict[str, float]:
        """Seconds of processor that each has taken since it was begun to watch."""
        return {n: _processor(n, pid) - self._before[n] for n, pid in self.pids.items()}

    def told(self) -> dict[str, Any]:
        """All of it, as it is kept."""
        return {
            "processor": self.processor(),
            "seconds": time.perf_counter() - self._began,
            "load_average": statistics.median(self.load) if self.load else 0.0,
            "memory": {name: _summed(seen) for name, seen in self.memory.items()},
        }


def _summed(seen: Sequence[Memory]) -> dict[str, Any]:
    """The most, and the medians of the first minute and of the last."""
    end = seen[-1].at
    first = [m for m in seen if m.at <= 60]
    last = [m for m in seen if m.at >= end - 60]
    return {
        "most": max(m.resident for m in seen),
        "first_minute": statistics.median(m.resident for m in first),
        "last_minute": statistics.median(m.resident for m in last),
        "own_last_minute": statistics.median(m.own for m in last if m.own is not None),
        "each_ten_seconds": [round(m.resident) for m in seen[::10]],
    }


def _processor(name: str, pid: int) -> float:
    process = psutil.Process(pid)
    family = process.children(recursive=True) if name in _FAMILIES else []
    times = [each.cpu_times() for each in (process, *family)]
    return sum(float(t.user + t.system) for t in times)
