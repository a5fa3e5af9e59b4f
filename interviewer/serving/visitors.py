"""Who may ask: by a name that is ours, from a page that is ours, for what is open to all."""

import ipaddress
import socket
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_CLOSED: Final = ("/_stcore/agent",)
"""Of Streamlit's own addresses, those that no page of ours needs."""

_METRICS: Final = "/_stcore/metrics"
_OURS: Final = b"http://localhost"


@dataclass(frozen=True, slots=True)
class Invited:
    """The names under which the app may be asked for.

    Numeric addresses and this machine's own name always may: an attacker's page reaches a server
    in your network through a name of theirs that points to it, never through the bare address.
    """

    names: tuple[str, ...]

    @classmethod
    def of(cls, allowed: str, public_url: str | None) -> "Invited":
        """From the settings: names parted by commas, and the address that users know."""
        given = [name.strip().casefold() for name in allowed.split(",") if name.strip()]
        public = urlsplit(public_url).hostname if public_url else None
        return cls(
            ("localhost", "*.localhost", socket.gethostname().casefold(), *given, public or "")
        )

    def knows(self, host: str) -> bool:
        """Whether that is a Host header with one of the names; the port does not matter."""
        name = _name(host)
        if name is None:
            return False
        try:
            ipaddress.ip_address(name.partition("%")[0])
        except ValueError:
            return any(fnmatchcase(name, known) for known in self.names)
        return True


class InvitedOnly:
    """Refuses the rest before Streamlit sees it: 400 for names, 403 for origins, 404 for places."""

    def __init__(
        self, app: "ASGIApp", *, invited: Invited, public: str | None, metrics: bool
    ) -> None:
        self._app = app
        self._public = public
        self._invited = invited
        self._closed = _CLOSED if metrics else (*_CLOSED, _METRICS)

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Passes the request on, or answers why not."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        host, origin = headers.get(b"host", ""), headers.get(b"origin")
        if not self._invited.knows(host):
            await _refused(scope, receive, send, 400, "Unknown host.\n")
        elif scope["type"] == "websocket" and not _same(origin, host):
            await _refused(scope, receive, send, 403, "Another site's page may not connect.\n")
        elif any(place in scope["path"] for place in self._closed):
            await _refused(scope, receive, send, 404, "Not found.\n")
        else:
            await self._app(self._known_to_streamlit(scope, origin), receive, send)

    def _known_to_streamlit(self, scope: "Scope", origin: str | None) -> "Scope":
        """The websocket's request as from localhost, unless it comes from the public address.

        Its origin has been compared with the host it asked for. Streamlit would compare it with
        this machine's address on the internet, and ask a server there what that is. The public
        address it has been told, and who is logged in is bound to that origin.
        """
        if scope["type"] != "websocket" or origin == self._public:
            return scope
        headers = [(n, _OURS if n == b"origin" else value) for n, value in scope["headers"]]
        return {**scope, "headers": headers}


def _same(origin: str | None, host: str) -> bool:
    """Whether a connection comes from a page of this very site, or from no browser at all."""
    if origin is None:
        return True
    scheme, _, place = origin.partition("://")
    return scheme in ("http", "https") and place.casefold() == host.casefold()


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


async def _refused(
    scope: "Scope", receive: "Receive", send: "Send", status: int, says: str
) -> None:
    from starlette.responses import PlainTextResponse
    from starlette.websockets import WebSocket

    if scope["type"] == "websocket":
        await WebSocket(scope, receive, send).close(1008, says.strip())
    else:
        await PlainTextResponse(says, status)(scope, receive, send)
