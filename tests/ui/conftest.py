"""Fixtures of the tests that draw pages without a browser."""

from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from interviewer.engine import Engine
from interviewer.panel import Panel
from interviewer.wiring import Wired
from knowledge.encoder import Encoder
from tests.fakes import FakeExaminer

_COMPONENTS = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(autouse=True)
def warmed(monkeypatch: pytest.MonkeyPatch) -> list[Wired]:
    """What was to be loaded in the background; a test's end would not wait for it."""
    asked: list[Wired] = []

    def noted(self: Wired) -> None:
        asked.append(self)

    monkeypatch.setattr(Wired, "warm", noted)
    return asked


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every click counts: tests press faster than any hand that means it."""
    monkeypatch.setattr("interviewer.pages.moves.SAME_CLICK", 0.0)


@pytest.fixture(autouse=True)
def scanned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a package brings components is looked up once, not for each page drawn: that takes
    Streamlit longer than the drawing.
    """
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", _COMPONENTS)


@pytest.fixture
def wired(home: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> Wired:
    """The product that the pages of this test use, with an encoder that is loaded already."""
    from interviewer.pages.service import service

    monkeypatch.setattr("knowledge.encoder.Encoder", lambda: encoder)
    return service()


@pytest.fixture
def engine(wired: Wired) -> Engine:
    """The engine behind the pages, for what went before and for what must be stored."""
    return wired.engine


@pytest.fixture
def examiner(wired: Wired, monkeypatch: pytest.MonkeyPatch) -> FakeExaminer:
    """Judges in place of the built-in one: covers each point whose id stands in the answer."""
    from dataclasses import replace

    fake = FakeExaminer()
    engine = wired.engine
    monkeypatch.setattr(engine, "_conductor", replace(engine._conductor, panel=Panel(fake)))
    return fake
