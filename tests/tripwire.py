"""Forbids tests to reach beyond this machine. Armed once, by `tests/conftest.py`."""

import ipaddress
import os
import socket
from collections.abc import Callable
from typing import Any, Final

reached: Final[list[str]] = []
"""Every address that was asked for and refused, so that swallowing the error does not help."""


class NetworkForbidden(RuntimeError):
    """A test wanted an address that is not this machine's own."""


def arm() -> None:
    """Guards connecting, sending and resolving for the rest of the process."""
    # The C methods take whatever they take; the guards only look at the address.
    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, _guarded_method(getattr(socket.socket, name)))
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        setattr(socket, name, _guarded_function(getattr(socket, name)))


def scrub_environment() -> None:
    """Takes proxies, keys and this user's settings out of what tests and their programs see.

    Without the fixture `home` the product has nowhere to keep data: a test that forgets to ask
    for it fails instead of writing into the user's own.
    """
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith(("OPENAI_", "MOCK_INTERVIEWER_")):
            del os.environ[name]
    os.environ["MOCK_INTERVIEWER_HOME"] = f"{os.devnull}/ask-for-the-fixture-home"
    os.environ["NO_PROXY"] = "*"
    os.environ["STREAMLIT_BROWSER_GATHER_USAGE_STATS"] = "false"


def _guarded_method(original: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, *args: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_far(args[-1][0])
        return original(self, *args)

    return guarded


def _guarded_function(original: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host is not None:
            _refuse_far(host)
        return original(host, *args, **kwargs)

    return guarded


def _refuse_far(host: str | bytes) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in ("", "localhost", socket.gethostname()):
        return
    try:
        near = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        near = None
    if near is None or not (near.is_loopback or near.is_unspecified):
        reached.append(name)
        raise NetworkForbidden(f"Tests run offline, but {name!r} was asked for.")
