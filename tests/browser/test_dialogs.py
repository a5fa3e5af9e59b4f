"""What asks before it does something that cannot be undone, and the way in for a document."""

from pathlib import Path

from playwright.sync_api import Page, expect

from interviewer.events import FinishReason
from interviewer.interview import replay
from interviewer.store import Store
from knowledge.shelf import Shelf
from tests import examples
from tests.browser.candidate import (
    PATIENCE,
    button,
    interview_of,
    no_traceback,
    press,
    settled,
    start,
)
from tests.browser.screens import shot
from tests.browser.server import Server

DOCUMENT = Path(__file__).parents[1] / "data" / "documents" / "trees.txt"


def ask(page: Page, opener: str, choice: str) -> None:
    """Opens a dialog and presses one of its buttons."""
    button(page, opener).click(timeout=PATIENCE)
    expect(page.get_by_role("dialog")).to_be_visible(timeout=PATIENCE)
    button(page, choice).click()
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=PATIENCE)
    settled(page)
    no_traceback(page)


def test_ending_and_discarding(page: Page, server: Server) -> None:
    """The harmless button changes nothing; the other ends with the report, or leaves no trace."""
    store = Store(server.home / "interviews.sqlite3")
    page.goto(server.url)
    ended = start(page)
    ask(page, "end", "end_cancel")
    assert store.load(ended).finished is None
    ask(page, "end", "end_confirm")
    expect(page.get_by_text("Question by question")).to_be_visible(timeout=PATIENCE)
    assert interview_of(page) == ended
    assert store.load(ended).finished is FinishReason.ENDED

    page.goto(server.url)
    discarded = start(page)
    page.goto(server.url)
    ask(page, "discard", "discard_cancel")
    expect(button(page, "continue")).to_be_visible()
    ask(page, "discard", "discard_confirm")
    expect(button(page, "continue")).to_have_count(0)
    assert [s.id for s in store.summaries()] == [ended]
    page.goto(f"{server.url}/interview?interview={discarded}")
    expect(page.get_by_text("This interview is not here")).to_be_visible(timeout=PATIENCE)
    press(page, "to_practice")
    expect(button(page, "start")).to_be_visible(timeout=PATIENCE)


def test_deleting_a_past_interview(page: Page, server: Server) -> None:
    """Only after the second button."""
    store = Store(server.home / "interviews.sqlite3")
    events = examples.events()
    store.append("past", events, replay(events))
    page.goto(f"{server.url}/progress")
    ask(page, "delete_past", "delete_cancel")
    assert len(store.summaries()) == 1
    ask(page, "delete_past", "delete_confirm")
    expect(page.get_by_text("Finish one interview to see this.")).to_be_visible(timeout=PATIENCE)
    assert store.summaries() == ()


def test_adding_asking_keeping_and_deleting_a_document(page: Page, server: Server) -> None:
    """From the upload to an interview on it, a file of the bank, and its end."""
    page.goto(f"{server.url}/library")
    page.get_by_text("Add a document").click(timeout=PATIENCE)
    page.locator(".st-key-upload input[type=file]").set_input_files(DOCUMENT)
    expect(page.get_by_text("Without an answer")).to_be_visible(timeout=PATIENCE)
    name = page.locator(".st-key-import_name input")
    name.fill("My trees")
    name.press("Tab")
    settled(page)
    shot(page, "library-preview")
    press(page, "import")
    expect(page.get_by_text("My trees: 3 added")).to_be_visible(timeout=PATIENCE)
    button(page, "export").click()
    with page.expect_download(timeout=PATIENCE) as waited:
        button(page, "export_bank").click()
    assert "What separates a binary tree" in waited.value.path().read_text()
    assert waited.value.suggested_filename == "my-trees.yaml"
    page.keyboard.press("Escape")

    shelf = Shelf(server.home / "banks")
    ask(page, "delete_bank", "delete_bank_cancel")
    assert "my-trees" in [b.id for b in shelf.list()]
    ask(page, "delete_bank", "delete_bank_confirm")
    assert "my-trees" not in [b.id for b in Shelf(server.home / "banks").list()]
    bank = page.locator(".st-key-library_bank").get_by_role("combobox")
    expect(bank).to_have_value("Deep learning (16 questions)", timeout=PATIENCE)
    press(page, "undo_change")
    expect(bank).to_have_value("My trees (3 questions)", timeout=PATIENCE)
    assert len(Shelf(server.home / "banks").get("my-trees").questions) == 3
