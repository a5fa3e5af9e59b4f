"""What the browser is told by the headers, and what hostile names do to the pages."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import ConsoleMessage, FilePayload, Page, expect

from interviewer.interview import replay
from interviewer.store import Store
from tests.browser.candidate import PATIENCE, button, no_traceback, press, say, settled, start
from tests.browser.server import Server
from tests.hostile import hostile_events

NAMES = (
    "=cmd|' /C calc'!A0 ../../../etc/passwd <img src=x onerror=\"window.hurt=1\">.md",
    f"[click](javascript:window.hurt=1){'x' * 220}.md",
)
DOCUMENT = b"## What is a tree?\n\nA graph without a cycle.\n\n## What is a leaf?\n\nIts end.\n"


@pytest.fixture
def refusals(page: Page) -> Iterator[list[str]]:
    """What the browser refused because of the policy, in its own words."""
    told: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            told.append(message.text)

    page.on("console", note)
    yield told
    page.remove_listener("console", note)


def test_the_policy_stands_in_nobodys_way(page: Page, server: Server, refusals: list[str]) -> None:
    """From the first page to a report with a chart, a dialog and an upload: nothing is refused."""
    store = Store(server.home / "interviews.sqlite3")
    for name in ("a", "b"):
        store.append(name, hostile_events(), replay(hostile_events()))
    page.goto(server.url)
    start(page, count=1)
    say(page, "Labels tell what is right.")
    press(page, "skip")
    page.goto(f"{server.url}/report?interview=a")
    expect(page.get_by_text("Question by question")).to_be_visible(timeout=PATIENCE)
    settled(page)
    page.goto(f"{server.url}/progress")
    expect(
        page.locator("[data-testid=stVegaLiteChart] canvas, .vega-embed svg").first
    ).to_be_visible(timeout=PATIENCE)
    settled(page)
    press(page, "settings")
    expect(button(page, "test_connection")).to_be_visible(timeout=PATIENCE)
    settled(page)
    no_traceback(page)
    assert refusals == []


def test_a_script_that_got_in_would_not_run(
    page: Page, server: Server, refusals: list[str]
) -> None:
    """Not as an element, not as an attribute, not as an address, not as text; nor is it fetched."""
    page.goto(server.url)
    expect(button(page, "start")).to_be_visible(timeout=PATIENCE)
    page.evaluate("""() => {
        setTimeout('window.hurt = 1', 0);
        const script = document.createElement('script');
        script.textContent = 'window.hurt = 1';
        document.body.append(script);
        const box = document.createElement('div');
        box.innerHTML = '<img src="data:," onerror="window.hurt = 1"><iframe src="/"></iframe>';
        document.body.append(box);
        const far = document.createElement('script');
        far.src = 'https://evil.example/x.js';
        document.body.append(far);
    }""")
    page.wait_for_function("() => document.querySelector('img[src=\"data:,\"]').complete")
    assert page.evaluate("window.hurt") is None
    assert len(refusals) >= 4


def test_a_hostile_file_name_becomes_an_id(server: Server, open_page: Callable[..., Page]) -> None:
    """It is shown as text; on the disk there is a bank under a name of ours, and nothing else."""
    page = open_page("/library")
    for number, name in enumerate(NAMES, 1):
        page.goto(f"{server.url}/library")
        page.get_by_text("Add a document", exact=True).click(timeout=PATIENCE)
        settled(page)
        upload = FilePayload(name=name, mimeType="text/markdown", buffer=DOCUMENT)
        page.locator(".st-key-upload input[type=file]").set_input_files(upload)
        expect(button(page, "import")).to_be_visible(timeout=PATIENCE)
        settled(page)
        press(page, "import")
        expect(page.get_by_text("2 added").first).to_be_visible(timeout=PATIENCE)
        assert page.evaluate("window.hurt") is None
        no_traceback(page)
        stored = [p.relative_to(server.home) for p in server.home.rglob("*.json") if p.is_file()]
        banks = [p for p in stored if p.parts[0] != "index"]
        assert len(banks) == number
        assert {bank.parent.name for bank in banks} == {"banks"}
        for bank in banks:
            assert set(bank.stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
            assert len(bank.name) < 70
