"""How commands print: results on standard output, everything else on standard error."""

import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import get_terminal_size
from textwrap import wrap

import typer

from interviewer.errors import BadRequest

_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that make a terminal show a line in another order than it was written."""


def record(value: Mapping[str, object]) -> None:
    """One JSON object on one line of standard output."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def say(text: str = "") -> None:
    """Text for people on standard output."""
    typer.echo(text)


def note(text: str) -> None:
    """A message on standard error."""
    typer.echo(text, err=True)


def plain(text: str) -> str:
    """The text with its line breaks but without characters that would steer a terminal."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    return "".join("\ufffd" if _steers(c) else c for c in kept)


def _steers(character: str) -> bool:
    if character == "\n":
        return False
    return unicodedata.category(character) == "Cc" or character in _REORDERING


def line(text: str) -> str:
    """The same on a single line."""
    return " ".join(plain(text).split())


def paragraph(text: str, indent: str = "") -> None:
    """Text for people, wrapped to the terminal; lines that are indented stay as they are."""
    width = min(get_terminal_size().columns, 100) - len(indent)
    for part in plain(text).split("\n"):
        wrapped = (
            [part]
            if part.startswith(" ")
            else wrap(part, max(width, 20), break_on_hyphens=False) or [""]
        )
        for piece in wrapped:
            say(f"{indent}{piece}".rstrip())


def table(rows: Sequence[Sequence[str]]) -> None:
    """Columns, each as wide as its widest cell; the last one is never padded."""
    widths = [max(map(len, column), default=0) for column in zip(*rows, strict=True)]
    for row in rows:
        *before, last = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        say("  ".join([*before, last.rstrip()]))


def confirm(question: str, *, yes: bool) -> None:
    """Goes on when `yes` or when the user says so; BadRequest otherwise."""
    if yes:
        return
    try:
        agreed = typer.confirm(question, err=True)
    except typer.Abort as error:
        note("")
        raise BadRequest(
            "Nobody confirmed, so nothing was removed.", mend="Add --yes to do it unasked."
        ) from error
    if not agreed:
        raise BadRequest("Not confirmed, so nothing was removed.")


def write(path: Path, content: bytes) -> None:
    """Writes the file, or standard output for `-`; BadRequest when it cannot be written."""
    if str(path) == "-":
        sys.stdout.flush()
        typer.echo(content, nl=False)
        return
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadRequest(
            f"The file cannot be written ({error.strerror or error}).",
            where=str(path),
            mend="Choose another place.",
        ) from error
