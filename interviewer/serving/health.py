"""`/healthz`: the process answers. `/readyz`: it can also read the database, and write the home;
PostgreSQL is asked whether it takes writing.
"""

import asyncio
import tempfile
from collections.abc import Callable
from typing import TYPE_CHECKING

from interviewer.settings import Settings
from knowledge import folders

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from interviewer.store import Store


def health_routes(settings: Settings) -> "list[BaseRoute]":
    """The two addresses. Neither says anything about users or their interviews."""
    from starlette.responses import JSONResponse, PlainTextResponse
    from starlette.routing import Route

    readiness = Readiness(settings)

    async def healthz(_: "Request") -> "Response":
        return PlainTextResponse("ok\n")

    async def readyz(_: "Request") -> "Response":
        found = await asyncio.to_thread(readiness.look)
        return JSONResponse(found, 200 if set(found.values()) == {"ok"} else 503)

    return [Route("/healthz", healthz), Route("/readyz", readyz)]


class Readiness:
    """Looks whether interviews can be read, on PostgreSQL written too, and the home written."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._store: Store | None = None

    def look(self) -> dict[str, str]:
        """For each part "ok", or the kind of trouble it has; no path and no name."""
        parts = {"database": self._database, "home": self._home}
        return {name: _outcome(part) for name, part in parts.items()}

    def _database(self) -> None:
        from interviewer.wiring import open_store

        if self._store is None:
            self._store = open_store(self._settings)
        self._store.ping()

    def _home(self) -> None:
        folders.made(self._settings.home)
        with tempfile.TemporaryFile(dir=self._settings.home) as file:
            file.write(b"can this be written?")


def _outcome(look: Callable[[], None]) -> str:
    from interviewer.errors import MockInterviewerError

    try:
        look()
    except (MockInterviewerError, OSError) as error:
        return type(error).__name__
    return "ok"
