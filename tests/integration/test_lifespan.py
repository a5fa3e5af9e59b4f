"""What the server does beside the pages, once a day."""

import asyncio
from importlib import import_module
from itertools import count

import pytest
import structlog

from interviewer.errors import StorageTrouble
from interviewer.pages import service
from interviewer.store import Store
from interviewer.wiring import Wired
from knowledge.encoder import Encoder
from knowledge.errors import ShelfTrouble
from knowledge.library import Library

lifespan = import_module("interviewer.serving.lifespan")  # the package has a function of that name


def test_a_day_that_fails_is_not_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is raised is logged, and it is tried again."""
    days, third = count(1), asyncio.Event()

    def failing(_: object) -> None:
        if next(days) == 3:
            loop.call_soon_threadsafe(third.set)
        raise RuntimeError("a fault in a library")

    async def serve() -> None:
        async with lifespan.lifespan(None):
            await asyncio.wait_for(third.wait(), timeout=20)

    monkeypatch.setattr(lifespan, "EVERY", 0.0)
    monkeypatch.setattr(service, "wired_for", failing)
    loop = asyncio.new_event_loop()
    with structlog.testing.capture_logs() as logged:
        loop.run_until_complete(serve())
    loop.close()
    assert [line["event"] for line in logged[:2]] == ["tidying_failed"] * 2
    assert "a fault in a library" in logged[0]["exception"]


def test_a_database_in_trouble_keeps_no_index_from_being_mended(
    wired: Wired, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither at the start nor each day; the trouble is logged."""

    def locked(store: Store, now: object) -> None:
        raise StorageTrouble("The database is locked.")

    def check(library: Library) -> tuple[str, ...]:
        checked.append(library)
        return ()

    checked: list[Library] = []
    monkeypatch.setattr("knowledge.encoder.Encoder", lambda: encoder)
    monkeypatch.setattr(Store, "forget_taken", locked)
    monkeypatch.setattr(Library, "check", check)
    monkeypatch.setattr(service, "wired_for", lambda _: wired)
    with structlog.testing.capture_logs() as logged:
        service._warm(wired)
        lifespan.tidy()
    assert checked == [wired.library] * 2
    assert [line["event"] for line in logged] == ["warming_failed", "tidying_failed"]


def test_an_index_in_trouble_keeps_nothing_that_is_to_be_forgotten(
    wired: Wired, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither at the start nor each day."""

    def unreadable(library: Library) -> tuple[str, ...]:
        raise ShelfTrouble("A bank cannot be read.", where="a bank")

    forgotten: list[Wired] = []

    def forget(those: Wired) -> int:
        forgotten.append(those)
        return 0

    monkeypatch.setattr("knowledge.encoder.Encoder", lambda: encoder)
    monkeypatch.setattr(Library, "check", unreadable)
    monkeypatch.setattr(Wired, "forget_old", forget)
    monkeypatch.setattr(service, "wired_for", lambda _: wired)
    with structlog.testing.capture_logs() as logged:
        service._warm(wired)
        lifespan.tidy()
    assert forgotten == [wired] * 2
    assert [line["event"] for line in logged] == ["warming_failed", "tidying_failed"]
