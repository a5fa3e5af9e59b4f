"""Fixtures of every test: no network, no data of the user, no clock of the machine."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from knowledge.question import Bank, Question
from tests import builders, tripwire
from tests.clock import Clock

if TYPE_CHECKING:  # imported where they are used, so that a single pure test starts quickly
    from interviewer.wiring import Wired
    from knowledge.encoder import Encoder

tripwire.scrub_environment()
tripwire.arm()

settings.register_profile("explore", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "explore")

_BROWSER = Path(__file__).parent / "browser"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests in `browser/` and puts them last.

    Once Playwright has started, its event loop holds the main thread, and other tests could
    run none of their own.
    """
    for item in items:
        if _BROWSER in item.path.parents:
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(autouse=True)
def _no_address_was_asked_for() -> Iterator[None]:
    before = len(tripwire.reached)
    yield
    assert tripwire.reached[before:] == [], "this test, or what it started, wanted the network"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of this test alone, also for the programs it starts; not yet made."""
    folder = tmp_path / "home"
    monkeypatch.setenv("MOCK_INTERVIEWER_HOME", str(folder))
    if "streamlit" in sys.modules:  # the engine that pages keep belongs to another test's home
        import streamlit as st

        st.cache_resource.clear()
        st.cache_data.clear()
    return folder


@pytest.fixture
def clock() -> Clock:
    """Monday noon, until `advance` is called."""
    return Clock()


@pytest.fixture
def make_question() -> Callable[..., Question]:
    """`tests.builders.make_question`."""
    return builders.make_question


@pytest.fixture
def make_bank() -> Callable[..., Bank]:
    """`tests.builders.make_bank`."""
    return builders.make_bank


@pytest.fixture
def wired(home: Path) -> "Wired":
    """The whole product as it is put together for the user, on a home of this test alone."""
    from interviewer.settings import Settings
    from interviewer.wiring import build

    return build(Settings(home=home))


@pytest.fixture(scope="session")
def encoder() -> "Encoder":
    """The real encoder, loaded once."""
    from knowledge.encoder import Encoder

    return Encoder()
