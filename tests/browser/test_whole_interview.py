"""An interview from the first click to the report, as a candidate holds it."""

import json
from collections.abc import Callable

from playwright.sync_api import Page, expect

from interviewer.events import Answered, Graded
from interviewer.store import Store
from tests.browser.candidate import (
    PATIENCE,
    answers,
    button,
    chat,
    field,
    interview_of,
    no_traceback,
    press,
    redrawn,
    say,
    settled,
    start,
    unhurried,
)
from tests.browser.screens import shot
from tests.browser.server import Server
from tests.long import LONG


def question(store: Store, interview: str) -> str:
    """The id of the question in hand."""
    now = store.load(interview).round
    assert now is not None
    return now.question.id


def test_a_whole_interview(page: Page, server: Server, open_page: Callable[..., Page]) -> None:
    """Three questions with follow-ups, a refresh and a second tab in the middle, a report."""
    page.goto(server.url)
    middling, strong = answers("middling"), answers("strong")
    interview = start(page)
    store = Store(server.home / "interviews.sqlite3")
    shot(page, "interview-first-question")

    first = question(store, interview)
    say(page, middling[first])
    probe = store.load(interview).turn
    assert probe is not None
    assert probe.asked.purpose != "question"
    expect(page.get_by_text("About:")).to_be_visible()
    shot(page, "interview-follow-up")

    before, said = store.events(interview), chat(page)
    page.reload()
    expect(field(page)).to_be_visible(timeout=PATIENCE)
    settled(page)
    assert chat(page) == said
    assert any(middling[first][:40] in words for words in said)
    second_tab = open_page(f"/interview?interview={interview}")
    expect(field(second_tab)).to_be_visible(timeout=PATIENCE)
    settled(second_tab)
    assert chat(second_tab) == said
    assert store.events(interview) == before

    while not store.load(interview).finished:
        say(page, strong[question(store, interview)])
    state = store.load(interview)
    assert len(state.rounds) == 3
    kinds = [type(e) for e in store.events(interview)]
    assert kinds.count(Answered) == kinds.count(Graded)
    shot(page, "interview-over")

    press(page, "to_report")
    expect(page.get_by_role("heading", name="Report: Deep learning")).to_be_visible(
        timeout=PATIENCE
    )
    settled(page)
    no_traceback(page)
    shot(page, "report")
    downloads(page, middling[first][:30])

    page.go_back()
    expect(button(page, "to_report")).to_be_visible(timeout=PATIENCE)
    assert interview_of(page) == interview
    page.go_forward()
    expect(page.get_by_text("Question by question")).to_be_visible(timeout=PATIENCE)


def downloads(page: Page, words: str) -> None:
    """Each format is a file that holds what was said."""
    files = {}
    for key, suffix in {"md": ".md", "html": ".html", "json": ".json"}.items():
        with page.expect_download(timeout=PATIENCE) as waited:
            button(page, f"download_{key}").click()
        assert waited.value.suggested_filename.startswith("interview-deep-learning-")
        assert waited.value.suggested_filename.endswith(suffix)
        files[key] = waited.value.path().read_text()
    assert all(words in content for content in files.values())
    assert json.loads(files["json"])


def test_the_keyboard_is_enough(page: Page, server: Server) -> None:
    """From the start button to an answer of two lines, without a pointer."""
    page.goto(server.url)
    expect(button(page, "start")).to_be_enabled(timeout=PATIENCE)
    settled(page)
    tab_to(page, ".st-key-start button")
    page.keyboard.press("Enter")
    expect(field(page)).to_be_visible(timeout=PATIENCE)
    settled(page)
    tab_to(page, ".st-key-answer textarea")
    page.keyboard.type("The difference is the labels.")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Supervised learning has them.")
    assert field(page).input_value() == (
        "The difference is the labels.\nSupervised learning has them."
    )
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-said").get_by_text("Supervised learning has them.")).to_be_visible(
        timeout=PATIENCE
    )
    store = Store(server.home / "interviews.sqlite3")
    said = [e.text for e in store.events(interview_of(page)) if isinstance(e, Answered)]
    assert said == ["The difference is the labels.\nSupervised learning has them."]


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the focus is there, sixty times at most."""
    for _ in range(60):
        if page.evaluate("s => document.activeElement?.matches(s) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {selector}")


def test_sending_twice_is_answering_once(page: Page, server: Server) -> None:
    """Enter pressed twice, and a double click on send."""
    page.goto(server.url)
    interview = start(page, mode="Interview")
    field(page).fill("The first answer, about labels.")
    field(page).press("Enter")
    field(page).press("Enter")
    expect(page.get_by_text("The first answer, about labels.").first).to_be_attached(
        timeout=PATIENCE
    )
    settled(page)
    field(page).fill("The second answer, about structure.")
    page.get_by_test_id("stChatInputSubmitButton").dblclick()
    expect(page.get_by_text("The second answer, about structure.").first).to_be_attached(
        timeout=PATIENCE
    )
    settled(page)
    no_traceback(page)
    store = Store(server.home / "interviews.sqlite3")
    said = [e.text for e in store.events(interview) if isinstance(e, Answered)]
    assert said == ["The first answer, about labels.", "The second answer, about structure."]


@LONG
def test_skipping_twice_in_one_click_is_skipping_once(page: Page, server: Server) -> None:
    """The second half of a double click meets the next question, and leaves it alone."""
    page.goto(server.url)
    interview = start(page)
    unhurried(page)
    with redrawn(page):
        button(page, "skip").dblclick()
    settled(page)
    events = Store(server.home / "interviews.sqlite3").events(interview)
    assert [e.kind for e in events].count("skipped") == 1


@LONG
def test_starting_twice_is_starting_once(page: Page, server: Server) -> None:
    """A double click on the button leaves no second interview behind."""
    page.goto(server.url)
    expect(button(page, "start")).to_be_enabled(timeout=PATIENCE)
    settled(page)
    button(page, "start").dblclick()
    expect(field(page)).to_be_visible(timeout=PATIENCE)
    settled(page)
    assert len(Store(server.home / "interviews.sqlite3").summaries()) == 1


def test_words_on_their_way_are_not_lost(page: Page, server: Server) -> None:
    """What is being typed outlasts other moves; what is too long is refused aloud, and as it
    scrolls in a box of its own, pushes neither the ways on nor the question out of sight.
    """
    page.goto(server.url)
    interview = start(page)
    field(page).fill("half an answer")
    for key in ("hint", "repeat", "pause", "resume"):
        press(page, key)
        expect(field(page)).to_have_value("half an answer")
    field(page).fill("x" * 20_001)
    field(page).press("Enter")
    expect(page.get_by_text("at most 20,000")).to_be_visible(timeout=PATIENCE)
    settled(page)
    assert page.get_by_test_id("stCode").inner_text() == "x" * 20_001
    expect(button(page, "drop_words")).to_be_in_viewport()
    store = Store(server.home / "interviews.sqlite3")
    assert not [e for e in store.events(interview) if isinstance(e, Answered)]
