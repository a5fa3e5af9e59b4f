"""Uploads, where people log in: from them alone.

A page before the door has a session as well, and what is uploaded to a session stays in memory as
long as it is open; whoever has not logged in could fill that.
"""

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_UPLOADS: Final = "/_stcore/upload_file/"


class FromVisitorsOnly:
    """Answers 403 to an upload that comes without the signed cookie of a log-in."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Passes the request on, or answers why not."""
        from starlette.responses import PlainTextResponse

        upload = scope["type"] == "http" and _UPLOADS in scope["path"]
        if upload and scope["method"] == "PUT" and not _has_logged_in(scope):
            await PlainTextResponse("Log in first.\n", 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _has_logged_in(scope: "Scope") -> bool:
    from starlette.requests import Request
    from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

    # As Streamlit itself reads it where a page connects; it has no public name.
    from streamlit.web.server.starlette.starlette_websocket import (
        _get_signed_cookie_with_chunks as signed,
    )

    told = signed(Request(scope).cookies, USER_COOKIE_NAME)
    return told is not None and json.loads(told).get("is_logged_in") is True
