"""From options to the interview that is asked for. For `practice` and `simulate`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from interviewer.engine import Wish
from interviewer.errors import BadRequest, BankNotFound
from interviewer.events import Mode, Selection
from knowledge.library import Library
from knowledge.question import Bank

USUAL = 5
"""Questions of an interview when nobody says how many; fewer where there are fewer."""


def wish(  # noqa: PLR0913 - one argument an option
    library: Library,
    *,
    bank: str | None,
    count: int | None,
    mode: str,
    selection: str | None,
    topics: Sequence[str],
    seed: int,
    only: Sequence[str] = (),
    job_description: Path | None = None,
    interview_on: date | None = None,
) -> Wish:
    """The wish; BankNotFound when there is no such bank, or none at all.

    BadRequest when the job description cannot be read.
    """
    chosen = library.get(bank or _first(library))
    if selection is None:
        selection = Selection.TOPIC if topics else Selection.FIXED
        selection = selection if job_description is None else Selection.JOB
    available = sum(not topics or q.topic in topics for q in chosen.questions)
    return Wish(
        bank=chosen.id,
        count=count or min(USUAL, available or USUAL),
        mode=Mode(mode),
        selection=Selection(selection),
        topics=tuple(dict.fromkeys(topics)),
        only=_named(chosen, only, count, topics),
        seed=seed,
        job_description="" if job_description is None else _read(job_description),
        interview_on=interview_on,
    )


def _read(path: Path) -> str:
    try:
        if str(path) == "-":
            return typer.get_text_stream("stdin").read()
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise BadRequest(
            f"The job description cannot be read ({error.strerror or error}).",
            where=str(path),
            mend="Name a text file.",
        ) from error


def _named(
    bank: Bank, only: Sequence[str], count: int | None, topics: Sequence[str]
) -> tuple[str, ...]:
    """The first `count` of the questions named, and others behind them where that is more.

    Empty where the bank has not so many; the engine then says how many it has.
    """
    if not only or count is None:
        return tuple(only)
    others = (q.id for q in bank.questions if not topics or q.topic in topics)
    ids = tuple(dict.fromkeys((*only, *others)))[:count]
    return ids if len(ids) == count else ()


def _first(library: Library) -> str:
    for bank in library.list():
        return bank.id
    raise BankNotFound(
        "There is no bank to ask from.", mend="Add one with 'mock-interviewer import FILE'."
    )
