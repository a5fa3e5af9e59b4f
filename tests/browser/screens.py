"""Widths that pages are tried at, and pictures of them. Used by browser tests."""

from pathlib import Path
from typing import Final

from playwright.sync_api import Page, ViewportSize

from tests.browser.server import ROOT

FOLDER: Final = ROOT / "artefacts" / "screens"
DESKTOP: Final = ViewportSize(width=1280, height=900)
PHONE: Final = ViewportSize(width=390, height=844)


def shot(page: Page, name: str, *, full: bool = True) -> Path:
    """Takes a picture of the page into `artefacts/screens/NAME.png`; its path."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path, full_page=full)
    return path
