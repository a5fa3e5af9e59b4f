"""What every command says about itself, and what starting costs."""

import subprocess
import sys
from typing import get_args

import pytest
import typer

from interviewer.cli import app
from interviewer.commands import options
from interviewer.events import Mode, Selection
from interviewer.rendering.formats import FORMATS
from tests.command import run

COMMANDS = [
    "serve",
    "practice",
    "simulate",
    "banks",
    "questions",
    "check",
    "import",
    "remove",
    "improve",
    "search",
    "grade",
    "evaluate",
    "interviews",
    "show",
    "delete",
    "export",
    "report",
    "dispute",
    "progress",
    "backup",
    "restore",
    "prune",
    "doctor",
]


def test_all_commands_of_this_version_are_there_and_no_other() -> None:
    """The commands promised, in their order."""
    assert [c.name for c in app.registered_commands] == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_an_example_of_the_command(name: str) -> None:
    """`--help` of each command ends with how it is called, and offers --home."""
    shown = run(name, "--help")
    assert shown.status == 0
    assert f"  mock-interviewer {name}" in shown.out.split("Example", 1)[1]
    assert "--home DIR" in shown.out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_shows_each_sentence_whole(name: str) -> None:
    """No description is cut off in `mock-interviewer --help`."""
    shown = run("--help").out
    (line,) = (x for x in shown.splitlines() if x.startswith(f"  {name} "))
    assert line.endswith(".")
    assert not line.endswith("...")


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_option_is_wrong_usage(name: str) -> None:
    """Wrong usage is exit status 2, said on standard error."""
    ran = run(name, "--no-such-option")
    assert (ran.status, ran.out) == (2, "")
    assert "--no-such-option" in ran.err


def test_an_unknown_command_is_wrong_usage() -> None:
    """A command that is not there is exit status 2."""
    ran = run("interrogate")
    assert (ran.status, ran.out) == (2, "")
    assert "interrogate" in ran.err


def test_the_words_of_choices_are_those_of_the_enums() -> None:
    """The literals, spelt out so that starting is quick, name what there is."""
    assert list(get_args(options.ModeName)) == [m.value for m in Mode]
    assert list(get_args(options.SelectionName)) == [s.value for s in Selection]
    assert set(get_args(options.FormatName)) == set(FORMATS)


def test_help_is_plain_text() -> None:
    """Help needs no rich tables: they cost half a second and break where output is ASCII."""
    assert isinstance(app, typer.Typer)
    assert run("--help").out.isascii()


def test_starting_imports_nothing_heavy() -> None:
    """Importing the command line leaves every heavy library alone."""
    heavy = "chromadb,langchain,numpy,onnxruntime,pydantic,rich,sqlalchemy,streamlit,structlog,yaml"
    code = f"import sys, interviewer.cli; print(set('{heavy}'.split(',')) & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


def test_version_is_that_of_the_package() -> None:
    """`--version` says which version is installed."""
    from importlib.metadata import version

    assert run("--version").out == f"mock-interviewer {version('mock-interviewer')}\n"
