"""Sockets under the HTTP client: no read outlives the deadline or who wanted it, and no address
is forbidden.

A timeout of the libraries bounds one read, so that comments sent to keep a connection alive, or
a token a second, defeat it. Here each read is given what is left until one deadline.
"""

import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore2

from interviewer.errors import BadEndpoint
from interviewer.models.cancellation import cutting
from interviewer.models.endpoint import forbidden

Now = Callable[[], float]

_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def until(deadline: float) -> Iterator[None]:
    """What is read in this block, in this thread, ends at that time of the network's `now`."""
    token = _deadline.set(deadline)
    try:
        yield
    finally:
        _deadline.reset(token)


class Network(httpcore2.NetworkBackend):
    """Connects by TCP to addresses that may be called; `now` is what deadlines are told in."""

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
        self._socket: socket.socket = stream.get_extra_info("socket")

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with cutting(self._socket):
            return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with cutting(self._socket):
            self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        # The handshake takes the socket over; a second handle on the connection can still shut it.
        with self._socket.dup() as same, cutting(same):
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
