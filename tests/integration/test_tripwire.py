"""Nothing that a test does can leave this machine."""

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import tripwire

FAR = "192.0.2.1"  # reserved for documentation, routed nowhere


@pytest.fixture
def forgiven() -> Iterator[None]:
    """The test asks for far addresses on purpose."""
    before = len(tripwire.reached)
    yield
    assert len(tripwire.reached) > before, "the tripwire did not notice"
    del tripwire.reached[before:]


def test_connecting_far_is_refused(forgiven: None) -> None:
    """A TCP connection to another machine fails at once."""
    with socket.socket() as s, pytest.raises(tripwire.NetworkForbidden):
        s.connect((FAR, 443))


def test_sending_a_datagram_far_is_refused(forgiven: None) -> None:
    """So does a datagram."""
    with (
        socket.socket(type=socket.SOCK_DGRAM) as s,
        pytest.raises(tripwire.NetworkForbidden),
    ):
        s.sendto(b"hello", (FAR, 53))


def test_resolving_a_name_is_refused(forgiven: None) -> None:
    """Asking for the address of a name is a use of the network too."""
    with pytest.raises(tripwire.NetworkForbidden):
        socket.getaddrinfo("example.invalid", 443)


def test_a_refusal_that_was_swallowed_is_still_known(forgiven: None) -> None:
    """The list remembers what a library's own error handling hides."""
    with socket.socket() as s, contextlib.suppress(RuntimeError):
        s.connect_ex((FAR, 443))
    assert tripwire.reached[-1] == FAR


def test_this_machine_may_be_reached() -> None:
    """Loopback is open, by number and by name."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        for name in ("127.0.0.1", "localhost"):
            socket.create_connection((name, port), timeout=5).close()


def test_programs_started_by_tests_get_the_home_of_the_test(home: Path) -> None:
    """And no proxy and no key."""
    code = "import os; print(os.environ['MOCK_INTERVIEWER_HOME'], 'OPENAI_API_KEY' in os.environ)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(home), "False"]
    assert not [n for n in os.environ if n.lower() in ("http_proxy", "https_proxy", "all_proxy")]
