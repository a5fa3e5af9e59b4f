"""Plain text: "Ques 1. …" or "Q: …" lines; without labels, numbered or asking lines."""

from knowledge.reading import labels, noise
from knowledge.reading.marks import Mark

_NEAREST = 5  # how far numbers may skip and still be the next question's, not a list's


def marks(lines: list[str]) -> list[Mark]:
    """The questions of a plain text, by the most certain convention that it follows."""
    open_lines = _outside_code(lines)
    return (
        _labelled(lines, open_lines) or _numbered(lines, open_lines) or _asking(lines, open_lines)
    )


def _outside_code(lines: list[str]) -> list[int]:
    """The indexes of lines that are not within a fenced block."""
    found: list[int] = []
    inside: str | None = None
    for i, line in enumerate(lines):
        mark = noise.fence(line)
        if mark is None:
            if inside is None:
                found.append(i)
        elif inside is None:
            inside = mark
        elif mark.startswith(inside):
            inside = None
    return found


def _labelled(lines: list[str], among: list[int]) -> list[Mark]:
    found = []
    for i in among:
        label = labels.question_label(lines[i])
        if label:
            question, rest = labels.split_inline(label.text)
            found.append(Mark(i, i + 1, question, label.number, rest))
    return found


def _numbered(lines: list[str], among: list[int]) -> list[Mark]:
    """Numbered lines that ask; a list within an answer neither asks nor counts on from there."""
    found: list[Mark] = []
    last = 0
    for i in among:
        label = labels.numbered(lines[i])
        if label is None or not labels.asks(label.text):
            continue
        number = int((label.number or "0").partition(".")[0])
        starts_anew = number == 1 and (i == 0 or not lines[i - 1].strip())
        if not found or last <= number <= last + _NEAREST or starts_anew:
            question, rest = labels.split_inline(label.text)
            found.append(Mark(i, i + 1, question, label.number, rest))
            last = number
    return found


def _asking(lines: list[str], among: list[int]) -> list[Mark]:
    """Lines that end in a question mark and begin a paragraph."""
    return [
        Mark(i, i + 1, lines[i].strip())
        for i in among
        if lines[i].rstrip().endswith(("?", "\uff1f"))
        and (i == 0 or not lines[i - 1].strip())
        and labels.asks(lines[i])
    ]
