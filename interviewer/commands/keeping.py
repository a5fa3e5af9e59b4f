"""`backup`, `restore`, `prune`: a home as a whole, and how long its interviews are kept."""

from pathlib import Path
from typing import Annotated

import typer

from interviewer.commands import output
from interviewer.commands.options import Home, Yes

File = Annotated[Path, typer.Argument(metavar="FILE", help="The backup, a zip archive.")]


def backup(file: File, *, home: Home = None) -> None:
    """Write everything into one file, also while the app is in use.

    The interviews are as of one moment, the banks as they are just then; the index is built again
    from them. A bank that cannot be read is left out and named, and the exit status is 1.
    """
    from interviewer import backup as backups
    from interviewer.commands import product

    wired = product.opened(home)
    kept = backups.make(wired.store, wired.library, file)
    output.note(f"Backed up {_amount(kept.interviews, kept.banks)} to {file}.")
    if kept.left_out:
        for line in kept.left_out:
            output.note(f"Left out: {line}")
        raise typer.Exit(1)


def restore(file: File, *, home: Home = None) -> None:
    """Take everything of a backup into an empty home.

    Nothing that is there is ever overwritten.
    """
    from interviewer import backup as backups
    from interviewer.commands import product

    wired = product.opened(home)
    kept = backups.restore(file, wired.store, wired.library)
    output.note(
        f"Restored {_amount(kept.interviews, kept.banks)} into {wired.settings.home}. "
        "'mock-interviewer doctor' builds the index, as does the first interview."
    )


def prune(
    *,
    days: Annotated[
        int | None,
        typer.Option(
            "--days", min=1, help="How many.", show_default="MOCK_INTERVIEWER_RETENTION_DAYS"
        ),
    ] = None,
    yes: Yes = False,
    home: Home = None,
) -> None:
    """Delete the interviews untouched for so many days.

    On PostgreSQL the tables are written anew, so that they hold nothing of what was deleted before.
    """
    from interviewer.commands import product
    from interviewer.errors import BadRequest
    from interviewer.reporting.wording import count

    wired = product.opened(home)
    kept = days or wired.settings.retention_days
    if not kept:
        raise BadRequest(
            "Interviews are kept for as long as you like.",
            mend="Say --days, or set MOCK_INTERVIEWER_RETENTION_DAYS.",
        )
    output.confirm(f"Delete every interview untouched for {count(kept, 'day')}?", yes=yes)
    wired.plain.forget_taken()
    deleted = wired.plain.delete_untouched(kept, rewrite=True)
    output.note(f"Deleted {count(deleted, 'interview')}.")


def _amount(interviews: int, banks: int) -> str:
    from interviewer.reporting.wording import count

    return f"{count(interviews, 'interview')} and {count(banks, 'added bank')}"
