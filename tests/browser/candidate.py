"""What a candidate does in the browser, and how to wait for what follows. For browser tests."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import BrowserContext, Locator, Page, expect

from interviewer.pages.moves import SAME_CLICK

_ANSWERS: Final = Path(__file__).parents[1] / "data" / "answers"
PATIENCE: Final = 30_000
"""Milliseconds until something must be there; a loaded machine needs a tenth of that."""

_COUNT_DRAWS: Final = """(() => {
    const draws = window.draws = {begun: 0, running: false, at: 0};
    const number = (bytes, at) => {
        let value = 0, shift = 0, byte;
        do { byte = bytes[at++]; value |= (byte & 127) << shift; shift += 7; } while (byte & 128);
        return [value, at];
    };
    const count = bytes => {  // a ForwardMsg: 4 is new_session, 6 is script_finished
        for (let at = 0, tag, value; at < bytes.length;) {
            [tag, at] = number(bytes, at);
            [value, at] = number(bytes, at);
            if ((tag & 7) === 2) at += value;
            if (tag >> 3 === 4) { draws.begun++; draws.running = true; }
            if (tag >> 3 === 6) draws.running = false;
            draws.at = performance.now();
        }
    };
    const Native = window.WebSocket;
    window.WebSocket = class extends Native {
        constructor(...given) {
            super(...given);
            draws.running = false;
            this.addEventListener("message", async told => count(new Uint8Array(
                told.data instanceof Blob ? await told.data.arrayBuffer() : told.data)));
        }
    };
})()"""

_DRAWN: Final = "before => window.draws.begun > before && !window.draws.running"
_A_WHILE: Final = "least => performance.now() - window.draws.at > least"
_SHOWN: Final = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))"
"""Streamlit gathers what it is told for ten milliseconds before it shows it."""


def watched(where: BrowserContext | Page) -> None:
    """Has every page that is opened there from now on count its draws, which `redrawn` asks for."""
    where.add_init_script(_COUNT_DRAWS)


def answers(name: str) -> Mapping[str, str]:
    """The answers of that file, by the id of their question."""
    lines = (_ANSWERS / f"{name}.jsonl").read_text().splitlines()
    return {a["question_id"]: a["answer"] for a in map(json.loads, lines)}


def button(page: Page, key: str) -> Locator:
    """The button of that key."""
    return page.locator(f".st-key-{key} button")


def field(page: Page) -> Locator:
    """Where the answer is written."""
    return page.locator(".st-key-answer textarea")


def chat(page: Page) -> list[str]:
    """What was said on the question in hand, both sides in turn."""
    return page.locator(".st-key-said [data-testid=stChatMessage]").all_inner_texts()


def settled(page: Page) -> None:
    """Waits until the page has been drawn to its end."""
    app = page.locator("[data-testid=stApp]")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)
    expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=PATIENCE)


@contextmanager
def redrawn(page: Page) -> Iterator[None]:
    """What is done within draws the page anew: waits for the beginning of that, and for its end.

    Without the beginning the page of before is taken for the one of after. It is read off what the
    server says: a quick draw is over before anything of it can be seen on the page.
    """
    before = page.evaluate("window.draws.begun")
    yield
    page.wait_for_function(_DRAWN, arg=before, timeout=PATIENCE)
    page.evaluate(_SHOWN)
    settled(page)


def press(page: Page, key: str) -> None:
    """Presses the button of that key and waits for what follows."""
    unhurried(page)
    with redrawn(page):
        button(page, key).click(timeout=PATIENCE)


def unhurried(page: Page) -> None:
    """Waits as long as a hand does that means it: what comes sooner after a draw is taken for the
    second half of a double click.
    """
    page.wait_for_function(_A_WHILE, arg=1000 * SAME_CLICK, timeout=PATIENCE)


def start(page: Page, *, count: int = 3, mode: str = "Practice") -> str:
    """Starts an interview from home; its id."""
    number = page.locator(".st-key-count input")
    number.fill(str(count), timeout=PATIENCE)
    number.press("Tab")
    page.locator(".st-key-mode").get_by_text(mode, exact=True).click()
    settled(page)
    button(page, "start").click()
    expect(field(page)).to_be_enabled(timeout=PATIENCE)
    settled(page)
    return interview_of(page)


def interview_of(page: Page) -> str:
    """The id in the address."""
    found = re.search(r"interview=(\w+)", page.url)
    assert found, page.url
    return found[1]


def say(page: Page, words: str) -> None:
    """Sends an answer and waits until the interview goes on."""
    field(page).fill(words, timeout=PATIENCE)
    with redrawn(page):
        field(page).press("Enter")


def no_traceback(page: Page) -> None:
    """Nothing of the program's inside is on the page."""
    expect(page.locator("[data-testid=stException]")).to_have_count(0)


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled to the side."""
    wide = "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
    main = "[...document.querySelectorAll('[data-testid=stMain]')]"
    inner = f"{main}.some(e => e.scrollWidth > e.clientWidth)"
    return not page.evaluate(f"{wide} || {inner}")
