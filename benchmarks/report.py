"""Reports in every format, the pages of report and progress, and the rebuilding of what is derived.

A report of twenty questions; progress over 500 past interviews; everything derived anew from the
events of 1,000. Run it with `.venv/bin/python benchmarks/report.py`; it prints and asserts nothing.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from interviewer.engine import Wish
from interviewer.events import Event, Mode, Started
from interviewer.interview import replay
from interviewer.rendering.formats import FORMATS
from interviewer.settings import Settings
from interviewer.wiring import Wired, build
from knowledge.question import Bank
from tests.browser import chromium
from tests.browser.server import Server

ROOT = Path(__file__).parents[1]
ANSWERS = ROOT / "tests" / "data" / "answers"
QUESTIONS, PAST, MANY, REPEATS = 20, 500, 1_000, 7
DISTINCT = 10
"""Interviews that are really held; the others are copies of them on other days."""


def main() -> None:
    """Prints one line for each thing that is measured."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        wired = build(Settings(home=Path(folder)))
        wired.library.put(twenty(wired.library.get("deep-learning")))
        long = hold(wired, Wish(bank="twenty", count=QUESTIONS, mode=Mode.INTERVIEW), "middling")
        formats(wired, long)
        cold(wired.settings.home, long)
        copies(wired, held(wired), PAST)
        overview(wired)
        pages(wired.settings.home, long)
        copies(wired, held(wired), MANY)
        rebuilding(wired)


def formats(wired: Wired, long: str) -> None:
    """The time of each format in a process that has written one before."""
    made = wired.engine.report(long)
    show("report computed", timed(lambda: wired.engine.report(long)))
    for key, form in FORMATS.items():
        form(made)
        show(f"{key}, warm", timed(lambda form=form: form(made)))  # type: ignore[misc]
        print(f"    {len(form(made)) / 1000:.0f} KB")


def cold(home: Path, long: str) -> None:
    """The time of each format in a new process, its libraries' loading included."""
    script = (
        "import sys, time; from interviewer.wiring import build; from interviewer.settings import "
        "Settings; from interviewer.rendering.formats import FORMATS; "
        "made = build(Settings()).engine.report(sys.argv[1]); began = time.perf_counter(); "
        "FORMATS[sys.argv[2]](made); print(time.perf_counter() - began)"
    )
    environment = os.environ | {"MOCK_INTERVIEWER_HOME": str(home)}
    for key in FORMATS:
        times = []
        for _ in range(3):
            command = [sys.executable, "-c", script, long, key]
            ran = subprocess.run(
                command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
            )
            times.append(float(ran.stdout))
        show(f"{key}, first of a process", times)


def overview(wired: Wired) -> None:
    """What the progress page asks of the engine."""
    show(f"progress over {PAST} interviews, computed", timed(wired.engine.overview))
    show(f"list of {PAST} interviews", timed(wired.engine.interviews))


def pages(home: Path, long: str) -> None:
    """From the address until the last part stands on the page, in headless Chromium."""
    with served(home) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.executable(), args=chromium.arguments()
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(server.url)
        page.get_by_text("Start interview").wait_for()
        for name, link, last in (
            ("report of twenty questions", f"/report?interview={long}", "How this report was made"),
            (f"progress over {PAST} interviews", "/progress", "Show more"),
        ):
            times = [opened(page, f"{server.url}{link}", last) for _ in range(REPEATS)]
            show(f"page: {name}, opened anew", times)
        times = [switched(page) for _ in range(REPEATS)]
        show(f"page: progress over {PAST} interviews, by the navigation", times)
        browser.close()


def opened(page: Page, address: str, last: str) -> float:
    """Seconds from the address to the part that is drawn last."""
    began = time.perf_counter()
    page.goto(address)
    page.get_by_text(last).last.wait_for()
    return time.perf_counter() - began


