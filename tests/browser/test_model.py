"""An interview that a model judges, in a real browser against a local server of its protocol."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from interviewer.events import Graded, Rated, Unjudged
from interviewer.store import Store
from tests import llmfaults as faults
from tests.browser.candidate import (
    PATIENCE,
    button,
    field,
    interview_of,
    press,
    redrawn,
    settled,
    start,
)
from tests.browser.screens import shot
from tests.browser.server import Server
from tests.dutiful import REPLY, judgement_of
from tests.llmserver import Exchange, LLMServer

KEY = "sk-never-to-be-seen"
LED_BY = REPLY.split(".")[0]


class Paced:
    """A model that says the reply, and its verdicts when it is let go on."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def __call__(self, exchange: Exchange) -> None:
        messages = [m["content"] for m in exchange.body["messages"]]
        text = json.dumps(judgement_of(messages[0], messages[-1]))
        cut = text.index('"verdicts"')
        exchange.open()
        for at in range(0, cut, 6):
            exchange.piece(text[at : min(at + 6, cut)])
        while not self.go.wait(0.05):
            exchange.piece(" ")  # blanks between two fields: something comes, and says nothing
        exchange.piece(text[cut:])
        exchange.delta(finish="stop")
        exchange.line("data: [DONE]")


@pytest.fixture
def model() -> Paced:
    return Paced()


@pytest.fixture
def llm(model: Paced, monkeypatch: pytest.MonkeyPatch) -> Iterator[LLMServer]:
    """The endpoint that the app is configured with."""
    with LLMServer(model) as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("MOCK_INTERVIEWER_MODEL", "small-model")
        yield running
        model.go.set()


@pytest.fixture
def server(llm: LLMServer, server: Server) -> Server:
    """The app, started after the endpoint was configured."""
    return server


def answer(page: Page, words: str) -> None:
    """Sends it and waits for nothing."""
    field(page).fill(words, timeout=PATIENCE)
    field(page).press("Enter")


def graded(server: Server, page: Page) -> list[Graded]:
    """The judgements that are stored."""
    events = Store(server.home / "interviews.sqlite3").events(interview_of(page))
    return [e for e in events if isinstance(e, Graded)]


def test_the_reply_is_read_while_the_verdicts_are_still_written(
    page: Page, server: Server, llm: LLMServer, model: Paced
) -> None:
    """A tap on how sure one was, and a reload, find the same judging again: one call, one grade."""
    page.goto(server.url)
    expect(page.get_by_text("Model examiner")).to_be_visible(timeout=PATIENCE)
    start(page)
    answer(page, "It is k1.")
    expect(page.get_by_text("Checking your answer against")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text(LED_BY)).to_be_visible(timeout=PATIENCE)
    expect(button(page, "stop")).to_be_visible()
    at_the_foot = page.get_by_test_id("stBottomBlockContainer").get_by_test_id("stChatMessage")
    expect(at_the_foot).to_have_count(1)  # what was asked before stands above, and there alone
    assert graded(server, page) == []
    shot(page, "interview-model-streaming")
    page.locator(".st-key-confidence").get_by_text("Quite sure").click()
    rated = page.locator(".st-key-confidence[data-stale=true]")  # faded: it can be tapped once
    expect(rated).to_have_count(1, timeout=PATIENCE)
    expect(page.get_by_text(LED_BY)).to_have_count(1, timeout=PATIENCE)
    page.reload()
    expect(page.get_by_text(LED_BY)).to_be_visible(timeout=PATIENCE)
    model.go.set()
    expect(field(page)).to_be_enabled(timeout=PATIENCE)
    settled(page)
    expect(page.get_by_text(REPLY)).to_have_count(1)
    assert len(llm.asked) == 1
    assert len(graded(server, page)) == 1
    events = Store(server.home / "interviews.sqlite3").events(interview_of(page))
    assert [e.confidence for e in events if isinstance(e, Rated)] == [3]
    assert KEY not in page.content()


def test_stopping_leaves_the_answer_and_lets_go_of_the_model(
    page: Page, server: Server, llm: LLMServer, model: Paced
) -> None:
    """At once; trying again judges it, and the text is there once."""
    page.goto(server.url)
    start(page)
    answer(page, "It is k1.")
    expect(page.get_by_text(LED_BY)).to_be_visible(timeout=PATIENCE)
    button(page, "stop").click()
    expect(page.get_by_text("Your answer is saved.", exact=True)).to_be_visible(timeout=PATIENCE)
    settled(page)
    assert graded(server, page) == []
    shot(page, "interview-model-stopped")
    model.go.set()
    press(page, "retry")
    expect(field(page)).to_be_enabled(timeout=PATIENCE)
    expect(page.get_by_text(REPLY)).to_have_count(1)
    assert len(graded(server, page)) == 1


