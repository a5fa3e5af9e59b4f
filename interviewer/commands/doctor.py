"""`doctor`: what is configured and what works, one line each."""

import typer

from interviewer.commands import output
from interviewer.commands.options import Home


def doctor(home: Home = None) -> None:
    """Say what works, and how to mend what does not."""
    from interviewer import logs
    from interviewer.commands import product
    from interviewer.commands.checkup import examine

    settings = product.configured(home)
    logs.to_standard_error(settings.log_level)
    failed = 0
    for finding in examine(settings):
        failed += not finding.fine
        sign = "ok  " if finding.fine else "FAIL"
        output.say(f"{sign} {finding.name}: {output.line(finding.says)}")
    if failed:
        output.note(f"{failed} of these must be mended.")
        raise typer.Exit(1)
