"""The HTTP client under every model: it knows a stream from a page, and keeps its connection."""

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from ssl import SSLContext
from typing import Any, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

from interviewer.errors import BrokenReply
from interviewer.models.dialect import Streamless
from interviewer.models.network import Network, Now, until

_CONNECT = 10.0
_A_MOMENT = 0.1
_KEEP = 300.0  # seconds; a candidate thinks longer than the five that are usual
_STREAMING = re.compile(rb'"stream":\s*true')


class Wire(httpx2.Client):
    """Reaches one endpoint. `silence` is how long one read may take, in seconds.

    It follows no redirect: the key goes to the address that was entered, or nowhere.
    """

    def __init__(self, base_url: str, *, silence: float, now: Now = time.monotonic) -> None:
        self._now = now
        super().__init__(
            transport=_Transport(Network(now), _proxy(base_url)),
            timeout=httpx2.Timeout(silence, connect=min(_CONNECT, silence)),
            follow_redirects=False,
        )

    def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """The response; BrokenReply when it is a web page, or whole where a stream was wanted."""
        response = super().send(request, **options)
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if response.is_success and request.method == "POST":
            if kind == "text/html":
                response.close()
                raise BrokenReply(
                    "A web page came back instead of a model's reply.",
                    mend="Check the address in the settings; it usually ends in /v1.",
                )
            if kind == "application/json" and _STREAMING.search(request.content):
                response.close()
                raise Streamless("The model's server does not stream.")
            response.stream = _Ended(cast("httpx2.SyncByteStream", response.stream), self._now)
        return response


class _Ended(httpx2.SyncByteStream):
    """Reads what follows the last event of a stream, so that its connection can be used again.

    The client stops reading at that event, and the next answer would begin with a handshake.
    """

    def __init__(self, stream: httpx2.SyncByteStream, now: Now) -> None:
        self._stream = stream
        self._pieces = iter(stream)
        self._last = b""
        self._now = now

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._last = piece
            yield piece

    def close(self) -> None:
        if b"[DONE]" in self._last:
            with suppress(httpx2.TransportError), until(self._now() + _A_MOMENT):
                next(self._pieces, None)
        self._stream.close()


class _Transport(httpx2.HTTPTransport):
    def __init__(self, network: httpcore2.NetworkBackend, proxy: str | None) -> None:
        limits = httpx2.Limits(
            max_connections=100, max_keepalive_connections=20, keepalive_expiry=_KEEP
        )
        super().__init__(verify=trusted(), proxy=proxy, limits=limits)
        # The one door to what happens on the socket; tests fail when it should close.
        self._pool._network_backend = network  # noqa: SLF001


@cache
def trusted() -> SSLContext:
    """The authorities that vouch for https; reading them takes a tenth of a second."""
    return httpx2.create_ssl_context()


def _proxy(base_url: str) -> str | None:
    """The proxy that the environment sets for that address; a client of ours sees none itself."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    if host == "localhost" or host.startswith("127.") or proxy_bypass(host):
        return None
    proxies = getproxies()
    return proxies.get(parts.scheme) or proxies.get("all")
