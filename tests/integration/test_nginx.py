"""The nginx of `deploy/`, in front of a server that takes every connection and never answers."""

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.nginx import CONFIGURATION, Nginx


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """The server behind it."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listening:
        listening.settimeout(30)
        yield listening


@pytest.fixture
def front(silent: socket.socket, tmp_path: Path) -> Iterator[Nginx]:
    """In front of it."""
    running = Nginx(tmp_path, [silent.getsockname()[1]] * 2)
    yield running
    running.stop()


def test_one_address_holds_so_many_connections(silent: socket.socket, front: Nginx) -> None:
    """More are refused; another address, for which a proxy asks, is served meanwhile."""
    most = int(re.findall(r"limit_conn per_address (\d+);", CONFIGURATION.read_text())[0])
    with ExitStack() as held:

        def asking(whom: str) -> socket.socket:
            line = held.enter_context(socket.create_connection(("127.0.0.1", front.port), 30))
            line.sendall(f"GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: {whom}\r\n\r\n".encode())
            return line

        def came() -> None:
            held.enter_context(silent.accept()[0])

        for _ in range(most):
            asking("192.0.2.7")
            came()
        assert b" 429 " in asking("192.0.2.7").recv(64)
        asking("192.0.2.8")
        came()
