"""Text that would do harm if a browser took it for more than text."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from interviewer.interview import replay
from interviewer.store import Store
from knowledge.question import Bank
from knowledge.shelf import Shelf
from tests import hostile
from tests.browser.candidate import PATIENCE, field, no_traceback, press, say, settled, start
from tests.browser.screens import shot
from tests.browser.server import Server
from tests.hostile import ATTACKS, hostile_events

PICTURE = "![](https://evil.example/pixel.png)"
SCRIPTS = (
    "<script>window.hurt = 1</script>",
    '<img src=x onerror="window.hurt = 1">',
    "<svg/onload=window.hurt=1>",
    "[click](javascript:window.hurt=1)",
)
SIGNS = (
    "https://evil.example and www.evil.example and me@evil.example",
    "a -> b <- c <-> d -- e >= f <= g ~= h",
    ":red[stop] :material/home: :material_home: :smile: :streamlit:",
    "$x^2$ and $$y$$ cost 5$ or 6$",
    "مرحبا بالعالم 🙂",
    "    indented",
)
ALIVE = "a[href], img, iframe, script, object, embed, .katex, [data-testid=stIconMaterial]"
SAID = ".st-key-said [data-testid=stChatMessage] [data-testid=stMarkdownContainer]"
ANSWERED = "[data-testid=stChatMessage]:has-text('window.hurt') [data-testid=stMarkdownContainer]"


@pytest.fixture
def far(page: Page) -> list[str]:
    """Every request that would have left this machine."""
    asked: list[str] = []

    def note(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.hostname != "127.0.0.1":
            asked.append(request.url)

    page.context.on("request", note)
    return asked


def unhurt(page: Page, far: list[str]) -> None:
    """Nothing ran, and nothing was fetched."""
    assert page.evaluate("window.hurt") is None
    assert far == []
    no_traceback(page)


def test_an_answer_is_shown_as_it_was_written(page: Page, server: Server, far: list[str]) -> None:
    """Sign for sign, in the chat and in the report; nothing runs, no request leaves."""
    page.goto(server.url)
    interview = start(page, count=1, mode="Interview")
    words = "\n".join((*SCRIPTS, *ATTACKS, *SIGNS))
    field(page).fill(words)
    field(page).press("Enter")
    expect(page.locator(SAID).get_by_text("window.hurt").first).to_be_attached(timeout=PATIENCE)
    settled(page)
    unhurt(page, far)
    said = page.locator(SAID).last
    assert as_written(said.inner_text()) == as_written(words)
    assert said.locator(ALIVE).count() == 0
    page.goto(f"{server.url}/report?interview={interview}")
    expect(page.get_by_text("Question by question")).to_be_visible(timeout=PATIENCE)
    settled(page)
    unhurt(page, far)
    answered = page.locator(ANSWERED).first
    assert as_written(answered.inner_text()) == as_written(words)


def as_written(shown: str) -> list[str]:
    """The lines without what only holds them apart on the page."""
    kept = shown.replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")
    return [line.strip() for line in kept.strip().splitlines()]


def test_a_bank_and_its_report_do_no_harm(page: Page, server: Server, far: list[str]) -> None:
    """Questions, references, titles and names come from documents of strangers."""
    events = hostile_events()
    store = Store(server.home / "interviews.sqlite3")
    store.append("evil", events, replay(events))
    Shelf(server.home / "banks").put(hostile_bank())
    for address, there in (
        ("/report?interview=evil", "How this report was made"),
        ("/progress", "Past interviews"),
    ):
        page.goto(f"{server.url}{address}")
        expect(page.get_by_text(there).first).to_be_visible(timeout=PATIENCE)
        settled(page)
        unhurt(page, far)
        assert page.locator("[data-testid=stMain]").locator("img, iframe, script").count() == 0
    page.goto(f"{server.url}/library")
    choose_bank(page)
    page.locator(".st-key-show_references label").first.click()
    settled(page)
    for summary in page.locator("[data-testid=stExpander] summary").all()[1:]:
        summary.click()
    settled(page)
    shot(page, "hostile-library")
    unhurt(page, far)
    assert page.locator("[data-testid=stExpander]").locator("img, iframe, .katex").count() == 0


def choose_bank(page: Page) -> None:
    """Chooses the hostile bank in the library."""
    page.locator(".st-key-library_bank").get_by_role("combobox").click(timeout=PATIENCE)
    page.get_by_role("option").last.click()
    expect(page.locator("[data-testid=stExpander]")).to_have_count(4, timeout=PATIENCE)
    settled(page)


def hostile_bank() -> Bank:
    """Two questions full of attacks in each field, one with backticks that are no code."""
    hidden = f"see ```\n{PICTURE}\n\n``{PICTURE}`\n\n> ```\n{PICTURE}\n\na ` b\nc `{PICTURE}` d"
    table = f"| a | b |\n|---|---|\n| `x | {PICTURE}` | c |\n\n- x\n  ```\n  y\n{PICTURE}"
    texts = (
        {"prompt": f"{SCRIPTS[1]} {PICTURE}", "reference": "\n\n".join(ATTACKS)},
        {"prompt": f"Why {SCRIPTS[0]}?", "reference": f"{hidden}\n\n{table}"},
    )
    bank = hostile.hostile_bank()
    questions = [q.model_copy(update=t) for q, t in zip(bank.questions, texts, strict=True)]
    title = f"{SCRIPTS[1]} {PICTURE}"
    return bank.model_copy(update={"title": title, "questions": tuple(questions)})


def test_an_interview_on_a_hostile_bank_does_no_harm(
    server: Server, page: Page, far: list[str], open_page: Callable[..., Page]
) -> None:
    """Its prompts are asked as they are."""
    Shelf(server.home / "banks").put(hostile_bank())
    page.goto(server.url)
    page.locator(".st-key-bank").get_by_role("combobox").click(timeout=PATIENCE)
    page.get_by_role("option").last.click()
    settled(page)
    start(page, count=2)
    say(page, "I would rather not say anything about that")
    press(page, "skip")
    shot(page, "hostile-interview")
    unhurt(page, far)
    assert page.locator("[data-testid=stMain]").locator("img, iframe, .katex").count() == 0
