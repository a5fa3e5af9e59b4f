"""How commands print: results on standard output, everything else on standard error."""

import contextlib
import errno
import json
import os
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
    _put(json.dumps(value, ensure_ascii=False) + "\n")


def say(text: str = "") -> None:
    """Text for people on standard output."""
    _put(text + "\n")


def note(text: str) -> None:
    """A message on standard error; where that takes no more, there is nobody left to tell."""
    with contextlib.suppress(OSError):
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
            "Nobody confirmed, so nothing was done.", mend="Add --yes to do it unasked."
        ) from error
    if not agreed:
        raise BadRequest("Not confirmed, so nothing was done.")


def write(path: Path, content: bytes) -> None:
    """Writes the file, or standard output for `-`; BadRequest when it cannot be written."""
    if str(path) == "-":
        _put(content)
        return
    try:
        path.write_bytes(content)
    except OSError as error:
        raise _unwritable(path, error) from error


def refuse_unwritable(path: Path) -> None:
    """BadRequest when no file can be written there, as far as that shows without writing one."""
    try:
        there = path.exists()
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not there and not path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        if not os.access(path if there else path.parent, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> BadRequest:
    return BadRequest(
        f"The file cannot be written ({error.strerror or error}).",
        where=str(path),
        mend="Choose another place.",
    )


def _put(content: str | bytes) -> None:
    """Onto standard output; BadRequest when that takes no more, as on a full disk."""
    try:
        typer.echo(content, nl=False)
    except BrokenPipeError:
        raise  # a reader that has left wants no message
    except OSError as error:
        give_up_standard_output()
        raise BadRequest(
            f"Standard output cannot be written ({error.strerror or error}).",
            mend="Free some space, or send it elsewhere.",
        ) from error


def give_up_standard_output() -> None:
    """What is left in its buffer would fail again at the very end, with a traceback."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
