"""`practice`: an interview in the terminal."""

import secrets
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.commands import output
from interviewer.commands.options import (
    BankName,
    Count,
    ExaminerName,
    Home,
    InterviewOn,
    JobFile,
    ModeOption,
    SelectionOption,
    Topics,
)

if TYPE_CHECKING:
    from interviewer.wiring import Wired

_INTERRUPTED = 130


def practice(  # noqa: PLR0913 - one argument an option
    *,
    bank: BankName = None,
    count: Count = None,
    mode: ModeOption = "practice",
    selection: SelectionOption = None,
    topic: Topics = None,
    job_description: JobFile = None,
    interview_on: InterviewOn = None,
    seed: Annotated[
        int | None,
        typer.Option("--seed", help="The same seed, the same questions.", show_default="by chance"),
    ] = None,
    resume: Annotated[
        str | None,
        typer.Option("--resume", metavar="ID", help="Go on with an interview; or 'last'."),
    ] = None,
    examiner: Annotated[
        ExaminerName | None,
        typer.Option(
            "--examiner",
            help="Who judges; an interview that is resumed keeps its examiner.",
            show_default="the model where one is configured",
        ),
    ] = None,
    home: Home = None,
) -> None:
    """Hold an interview in the terminal."""
    from interviewer.commands import product
    from interviewer.commands.interviews import found
    from interviewer.commands.wishes import wish

    wired = product.opened(home, examiner)
    product.say_trouble(wired)
    if resume is not None:
        interview_id = found(wired.engine, resume)
    else:
        wished = wish(
            wired.library,
            bank=bank,
            count=count,
            mode=mode,
            selection=selection,
            topics=topic or (),
            seed=secrets.randbelow(2**31) if seed is None else seed,
            job_description=job_description,
            interview_on=interview_on.date() if interview_on else None,
        )
        interview_id = wired.engine.start(wished)
    _hold(wired, interview_id)


def _hold(wired: "Wired", interview_id: str) -> None:
    from interviewer.commands import reports
    from interviewer.commands.dialogue import Dialogue

    dialogue = Dialogue(wired.engine, interview_id)
    try:
        over = dialogue.hold()
    except KeyboardInterrupt as error:
        output.note("")
        dialogue.leave()
        raise typer.Exit(_INTERRUPTED) from error
    if over:
        output.say()
        reports.summarise(wired.engine.report(interview_id))
