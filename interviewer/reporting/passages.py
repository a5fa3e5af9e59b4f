"""Which sentence of a reference answer states a key point. Pure."""

import re
from collections import Counter
from collections.abc import Iterable

from knowledge.question import KeyPoint
from knowledge.words import stems

ENOUGH = 0.3
"""Share of a point's words, rare ones weighing more, that its passage must have."""

LONG = 120
"""Characters from which a sentence is cut at its colon or semicolon."""

_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[^\W_a-z])|\s*\n\s*")
_HALVES = re.compile(r"[:;]\s+")
_BULLET = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+")


def passages(reference: str, points: Iterable[KeyPoint]) -> dict[str, str]:
    """For each key point that has one: the sentence of `reference` nearest to it in words."""
    sentences = [(s, stems(s)) for s in split(reference)]
    common = Counter(stem for _, found in sentences for stem in found)
    chosen: dict[str, str] = {}
    for point in points:
        wanted = {stem: 1 / max(1, common[stem]) for stem in stems(point.text)}
        whole = sum(wanted.values())
        best, shared = "", 0.0
        for sentence, found in sentences:
            worth = sum(wanted[stem] for stem in found & wanted.keys())
            if worth > shared:
                best, shared = sentence, worth
        if whole and shared / whole >= ENOUGH:
            chosen[point.id] = best
    return chosen


def split(text: str) -> list[str]:
    """The sentences and list items of `text`, and the halves of long ones, as they stand there."""
    sentences = (_BULLET.sub("", part.strip()) for part in _END.split(text))
    parts = (p for s in sentences for p in (_HALVES.split(s) if len(s) > LONG else [s]))
    return [part for part in parts if part]
