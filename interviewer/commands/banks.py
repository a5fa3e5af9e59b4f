"""`banks`, `questions`, `remove`, `search`: what can be asked."""

from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.commands import output
from interviewer.commands.options import Home, Json, Yes

if TYPE_CHECKING:
    from knowledge.question import Question

Bank = Annotated[str, typer.Argument(metavar="BANK", help="The id of a bank, as 'banks' lists it.")]
SearchedBank = Annotated[
    str | None,
    typer.Option("--bank", metavar="BANK", help="Which bank; all of them if not given."),
]


def banks(*, json_: Json = False, home: Home = None) -> None:
    """List the banks of questions there are."""
    from interviewer.commands import product

    library = product.library(home)
    listed = library.list()
    for problem in library.problems():
        output.note(f"warning: {problem}")
    if json_:
        for b in listed:
            output.record(
                {
                    "id": b.id,
                    "title": b.title,
                    "description": b.description,
                    "count": b.count,
                    "topics": list(b.topics),
                    "builtin": b.builtin,
                    "digest": b.digest,
                }
            )
        return
    rows = [
        (b.id, str(b.count), "built in" if b.builtin else "added", output.line(b.title))
        for b in listed
    ]
    output.table([("BANK", "QUESTIONS", "KIND", "TITLE"), *rows])


def questions(bank: Bank, *, json_: Json = False, home: Home = None) -> None:
    """List the questions of a bank.

    With --json also their references and key points.
    """
    from interviewer.commands import product

    chosen = product.library(home).get(bank)
    for q in chosen.questions:
        if json_:
            output.record(_question(q))
        else:
            output.say(
                f"{q.number:>3}. {output.line(q.prompt)}  [{output.line(q.topic)}, {q.level.value}]"
            )


def remove(bank: Bank, *, yes: Yes = False, home: Home = None) -> None:
    """Remove a bank and every trace of it in the index.

    Past interviews stay; they hold the questions they asked.
    """
    from interviewer.commands import product
    from interviewer.errors import BankInvalid, BankProtected

    library = product.library(home)
    try:
        chosen = library.get(bank)
    except BankInvalid:  # removing it is what mends that
        what = f"{bank}, whose file is damaged"
    else:
        if chosen.builtin:
            raise BankProtected(
                f"The bank {bank!r} is built in and stays.",
                mend="Only banks that were added can be removed.",
            )
        what = f"{output.line(chosen.title)} ({len(chosen.questions)} questions)"
    output.confirm(f"Remove {what}?", yes=yes)
    library.remove(bank)
    output.note(f"Removed {bank}.")


def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What it is about, in any words.")],
    *,
    bank: SearchedBank = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="At most so many.")] = 5,
    json_: Json = False,
    home: Home = None,
) -> None:
    """Find the questions nearest in meaning, in one bank or in all."""
    from interviewer.commands import product

    if not text.strip():
        raise typer.BadParameter("there is nothing to search for.", param_hint="'TEXT'")
    for hit in product.library(home).search(text, bank, k):
        if json_:
            output.record(
                {
                    "bank": hit.bank.id,
                    "id": hit.question.id,
                    "number": hit.question.number,
                    "prompt": hit.question.prompt,
                    "topic": hit.question.topic,
                    "level": hit.question.level.value,
                    "similarity": round(hit.similarity, 4),
                }
            )
        else:
            prompt = output.line(hit.question.prompt)
            output.say(f"{hit.similarity:5.2f}  {hit.bank.id} {hit.question.number:>3}. {prompt}")


def _question(question: "Question") -> dict[str, object]:
    return {
        "id": question.id,
        "number": question.number,
        "prompt": question.prompt,
        "reference": question.reference,
        "key_points": [
            {"id": p.id, "text": p.text, "weight": p.weight} for p in question.key_points
        ],
        "topic": question.topic,
        "level": question.level.value,
        "source": str(question.source),
    }
