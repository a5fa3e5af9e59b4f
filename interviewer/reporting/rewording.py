"""Whether other words for a computed sentence say the same, and nothing else. Pure.

A model may word the three sentences of a report; the facts are computed. What adds a fact, leaves
one out, praises, or turns one round does not hold, and the computed sentence stands.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

from knowledge.words import NEGATIONS, stems

MOST_WORDS = 60
"""Beside the quotations."""

_QUOTED = re.compile("“[^”]*”")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NEUTRAL = stems(
    "your strongest evidence answer clearly shows best biggest main gap missing missed part most "
    "next step try again now then first start begin read practise practice work question topic "
    "said say mention named left reference full says states covers point points words came later "
    "however while where instead worth go over return take up that this one another reached "
    "following reason because since"
)


def digest(sentences: Sequence[str]) -> str:
    """A short name for these sentences: words for others do not count for them."""
    return hashlib.sha256("\n".join(sentences).encode()).hexdigest()[:16]


def holds(computed: str, worded: str) -> bool:
    """Whether `worded` has the quotations, the figures and the negations of `computed`, no others,
    and no word of content that is neither there nor neutral.
    """
    quotes = Counter(_QUOTED.findall(computed))
    if "\n" in worded or Counter(_QUOTED.findall(worded)) != quotes or not worded.endswith("."):
        return False
    plain, said = _QUOTED.sub(" ", computed), _QUOTED.sub(" ", worded)
    if any(sign in said for sign in '?!"“”'):
        return False
    if Counter(_NUMBER.findall(plain)) != Counter(_NUMBER.findall(said)):
        return False
    words = _WORD.findall(said.casefold())
    if not words or len(words) > MOST_WORDS or _denials(said) != _denials(plain):
        return False
    return stems(said) <= stems(plain) | _NEUTRAL


def _denials(text: str) -> Counter[str]:
    return Counter(w for w in _WORD.findall(text.casefold().replace("’", "'")) if w in NEGATIONS)
