"""A real nginx from the system's packages, with the configuration that is in `deploy/`."""

import re
import shutil
import socket
import subprocess
from pathlib import Path

from tests.packages import needed

CONFIGURATION = Path(__file__).parents[1] / "deploy" / "nginx.conf"


class Nginx:
    """In front of these ports, until `stop`; `per_address`: connections, where many users ask from
    this one machine.
    """

    def __init__(self, folder: Path, ports: list[int], *, per_address: int | None = None) -> None:
        self.log = folder / "nginx.log"
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        text = CONFIGURATION.read_text().replace("listen 80;", f"listen 127.0.0.1:{self.port};")
        if per_address is not None:
            text = re.sub(r"(limit_conn per_address) \d+;", rf"\1 {per_address};", text)
        for number, port in enumerate(ports, 1):
            text = text.replace(f"replica-{number}:8501", f"127.0.0.1:{port}")
        (folder / "nginx.conf").write_text(text)
        self._folder = folder
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._command(), "-g", "daemon off;"], stdout=log, stderr=log
            )
        self._await_answer()

    @property
    def pid(self) -> int:
        """Its first process, which has started the others."""
        return self._process.pid

    def check(self) -> None:
        """What nginx itself says about the configuration; an error fails the test."""
        done = subprocess.run([*self._command(), "-t"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def stop(self) -> None:
        """At once."""
        self._process.terminate()
        self._process.wait()

    def _await_answer(self) -> None:
        while self._process.poll() is None:
            with socket.socket() as knocking:
                if knocking.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
        raise RuntimeError(f"nginx ended. Its log:\n{self.log.read_text()}")

    def _command(self) -> list[str]:
        return [program(), "-p", str(self._folder), "-c", "nginx.conf", "-e", "stderr"]


def program() -> str:
    """Where nginx is, installed now if need be."""
    return needed("nginx-light", _found)


def _found() -> str | None:
    return shutil.which("nginx") or (shutil.which("nginx", path="/usr/sbin"))
