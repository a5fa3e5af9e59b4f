"""Candidates -> groups of one style, and how much speaks for each being the document's questions.

Only `choosing` imports it.
"""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.reading.block import Block, Kind, following
from knowledge.reading.candidate import Candidate, Style
from knowledge.reading.labels import Asking, By

Key = tuple[Style, int]

_TRUST = {
    Style.LABEL: 1.3,
    Style.SUMMARY: 1.3,
    Style.HEADING: 1.2,
    Style.BOLD: 1.1,
    Style.NUMBER: 1.0,
    Style.ITEM: 0.8,
    Style.LINE: 0.6,
    Style.CELL: 0.6,
}
_HALF, _NEARLY = 0.5, 0.8
_SERIES = 4  # headings that count on from one to the next
_ABOVE = 2  # headings that ask, above others, to which those belong
_WITHIN = 0.3  # what a group keeps of its worth that stands within answers
_LISTED = 0.35  # what a group is worth whose members stand one below the other, without answers


def key(c: Candidate) -> Key:
    """The group of a candidate: its style, and its depth where that tells questions apart."""
    if c.labelled:
        return Style.LABEL, 0
    if c.style is Style.HEADING:
        return c.style, c.depth
    return c.style, min(c.depth, 3)


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates of one style; `value` says how much speaks for them."""

    key: Key
    members: tuple[Candidate, ...]
    value: float

    @property
    def asking(self) -> tuple[Candidate, ...]:
        """The members that ask, or are labelled."""
        return tuple(c for c in self.members if c.asking or c.labelled)

    @property
    def purity(self) -> float:
        """Which part of the members asks."""
        return len(self.asking) / len(self.members)

    @property
    def numbered(self) -> float:
        """Which part of the asking members has a number."""
        return sum(c.number is not None for c in self.asking) / max(1, len(self.asking))

    @property
    def decorated(self) -> float:
        """Which part of the asking members ends in an emoji."""
        return sum(c.decorated for c in self.asking) / max(1, len(self.asking))


def of(
    blocks: Sequence[Block], candidates: Sequence[Candidate], marks: dict[int, By]
) -> list[Group]:
    """The groups of all candidates, the most valued first."""
    by_key: defaultdict[Key, list[Candidate]] = defaultdict(list)
    for c in candidates:
        by_key[key(c)].append(c)
    _join_labelled(by_key)
    groups = [Group(k, tuple(m), _value(blocks, k, m, marks)) for k, m in by_key.items()]
    groups = [_weighed(blocks, g, groups) for g in groups]
    return sorted(groups, key=lambda g: (-g.value, g.key))


def _join_labelled(by_key: dict[Key, list[Candidate]]) -> None:
    """Headings of which some have a label and others ask without one are of one style."""
    labelled = by_key.get((Style.LABEL, 0), [])
    levels = {c.depth if c.style is Style.HEADING else 0 for c in labelled}
    if len(levels) != 1 or 0 in levels:
        return
    style = Style.HEADING, levels.pop()
    others = by_key.get(style, [])
    asking = [c for c in others if c.asking]
    between = [c for c in asking if labelled[0].at < c.at < labelled[-1].at]
    mostly = len(asking) >= _NEARLY * len(others) and len(asking) * 2 >= len(labelled)
    if len(between) >= _ABOVE and mostly:
        by_key[style] = sorted((*others, *labelled), key=lambda c: c.at)
        del by_key[Style.LABEL, 0]


def _weighed(blocks: Sequence[Block], group: Group, groups: Sequence[Group]) -> Group:
    """The group, worth less where its members stand within the answers to headings."""
    if group.key[0] is Style.BOLD:
        series = (g.members for g in groups if g.key[0] is Style.HEADING)
        if any(_is_series(blocks, s) and _covers_few(group, s) for s in series):
            return replace(group, value=group.value * _WITHIN)
    if group.key[0] is not Style.HEADING:
        return group
    for above in groups:
        if above.key[0] is not Style.HEADING or above.key[1] >= group.key[1]:
            continue
        first = above.members[0].at if not above.asking else above.asking[0].at
        within = sum(c.at > first for c in group.members) * 5 >= len(group.members) * 4
        asks = len(above.asking) >= _ABOVE and above.purity >= _HALF
        counted = above.numbered >= _NEARLY and group.numbered < _HALF
        if within and (
            (asks and (counted or group.purity < _HALF)) or _is_series(blocks, above.members)
        ):
            return replace(group, value=group.value * _WITHIN)
    return group


def _covers_few(group: Group, series: Sequence[Candidate]) -> bool:
    """Whether the asking members stand below no more than half of these headings."""
    starts = [c.at for c in series]
    below = {bisect(starts, c.at) for c in group.asking} - {0}
    return len(below) <= _HALF * len(series)


def _is_series(blocks: Sequence[Block], members: Sequence[Candidate]) -> bool:
    """Whether headings count on from one to the next, most of them with a text right below."""
    numbers = [int(c.number) for c in members if c.number and c.number.isdigit()]
    steps = sum(b == a + 1 for a, b in pairwise(numbers))
    if len(numbers) < _SERIES or steps < _NEARLY * (len(members) - 1):
        return False
    texts = 0
    for c in members:
        below = following(blocks, c.at)
        texts += below is not None and below.kind is not Kind.HEADING
    return texts >= _HALF * len(members)


def _value(
    blocks: Sequence[Block], k: Key, members: list[Candidate], marks: dict[int, By]
) -> float:
    ends = [*(c.at for c in members[1:]), len(blocks)]
    seen = sorted(marks)
    total, bodies, worth = 0.0, 0, 0
    repeated = Counter(c.text.casefold() for c in members)
    at = 0
    for c, end in zip(members, ends, strict=True):
        while at < len(seen) and seen[at] <= c.at:
            at += 1
        answered = bool(c.rest) or (
            at < len(seen) and seen[at] < end and marks[seen[at]] is By.WORD
        )
        weight = _weight(c, answered=answered)
        if not (answered or c.number or c.labelled) and repeated[c.text.casefold()] > 1:
            weight /= repeated[c.text.casefold()]  # "When to use it?", part of every answer
        total += weight
        if weight:
            worth += 1
            bodies += bool(c.rest) or any(
                not b.blank for b in blocks[c.at + 1 : min(end, c.at + 8)]
            )
    if not worth:
        return 0.0
    listed = _LISTED + (1 - _LISTED) * bodies / worth
    return total * listed * _TRUST[k[0]]


def _weight(c: Candidate, *, answered: bool) -> float:
    if c.labelled:
        return 2.0 + answered + 0.5 * bool(c.asking)
    asks = {Asking.YES: 1.0, Asking.MAYBE: 0.6, Asking.NO: 0.0}[c.asking]
    if asks:
        return asks + answered * 0.8 + 0.2 * (c.number is not None and not c.bare)
    if c.style in (Style.SUMMARY, Style.CELL):
        return 0.5
    if c.number is not None and not c.bare:
        plain = {Style.HEADING: 0.45, Style.BOLD: 0.3}.get(c.style, 0.0)
        return plain + answered * 0.6
    return 0.5 * answered if c.style is Style.HEADING else 0.0
