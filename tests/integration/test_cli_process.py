"""The command line as a process of its own: streams, signals, the server."""

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.command import run

COMMAND = (sys.executable, "-m", "interviewer")


def begun(*arguments: object, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    """The command, started; all three streams are pipes of text."""
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=env,
        # Whoever started the tests in the background had Ctrl-C ignored, by them and their heirs.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def test_a_reader_that_leaves_early_is_no_trouble(home: Path) -> None:
    """`| head` gets its lines; nothing is said about the rest."""
    with begun("questions", "deep-learning", "--json") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("questions deep-learning", "Standard output cannot be written"),
        ("banks --json", "Standard output cannot be written"),
        ("report last", "Standard output cannot be written"),
        ("--version", "Standard output cannot be written"),
        ("--help", "No space is left"),
        ("banks --help", "No space is left"),
    ],
)
def test_standard_output_that_takes_no_more_is_told(
    ready_home: Path, command: str, told: str
) -> None:
    """One line and status 1, as on a full disk; no traceback, not even at the very end."""
    assert run("practice", "--count", 1, stdin="").status == 0
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*COMMAND, *command.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ran.returncode == 1
    (line,) = ran.stderr.splitlines()
    assert told in line


@pytest.mark.parametrize(("encoding", "shown"), [("latin-1", "\\u201c"), ("ascii", "“")])
def test_output_that_knows_few_characters_is_no_trouble(
    home: Path, encoding: str, shown: str
) -> None:
    """What Latin-1 does not have is written as its number; ASCII is taken for UTF-8."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    document = home.parent / "quotes.md"
    document.write_text("## What is a “bank”?\n\nA list of questions.\n", "utf-8")
    with begun("check", document, env=environment) as process:
        out, err = process.communicate()
    assert process.returncode == 0, err
    assert f"What is a {shown}bank" in out


def test_ctrl_c_in_an_interview_keeps_it(ready_home: Path) -> None:
    """Interrupted while the question stands: status 130, no traceback, how to go on."""
    with begun("practice", "--count", "1") as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert any("Question 1" in line for line in process.stdout)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "practice --resume " in err


def test_a_setting_that_cannot_be_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable is named; no traceback."""
    monkeypatch.setenv("MOCK_INTERVIEWER_PORT", "abc")
    with begun("serve") as process:
        _, err = process.communicate()
    assert process.returncode == 1
    (line,) = err.splitlines()
    assert "MOCK_INTERVIEWER_PORT" in line


def test_json_is_alone_on_standard_output(ready_home: Path, tmp_path: Path) -> None:
    """Logs and notes go elsewhere."""
    answers = tmp_path / "answers.jsonl"
    answers.write_text('{"answer": "I do not know."}\n' * 9, "utf-8")
    with begun("simulate", "--answers", answers, "--count", "1", "--json") as process:
        out, err = process.communicate()
    assert json.loads(out)["turns"]
    assert "were not asked for" in err


def test_serve_on_a_port_in_use_names_another(home: Path) -> None:
    """The message says what to do; no traceback."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with begun("serve", "--port", port, "--no-browser") as process:
            _, err = process.communicate()
    assert process.returncode == 1
    (line,) = err.splitlines()
    assert f"127.0.0.1:{port}: The port is in use" in line
    assert "--port" in line


def test_serve_on_an_address_of_somebody_else_is_refused(home: Path) -> None:
    """An address that is not this machine's."""
    with begun("serve", "--host", "192.0.2.1", "--no-browser") as process:
        _, err = process.communicate()
    assert process.returncode == 1
    assert "192.0.2.1" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_serve_answers_until_it_is_told_to_stop(home: Path, ending: signal.Signals) -> None:
    """It prints its address, serves, and a signal ends it within the same process."""
    port = free_port()
    with begun("--home", home, "serve", "--port", port, "--no-browser") as process:
        assert process.stderr is not None
        assert f"http://127.0.0.1:{port}" in process.stderr.readline()
        assert _healthy(port, process)
        process.send_signal(ending)
        out, err = process.communicate(timeout=30)
    assert "Traceback" not in out + err
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))


def _healthy(port: int, process: subprocess.Popen[str]) -> bool:
    """Asks until the server answers or has ended."""
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, ConnectionError):
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.1)
                return False
