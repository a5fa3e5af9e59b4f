"""`progress`: the level per topic, and what is due."""

from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.commands import output
from interviewer.commands.options import Home

if TYPE_CHECKING:
    from interviewer.learning.overview import Overview, TopicLevel


def progress(
    *,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    home: Home = None,
) -> None:
    """Say what is due for review, and where you stand in each topic."""
    from interviewer.commands import product

    found = product.opened(home).engine.overview()
    if json_:
        output.record(found.model_dump(mode="json"))
    elif not found.topics and not found.due:
        output.note("Nothing yet. Finish one interview to see this: 'mock-interviewer practice'.")
    else:
        _say(found)


def _say(found: "Overview") -> None:
    output.say("Due for review:" if found.due else _nothing_due(found))
    for due in found.due:
        output.paragraph(f"{output.line(due.prompt)}", "  ")
        output.paragraph(f"{output.line(due.bank_title)}: {output.line(due.why)}", "    ")
    if found.due:
        banks = dict.fromkeys(due.bank for due in found.due)
        for bank in banks:
            output.note(f"Review them: mock-interviewer practice --selection due --bank {bank}")
    if found.topics:
        output.say()
        head = ("LEVEL", "BAND", "ANSWERS", "BANK", "TOPIC")
        output.table([head, *map(_row, found.topics)])
    output.say()
    output.paragraph(found.calibration_text)


def _nothing_due(found: "Overview") -> str:
    if found.next_due is None:
        return "Nothing is due."
    return f"Nothing is due before {found.next_due.astimezone():%Y-%m-%d}."


def _row(topic: "TopicLevel") -> tuple[str, ...]:
    from interviewer.reporting.wording import percent

    band = f"{round(100 * topic.low)}–{percent(topic.high)}"
    return (percent(topic.level), band, str(topic.n), topic.bank, output.line(topic.topic))
