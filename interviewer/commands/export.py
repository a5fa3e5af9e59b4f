"""`export`: interviews as JSON, with all their events."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.commands import output
from interviewer.commands.options import Home
from interviewer.errors import StorageDamaged

if TYPE_CHECKING:
    from interviewer.engine import Engine

SCHEMA_VERSION = "1"


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
    home: Home = None,
) -> None:
    """Export one interview, or all, as JSON with every event."""
    from interviewer.commands import product
    from interviewer.commands.interviews import found

    if len(target) != (1 if all_ else 2):
        raise typer.BadParameter(
            "say --all FILE for every interview, or ID FILE for one.", param_hint="'[ID] FILE'"
        )
    engine = product.opened(home).engine
    only = None if all_ else found(engine, target[0])
    chosen, left_out = exported(engine, only)
    data = {"schema_version": SCHEMA_VERSION, "interviews": chosen}
    content = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    output.write(Path(target[-1]), content.encode())
    count = len(chosen)
    output.note(f"Exported {count} interview{'' if count == 1 else 's'} to {target[-1]}.")
    if left_out:
        raise StorageDamaged(
            f"Left out, because they cannot be read: {', '.join(left_out)}.",
            mend="Restore a copy of the database, or delete them.",
        )


def exported(engine: "Engine", only: str | None) -> tuple[list[dict[str, object]], tuple[str, ...]]:
    """Summary and events of that interview, or of all, ready to be written as JSON.

    Then the ids of those that cannot be read; StorageDamaged when that is the one asked for.
    """
    chosen: list[dict[str, object]] = []
    left_out: list[str] = []
    for summary in engine.interviews():
        if only not in (None, summary.id):
            continue
        try:
            events = [e.model_dump(mode="json") for e in engine.events(summary.id)]
        except StorageDamaged:
            if only is not None:
                raise
            left_out.append(summary.id)
            continue
        chosen.append({"summary": summary.model_dump(mode="json"), "events": events})
    return chosen, tuple(left_out)
