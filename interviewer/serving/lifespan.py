"""What goes on as long as the server runs: once a day it tidies up."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from traceback import format_exc
from typing import Any, Final

import structlog

from interviewer.settings import Settings

EVERY: Final = 24 * 3600.0
"""Seconds between two times of tidying; the first is when the app is first used."""

_log = structlog.get_logger()


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Runs beside the pages, and ends with them."""
    tidying = asyncio.create_task(_daily())
    try:
        yield {}
    finally:
        tidying.cancel()


async def _daily() -> None:
    while True:
        await asyncio.sleep(EVERY)
        await asyncio.to_thread(tidy)


def tidy() -> None:
    """Deletes what is kept no longer, and mends the index; what fails is logged and tried again."""
    from interviewer.errors import MockInterviewerError
    from interviewer.pages.service import wired_for

    try:
        wired_for(Settings()).tidy()
    except MockInterviewerError as error:
        _log.error("tidying_failed", why=str(error))
    except Exception:  # noqa: BLE001 - logged; tomorrow it is tried again
        _log.error("tidying_failed", exception=format_exc())
