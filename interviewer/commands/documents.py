"""`check` and `import`: documents of questions and answers."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.commands import output
from interviewer.commands.options import Home, Json
from interviewer.errors import DocumentUnreadable, Stopped

if TYPE_CHECKING:
    from knowledge.library import Library
    from knowledge.question import Bank
    from knowledge.reading import Document

File = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="A document: text, Markdown, HTML, PDF, Word, a table or spreadsheet, JSON, "
        "a notebook, an Anki deck or a bank in YAML.",
    ),
]

_LARGE = 200
"""Questions from which indexing takes long enough to show how far it is."""


def check(
    file: File,
    *,
    json_: Json = False,
    home: Home = None,  # noqa: ARG001 - accepted by every command; nothing is stored here
) -> None:
    """Read a document and say what was found; nothing is stored."""
    document = _read(file)
    if json_:
        for pair in document.pairs:
            output.record({"question": pair.question, "answer": pair.answer, "line": pair.line})
        return
    for number, pair in enumerate(document.pairs, 1):
        words = "no answer" if pair.answer is None else f"{len(pair.answer.split())} words"
        output.say(f"{number:>3}. line {pair.line}: {output.line(pair.question)}  [{words}]")
    answered = sum(p.answer is not None for p in document.pairs)
    level = f", level {document.level.value}" if document.level else ""
    output.say(f"{len(document.pairs)} questions, {answered} with an answer{level}.")


def import_(
    file: File,
    *,
    name: Annotated[
        str | None,
        typer.Option("--name", help="What to call the bank.", show_default="the document's title"),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; store nothing.")
    ] = False,
    json_: Json = False,
    home: Home = None,
) -> None:
    """Read a document, store it as a bank and index it.

    Importing a bank of the same title again replaces it, and says what changed. What was set by
    hand stays. Stopped while it indexes, it has stored the bank; the next search goes on.
    """
    from interviewer.commands import product
    from knowledge.importing import prepare

    if name is not None and not name.strip():
        raise typer.BadParameter("a bank needs a name.", param_hint="'--name'")
    document = _read(file)
    library = product.library(home)
    taken = {b.id: b.title for b in library.list()}
    prepared = prepare(document, name=name, file_name=file.name, taken=taken)
    bank = library.carried(prepared.bank, [p.question for p in document.unanswered])
    if prepared.beside is not None:
        output.note(
            f"The id {prepared.beside} belongs to the bank "
            f"{output.line(taken[prepared.beside])!r}, which stays; this one is {bank.id}."
        )
    changes = library.changes(bank)
    if not dry_run:
        library.shelve(bank)
        _index(library, bank)
    counts = {
        "added": len(changes.added),
        "changed": len(changes.changed),
        "unchanged": len(changes.unchanged),
        "removed": len(changes.removed),
    }
    if json_:
        output.record({"bank": bank.id, "title": bank.title, **counts})
        return
    said = ", ".join(f"{count} {what}" for what, count in counts.items())
    output.say(f"{output.line(bank.title)}: {said}.")
    if dry_run:
        output.note("Nothing was stored.")
        return
    output.say(f"Be asked about it: mock-interviewer practice --bank {bank.id}")


def _read(file: Path) -> "Document":
    """The document, its problems told; DocumentUnreadable when there is no question in it."""
    from knowledge.reading import guarded
    from knowledge.reading.decoding import LARGEST

    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)  # enough to be refused
    except OSError as error:
        raise DocumentUnreadable(
            f"The file cannot be read ({error.strerror or error}).",
            where=str(file),
            mend="Check the path and its permissions.",
        ) from error
    document = guarded.read(data, file.name)
    if not document.pairs:
        told = " ".join(str(p) for p in document.problems) or "No question was found in it."
        raise DocumentUnreadable(told, where=file.name)
    for problem in document.problems:
        output.note(f"{file.name}: {problem}")
    return document


def _index(library: "Library", bank: "Bank") -> None:
    """Indexes the stored bank; Ctrl-C leaves it stored, and indexed as far as it was."""
    try:
        with _progress(len(bank.questions)) as progress:
            library.index(bank.id, progress)
    except KeyboardInterrupt:
        raise Stopped(
            "Indexing was stopped; the bank is stored, and what was indexed is kept.",
            mend="Import it again, or search in it, to go on.",
        ) from None


@contextmanager
def _progress(count: int) -> Iterator[Callable[[int, int], None] | None]:
    """How far the indexing is, on standard error, where there is much to index."""
    if count < _LARGE:
        yield None
        return
    with typer.progressbar(length=count, label="Indexing", file=sys.stderr) as bar:
        yield lambda done, _of: bar.update(done - bar.pos)
