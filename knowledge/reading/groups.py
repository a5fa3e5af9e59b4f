"""Candidates -> groups of one style, and how much speaks for each being the document's questions.

Only `choosing` imports it.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.reading import labels
from knowledge.reading.block import Block, Kind, following
from knowledge.reading.candidate import Candidate, Style, content
from knowledge.reading.candidates import reveals
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


def answer_marks(blocks: Sequence[Block]) -> dict[int, By]:
    """The blocks where an answer is labelled or folded away, and how."""
    found: dict[int, By] = {}
    for i, block in enumerate(blocks):
        if block.kind is Kind.SUMMARY:
            if reveals(block):
                found[i] = By.WORD
        elif block.kind in (Kind.LINE, Kind.ITEM, Kind.HEADING):
            label = labels.answer_label(
                content(block) if block.kind is Kind.HEADING else block.text
            )
            letter = label is not None and label.by is not By.WORD  # "### A - Types" is a heading
            if label and not (letter and (block.kind is Kind.HEADING or _is_option(blocks, i))):
                found[i] = label.by
    return found


def _is_option(blocks: Sequence[Block], i: int) -> bool:
    """Whether "A: 3" is the first of several options, of which "B: 4" is the next."""
    for block in blocks[i + 1 : i + 5]:
        if block.kind is Kind.BLANK:
            continue
        bare = block.text.lstrip("-*+> \t[]x")
        return bare[:1] in ("B", "b") and bare[1:2] in (":", ".", ")", "\uff1a")
    return False


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
    groups = [Group(k, tuple(m), _value(blocks, k, m, marks)) for k, m in by_key.items()]
    groups = [_weighed(blocks, g, groups) for g in groups]
    return sorted(groups, key=lambda g: (-g.value, g.key))


def _weighed(blocks: Sequence[Block], group: Group, groups: Sequence[Group]) -> Group:
    """The group, worth less where its headings stand within the answers to other headings."""
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
