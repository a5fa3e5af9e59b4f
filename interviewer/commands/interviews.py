"""`interviews`, `show`, `delete`: past interviews, one by one."""

from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.commands import output
from interviewer.commands.options import Home, Json, Yes
from interviewer.commands.reports import InterviewId

if TYPE_CHECKING:
    from interviewer.engine import Engine
    from interviewer.store import Summary
    from interviewer.wiring import Wired

_SHORTEST = 4
"""Characters from which the beginning of an id is taken for it."""


def interviews(*, json_: Json = False, home: Home = None) -> None:
    """List the interviews there are, the one touched last first."""
    from interviewer.commands import product

    summaries = product.opened(home).engine.interviews()
    if json_:
        for summary in summaries:
            output.record(summary.model_dump(mode="json"))
    elif summaries:
        output.table(
            [("ID", "BEGUN", "MODE", "ASKED", "STATE", "SCORE", "BANK"), *map(_row, summaries)]
        )
    else:
        output.note("No interview yet. 'mock-interviewer practice' holds one.")


def show(interview: InterviewId, *, json_: Json = False, home: Home = None) -> None:
    """Show what was said in an interview.

    With --json every event that was kept of it.
    """
    from interviewer.commands import product, transcript
    from interviewer.rendering import facts

    engine = product.opened(home).engine
    interview_id = found(engine, interview)
    if json_:
        for event in engine.events(interview_id):
            output.say(event.model_dump_json())
        return
    state = engine.load(interview_id)
    plan = state.plan
    begun = state.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
    finished = state.finished.value if state.finished else "not over"
    output.say(
        f"{plan.bank_title} · {plan.mode.value} · {begun} · {finished} · judged by {plan.examiner}"
    )
    head = engine.report(interview_id).header
    if head.tokens is not None:
        output.say(f"Tokens {facts.tokens(head)}. Cost {facts.cost(head)}.")
    output.say()
    for line in transcript.lines(state):
        output.say(line)
    if state.finished:
        output.note(f"The report: mock-interviewer report {interview_id}")
    else:
        output.note(f"Go on with it: mock-interviewer practice --resume {interview_id}")


def delete(
    interview: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A whole id of 'interviews'.", show_default=False),
    ] = None,
    *,
    all_: Annotated[
        bool, typer.Option("--all", help="Everything: every interview and every bank you added.")
    ] = False,
    yes: Yes = False,
    home: Home = None,
) -> None:
    """Delete an interview for good, with every answer in it.

    With --all everything of yours: every interview, and every bank you added.
    """
    from interviewer.commands import product

    if all_ == (interview is not None):
        raise typer.BadParameter("say which interview, or --all.", param_hint="'[ID]'")
    wired = product.opened(home)
    if interview is None:
        return _delete_all(wired, yes=yes)
    interview_id = found(wired.engine, interview, exact=True)
    output.confirm(f"Delete the interview {interview_id} for good?", yes=yes)
    wired.engine.delete(interview_id)
    output.note(f"Deleted {interview_id}.")
    return None


def _delete_all(wired: "Wired", *, yes: bool) -> None:
    from interviewer import mine
    from interviewer.reporting.wording import count

    interviews = count(len(wired.engine.interviews()), "interview")
    banks = count(sum(not b.builtin for b in wired.library.list()), "added bank")
    output.confirm(f"Delete {interviews} and {banks} for good?", yes=yes)
    erased = mine.erase(wired.engine, wired.library)
    output.note(
        f"Deleted {count(erased.interviews, 'interview')} and {count(erased.banks, 'added bank')}. "
        "Backups and exports that you saved elsewhere still hold what they held."
    )


def found(engine: "Engine", name: str, *, exact: bool = False) -> str:
    """The id meant by `name`: itself, its beginning where only one has it, or 'last'.

    InterviewNotFound, with the nearest ids, when there is none. With `exact` only whole ids are
    taken, and BadRequest says which one was probably meant.
    """
    from difflib import get_close_matches

    from interviewer.errors import BadRequest, InterviewNotFound

    ids = [summary.id for summary in engine.interviews()]
    if name in ids or _unreadable(engine, name):
        return name
    begun = [i for i in ids if len(name) >= _SHORTEST and i.startswith(name)]
    meant = ids[:1] if name == "last" else begun
    if len(meant) == 1 and not exact:
        return meant[0]
    if len(meant) == 1:
        raise BadRequest(
            f"{name!r} is no whole id, and what cannot be undone is not guessed.",
            mend=f"If {meant[0]} is meant, say that.",
        )
    near = begun or get_close_matches(name, ids, n=3, cutoff=0.5)
    mend = f"Did you mean {' or '.join(near[:3])}? " if near else ""
    raise InterviewNotFound(
        f"There is no interview {name!r}.",
        mend=f"{mend}'mock-interviewer interviews' lists those there are.",
    )


def _unreadable(engine: "Engine", name: str) -> bool:
    """Whether that is the id of an interview too damaged to be listed; it can be deleted."""
    from interviewer.errors import InterviewNotFound, StorageDamaged

    try:
        engine.events(name)
    except StorageDamaged:
        return True
    except InterviewNotFound:
        return False
    return True


def _row(summary: "Summary") -> tuple[str, ...]:
    from interviewer.reporting.wording import percent

    return (
        summary.id,
        summary.started_at.astimezone().strftime("%Y-%m-%d %H:%M"),
        summary.mode.value,
        f"{summary.asked} of {summary.planned}",
        summary.finished.value if summary.finished else "not over",
        percent(summary.score),
        output.line(summary.bank_title),
    )
