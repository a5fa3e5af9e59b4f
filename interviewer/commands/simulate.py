"""`simulate`: a whole interview without a screen, its answers read from a file."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.commands import output
from interviewer.commands.options import (
    BankName,
    ExaminerOption,
    Home,
    JobFile,
    ModeOption,
    SelectionOption,
    Topics,
)

if TYPE_CHECKING:
    from interviewer.commands.script import Script
    from interviewer.engine import Engine
    from interviewer.interview import Interview
    from interviewer.report import Report

Answers = Annotated[
    Path,
    typer.Option(
        "--answers",
        metavar="FILE",
        help='JSON lines {"question_id"?, "answer"}; several of one id answer its follow-ups.',
    ),
]
ReportFile = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Write the report too: .md, .html, .pdf, …"),
]
ScriptedCount = Annotated[
    int | None,
    typer.Option(
        "--count",
        min=1,
        help="How many questions, the ones that FILE names first.",
        show_default="all that FILE names, or 5 where it names none",
    ),
]


def simulate(  # noqa: PLR0913 - one argument an option
    *,
    answers: Answers,
    bank: BankName = None,
    count: ScriptedCount = None,
    mode: ModeOption = "interview",
    selection: SelectionOption = None,
    topic: Topics = None,
    job_description: JobFile = None,
    seed: Annotated[int, typer.Option("--seed", help="The same seed, the same interview.")] = 0,
    examiner: ExaminerOption = "offline",
    report: ReportFile = None,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    home: Home = None,
) -> None:
    """Hold a whole interview with the answers of a file."""
    from interviewer.commands import product, reports
    from interviewer.commands.script import Script
    from interviewer.commands.wishes import wish

    wanted = reports.format_of(report, option="--report") if report else None
    if report:
        output.refuse_unwritable(report)  # now, and not after the whole interview
    script = Script.read(answers)
    wired = product.opened(home, examiner)
    wished = wish(
        wired.library,
        bank=bank,
        count=count,
        mode=mode,
        selection=selection,
        topics=topic or (),
        seed=seed,
        job_description=job_description,
        only=script.question_ids,
    )
    script.refuse_unknown(wired.library.get(wished.bank))
    interview_id = wired.engine.start(wished)
    interview = held(wired.engine, interview_id, script)
    waiting = [t for r in interview.rounds for t in r.turns if t.stuck or t.went_on]
    if waiting:
        why = waiting[-1].ungraded
        output.note(
            f"{len(waiting)} of the answers could not be judged; they have no mark."
            + (f" {output.line(why.reason)}" if why else "")
        )
    if script.unused:
        output.note(f"{script.unused} of the answers in {answers.name} were not asked for.")
    made = wired.engine.report(interview_id)
    if json_:
        reports.tell_what_is_gone(made)
        _print_json(interview, made)
    else:
        reports.summarise(made)
    if report and wanted:
        output.write(report, reports.rendered(made, wanted))


def held(engine: "Engine", interview_id: str, script: "Script") -> "Interview":
    """The interview, finished: every question answered from the script, or skipped."""
    interview = engine.load(interview_id)
    while interview.finished is None and (turn := interview.turn) is not None:
        if turn.stuck:
            interview = engine.go_on(interview_id)
            continue
        answer = script.next(turn.asked.question_id)
        if answer is None:
            engine.skip(interview_id)
        else:
            engine.answer(interview_id, answer)
        interview = engine.advance(interview_id)
    return interview


def _print_json(interview: "Interview", made: "Report") -> None:
    from interviewer.commands import transcript

    output.record(
        {
            "interview_id": made.header.interview_id,
            "turns": transcript.turns(interview),
            "report": json.loads(made.model_dump_json()),
        }
    )
