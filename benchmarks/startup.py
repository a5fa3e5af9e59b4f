"""How long until the product is there: the command line's help, and the first page in Chromium.

Run it with `.venv/bin/python benchmarks/startup.py`; it prints and asserts nothing.
"""

import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.browser.server import Server
from tests.integration.test_imports import FIRST_PAGE, HEAVY, loaded

RUNS = 7
COMMAND = Path(sys.executable).with_name("mock-interviewer")
BARE_PAGE = 'import streamlit as st\nst.title("Bare")\nst.button("Start", key="start")\n'


def main() -> None:
    """Prints one line a measurement: median, fastest and slowest of the runs."""
    print(f"Python {platform.python_version()}, {platform.machine()}, {RUNS} runs each")
    show("python -c pass", command([sys.executable, "-c", "pass"]))
    show("mock-interviewer --help", command([str(COMMAND), "--help"]))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.executable(), args=chromium.arguments()
        )
        with tempfile.TemporaryDirectory() as folder:
            bare = Path(folder) / "bare.py"
            bare.write_text(BARE_PAGE)
            show("bare Streamlit page usable", lambda: first_page(browser, bare))
        show("first page usable", lambda: first_page(browser, None))
        browser.close()
    early = sorted(loaded(FIRST_PAGE) & set(HEAVY))
    print(f"heavy modules loaded before the first page: {', '.join(early) or 'none'}")


def show(name: str, measure: Callable[[], float]) -> None:
    """Measures and prints; the first run, which warms the disk's cache, is not counted."""
    measure()
    seconds = [measure() for _ in range(RUNS)]
    middle = statistics.median(seconds)
    print(f"{name:32} {middle:6.2f} s  ({min(seconds):.2f} to {max(seconds):.2f})", flush=True)


def command(arguments: list[str]) -> Callable[[], float]:
    """Seconds of wall time that the command takes."""

    def measure() -> float:
        began = time.perf_counter()
        subprocess.run(arguments, check=True, capture_output=True)
        return time.perf_counter() - began

    return measure


def first_page(browser: Browser, script: Path | None) -> float:
    """Seconds from the start of the server's process until the start button can be pressed."""
    with tempfile.TemporaryDirectory() as folder:
        home, log = Path(folder) / "home", Path(folder) / "log"
        server = Server(home, log, script) if script else Server(home, log)
        page = browser.new_page()
        began = time.perf_counter()
        try:
            server.start()
            page.goto(server.url)
            page.locator(".st-key-start button").click(trial=True, timeout=60_000)
            return time.perf_counter() - began
        finally:
            server.kill()
            page.close()


if __name__ == "__main__":
    main()
