"""What is started for a run: the model, the app once or twice, a bare page; and what each may take.

All of them are processes of their own, on loopback, in a folder that is taken away at the end.
"""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.load import bare
from benchmarks.load.share import Share
from interviewer.database import Place
from tests import postgres
from tests.browser.server import ROOT, Server
from tests.nginx import Nginx
from tests.postgres import Postgres

_WAIT: Final = 30.0
"""Seconds until the model must listen."""


@dataclass(frozen=True, slots=True)
class House:
    """Where candidates come to, and the processes behind it by name."""

    url: str
    secret: str
    place: Place
    pids: Mapping[str, int]


@contextmanager
def model(pace: float = 1.0) -> Iterator[tuple[str, int]]:
    """The model in a process of its own: its address and its process."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "benchmarks.load.model", str(port), str(pace)]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        _await(port)
        yield f"http://127.0.0.1:{port}/v1", process.pid
    finally:
        process.kill()
        process.wait()


@contextmanager
def app(model_url: str) -> Iterator[House]:
    """The app on SQLite, as `serve` starts it, where everybody has to log in."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="load-")))
        server = Server(folder / "home", folder / "log")
        secret = stack.enter_context(_told(model_url, server.url))
        _started(stack, server)
        database = server.home / "interviews.sqlite3"
        yield House(server.url, secret, database, {"app": server.pid})


@contextmanager
def replicas(model_url: str, count: int, share: float) -> Iterator[House]:
    """So many of them behind nginx on one PostgreSQL, each with that share of a core."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="load-")))
        database = stack.enter_context(_postgres())
        servers = [Server(folder / f"home{n}", folder / f"log{n}") for n in range(count)]
        ports = [each.port for each in servers]
        front = Nginx(folder, [ports[0], ports[-1]], per_address=1000)
        stack.callback(front.stop)
        secret = stack.enter_context(_told(model_url, front.url))
        url = database.database()
        stack.enter_context(_environment({"MOCK_INTERVIEWER_DATABASE_URL": url}))
        for number, each in enumerate(servers):
            _started(stack, each)
            held = stack.enter_context(Share(f"load-{os.getpid()}-{number}", share))
            held.take(each.pid)
        pids = {f"app{n}": each.pid for n, each in enumerate(servers)}
        yield House(front.url, secret, url, {**pids, "database": database.pid, "nginx": front.pid})


@contextmanager
def bare_page(model_url: str) -> Iterator[House]:
    """The page to compare with, in a folder of its own: it has none of our options."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="load-")))
        (folder / "bare.py").write_text(bare.SCRIPT)
        server = Server(folder / "home", folder / "log", folder / "bare.py", folder=folder)
        stack.enter_context(_environment({"OPENAI_BASE_URL": model_url, "OPENAI_API_KEY": "none"}))
        _started(stack, server)
        yield House(server.url, "", folder, {"app": server.pid})


def _started(stack: ExitStack, server: Server) -> None:
    server.start()
    stack.callback(server.kill)
    stack.callback(_complain, server)


def _complain(server: Server) -> None:
    """Says what it logged of errors, before its log is taken away."""
    lines = server.log.read_text(errors="replace").splitlines()
    told = [line for line in lines if "rror" in line or "WARN" in line.upper()]
    if told:
        print(f"the server's log has {len(told)} lines of trouble, e.g. {told[0][:300]}")


@contextmanager
def _postgres() -> Iterator[Postgres]:
    server = postgres.started()
    try:
        yield server
    finally:
        postgres.removed(server)


@contextmanager
def _told(model_url: str, url: str) -> Iterator[str]:
    """What an app is told by its environment; the secret that signs who is logged in."""
    secret = secrets.token_hex(32)
    with _environment(
        {
            "OPENAI_BASE_URL": model_url,
            "OPENAI_API_KEY": "none",
            "MOCK_INTERVIEWER_MODEL": "three-seconds",
            "MOCK_INTERVIEWER_PUBLIC_URL": url,
            "MOCK_INTERVIEWER_OIDC_METADATA_URL": "https://login.example.org/configuration",
            "MOCK_INTERVIEWER_OIDC_CLIENT_ID": "load",
            "MOCK_INTERVIEWER_OIDC_CLIENT_SECRET": "none",
            "MOCK_INTERVIEWER_COOKIE_SECRET": secret,
        }
    ):
        yield secret


@contextmanager
def _environment(told: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def _await(port: int) -> None:
    deadline = time.monotonic() + _WAIT
    while time.monotonic() < deadline:
        with socket.socket() as knocking:
            if knocking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"The model does not listen on port {port}.")
