"""Which characters the fonts of the PDF have, and what stands for the others."""

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
LACKING = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character that no font has, so that nothing vanishes unseen."""

_FORMATTING = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
"""Invisible, and needed: scripts are joined by them."""


def shown(text: str) -> str:
    """The text with a sign for each character that cannot be shown; line breaks stay.

    Characters that only steer (directions, selectors of variants) are left out.
    """
    return "".join(_shown(c) for c in unicodedata.normalize("NFC", text.expandtabs(4)))


def has(character: str) -> bool:
    """Whether one of the fonts has that character."""
    starts, ends = _coverage()
    place = bisect_right(starts, ord(character)) - 1
    return place >= 0 and ord(character) <= ends[place]


def _shown(character: str) -> str:
    if character == "\n" or character in _FORMATTING:
        return character
    category = unicodedata.category(character)
    if category == "Cf" or "\ufe00" <= character <= "\ufe0f":
        return ""
    if category in ("Cc", "Cs", "Co", "Cn"):
        return LACKING
    if category in ("Zs", "Zl", "Zp") and not has(character):
        return " "
    return character if has(character) else LACKING


@lru_cache(maxsize=1)
def _coverage() -> tuple[list[int], list[int]]:
    ranges = (FONTS / "coverage.txt").read_text(encoding="ascii").split()
    pairs = [part.split("-") for part in ranges]
    return [int(p[0], 16) for p in pairs], [int(p[-1], 16) for p in pairs]
