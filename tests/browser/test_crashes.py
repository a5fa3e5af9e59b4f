"""The server is killed; the interview goes on where it stood."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from interviewer.events import Answered, Asked, Event, Graded
from interviewer.store import Store
from tests.browser.candidate import PATIENCE, answers, chat, field, say, settled, start
from tests.browser.server import ROOT, Server

STALLED = ROOT / "tests" / "browser" / "stalled.py"


@pytest.fixture
def serve(home: Path, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """`serve()` starts the app, `serve(script, port=…)` another script, there."""
    running: list[Server] = []

    def served(script: Path = ROOT / "app.py", port: int | None = None) -> Server:
        made = Server(home, tmp_path / "server.log", script)
        made.port = port or made.port
        running.append(made)
        made.start()
        return made

    yield served
    for each in running:
        each.kill()


def events(home: Path, interview: str) -> tuple[Event, ...]:
    """What is stored."""
    return Store(home / "interviews.sqlite3").events(interview)


def test_a_crash_while_judging_costs_no_answer(
    page: Page, serve: Callable[..., Server], home: Path
) -> None:
    """After the restart the answer is judged, once, and the interview goes on."""
    stalled = serve(STALLED)
    page.goto(stalled.url)
    interview = start(page, mode="Interview")
    words = answers("middling")["supervised-unsupervised"]
    field(page).fill(words)
    field(page).press("Enter")
    expect(page.get_by_text("Your answer is saved. Checking it")).to_be_visible(timeout=PATIENCE)
    stalled.kill()
    kept = events(home, interview)
    assert isinstance(kept[-1], Answered)
    assert kept[-1].text == words

    serve(port=stalled.port)
    page.reload()
    expect(field(page)).to_be_enabled(timeout=PATIENCE)
    settled(page)
    after = events(home, interview)
    assert after[: len(kept)] == kept
    assert [type(e) for e in after[len(kept) :]] == [Graded, Asked]
    assert any(words[:40] in said for said in chat(page))

    say(page, answers("strong")["supervised-unsupervised"])
    graded = [e for e in events(home, interview) if isinstance(e, Graded)]
    assert len(graded) == 2


def test_a_crash_at_rest_changes_nothing(
    page: Page, serve: Callable[..., Server], home: Path
) -> None:
    """The page finds the same question and the same words."""
    server = serve()
    page.goto(server.url)
    interview = start(page)
    say(page, answers("middling")["supervised-unsupervised"])
    kept, said = events(home, interview), chat(page)
    server.kill()
    server.start()
    page.reload()
    expect(field(page)).to_be_enabled(timeout=PATIENCE)
    settled(page)
    assert chat(page) == said
    assert events(home, interview) == kept
