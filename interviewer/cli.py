"""The command line: every command by its name. `main` is what the console script starts.

Nothing heavy is imported here; each command imports what it needs when it runs.
"""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from interviewer.commands import (
    banks,
    dispute,
    doctor,
    documents,
    evaluate,
    export,
    grade,
    improve,
    interviews,
    keeping,
    output,
    practice,
    progress,
    reports,
    serve,
    simulate,
)
from interviewer.commands.options import Home, example
from interviewer.errors import MockInterviewerError


class Commands(TyperGroup):
    """The commands, in the order of their registration; errors become one line."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Reads the command line, which is where help and version are printed."""
        with _told():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """Runs the command."""
        with _told():
            return super().invoke(ctx)


@contextmanager
def _told() -> Iterator[None]:
    """Exit status 1 with one line for every error raised on purpose, and for a full disk."""
    try:
        yield
    except MockInterviewerError as error:
        output.note(" ".join(["error:", *str(error).split("\n")]))
        raise typer.Exit(1) from error
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        output.note("error: No space is left on what is written to. Free some, then try again.")
        output.give_up_standard_output()
        raise typer.Exit(1) from error


app = typer.Typer(
    cls=Commands,
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,  # its tables cost half a second of every --help
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    epilog=example(
        "                     the app in the browser",
        "practice --count 3   an interview here",
        "COMMAND --help       what a command takes, with an example",
    ),
)


def _version(asked: bool) -> None:  # noqa: FBT001 - typer gives it by position
    if asked:
        from importlib.metadata import version

        output.say(f"mock-interviewer {version('mock-interviewer')}")
        raise typer.Exit


@app.callback()
def start(
    ctx: typer.Context,
    *,
    home: Home = None,
    version: Annotated[  # noqa: ARG001 - the callback answers
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Interview practice from questions and answers; without a command, the app in the browser."""
    if ctx.invoked_subcommand is None:
        serve.serve(home=home)


_COMMANDS = (
    (serve.serve, ["serve --port 8600 --no-browser"]),
    (
        practice.practice,
        ["practice --count 3", "practice --selection adaptive", "practice --resume last"],
    ),
    (simulate.simulate, ["simulate --answers answers.jsonl --json --report report.html"]),
    (banks.banks, ["banks --json"]),
    (banks.questions, ["questions deep-learning"]),
    (documents.check, ["check interview-questions.md"]),
    (documents.import_, ["import interview-questions.md --name 'Data engineering'"]),
    (banks.remove, ["remove data-engineering --yes"]),
    (improve.improve, ["improve data-engineering", "improve data-engineering --yes --json"]),
    (banks.search, ["search 'why networks forget' -k 3"]),
    (grade.grade, ["grade < to-grade.jsonl > grades.jsonl"]),
    (evaluate.evaluate, ["evaluate graded.jsonl"]),
    (interviews.interviews, ["interviews --json"]),
    (interviews.show, ["show last"]),
    (interviews.delete, ["delete 3f9c2a7b5d1e8046", "delete --all"]),
    (
        export.export,
        [
            "export --all mine.zip",
            "export last interview.json",
            "export --bank deep-learning deck.apkg",
        ],
    ),
    (reports.report, ["report last", "report last -o report.pdf", "report old.json -o old.html"]),
    (dispute.dispute, ["dispute last 1 3 --reason 'I said that units are dropped'"]),
    (progress.progress, ["progress", "progress --json"]),
    (keeping.backup, ["backup backup-2026-12-01.zip"]),
    (keeping.restore, ["restore backup-2026-12-01.zip --home ~/restored"]),
    (keeping.prune, ["prune --days 365"]),
    (doctor.doctor, ["doctor"]),
)
for _command, _examples in _COMMANDS:
    app.command(name=_command.__name__.rstrip("_"), epilog=example(*_examples))(_command)


def main() -> None:
    """The console script; a character that cannot be encoded or decoded is never an error."""
    for stream, errors in (
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
        (sys.stdin, "replace"),
    ):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)
    app(prog_name="mock-interviewer")
