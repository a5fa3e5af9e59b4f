"""`doctor`: what is configured and what works, one line each."""

from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.commands import output
from interviewer.commands.options import Home

if TYPE_CHECKING:
    from interviewer.settings import Settings


def doctor(
    home: Home = None,
    *,
    rebuild: Annotated[
        bool,
        typer.Option(
            "--rebuild", help="Derive summaries, levels and memory anew from the events first."
        ),
    ] = False,
) -> None:
    """Say what works, and how to mend what does not."""
    from interviewer import logs
    from interviewer.commands import product
    from interviewer.commands.checkup import examine

    settings = product.configured(home)
    logs.to_standard_error(settings.log_level)
    if rebuild:
        _rebuild(settings)
    failed = 0
    for finding in examine(settings):
        failed += not finding.fine
        sign = "ok  " if finding.fine else "FAIL"
        output.say(f"{sign} {finding.name}: {output.line(finding.says)}")
    if failed:
        output.note(f"{failed} of these must be mended.")
        raise typer.Exit(1)


def _rebuild(settings: "Settings") -> None:
    from interviewer.store import Store

    store = Store(settings.place)
    count = store.rebuild()
    output.say(f"ok   rebuild: {count} interviews were read; what is derived from them is new")
    store.close()
