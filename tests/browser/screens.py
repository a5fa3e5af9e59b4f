"""Widths that pages are tried at, and pictures of them. Used by browser tests."""

from pathlib import Path
from typing import Final

from playwright.sync_api import Page, ViewportSize

from tests.browser.server import ROOT

FOLDER: Final = ROOT / "artefacts" / "screens"
DESKTOP: Final = ViewportSize(width=1280, height=900)
PHONE: Final = ViewportSize(width=390, height=844)


def shot(page: Page, name: str, *, full: bool = True) -> Path:
    """Takes a picture of the page into `artefacts/screens/NAME.png`; its path.

    The app scrolls inside itself, so for a full picture the window is made as high as it takes.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.png"
    size = page.viewport_size
    if full and size is not None:
        main = page.get_by_test_id("stMain")
        hidden = main.evaluate("e => e.scrollHeight - e.clientHeight")
        page.set_viewport_size({"width": size["width"], "height": size["height"] + hidden})
    page.screenshot(path=path)
    if full and size is not None:
        page.set_viewport_size(size)
    return path
