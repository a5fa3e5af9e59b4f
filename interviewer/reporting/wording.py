"""Figures and lists as sentences have them. Pure."""

from collections.abc import Sequence
from datetime import date

CONFIDENCE = {1: "guessing", 2: "unsure", 3: "quite sure", 4: "certain"}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


def percent(score: float | None) -> str:
    """A score of 0 to 1 as whole percent with a space that does not break; a dash for None."""
    return "–" if score is None else f"{int(score * 100 + 0.5)}\u00a0%"


def count(n: int, noun: str) -> str:
    """The number with its noun: 1 question, 2 questions."""
    return f"{n} {noun}{'' if n == 1 else 's'}"


def number(n: int) -> str:
    """A small number in letters."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else str(n)


def listed(items: Sequence[str]) -> str:
    """The items as a sentence has them: a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def day(when: date) -> str:
    """The date as 3 November 2026, in the time zone it carries, whatever the locale."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def duration(seconds: float) -> str:
    """A length of time as 50 s, 12 min or 1 h 05 min."""
    minutes = int(seconds / 60 + 0.5)
    if seconds < 60:
        return f"{int(seconds)}\u00a0s"
    if minutes < 60:
        return f"{minutes}\u00a0min"
    return f"{minutes // 60}\u00a0h {minutes % 60:02}\u00a0min"


def shortened(text: str, most: int = 90) -> str:
    """The text on one line, cut at a word with "…" where it is longer than `most` characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(",;:–-") + "…"


def named(text: str, most: int = 200) -> str:
    """A key point or passage for the middle of a sentence: quotation marks, no full stop."""
    return f"“{shortened(text, most).removesuffix('.')}”"


def full_stop(text: str) -> str:
    """The text as a sentence: with a full stop unless it ends one already."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…", ".”")) else f"{text}."
