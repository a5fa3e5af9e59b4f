"""Words written so that only a reader puts them together: in pieces, with figures for letters,
backwards, shifted. Pure; the leak guard uses it.
"""

import codecs
import re
from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain

_LETTERS = re.compile(r"[^\W\d_]+")
_MIXED = re.compile(r"[^\W_]*(?:[^\W\d_]\d|\d[^\W\d_])[^\W_]*")
_FIGURES = str.maketrans("013457", "oieast")
_SHORTEST = 4  # letters of a stem; two short words meet in a shorter one by chance
_ENDING = re.compile(
    r"[a-z]?(?:e|es|s|ed|er|ers|ing|ings|ion|ions|ations?|al|ally|ly|y|ies|ness|ments?|able|ive|"
    r"ity|ors?)?"
)
"""What may follow a stem within its word, a doubled consonant included."""


def pieced(text: str, stems: tuple[str, ...]) -> str | None:
    """One of the `stems` that `text` spells in several pieces or another way, or None.

    A word that stands there as it is, is not looked for.
    """
    wanted = _by_beginning(stems)
    words = _LETTERS.findall(text.casefold())
    for way in _ways(text.casefold(), words):
        for word in way:
            for stem in wanted.get(word[:_SHORTEST], ()):
                if word.startswith(stem) and _ends(word[len(stem) :]):
                    return stem
    return _in_pieces(words, chain.from_iterable(wanted.values()))


@lru_cache(maxsize=64)
def _by_beginning(stems: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for stem in stems:
        if len(stem) >= _SHORTEST:
            found.setdefault(stem[:_SHORTEST], []).append(stem)
    return found


def _ways(text: str, words: list[str]) -> Iterator[list[str]]:
    """The words with figures read as letters, backwards, and shifted."""
    yield _LETTERS.findall(" ".join(_MIXED.findall(text)).translate(_FIGURES))
    yield [word[::-1] for word in words]
    yield codecs.encode(" ".join(words), "rot13").split()


def _in_pieces(words: list[str], stems: Iterable[str]) -> str | None:
    """A stem that begins with one word, goes on in another, and ends as a word may."""
    run = "".join(words)
    ends = list(accumulate(map(len, words)))
    begins = {0, *ends}
    for stem in stems:
        at = run.find(stem)
        while at >= 0:
            end = at + len(stem)
            if at in begins and ends[bisect(ends, at)] < end:
                last = ends[bisect_left(ends, end)]
                if _ends(run[end:last]):
                    return stem
            at = run.find(stem, at + 1)
    return None


def _ends(rest: str) -> bool:
    return _ENDING.fullmatch(rest) is not None