def switched(page: Page) -> float:
    """Seconds from the click in the navigation to the part that is drawn last."""
    page.get_by_role("link", name="Practice").click()
    page.get_by_text("Start interview").wait_for()
    began = time.perf_counter()
    page.get_by_role("link", name="Progress").click()
    page.get_by_text("Show more").last.wait_for()
    return time.perf_counter() - began


def rebuilding(wired: Wired) -> None:
    """Summaries, reviews, skills and memories, all from the events."""
    began, spent = time.perf_counter(), time.process_time()
    count = wired.store.rebuild()
    took, worked = time.perf_counter() - began, time.process_time() - spent
    print(f"rebuild of {count} interviews: {took:.1f} s by the clock, {worked:.1f} s of processor")


def twenty(bank: Bank) -> Bank:
    """Twenty questions: those of the bank, and four of them once more in other words."""
    more = [
        q.model_copy(update={"id": f"{q.id}-again", "prompt": f"Once more: {q.prompt}"})
        for q in bank.questions[: QUESTIONS - len(bank.questions)]
    ]
    numbered = (
        q.model_copy(update={"number": n}) for n, q in enumerate([*bank.questions, *more], 1)
    )
    return bank.model_copy(
        update={"id": "twenty", "title": "Twenty", "questions": tuple(numbered), "builtin": False}
    )


def hold(wired: Wired, wish: Wish, level: str) -> str:
    """A whole interview with the sample answers of that level."""
    lines = (ANSWERS / f"{level}.jsonl").read_text(encoding="utf-8").splitlines()
    answers = {row["question_id"]: row["answer"] for row in map(json.loads, lines)}
    engine = wired.engine
    of = engine.start(replace(wish, only=asked(wired, wish)))
    interview = engine.load(of)
    while interview.finished is None and interview.turn is not None:
        name = interview.turn.asked.question_id.removesuffix("-again")
        turn = interview.turn
        engine.answer(of, answers.get(name, "I don't know."))
        engine.rate(of, turn.number, 1 + turn.number % 4)
        interview = engine.advance(of)
    return of


def asked(wired: Wired, wish: Wish) -> tuple[str, ...]:
    """The questions by name: near-repeats are not left out here."""
    questions = wired.library.get(wish.bank).questions
    start = wish.seed % len(questions)
    return tuple(q.id for q in (*questions[start:], *questions[:start]))[: wish.count]


def held(wired: Wired) -> list[list[Event]]:
    """The events of a few interviews that are really held, at different levels."""
    levels = ("weak", "middling", "strong")
    ids = [
        hold(wired, Wish(bank="deep-learning", count=5, seed=3 * n), levels[n % 3])
        for n in range(DISTINCT)
    ]
    return [list(wired.store.events(i)) for i in ids]


def copies(wired: Wired, held: list[list[Event]], until: int) -> None:
    """Copies of these on other days, until there are so many interviews."""
    there = len(wired.engine.interviews())
    start = datetime.now(UTC) - timedelta(days=until + 1)
    for n in range(there, until):
        events = moved(held[n % len(held)], start + timedelta(days=n - there))
        wired.store.append(f"copy-{until}-{n}", events, replay(events))


def moved(events: list[Event], to: datetime) -> list[Event]:
    """The same interview on another day."""
    first = events[0]
    assert isinstance(first, Started)  # noqa: S101
    by = to - first.at
    return [e.model_copy(update={"at": e.at + by}) for e in events]


@contextmanager
def served(home: Path) -> Iterator[Server]:
    """The app on that home."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(home, Path(folder) / "log")
        server.start()
        try:
            yield server
        finally:
            server.kill()


def timed(act: Callable[[], object]) -> list[float]:
    """Seconds of each of a few runs."""
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return times


def show(name: str, times: list[float]) -> None:
    """Median and longest."""
    print(f"{name}: median {statistics.median(times):.3f} s, longest {max(times):.3f} s")


if __name__ == "__main__":
    main()
