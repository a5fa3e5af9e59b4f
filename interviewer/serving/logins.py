"""Where people log in: logging out ends the log-in, and files come and go for visitors alone.

A page before the door has a session as well, and what is uploaded to a session stays in memory as
long as it is open; whoever has not logged in could fill that.
"""

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

import structlog

from interviewer.errors import MockInterviewerError
from interviewer.logins import EndedLogins
from interviewer.serving.tabs import Tab
from interviewer.settings import Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_UPLOADS: Final = "/_stcore/upload_file/"
_DOWNLOADS: Final = "/media/"
_FONTS: Final = "/static/media/"
"""Of the page itself, and of the door: these are for everybody."""

_LOG_OUT: Final = "/auth/logout"

_log = structlog.get_logger()


class VisitorsOnly:
    """Notes which log-in a log-out ends; from then on nothing is done in a tab open with it.

    A file is neither taken nor given without a log-in: 403, or 503 where that cannot be looked up.
    Of what is uploaded to a session the last file is kept; no page asks for two.
    """

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Passes the request on, or answers why not."""
        from starlette.responses import PlainTextResponse

        if scope["type"] == "http" and scope["path"].endswith(_LOG_OUT):
            await asyncio.to_thread(_end, _claims(scope))
        elif scope["type"] == "websocket":
            claims = _claims(scope)
            receive = Tab(receive, partial(_is_over, claims) if claims is not None else None)
        elif scope["type"] == "http" and _is_of_a_file(scope["path"]):
            status, says = await asyncio.to_thread(_refusal, _claims(scope))
            if status:
                await PlainTextResponse(says, status)(scope, receive, send)
                return
        await self._app(scope, receive, send)
        if scope["type"] == "http" and _UPLOADS in scope["path"]:
            _keep_only(*scope["path"].split("/")[-2:])


def _is_of_a_file(path: str) -> bool:
    return _UPLOADS in path or (_DOWNLOADS in path and _FONTS not in path)


def _end(claims: Mapping[str, object] | None) -> None:
    if claims is None:
        return
    try:
        _ended().end(claims, datetime.now(UTC))
    except MockInterviewerError as error:  # the cookie goes all the same
        _log.error("login_not_ended", why=str(error))


def _refusal(claims: Mapping[str, object] | None) -> tuple[int, str]:
    """Why a file is not taken or given; 0 where it is."""
    try:
        if claims is not None and not _is_over(claims):
            return 0, ""
    except MockInterviewerError:
        return 503, "Nothing can be kept just now.\n"
    return 403, "Log in first.\n"


def _keep_only(session: str, file: str) -> None:
    from streamlit.runtime import get_instance
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

    uploads = get_instance().uploaded_file_mgr
    if not isinstance(uploads, MemoryUploadedFileManager):
        return
    held = tuple(uploads.file_storage.get(session, ()))
    if file in held:
        for other in held:
            if other != file:
                uploads.remove_file(session, other)


def _is_over(claims: Mapping[str, object]) -> bool:
    return _ended().has(claims)


def _ended() -> EndedLogins:
    from interviewer.pages.service import wired_for

    return EndedLogins(wired_for(Settings()).store)


def _claims(scope: "Scope") -> Mapping[str, object] | None:
    """What the signed cookie says of whoever has logged in; None without one."""
    from starlette.requests import HTTPConnection
    from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

    # As Streamlit itself reads it where a page connects; it has no public name.
    from streamlit.web.server.starlette.starlette_websocket import (
        _get_signed_cookie_with_chunks as signed,
    )

    told = signed(HTTPConnection(scope).cookies, USER_COOKIE_NAME)
    claims = json.loads(told) if told is not None else {}
    return claims if claims.get("is_logged_in") is True else None
