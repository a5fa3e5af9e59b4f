"""Quotes: whether words really stand in an answer, and where. Pure; all examiners use it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|«([^»]+)»')
_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_AROUND = " \t\n\"'.,;:!…"


def find_quote(quote: str, answer: str) -> str | None:
    """The span of `answer` that says `quote`, exactly as it stands there, or None.

    Case, spaces and typography may differ, words may not; it begins and ends at word borders.
    """
    wanted = "".join(c for c, _ in _folded(quote)).strip(_AROUND)
    if not wanted:
        return None
    folded = list(_folded(answer))
    text = "".join(c for c, _ in folded)
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if _is_border(text, at) and _is_border(text, end):
            first, last = folded[at][1], folded[end - 1][1] + 1
            while last < len(answer) and unicodedata.combining(answer[last]):
                last += 1
            return answer[first:last]
        at = text.find(wanted, at + 1)
    return None


def unquoted(text: str) -> str:
    """`text` without its quotations."""
    return _QUOTED.sub(" ", text)


def misquoted(text: str, said: Iterable[str]) -> str | None:
    """Words in quotation marks that nobody said, or None."""
    said = tuple(said)
    for match in _QUOTED.finditer(text):
        quote = next(group for group in match.groups() if group)
        if not any(find_quote(quote, spoken) for spoken in said):
            return quote
    return None


def open_quotation(text: str) -> int | None:
    """Where a quotation begins that is not closed yet, or None."""
    rest = _QUOTED.sub(lambda found: " " * len(found.group()), text)
    opened = [at for mark in '"“«' if (at := rest.find(mark)) >= 0]
    return min(opened, default=None)


def _is_border(text: str, at: int) -> bool:
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


def _folded(text: str) -> Iterator[tuple[str, int]]:
    """Folded characters, each with its place in `text`; runs of white space are one space."""
    space = True
    for at, character in enumerate(text):
        for folded in _fold(character):
            if folded != " " or not space:
                yield folded, at
            space = folded == " "


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Cf":
        return ""
    return unicodedata.normalize("NFKD", character).casefold().translate(_SAME)
