"""The real app in a process of its own, as a user starts it. Used by browser tests, benchmarks."""

import socket
import subprocess
import sys
import time
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

from interviewer.commands.serve import environment

ROOT: Final = Path(__file__).parents[2]
DEADLINE: Final = 60.0
"""Seconds until the app must answer; a loaded machine needs a tenth of that."""

_PAUSE: Final = 0.02


class Server:
    """Start it, kill it, start it again: same home, same port, so that pages reconnect."""

    def __init__(
        self, home: Path, log: Path, script: Path = ROOT / "app.py", *, folder: Path = ROOT
    ) -> None:
        self.home = home
        self.log = log
        self._script = script
        self._folder = folder
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of the first page, without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process that serves; RuntimeError when there is none."""
        if self._process is None:
            raise RuntimeError("The server is not running; call start() first.")
        return self._process.pid

    def start(self) -> None:
        """Returns when the app answers; RuntimeError with its log when it does not."""
        command = [
            *(sys.executable, "-m", "streamlit", "run", str(self._script)),
            *("--server.headless", "true", "--server.fileWatcherType", "none"),
            *("--server.address", "127.0.0.1", "--server.port", str(self.port)),
            *("--browser.gatherUsageStats", "false"),
        ]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=self._folder,
                env=environment(self.home),
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )
        self._await_health(self._process)

    def kill(self) -> None:
        """Ends it at once, as a crash would; nothing is flushed or closed."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _await_health(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + DEADLINE
        while not _answers(self.port):
            if process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                told = self.log.read_text(errors="replace")[-4000:]
                raise RuntimeError(f"The app did not answer on {self.url}. Its log:\n{told}")
            time.sleep(_PAUSE)  # between two looks; what is waited for is the answer


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
