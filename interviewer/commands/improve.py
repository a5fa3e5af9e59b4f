"""`improve`: key points of a bank by the configured model."""

from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.commands import output
from interviewer.commands.options import Home, Json, Yes

if TYPE_CHECKING:
    from interviewer.improving.writing import Estimate

Bank = Annotated[str, typer.Argument(metavar="BANK", help="The id of a bank, as 'banks' lists it.")]


def improve(
    bank: Bank,
    *,
    question: Annotated[
        list[str] | None,
        typer.Option("--question", metavar="ID", help="Only this question; can be repeated."),
    ] = None,
    yes: Yes = False,
    json_: Json = False,
    home: Home = None,
) -> None:
    """Have the configured model write a bank's key points.

    And cues, hints and misconceptions with them, in one call a question; what the reference does
    not bear out is left out. Each question is stored before the next one is asked about, so that
    what was stopped goes on when it is started again.
    """
    from interviewer.commands import product
    from interviewer.errors import BadRequest, BankProtected, Stopped

    wired = product.opened(home)
    chosen = wired.library.get(bank)
    if chosen.builtin:
        raise BankProtected(f"The bank {bank!r} is built in and stays as it is.")
    improver = wired.improver()
    if improver is None:
        raise product.no_model(wired.trouble, otherwise="")
    unknown = [i for i in question or () if chosen.question(i) is None]
    if unknown:
        raise BadRequest(
            f"There is no question {unknown[0][:80]!r} in {bank}.",
            mend=f"'mock-interviewer questions {bank} --json' lists their ids.",
        )
    wanted = improver.open(chosen, question)
    if not wanted:
        output.note("Nothing is left to improve.")
        return
    output.note(said(improver.estimate(wanted)))
    output.confirm(f"Improve {len(wanted)} questions of {output.line(chosen.title)}?", yes=yes)

    def told(done: int, of: int) -> None:
        if done < of:
            output.note(f"{done + 1} of {of} …")

    improved = 0
    try:
        for outcome in improver.improve_bank(wired.library, bank, told, question):
            improved += not outcome.trouble
            if json_:
                output.record(
                    {
                        "id": outcome.question.id,
                        "improved": not outcome.trouble,
                        "key_points": [p.text for p in outcome.question.key_points],
                        "notes": list(outcome.notes),
                        "trouble": outcome.trouble or None,
                    }
                )
            else:
                prompt = output.line(outcome.question.prompt)
                output.say(
                    f"{prompt}: {outcome.trouble or _points(len(outcome.question.key_points))}"
                )
    except KeyboardInterrupt:
        raise Stopped(
            f"Stopped; {improved} questions are improved.", mend="Start it again to go on."
        ) from None
    output.note(f"{improved} of {len(wanted)} questions improved.")


def said(estimate: "Estimate") -> str:
    """What the calls will take, in a sentence."""
    cost = "at an unknown price" if estimate.dollars is None else f"about ${estimate.dollars:.2f}"
    tokens = f"{estimate.tokens_in:,} tokens in and {estimate.tokens_out:,} out"
    return f"{estimate.calls} calls, about {tokens}, {cost}."


def _points(count: int) -> str:
    return f"{count} key point{'' if count == 1 else 's'}"
