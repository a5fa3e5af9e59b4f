"""`serve`: the app in the browser."""

import errno
import os
import socket
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from interviewer.commands import output
from interviewer.commands.options import Home
from interviewer.errors import BadRequest

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - compared with, not bound to


def serve(
    *,
    host: Annotated[
        str | None,
        typer.Option("--host", help="The address to listen on.", show_default="127.0.0.1"),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--port", min=1, max=65535, help="The port.", show_default="8501"),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open a browser window.")
    ] = False,
    home: Home = None,
) -> None:
    """Serve the app in the browser, until Ctrl-C."""
    from interviewer.commands.product import configured
    from interviewer.identity import login_of

    settings = configured(home)
    if login_of(settings) is None and (host or settings.host) not in _LOOPBACK:
        output.note("warning: Nobody has to log in, and others can reach this address.")
    run(
        settings.home.expanduser().absolute(),
        host=host or settings.host,
        port=port or settings.port,
        browser=not no_browser,
    )


def run(home: Path, *, host: str, port: int, browser: bool) -> NoReturn:
    """Becomes the server process, so that signals reach it; BadRequest when it cannot listen."""
    refuse_busy(host, port)
    shown = "localhost" if host in _EVERYWHERE else host
    address = f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
    output.note(f"Mock interviewer: {address}  (Ctrl-C stops it; data in {home})")
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(sys.executable, command(host, port, shown, browser=browser), environment(home))  # noqa: S606


def environment(home: Path) -> dict[str, str]:
    """What the server process is told besides its command."""
    # Of the C library: a pool of memory for each of many threads would keep what each had once.
    return {"MALLOC_ARENA_MAX": "2", **os.environ, "MOCK_INTERVIEWER_HOME": str(home)}


def command(host: str, port: int, shown: str, *, browser: bool) -> list[str]:
    """How the server is started: quiet, without watching files, without asking for an address."""
    flags = {
        "server.address": host,
        "server.port": str(port),
        "browser.serverAddress": shown,
        "browser.gatherUsageStats": "false",
        "client.showErrorDetails": "none",
        "logger.hideWelcomeMessage": "true",
        "logger.level": "warning",
        "server.fileWatcherType": "none",
        "server.showEmailPrompt": "false",
    }
    if not browser:
        flags["server.headless"] = "true"
    given = [part for name, value in flags.items() for part in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", str(app()), *given]


def app() -> Path:
    """The browser entry: beside this package in a checkout, within it where it was installed."""
    package = Path(__file__).parents[1]
    installed = package / "app.py"
    return installed if installed.exists() else package.parent / "app.py"


def refuse_busy(host: str, port: int) -> None:
    """BadRequest, with another port to try, when that one cannot be listened on."""
    trouble = _trouble(host, port)
    if trouble is None:
        return
    where = f"{host}:{port}"
    if trouble.errno == errno.EADDRINUSE:
        free = next((p for p in range(port + 1, port + 50) if _trouble(host, p) is None), None)
        another = f"for instance --port {free}" if free else "with --port"
        raise BadRequest(
            "The port is in use, perhaps by the app itself.",
            where=where,
            mend=f"Stop what uses it, or choose another, {another}.",
        )
    raise BadRequest(
        f"It cannot be listened on ({trouble.strerror or trouble}).",
        where=where,
        mend="Choose another --host or --port.",
    )


def _trouble(host: str, port: int) -> OSError | None:
    """What happens when one tries to listen there; None when nothing does."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as listener:
            if os.name == "posix":  # elsewhere it would allow two servers on one port
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except OSError as error:
        return error
    return None
