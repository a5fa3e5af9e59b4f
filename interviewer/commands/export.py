"""`export`: interviews as JSON, with all their events; or a bank as YAML, a table or a deck."""

from pathlib import Path
from typing import Annotated

import typer

from interviewer.commands import output
from interviewer.commands.options import Home
from interviewer.errors import StorageDamaged


def export(
    target: Annotated[
        list[str],
        typer.Argument(
            metavar="[ID] FILE",
            help="The interview (not with --all) and the file; - is standard output.",
        ),
    ],
    *,
    all_: Annotated[bool, typer.Option("--all", help="Every interview.")] = False,
    bank: Annotated[
        str | None,
        typer.Option("--bank", metavar="BANK", help="A bank instead: FILE.yaml, .csv or .apkg."),
    ] = None,
    home: Home = None,
) -> None:
    """Export one interview, or all, as JSON with every event.

    With --all and a FILE that ends in .zip, everything of yours: the interviews, their reports,
    and the banks you added. With --bank a bank: as YAML, as a table, or as an Anki deck whose
    cards keep their ids from export to export, as the FILE's name ends; on standard output YAML.
    """
    from interviewer import mine
    from interviewer.commands import product
    from interviewer.commands.interviews import found

    if bank is not None:
        return _bank(bank, target, home, all_=all_)
    if len(target) != (1 if all_ else 2):
        raise typer.BadParameter(
            "say --all FILE for every interview, or ID FILE for one.", param_hint="'[ID] FILE'"
        )
    wired = product.opened(home)
    file = Path(target[-1])
    if all_ and file.suffix.casefold() == ".zip":
        taken = mine.archive(wired.engine, wired.library)
        content, count, left_out = taken.content, taken.interviews, taken.left_out
    else:
        only = None if all_ else found(wired.engine, target[0])
        chosen, unread = mine.exported(wired.engine, only)
        left_out = tuple(f"The interview {i} cannot be read." for i in unread)
        content, count = mine.as_json(chosen), len(chosen)
    output.write(file, content)
    output.note(f"Exported {count} interview{'' if count == 1 else 's'} to {file}.")
    if left_out:
        raise StorageDamaged(
            f"Not everything is in it. {' '.join(left_out)}",
            mend="Restore what is damaged from a backup, or delete it.",
        )
    return None


def _bank(bank: str, target: list[str], home: Path | None, *, all_: bool) -> None:
    from interviewer.commands import product
    from knowledge.exporting import Format, format_of, written

    if all_ or len(target) != 1:
        raise typer.BadParameter("say --bank BANK FILE.", param_hint="'[ID] FILE'")
    file = Path(target[0])
    form = Format.YAML if str(file) == "-" else format_of(file.name)
    chosen = product.library(home).get(bank)
    output.write(file, written(chosen, form))
    output.note(f"Exported {len(chosen.questions)} questions to {file}.")
