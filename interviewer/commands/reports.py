"""`report`: what an interview showed, again, in any format there is; and its summary."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from interviewer.commands import output
from interviewer.commands.options import FormatName, Home

if TYPE_CHECKING:
    from interviewer.report import Report

InterviewId = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="An id of 'interviews', its beginning where that is unique, or 'last'."
    ),
]


def report(
    interview: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An id of 'interviews', its beginning where that is unique, 'last', or a report "
            "that was written as .json, also by an older version.",
        ),
    ],
    format_: Annotated[
        FormatName | None,
        typer.Option("--format", help="How to write it.", show_default="by -o, else md"),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where; standard output if not given."),
    ] = None,
    home: Home = None,
) -> None:
    """Write the report of an interview again, in any format.

    It is made from the events that were kept, without a model.
    """
    if format_ is None and to is not None and to.suffix:
        format_ = format_of(to, option="--output")
    made = _written(Path(interview)) if interview.endswith(".json") else _kept(home, interview)
    output.write(to or Path("-"), rendered(made, format_ or "md"))
    if to is not None and str(to) != "-":
        output.note(f"Written to {to}.")


def _kept(home: Path | None, interview: str) -> "Report":
    from interviewer.commands import product
    from interviewer.commands.interviews import found

    engine = product.opened(home).engine
    return engine.report(found(engine, interview))


def _written(path: Path) -> "Report":
    """The report in that file, whatever its version."""
    from interviewer.errors import BadRequest
    from interviewer.reporting.stored import read

    try:
        return read(path.read_bytes())
    except OSError as error:
        raise BadRequest(
            f"The report cannot be read ({error.strerror or error}).",
            where=str(path),
            mend="Name a file that 'report --format json' wrote.",
        ) from error


def format_of(path: Path, *, option: str) -> FormatName:
    """The format that the file's suffix asks for; a usage error when there is none such."""
    for name in get_args(FormatName):
        if path.suffix.casefold() == f".{name}":
            known: FormatName = name
            return known
    known_suffixes = ", ".join(f".{name}" for name in get_args(FormatName))
    raise typer.BadParameter(
        f"{path.name!r} has none of the suffixes a report can be written with: {known_suffixes}.",
        param_hint=f"'{option}'",
    )


def rendered(report: "Report", format_: FormatName) -> bytes:
    """The report as the content of a file."""
    from interviewer.rendering.formats import FORMATS

    return FORMATS[format_](report)


def summarise(report: "Report") -> None:
    """A few lines on standard output: a line a question, the three sentences, what to do next."""
    from interviewer.reporting.wording import percent

    tell_what_is_gone(report)
    head = report.header
    rows = [
        (
            f"  {q.number}.",
            percent(q.score),
            "".join(p.sign for p in q.points) or f"({q.status.value})",
            output.line(q.prompt),
        )
        for q in report.questions
    ]
    output.say(f"{head.bank_title}: {percent(report.score)}. {head.disclaimer}")
    output.table(rows)
    output.say()
    for sentence in report.sentences:
        output.paragraph(f"{sentence.label}: {output.line(sentence.text)}")
    output.say()
    output.say(f"The report: mock-interviewer report {head.interview_id} -o report.html")


def tell_what_is_gone(report: "Report") -> None:
    """Says so when the interview ended because its questions were no longer in the bank."""
    from interviewer.events import FinishReason
    from interviewer.reporting.wording import count

    head = report.header
    if head.finish is FinishReason.BANK_GONE:
        gone = count(head.counts.planned - head.counts.asked, "question")
        output.note(
            f"{gone} could not be asked: the bank {head.bank!r} was removed or changed while the "
            "interview ran."
        )
