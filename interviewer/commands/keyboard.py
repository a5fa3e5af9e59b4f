"""What the candidate types: an answer of several lines, or a command. For `practice`."""

import contextlib
import re
import sys
from dataclasses import dataclass

from interviewer.commands import output

COMMANDS = frozenset({"hint", "skip", "idk", "pause", "end", "repeat", "why", "help"})
SURE = {"guessing": 1, "unsure": 2, "sure": 3, "certain": 4}
"""How sure the candidate is of an answer, said as its last line."""

_COMMAND = re.compile(r":([a-z]+)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """Words, or the name of a command; `sure` is how sure of the words somebody is, 1 to 4."""

    text: str = ""
    command: str | None = None
    sure: int | None = None


def listen() -> Said | None:
    """The next answer or command; None when nothing more can come.

    An answer ends with an empty line, with one that says how sure one is of it, or with the end
    of the input. A command stands alone on the first line.
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
        elif command and (sure := SURE.get(command[1].lower())) is not None:
            return Said("\n".join(lines), sure=sure)
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
