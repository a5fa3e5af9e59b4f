"""A model's reply in the page: how soon it is seen, and how often the page changes as it grows.

In real Chromium, against a local server at 40 tokens a second; both are on one machine, so that
their clocks are one. Run it with `.venv/bin/python benchmarks/streaming.py`; it prints and asserts
nothing.
"""

import json
import os
import platform
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser import chromium
from tests.browser.candidate import PATIENCE, button, field, press, settled, start, watched
from tests.browser.screens import DESKTOP
from tests.browser.server import Server
from tests.dutiful import judgement_of
from tests.llmserver import Exchange, LLMServer

PACE = 40  # tokens a second
PIECE = 4  # characters a token
ROUNDS = 8
REPLY = (
    "You have named what the labels are for, and you have said what happens without them. "
    "Which kind of problem would you then choose first, and what would tell you that it works?"
)
SAID = "k1, in {n}."
ASKED = "[data-testid=stBottom] [data-testid=stChatMessage]"
WATCH = """([asked, before]) => {
    window.changes = [];
    window.watching?.disconnect();
    const last = () => [...document.querySelectorAll(asked)].at(-1)?.innerText ?? "";
    let shown = last();
    window.watching = new MutationObserver(() => {
        const now = last();
        if (now !== shown && now && !before.includes(now)) window.changes.push(Date.now());
        shown = now;
    });
    window.watching.observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


class Model:
    """Speaks at its pace, and notes when it said the first words of each reply."""

    def __init__(self) -> None:
        self.began: list[float] = []

    def __call__(self, exchange: Exchange) -> None:
        messages = [m["content"] for m in exchange.body["messages"]]
        text = json.dumps({**judgement_of(messages[0], messages[-1]), "reply": REPLY})
        exchange.open()
        said = False
        for at in range(0, len(text), PIECE):
            exchange.piece(text[at : at + PIECE])
            if not said and at + PIECE > len('{"reply": "'):
                self.began.append(1000 * time.time())
                said = True
            time.sleep(1 / PACE)
        exchange.delta(finish="stop")
        exchange.line("data: [DONE]")


def main() -> None:
    """Prints when the first words were seen, and the changes a second from then on."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {ROUNDS} replies")
    model = Model()
    first: list[float] = []
    rates: list[int] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        LLMServer(model) as endpoint,
        sync_playwright() as playwright,
    ):
        os.environ |= {
            "OPENAI_BASE_URL": endpoint.url,
            "OPENAI_API_KEY": "none",
            "MOCK_INTERVIEWER_MODEL": "at 40 tokens a second",
        }
        server = Server(Path(folder) / "home", Path(folder) / "log")
        server.start()
        browser = playwright.chromium.launch(
            executable_path=chromium.executable(), args=chromium.arguments()
        )
        try:
            page = browser.new_page(viewport=DESKTOP)
            watched(page)
            page.goto(server.url)
            start(page, count=ROUNDS)
            for number in range(ROUNDS):
                changes = reply(page, SAID.format(n=number))
                first.append(changes[0] - model.began[number])
                rates.append(busiest(changes))
                press_past(page)
        finally:
            server.kill()
            browser.close()
    print(
        f"first words seen after the model's first: median {statistics.median(first):.0f} ms, "
        f"worst {max(first):.0f}; changes in the busiest second: median "
        f"{statistics.median(rates):.0f}, most {max(rates)}"
    )


def reply(page: Page, words: str) -> list[float]:
    """Gives that answer; the milliseconds since the epoch at which the growing reply changed."""
    page.evaluate(WATCH, [ASKED, page.locator(ASKED).all_inner_texts()])
    field(page).fill(words, timeout=PATIENCE)
    field(page).press("Enter")
    page.wait_for_function("() => window.changes.length > 2", timeout=PATIENCE)
    expect(button(page, "skip")).to_be_visible(timeout=PATIENCE)
    settled(page)
    changes: list[float] = page.evaluate("window.changes")
    return changes


def busiest(changes: list[float]) -> int:
    """The most changes within any second."""
    return max(sum(at <= other < at + 1000 for other in changes) for at in changes)


def press_past(page: Page) -> None:
    """Skips the follow-up: each reply measured is one to a first answer."""
    press(page, "skip")


if __name__ == "__main__":
    main()
