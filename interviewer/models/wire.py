"""The HTTP client under every model: no read outlives the deadline, no address is forbidden.

A timeout of the libraries bounds one read, so that comments sent to keep a connection alive, or
a token a second, defeat it. Here each read is given what is left until one deadline.
"""

import re
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from ssl import SSLContext
from typing import Any, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

from interviewer.errors import BadEndpoint, BrokenReply
from interviewer.models.dialect import Streamless
from interviewer.models.endpoint import forbidden

Now = Callable[[], float]

_CONNECT = 10.0
_A_MOMENT = 0.1
_KEEP = 300.0  # seconds; a candidate thinks longer than the five that are usual
_STREAMING = re.compile(rb'"stream":\s*true')
_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


class Wire(httpx2.Client):
    """Reaches one endpoint. `silence` is how long one read may take, in seconds.

    It follows no redirect: the key goes to the address that was entered, or nowhere.
    """

    def __init__(self, base_url: str, *, silence: float, now: Now = time.monotonic) -> None:
        self._now = now
        super().__init__(
            transport=_Transport(_Network(now), _proxy(base_url)),
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
            response.stream = _Ended(
                cast("httpx2.SyncByteStream", response.stream), self.until, self._now
            )
        return response

    @contextmanager
    def until(self, deadline: float) -> Iterator[None]:
        """What is read in this block, in this thread, ends at that time of `now`."""
        token = _deadline.set(deadline)
        try:
            yield
        finally:
            _deadline.reset(token)


class _Ended(httpx2.SyncByteStream):
    """Reads what follows the last event of a stream, so that its connection can be used again.

    The client stops reading at that event, and the next answer would begin with a handshake.
    """

    def __init__(
        self,
        stream: httpx2.SyncByteStream,
        until: Callable[[float], AbstractContextManager[None]],
        now: Now,
    ) -> None:
        self._stream = stream
        self._pieces = iter(stream)
        self._last = b""
        self._until = until
        self._now = now

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._last = piece
            yield piece

    def close(self) -> None:
        if b"[DONE]" in self._last:
            with suppress(httpx2.TransportError), self._until(self._now() + _A_MOMENT):
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


class _Network(httpcore2.NetworkBackend):
    def __init__(self, now: Now) -> None:
        self._now = now
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connects to the first of the host's addresses that answers.

        Names are resolved here, so that what was checked is what is connected to.
        """
        failed: httpcore2.ConnectError | httpcore2.ConnectTimeout | None = None
        for address in _addresses(host, port):
            try:
                stream = self._sockets.connect_tcp(
                    address, port, self._left(timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(stream, self._left)
        raise failed or httpcore2.ConnectError(f"{host} has no address")

    def _left(self, timeout: float | None) -> float | None:
        """Seconds that the next read or write may take; ReadTimeout when none are left."""
        deadline = _deadline.get()
        if deadline is None:
            return timeout
        left = deadline - self._now()
        if left <= 0:
            raise httpcore2.ReadTimeout("the deadline has passed")
        return left if timeout is None else min(timeout, left)


class _Stream(httpcore2.NetworkStream):
    def __init__(
        self, stream: httpcore2.NetworkStream, left: Callable[[float | None], float | None]
    ) -> None:
        self._stream = stream
        self._left = left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._left(timeout))
        return _Stream(stream, self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _addresses(host: str, port: int) -> tuple[str, ...]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError(f"{host} cannot be resolved") from error
    addresses = tuple(dict.fromkeys(str(where[0]) for *_, where in found))
    if any(forbidden(a) for a in addresses):
        raise BadEndpoint(
            f"{host} leads to the machine's own network link or its cloud, not to a model.",
            mend="Enter the address of a model server.",
        )
    return addresses
