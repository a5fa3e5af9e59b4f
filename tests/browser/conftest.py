"""Fixtures of the tests that drive a real Chromium against the real app.

`page` and `context` are pytest-playwright's: `page.goto(server.url)`.
Pictures are taken with `tests.browser.screens.shot(page, name)`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import chromium
from tests.browser.candidate import watched
from tests.browser.screens import DESKTOP
from tests.browser.server import Server


@pytest.fixture(scope="session")
def base_url() -> str | None:
    """None: each test has a server of its own. (The plugin's own fixture is deprecated.)"""
    return None


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium where there is one."""
    wanted = {"executable_path": chromium.executable(), "args": chromium.arguments()}
    return browser_type_launch_args | {k: v for k, v in wanted.items() if v is not None}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A desk's width, light, and always the same language and time zone."""
    return browser_context_args | {
        "viewport": DESKTOP,
        "color_scheme": "light",
        "locale": "en-GB",
        "timezone_id": "UTC",
        "reduced_motion": "reduce",
    }


@pytest.fixture
def server(home: Path, tmp_path: Path) -> Iterator[Server]:
    """The app on a fresh home and a free port; `.kill()` and `.start()` are a crash and after."""
    served = Server(home, tmp_path / "server.log")
    served.start()
    yield served
    served.kill()


@pytest.fixture
def restartable(server: Server) -> Server:
    """The same, for tests whose subject is the restart."""
    return server


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """pytest-playwright's, whose pages count their draws."""
    watched(context)
    return context


@pytest.fixture
def open_page(
    browser: Browser, browser_context_args: dict[str, Any], server: Server
) -> Iterator[Callable[..., Page]]:
    """`open_page("/path", color_scheme="dark", viewport=PHONE)`: a page in a context of its own."""
    contexts = []

    def opened(path: str = "/", **context: Any) -> Page:
        made = browser.new_context(**(browser_context_args | context))
        contexts.append(made)
        watched(made)
        page = made.new_page()
        page.goto(f"{server.url}{path}")
        return page

    yield opened
    for made in contexts:
        made.close()
