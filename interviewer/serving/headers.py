"""What every answer carries: where a page may load from, who may frame it, what it tells others."""

import base64
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE: Final = re.compile(rb"<script>(.*?)</script>", re.DOTALL)

_FIXED: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    # The microphone stays allowed for the page itself; all else of the device is not needed.
    (b"permissions-policy", b"camera=(), geolocation=(), payment=(), usb=(), microphone=(self)"),
)


def policy() -> str:
    """The Content-Security-Policy, as tight as Streamlit's front-end allows.

    Its page has a script within it, which is allowed by its hash. Its style engine writes style
    elements, so these cannot be forbidden.
    """
    import streamlit

    page = Path(streamlit.__file__).parent / "static" / "index.html"
    hashes = " ".join(_hash(script) for script in _INLINE.findall(page.read_bytes()))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' blob:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "object-src 'none'",
        )
    )


class SecureHeaders:
    """Adds those headers to whatever answers, in place of what stood there under their names."""

    def __init__(self, app: "ASGIApp", *, policy: str) -> None:
        self._app = app
        self._headers = ((b"content-security-policy", policy.encode()), *_FIXED)

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Passes the request on."""

        async def answered(message: "Message") -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._with(message.get("headers", ()))
            await send(message)

        await self._app(scope, receive, answered if scope["type"] == "http" else send)

    def _with(self, given: "Sequence[tuple[bytes, bytes]]") -> list[tuple[bytes, bytes]]:
        ours = {name for name, _ in self._headers}
        kept = [(name, value) for name, value in given if name.lower() not in ours]
        return [*kept, *self._headers]


def _hash(script: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
