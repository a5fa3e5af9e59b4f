"""Our own time for one answer at the engine, and the memory that ten interviews leave.

From the submit to the next question, offline judging and both commits included, over whole
interviews on the built-in bank. Run it with `.venv/bin/python benchmarks/engine.py`; it prints
and asserts nothing.
"""

import json
import os
import platform
import statistics
import tempfile
import time
from pathlib import Path

import psutil

from interviewer.engine import Wish
from interviewer.events import Mode
from interviewer.settings import Settings
from interviewer.wiring import Wired, build

ANSWERS = Path(__file__).parents[1] / "tests" / "data" / "answers"
LEVELS = ("strong", "middling", "weak", "none")
INTERVIEWS = 10


def main() -> None:
    """Prints the distribution over every answer of ten interviews of sixteen questions."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores")
    answers = {level: read(level) for level in LEVELS}
    with tempfile.TemporaryDirectory() as folder:
        wired = build(Settings(home=Path(folder)))
        wired.warm()
        hold(wired, answers["strong"], [])
        times: list[float] = []
        began = memory()
        for number in range(INTERVIEWS):
            hold(wired, answers[LEVELS[number % len(LEVELS)]], times)
        show("one answer, ms", times)
        print(
            f"memory of the process: {began:.0f} MB after one interview, {memory():.0f} MB after "
            f"{INTERVIEWS + 1}"
        )


def hold(wired: Wired, answers: dict[str, str], times: list[float]) -> None:
    """One interview of all questions; appends the milliseconds of each answer."""
    of = wired.engine.start(Wish(bank="deep-learning", count=16, mode=Mode.INTERVIEW))
    interview = wired.engine.load(of)
    while not interview.finished and interview.round is not None:
        text = answers[interview.round.question.id]
        began = time.perf_counter()
        wired.engine.answer(of, text, seq=interview.seq)
        interview = wired.engine.advance(of)
        times.append(1000 * (time.perf_counter() - began))


def read(level: str) -> dict[str, str]:
    """The sample answers of that level by question."""
    lines = (ANSWERS / f"{level}.jsonl").read_text().splitlines()
    return {row["question_id"]: row["answer"] for row in map(json.loads, lines)}


def memory() -> float:
    """Resident memory of this process in megabytes."""
    return float(psutil.Process().memory_info().rss) / 1e6


def show(name: str, values: list[float]) -> None:
    """Median, 95th percentile and worst."""
    ordered = sorted(values)
    p95 = ordered[int(0.95 * len(ordered))]
    print(
        f"{name}: p50 {statistics.median(ordered):.1f}, p95 {p95:.1f}, worst {ordered[-1]:.1f}, "
        f"n {len(ordered)}"
    )


if __name__ == "__main__":
    main()
