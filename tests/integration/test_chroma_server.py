"""The index at a Chroma server, where several replicas share one."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

BEFORE = """
import sys
from pathlib import Path
from knowledge.bank import BankIndex
from tests.hashencoder import HashEncoder, numbered_bank
TREES, SHRUBS = numbered_bank(20, "trees"), numbered_bank(10, "shrubs")
index = BankIndex(Path(sys.argv[1]) / "index", HashEncoder(), sys.argv[2])
def finds(bank):
    found = (index.search(q.prompt, [bank], 1)[0].question_id for q in bank.questions)
    return list(found) == [q.id for q in bank.questions]
"""
_DEADLINE = 60.0


class ChromaServer:
    """The one that comes with the package, on loopback."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when it takes connections."""
        program = Path(sys.executable).with_name("chroma")
        place = ["--path", str(self._folder), "--host", "127.0.0.1", "--port", str(self.port)]
        with (self._folder.parent / "chroma.log").open("ab") as log:
            self._process = subprocess.Popen([program, "run", *place], stdout=log, stderr=log)
        deadline = time.monotonic() + _DEADLINE
        while time.monotonic() < deadline and self._process.poll() is None:
            with socket.socket() as knocking:
                if knocking.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)  # between two knocks
        raise RuntimeError((self._folder.parent / "chroma.log").read_text())

    def kill(self) -> None:
        """At once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """One for all tests here."""
    running = ChromaServer(tmp_path_factory.mktemp("chroma") / "data")
    running.start()
    yield running
    running.kill()


def begun(home: Path, url: str, code: str) -> subprocess.Popen[str]:
    """A replica: a process with an index of that home at that server, which runs the code."""
    command = [sys.executable, "-c", BEFORE + code, str(home), url]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def said(home: Path, url: str, code: str) -> list[str]:
    """What such a replica prints."""
    with begun(home, url, code) as process:
        out, _ = process.communicate()
    assert process.returncode == 0
    return out.split()


def test_replicas_share_what_one_has_indexed(server: ChromaServer, tmp_path: Path) -> None:
    """The second one encodes nothing, and no files are written in either home."""
    one, other = tmp_path / "a", tmp_path / "b"
    assert said(one, server.url, "print(index.sync(TREES).added, index.owner)") == ["20", "True"]
    assert said(
        other, server.url, "print(index.sync(TREES).unchanged, finds(TREES), index.check([TREES]))"
    ) == ["20", "True", "()"]
    assert not one.exists()
    assert not other.exists()


def test_what_one_removes_is_gone_for_all(server: ChromaServer, tmp_path: Path) -> None:
    """Also for a replica that has it in use: that one builds it again if it asks for it."""
    with begun(
        tmp_path,
        server.url,
        "print(finds(TREES), finds(SHRUBS), flush=True)"
        "; input(); print(finds(SHRUBS), finds(TREES))",
    ) as using:
        assert using.stdout is not None
        assert using.stdout.readline().split() == ["True", "True"]
        other = said(tmp_path, server.url, "index.remove(TREES.id); print(index.check([SHRUBS]))")
        assert other == ["()"]
        out, _ = using.communicate("\n")
    assert out.split() == ["True", "True"]


def test_without_its_server_the_index_goes_on_in_memory(tmp_path: Path) -> None:
    """It says so, and interviews can be held."""
    told = said(
        tmp_path, "http://127.0.0.1:1", "print(finds(TREES), index.owner, index.check([TREES])[0])"
    )
    assert told[:2] == ["True", "False"]
    assert " ".join(told[2:]).startswith("The index is kept in memory until the next start.")


def test_a_server_that_is_killed_is_survived(tmp_path: Path) -> None:
    """Whoever used it goes on in memory; whoever starts after it is back uses it again."""
    own = ChromaServer(tmp_path / "data")
    own.start()
    with begun(
        tmp_path, own.url, "print(finds(TREES), flush=True); input(); print(finds(TREES))"
    ) as using:
        assert using.stdout is not None
        assert using.stdout.readline().split() == ["True"]
        own.kill()
        out, _ = using.communicate("\n")
    assert out.split() == ["True"]
    own.start()
    assert said(tmp_path, own.url, "print(index.sync(TREES).unchanged)") == ["20"]
    own.kill()
