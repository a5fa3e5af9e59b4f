"""Both themes and a phone's width: every page can be read without scrolling to the side."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from interviewer.events import Mode
from interviewer.interview import replay
from interviewer.store import Store
from tests import examples
from tests.browser.axe import barriers
from tests.browser.candidate import PATIENCE, fits, no_traceback, settled
from tests.browser.screens import DESKTOP, PHONE, shot
from tests.browser.server import Server

PAGES = {
    "practice": ("/", "Practise your interview"),
    "interview": ("/interview?interview=open", "What would happen to the two predictions"),
    "report": ("/report?interview=past", "How this report was made"),
    "progress": ("/progress", "Past interviews"),
    "library": ("/library", "Add a document"),
}
LIGHT, DARK = "rgb(253, 252, 249)", "rgb(20, 25, 27)"


@pytest.fixture
def held(server: Server) -> Server:
    """The app on a home with one interview that is over and one in progress."""
    store = Store(server.home / "interviews.sqlite3")
    whole = examples.events(Mode.PRACTICE)
    store.append("past", whole, replay(whole))
    begun = whole[:9]
    store.append("open", begun, replay(begun))
    return server


@pytest.mark.parametrize(("theme", "colour"), [("light", LIGHT), ("dark", DARK)])
def test_every_page_in_both_themes_and_on_a_phone(
    held: Server, open_page: Callable[..., Page], theme: str, colour: str
) -> None:
    """The theme is the system's, nothing is wider than the window, and axe finds nothing grave."""
    page = open_page(color_scheme=theme)
    for name, (address, there) in PAGES.items():
        page.set_viewport_size(DESKTOP)
        page.goto(f"{held.url}{address}")
        expect(page.get_by_text(there).first).to_be_visible(timeout=PATIENCE)
        settled(page)
        no_traceback(page)
        background = (
            "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
        )
        assert page.evaluate(background) == colour
        assert barriers(page) == [], name
        for width, size in (("desktop", DESKTOP), ("phone", PHONE)):
            page.set_viewport_size(size)
            shot(page, f"{name}-{theme}-{width}")
            assert fits(page), (name, width)


_CONTRAST = r"""button => {
    const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const numbers = colour => colour.match(/[\d.]+/g).map(Number);
    const under = numbers(getComputedStyle(document.querySelector('[data-testid=stApp]'))
        .backgroundColor);
    const [r, g, b, share = 1] = numbers(getComputedStyle(button).backgroundColor);
    const behind = [r, g, b].map((c, i) => share * c + (1 - share) * under[i]);
    const deepest = [...button.querySelectorAll('*')].filter(e => !e.children.length).pop();
    const [a, z] = [luminance(numbers(getComputedStyle(deepest).color).slice(0, 3)),
        luminance(behind)].sort((x, y) => y - x);
    return (a + 0.05) / (z + 0.05);
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_button_can_be_read(
    server: Server, open_page: Callable[..., Page], theme: str
) -> None:
    """Its words stand out from what is behind them, 4.5 to 1 at least."""
    page = open_page(color_scheme=theme)
    page.goto(server.url)
    chosen = page.locator(".st-key-mode button").first
    expect(chosen).to_be_visible(timeout=PATIENCE)
    settled(page)
    assert page.locator(".st-key-mode button").count() == 2
    for button in page.locator(".st-key-mode button, .st-key-selection button").all():
        assert button.evaluate(_CONTRAST) >= 4.5


def test_a_dispute_by_keyboard_alone(held: Server, open_page: Callable[..., Page]) -> None:
    """Opened, filled in and sent without a mouse; the dialog keeps nobody out."""
    page = open_page("/report?interview=past", color_scheme="dark")
    button = page.get_by_role("button", name="I disagree")
    expect(button).to_be_visible(timeout=PATIENCE)
    settled(page)
    button.focus()
    page.keyboard.press("Enter")
    reason = page.get_by_label("Why", exact=True)
    expect(reason).to_be_visible(timeout=PATIENCE)
    settled(page)
    assert barriers(page) == []
    reason.focus()
    page.keyboard.type("By memorise I meant that units depend on one another.")
    page.keyboard.press("Tab")
    send = page.get_by_role("button", name="Judge it anew")
    send.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You disagreed")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("when judged anew")).to_be_visible()
