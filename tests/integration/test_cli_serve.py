"""`serve`: how the server is started. That it then serves is shown in `test_cli_process`."""

import os
import sys
from pathlib import Path

import pytest

from interviewer.commands import output, serve
from tests.command import run

Starts = list[tuple[list[str], dict[str, str]]]


class Became(Exception):
    """The process would be another one from here on."""


@pytest.fixture
def became(home: Path, monkeypatch: pytest.MonkeyPatch) -> Starts:
    """Command and environment that the process would become; every port is free."""
    seen: Starts = []

    def execve(_: str, command: list[str], environment: dict[str, str]) -> None:
        seen.append((command, environment))
        raise Became

    monkeypatch.setattr(os, "execve", execve)
    monkeypatch.setattr(serve, "refuse_busy", lambda *_: None)
    return seen


def served(*arguments: object) -> None:
    """Runs the command up to where it becomes the server."""
    with pytest.raises(Became):
        run(*arguments)


def test_without_a_command_the_app_is_served(became: Starts) -> None:
    """`mock-interviewer` alone is `mock-interviewer serve`."""
    served()
    served("serve")
    assert became[0] == became[1]


def test_streamlit_runs_the_browser_entry(became: Starts) -> None:
    """The same Python, the app that is there, on the loopback address."""
    served()
    command, _ = became[0]
    assert command[:4] == [sys.executable, "-m", "streamlit", "run"]
    assert Path(command[4]).read_text("utf-8").startswith('"""The browser entry')
    assert _flag(command, "server.address") == "127.0.0.1"
    assert _flag(command, "server.port") == "8501"


def test_home_is_handed_on(became: Starts, tmp_path: Path) -> None:
    """The server keeps its data where the command was told to."""
    served("--home", tmp_path / "before")
    served("serve", "--home", tmp_path / "after")
    assert all(environment["MALLOC_ARENA_MAX"] == "2" for _, environment in became)
    homes = [environment["MOCK_INTERVIEWER_HOME"] for _, environment in became]
    assert homes == [str(tmp_path / "before"), str(tmp_path / "after")]


def test_host_and_port_are_handed_on(became: Starts) -> None:
    """Options win over the settings; an address for all is shown as localhost."""
    served("serve", "--host", "0.0.0.0", "--port", 8600)  # noqa: S104 - never bound here
    command, _ = became[0]
    assert _flag(command, "server.address") == "0.0.0.0"  # noqa: S104
    assert _flag(command, "server.port") == "8600"
    assert _flag(command, "browser.serverAddress") == "localhost"


def test_no_browser_opens_none(became: Starts) -> None:
    """Only then the server is headless for sure; else it depends on the machine."""
    served("serve", "--no-browser")
    served("serve")
    assert _flag(became[0][0], "server.headless") == "true"
    assert "--server.headless" not in became[1][0]


@pytest.mark.parametrize(("host", "warned"), [("0.0.0.0", True), ("127.0.0.1", False)])  # noqa: S104
def test_an_open_address_without_a_log_in_is_warned_of(
    became: Starts, monkeypatch: pytest.MonkeyPatch, host: str, *, warned: bool
) -> None:
    """Where anybody in the network could read along, and only there."""
    said: list[str] = []
    monkeypatch.setattr(output, "note", said.append)
    served("serve", "--host", host)
    assert len(became) == 1
    assert any("Nobody has to log in" in s for s in said) is warned


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_is_none_is_wrong_usage(home: Path, port: str) -> None:
    """A port is a number from 1 to 65535."""
    assert run("serve", "--port", port).status == 2


def _flag(command: list[str], name: str) -> str:
    return command[command.index(f"--{name}") + 1]
