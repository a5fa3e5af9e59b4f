"""Commands run in this process, as tests call them: `run("banks", "--json").records`."""

import json
from dataclasses import dataclass
from typing import Any

from typer.testing import CliRunner

from interviewer.cli import app


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines; fails when there is anything else on it."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def record(self) -> dict[str, Any]:
        """The one object printed."""
        (only,) = self.records
        return only


def run(*arguments: object, stdin: str | bytes = "") -> Ran:
    """Runs the command; an exception that is no exit fails the test."""
    result = CliRunner().invoke(
        app, [str(a) for a in arguments], input=stdin, catch_exceptions=False
    )
    return Ran(result.exit_code, result.stdout, result.stderr)


def refused(*arguments: object, stdin: str | bytes = "") -> str:
    """Runs a command that cannot be met: status 1, nothing printed, one line said; that line."""
    ran = run(*arguments, stdin=stdin)
    assert (ran.status, ran.out) == (1, ""), ran
    (line,) = ran.err.splitlines()
    return line
