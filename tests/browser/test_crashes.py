"""The server is killed; the interview goes on where it stood."""

import random
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from interviewer.events import Answered, Asked, Event, Graded, Unjudged
from interviewer.store import Store
from tests.browser.candidate import PATIENCE, answers, button, chat, field, say, settled, start
from tests.browser.server import ROOT, Server
from tests.long import LONG

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
    words = answers("weak")["supervised-unsupervised"]  # so that there is a follow-up
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


@LONG
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


def sent(page: Page, words: str) -> None:
    """Sends an answer, and waits for nothing."""
    field(page).fill(words, timeout=PATIENCE)
    field(page).press("Enter")


def until_shown(page: Page, words: str) -> None:
    """The page has it among what was said, or has gone on to the next question already."""
    said = page.locator("[data-testid=stChatMessage]", has_text=words)
    after = page.get_by_text("How sure were you of your last answer?")
    expect(said.or_(after).first).to_be_visible(timeout=PATIENCE)


def until_stored(page: Page, home: Path, interview: str, kind: type[Event], before: int) -> None:
    """One more event of that kind is stored than there was before."""
    for _ in range(PATIENCE // 10):
        if sum(isinstance(e, kind) for e in events(home, interview)) > before:
            return
        page.wait_for_timeout(10)  # between two looks at the database
    raise AssertionError(f"No {kind.__name__} was stored.")


@pytest.mark.parametrize("kills", [1, pytest.param(20, marks=LONG)])
def test_a_server_killed_while_an_interview_is_held_loses_no_answer(
    page: Page, serve: Callable[..., Server], home: Path, kills: int
) -> None:
    """As soon as an answer was sent, stored, shown, judged, or later; then it goes on in the page.

    What was stored stays as it was; what the page showed as said is stored; no turn has two marks.
    """
    server, interview = serve(), ""
    page.goto(server.url)
    for number in range(kills):
        if not interview or any(e.kind == "finished" for e in events(home, interview)):
            page.goto(server.url)
            interview = start(page, count=10, mode="Interview")
        chance = random.Random(number)  # noqa: S311 - when to kill
        before = events(home, interview)
        answered, judged = (sum(isinstance(e, k) for e in before) for k in (Answered, Graded))
        words = (
            f"Try {number}: labels tell the model which answer is right, so it learns from them."
        )
        sent(page, words)
        moment = ("sent", "stored", "shown", "judged", "later")[number % 5]
        if moment != "sent":
            until_stored(page, home, interview, Answered, answered)
        if moment == "shown":
            until_shown(page, words)
        if moment in ("judged", "later"):
            until_stored(page, home, interview, Graded, judged)
        page.wait_for_timeout(chance.randint(0, 40 if moment != "later" else 800))
        server.kill()
        kept = events(home, interview)
        assert kept[: len(before)] == before
        if moment != "sent":
            assert any(isinstance(e, Answered) and e.text == words for e in kept)
        server.start()
        page.goto(f"{server.url}/interview?interview={interview}")
        expect(field(page).or_(button(page, "to_report")).first).to_be_visible(timeout=PATIENCE)
        settled(page)
        after = events(home, interview)
        assert after[: len(kept)] == kept
        assert judged_at_most_once(after)
    assert Store(home / "interviews.sqlite3").damaged() == ()


def judged_at_most_once(all_of_it: tuple[Event, ...]) -> bool:
    """Between two things asked there is one judgement at the most."""
    turns = groupby(all_of_it, key=lambda e: isinstance(e, Asked))
    marks = [
        sum(isinstance(e, Graded | Unjudged) for e in turn) for asked, turn in turns if not asked
    ]
    return max(marks, default=0) <= 1