def test_a_silent_model_can_be_stopped(page: Page, server: Server, llm: LLMServer) -> None:
    """Before it has said anything at all."""
    llm.script = [faults.hangs]
    page.goto(server.url)
    start(page)
    answer(page, "It is k1.")
    button(page, "stop").click(timeout=PATIENCE)
    expect(button(page, "retry")).to_be_enabled(timeout=PATIENCE)
    settled(page)
    assert graded(server, page) == []


def test_ending_waits_for_the_judgement(
    page: Page, server: Server, llm: LLMServer, model: Paced
) -> None:
    """The dialog stays while the model goes on; then the report comes, after a single call."""
    page.goto(server.url)
    start(page)
    answer(page, "It is k1.")
    expect(page.get_by_text(LED_BY)).to_be_visible(timeout=PATIENCE)
    button(page, "end").click()
    button(page, "end_confirm").click(timeout=PATIENCE)
    expect(page.get_by_text("ends as soon as")).to_be_visible(timeout=PATIENCE)
    model.go.set()
    expect(page.get_by_role("heading", name="Report: ")).to_be_visible(timeout=PATIENCE)
    settled(page)
    assert len(llm.asked) == 1
    assert len(graded(server, page)) == 1


def test_going_on_finds_the_judgement(
    page: Page, server: Server, llm: LLMServer, model: Paced
) -> None:
    """What came in under the dialog stands on the page when it is closed."""
    page.goto(server.url)
    start(page)
    answer(page, "It is k1.")
    expect(page.get_by_text(LED_BY)).to_be_visible(timeout=PATIENCE)
    button(page, "end").click()
    expect(button(page, "end_cancel")).to_be_visible(timeout=PATIENCE)
    model.go.set()
    button(page, "end_cancel").click()
    expect(field(page)).to_be_enabled(timeout=PATIENCE)
    settled(page)
    expect(page.get_by_text(REPLY)).to_have_count(1)
    assert len(llm.asked) == 1


def test_a_busy_model_is_waited_for_and_left(
    page: Page, server: Server, llm: LLMServer, model: Paced
) -> None:
    """The seconds are counted down; the offline examiner takes over when told."""
    llm.script = [faults.status(429, "slow down", Retry_After="90")]
    page.goto(server.url)
    start(page)
    answer(page, "It is k1.")
    expect(page.get_by_text("The model asks to wait")).to_be_visible(timeout=PATIENCE)
    expect(button(page, "retry")).to_be_disabled()
    shot(page, "interview-model-busy")
    button(page, "go_on").click()
    expect(field(page)).to_be_enabled(timeout=PATIENCE)
    settled(page)
    (only,) = graded(server, page)
    assert only.grade.by.startswith("offline/")
    events = Store(server.home / "interviews.sqlite3").events(interview_of(page))
    assert sum(isinstance(e, Unjudged) for e in events) == 1


def test_the_settings_are_a_dialog(page: Page, server: Server, llm: LLMServer) -> None:
    """It opens from a page, shows what is configured, and closes; the key stays unseen."""
    page.goto(server.url)
    expect(button(page, "start")).to_be_visible(timeout=PATIENCE)
    button(page, "settings").click()
    expect(button(page, "test_connection")).to_be_visible(timeout=PATIENCE)
    settled(page)
    shot(page, "settings")
    assert KEY not in page.content()
    page.keyboard.press("Escape")
    expect(button(page, "test_connection")).to_have_count(0, timeout=PATIENCE)
    settled(page)
    button(page, "settings").click()
    expect(button(page, "test_connection")).to_be_visible(timeout=PATIENCE)


def test_a_key_counts_that_was_left_by_keyboard(page: Page, server: Server, llm: LLMServer) -> None:
    """Tab goes from the key to the eye beside it; what was typed is sent all the same."""
    page.goto(server.url)
    button(page, "settings").click(timeout=PATIENCE)
    typed = page.locator(".st-key-api_key input")
    expect(typed).to_be_visible(timeout=PATIENCE)
    settled(page)
    with redrawn(page):
        typed.fill("sk-typed")
        typed.press("Tab")
    with redrawn(page):
        button(page, "test_connection").click()
    assert llm.requests[-1].headers["authorization"] == "Bearer sk-typed"


def test_a_key_is_in_no_log(page: Page, server: Server, llm: LLMServer, tmp_path: Path) -> None:
    """Not even when the endpoint repeats it in an error."""
    llm.script = [faults.status(401, f"Incorrect API key provided: {KEY}")]
    page.goto(server.url)
    start(page)
    answer(page, "It is k1.")
    expect(button(page, "go_on")).to_be_visible(timeout=PATIENCE)
    assert KEY not in page.content()
    assert KEY not in (tmp_path / "server.log").read_text()
