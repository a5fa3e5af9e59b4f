"""What the candidate types: an answer of several lines, or a command. For `practice`."""

import contextlib
import re
import sys
from dataclasses import dataclass

from interviewer.commands import output

COMMANDS = frozenset({"hint", "skip", "idk", "pause", "end", "repeat", "help"})

_COMMAND = re.compile(r":([a-z]+)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """Words, or the name of a command."""

    text: str = ""
    command: str | None = None


def listen() -> Said | None:
    """The next answer or command; None when nothing more can come.

    An answer ends with an empty line, or with the end of the input. A command stands alone on
    the first line.
    """
    lines: list[str] = []
    while True:
        line = _line("… " if lines else "> ")
        if line is None:
            return Said("\n".join(lines)) if lines else None
        command = _COMMAND.fullmatch(line)
        if command and not lines:
            name = command[1].lower()
            if name in COMMANDS:
                return Said(command=name)
            output.note(f"There is no :{name}. :help lists what there is.")
        elif line.strip():
            lines.append(line)
        else:
            return Said("\n".join(lines))


def choose(question: str, *, among: frozenset[str]) -> str | None:
    """One of those words, or "" for the enter key alone; None when nothing more can come."""
    while True:
        output.note(question)
        line = _line("> ")
        if line is None:
            return None
        if line.strip().lower() in {"", *among}:
            return line.strip().lower()


def _line(prompt: str) -> str | None:
    typed_by_hand = sys.stdin.isatty()
    if typed_by_hand:
        with contextlib.suppress(ImportError):  # not on every platform; without it, no history
            import readline  # noqa: F401 - importing it makes lines editable
    try:
        return input(prompt if typed_by_hand else "")
    except EOFError:
        if typed_by_hand:
            output.note("")  # the cursor still stands behind the prompt
        return None
