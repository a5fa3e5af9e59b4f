"""Options that several commands share. For the commands alone.

The words of a choice are spelt out here, because the enums they stand for are slow to import;
a test holds them together.
"""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

ModeName = Literal["practice", "interview"]
SelectionName = Literal["fixed", "random", "topic", "adaptive", "due", "job"]
ExaminerName = Literal["offline", "llm"]
FormatName = Literal["md", "html", "pdf", "json", "apkg", "csv"]


def _inherited(ctx: typer.Context, value: Path | None) -> Path | None:
    """The folder given to this command, else the one given before the command's name."""
    if value is not None or ctx.parent is None:
        return value
    before: Path | None = ctx.parent.params.get("home")
    return before


Home = Annotated[
    Path | None,
    typer.Option(
        "--home",
        metavar="DIR",
        file_okay=False,
        callback=_inherited,
        help="Where interviews, banks and the index lie; MOCK_INTERVIEWER_HOME says the same.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask for confirmation.")]
BankName = Annotated[
    str | None,
    typer.Option("--bank", metavar="BANK", help="Which bank; the first one if not given."),
]
Count = Annotated[
    int | None, typer.Option("--count", min=1, help="How many questions.", show_default="5")
]
ModeOption = Annotated[
    ModeName,
    typer.Option(
        "--mode", help="practice helps and shows each question's points; interview waits."
    ),
]
SelectionOption = Annotated[
    SelectionName | None,
    typer.Option(
        "--selection",
        help="In the bank's order, by chance, of one topic; what helps you most, what is due for "
        "review, or what is near a job description.",
        show_default="fixed; topic or job where one is given",
    ),
]
JobFile = Annotated[
    Path | None,
    typer.Option(
        "--job-description",
        metavar="FILE",
        dir_okay=False,
        help="A text file; '-' is standard input. The questions nearest to it are asked.",
    ),
]
InterviewOn = Annotated[
    datetime | None,
    typer.Option(
        "--interview-on",
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="The day of the real interview: everything is due before it.",
    ),
]
Topics = Annotated[
    list[str] | None,
    typer.Option("--topic", metavar="TOPIC", help="Only this topic; may be repeated."),
]
ExaminerOption = Annotated[ExaminerName, typer.Option("--examiner", help="Who judges.")]


def example(*commands: str) -> str:
    """The end of a command's help: how it is called, line by line."""
    title = "Example:" if len(commands) == 1 else "Examples:"
    return "\n".join(["\b", title, *(f"  mock-interviewer {c}" for c in commands)])
