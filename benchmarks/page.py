"""An answer in the browser beside a bare Streamlit chat page, and the memory of the server.

From Enter in the chat input until the reply stands on the page, in real Chromium: our page judges,
stores and asks on, the bare one echoes. Run it with `.venv/bin/python benchmarks/page.py`; it
prints and asserts nothing.
"""

import json
import platform
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium
from tests.browser.server import Server

ROUNDS = 10
QUESTIONS = 3
THINKS = 400
"""Milliseconds between two answers, on both pages: nobody answers the moment they are asked."""

ANSWERS = Path(__file__).parents[1] / "tests" / "data" / "answers" / "middling.jsonl"
BARE = """
import streamlit as st
said = st.session_state.setdefault("said", [])
if text := st.chat_input("Your answer", key="answer"):
    said += [("user", text), ("assistant", f"Thank you {len(said)}. {text[:40]}")]
for who, text in said:
    st.chat_message(who).write(text)
"""


LAST_SAID = """() => { const said = document.querySelectorAll('[data-testid=stChatMessage]');
    return said.length ? said[said.length - 1].innerText : ''; }"""


def main() -> None:
    """Prints both distributions, their ratio, and the memory after ten interviews."""
    print(f"Python {platform.python_version()}, {ROUNDS} interviews of {QUESTIONS} questions")
    rows = [json.loads(line) for line in ANSWERS.read_text().splitlines()]
    answers = [row["answer"] for row in rows[:QUESTIONS]]
    bare: list[float] = []
    ours: list[float] = []
    with sync_playwright() as playwright, served(BARE) as echo, served(None) as server:
        browser = playwright.chromium.launch(
            executable_path=chromium.executable(), args=chromium.arguments()
        )
        beside, page = browser.new_page(), browser.new_page()
        before = [processor(s) for s in (echo, server)]
        for _ in range(ROUNDS):  # in turns, so that both meet whatever else the machine does
            bare += hold(beside, echo.url, answers, BARE)
            ours += hold(page, server.url, answers, None)
        spent = [
            (processor(s) - b) / len(ours) for s, b in zip((echo, server), before, strict=True)
        ]
        memory = psutil.Process(server.pid).memory_info().rss / 1e6
        browser.close()
    show("bare chat page", bare, spent[0])
    show("interview page", ours, spent[1])
    print(f"ratio of the medians: {statistics.median(ours) / statistics.median(bare):.2f}")
    print(f"memory of the server after {ROUNDS} interviews: {memory:.0f} MB")


@contextmanager
def served(script: str | None) -> Iterator[Server]:
    """The app, or the script, in a server of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home, log = Path(folder) / "home", Path(folder) / "log"
        if script is None:
            server = Server(home, log)
        else:
            (Path(folder) / "bare.py").write_text(script)
            # In a folder of its own: it is to be what Streamlit makes of it, without our options.
            server = Server(home, log, Path(folder) / "bare.py", folder=Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.kill()


def hold(page: Page, url: str, answers: list[str], script: str | None) -> list[float]:
    """One interview, or as many answers on the bare page."""
    page.goto(url)
    if script is None:
        page.locator(".st-key-start button").click()
    box = page.locator(".st-key-answer textarea")
    box.wait_for()
    times = []
    for answer in [a for a in answers for _ in range(2)]:
        before = page.evaluate(LAST_SAID)
        box.fill(answer)
        page.wait_for_timeout(THINKS)
        began = time.perf_counter()
        box.press("Enter")
        page.wait_for_function(
            f"was => ({LAST_SAID})() !== was && !document.querySelector('[data-stale=true]')",
            arg=before,
            polling=5,
        )
        times.append(1000 * (time.perf_counter() - began))
    return times


def processor(server: Server) -> float:
    """Milliseconds of processor that the server has taken until now."""
    times = psutil.Process(server.pid).cpu_times()
    return 1000 * float(times.user + times.system)


def show(name: str, values: list[float], spent: float) -> None:
    """Median and 95th percentile, and what an answer took of the server's processor, all in all."""
    ordered = sorted(values)
    p95 = ordered[int(0.95 * len(ordered))]
    print(
        f"{name}: p50 {statistics.median(ordered):.0f} ms, p95 {p95:.0f} ms, n {len(ordered)}; "
        f"processor of the server {spent:.0f} ms an answer"
    )


if __name__ == "__main__":
    main()
