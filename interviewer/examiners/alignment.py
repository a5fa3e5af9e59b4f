"""A clause laid beside a wording that it nearly copies: was its meaning turned round? Pure.

Near copies only: of a paraphrase it says nothing. Matching calls it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from interviewer.examiners import polarity
from knowledge.words import NEGATIONS, is_stop, tokens

NEAR = 0.74
"""Share of the words of both, in order, from which a clause is a near copy."""

_BAG = 0.85  # the same whatever the order
_ALIKE = 0.7  # share of the words of both, whatever the order, under which nothing was copied
_LEAST = 3  # words; less has no order to speak of
_DIRECTIONS = frozenset(
    "above below before after over under more most less least few fewer many from to into out in "  # noqa: SIM905
    "up down on off all each every any some both either other others same own only once one "
    "against too very again further much".split()
)
"""Stop words whose exchange changes what is said."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text as the stems that matter, in order, and those that follow a "not"."""

    words: tuple[str, ...]
    bag: frozenset[str]
    denied: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near a copy is, 0 to 1, and whether it says something else."""

    ratio: float
    turned: bool


@lru_cache(maxsize=2_048)  # 2 KB each
def line(text: str) -> Line:
    """The text made ready to be laid beside another."""
    said = [t for t in tokens(text) if t.text.casefold().replace("’", "'") not in NEGATIONS]
    kept = tuple(t.stem for t in said if not is_stop(t.text) or t.text.casefold() in _DIRECTIONS)
    return Line(kept, frozenset(kept), polarity.denied(text))


def turned(said: Line, sources: Iterable[Line], terms: frozenset[str]) -> bool | None:
    """Whether the nearest of the `sources` that `said` copies is turned round in it; None where
    it copies none.

    `terms` are the stems of the things that the question sets against each other.
    """
    mine = len(said.bag)
    found = [
        near
        for source in sources
        # Most sources are told apart by their length, which is asked here, where it costs least.
        if _ALIKE * (mine + len(source.bag)) <= 2 * min(mine, len(source.bag))
        and (near := likeness(said, source, terms)) is not None
    ]
    if not found:
        return None
    best = max(near.ratio for near in found)
    return all(near.turned for near in found if near.ratio >= best)


def likeness(said: Line, source: Line, terms: frozenset[str]) -> Likeness | None:
    """How `said` copies `source`, or None where it is no near copy."""
    whole = len(said.words) + len(source.words)
    if len(source.words) < _LEAST or len(said.words) < _LEAST:
        return None
    if 2 * len(said.bag & source.bag) < _ALIKE * (len(said.bag) + len(source.bag)):
        return None
    matcher = SequenceMatcher(None, source.words, said.words, autojunk=False)
    ratio = matcher.ratio()
    if ratio < NEAR:
        same = sum((Counter(said.words) & Counter(source.words)).values())
        if 2 * same < _BAG * whole:
            return None
    # A "not" counts where it rules what both say, not where it rules something added.
    nots = sum(not word or word in source.bag for word in said.denied)
    nots += sum(not word or word in said.bag for word in source.denied)
    odd = nots % 2 == 1
    return Likeness(ratio, odd or _changed(matcher, said.words, source.words, terms))


def _changed(
    matcher: "SequenceMatcher[str]",
    said: Sequence[str],
    source: Sequence[str],
    terms: frozenset[str],
) -> bool:
    """Whether a word gave way to its opposite, to another number, or to its counterpart."""
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "replace":
            continue
        for old in source[i:j]:
            # A word that only moved was not put in the place of another.
            for new in (word for word in said[k:m] if old not in said or word not in source):
                if (
                    polarity.are_opposites(old, new)
                    or (polarity.is_number(old) and polarity.is_number(new))
                    or {old, new} <= terms
                ):
                    return True
    return _exchanged(said, source)


def _exchanged(said: Sequence[str], source: Sequence[str]) -> bool:
    """Whether two words have changed places, and that is all that was changed."""
    if len(said) != len(source):
        return False
    apart = [at for at, (one, other) in enumerate(zip(said, source, strict=True)) if one != other]
    swapped = {(source[at], said[at]) for at in apart}
    ends = len(swapped) == 2 and all((new, old) in swapped for old, new in swapped)
    beside = len(apart) == 2 and apart[1] - apart[0] == 1
    return ends and not beside
