"""Which members of the document's main style are its questions. Only `choosing` imports it."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from knowledge.reading import inline, labels
from knowledge.reading.block import Kind, following
from knowledge.reading.candidate import Candidate, Style
from knowledge.reading.ground import Ground, introduces
from knowledge.reading.groups import Group
from knowledge.reading.labels import Asking

_NEAREST = 40  # how far numbers may skip and still count the same questions
_RHETORICAL = 4  # words that a question has which stands in every answer: "Why so?"
_LISTED = 0.6  # which part of a list asks that holds nothing but questions
_AHEAD = 30  # candidates among which a list within an answer ends


def questions(ground: Ground, main: Group) -> list[Candidate]:
    """The members that are questions, in order."""
    match main.key[0]:
        case Style.HEADING:
            return _headings(ground, main)
        case Style.BOLD:
            return _bold(ground, main)
        case Style.NUMBER:
            return _numbers(ground, main)
        case Style.LABEL:
            return _labelled(ground, main)
        case Style.SUMMARY | Style.CELL:
            return list(main.members)
        case Style.ITEM:
            return _items(ground, main)
        case _:
            return [c for c in main.members if c.asking is Asking.YES]


def _items(ground: Ground, main: Group) -> list[Candidate]:
    """Those that ask; where no answer stands beside them, the few others of the list too."""
    below = [_below(ground, c) for c in main.asking]
    beside = sum(b is _Below.BESIDE for b in below) * 3 > len(below)
    only = main.purity >= _LISTED and not beside
    return [
        c
        for c in main.members
        if c.asking
        or (only and " " in c.text and not inline.is_only_link(ground.blocks[c.at].text))
    ]


class _Below(Enum):
    """What stands below an item: nothing of its own, deeper items, or a text beside it."""

    NOTHING = 0
    DEEPER = 1
    BESIDE = 2


def _below(ground: Ground, c: Candidate) -> _Below:
    block = following(ground.blocks, c.at)
    if c.rest:
        return _Below.BESIDE
    if block is None or block.kind is Kind.HEADING:
        return _Below.NOTHING
    if block.kind is Kind.ITEM:
        return _Below.DEEPER if block.level > c.depth else _Below.NOTHING
    bold = inline.bold_start(block.text) if block.kind is Kind.LINE else None
    # A line in bold is a title of the next items.
    return _Below.NOTHING if bold and not bold[1] else _Below.BESIDE


def _labelled(ground: Ground, main: Group) -> list[Candidate]:
    """All, but for a "Question:" right below a numbered one: that only goes on with it."""
    found: list[Candidate] = []
    for c in main.members:
        above = found[-1] if found else None
        goes_on = (
            above is not None
            and above.number is not None
            and c.number is None
            and not above.rest
            and not ground.says(above.at + 1, c.at)
        )
        if not goes_on:
            found.append(c)
    return found


def _headings(ground: Ground, main: Group) -> list[Candidate]:
    """Those that ask; others too, if they have a text of their own and the level's form."""
    first = next((c.at for c in main.members if c.asking), main.members[0].at)
    numbered = sum(c.number is not None for c in main.members) * 2 >= len(main.members)
    repeated = Counter(c.text.casefold() for c in main.members)
    loose = main.purity >= 0.3 and not numbered
    mixed = main.purity >= 0.7 and main.numbered < 0.8  # by many hands

    lonely = sum(not ground.own_body(c) for c in main.asking) * 5 >= len(main.asking) * 4

    def is_one(c: Candidate) -> bool:
        if c.asking or c.labelled or (numbered and c.number is not None):
            return True
        if introduces(c.text) or _asks_below(ground, c):
            return False
        if lonely and main.purity >= 0.7 and c.at > first:
            return not ground.leads(c) or _is_last(ground, c)
        alone = repeated[c.text.casefold()] == 1
        likely = ground.own_body(c) or (main.purity >= 0.7 and not ground.leads_up(c))
        return ((loose or mixed) and c.at > first and alone and likely) or ground.answered(c)

    return [c for c in main.members if is_one(c)]


def _asks_below(ground: Ground, c: Candidate) -> bool:
    """Whether a fold or a term right below asks, so that the heading is a section's."""
    after = following(ground.blocks, c.at)
    if after is None or after.kind is not Kind.SUMMARY:
        return False
    return labels.asking(inline.plain(after.text)) is Asking.YES


def _is_last(ground: Ground, c: Candidate) -> bool:
    """Whether no deeper heading stands below a heading."""
    after = following(ground.blocks, c.at)
    return after is None or after.kind is not Kind.HEADING or after.level <= c.heading


def _bold(ground: Ground, main: Group) -> list[Candidate]:
    """Those that ask; others too, if they have the numbers, the emoji or the place of those."""
    items = [c for c in main.members if ground.blocks[c.at].kind is Kind.ITEM]
    listed = sum(bool(c.asking) for c in items) * 5 >= len(items) * 3
    numbered, decorated = main.numbered >= 0.5, main.decorated >= 0.5
    alone = sum(not c.rest for c in main.asking) * 10 >= len(main.asking) * 7
    repeated = Counter(c.text.casefold() for c in main.members)

    def is_one(c: Candidate) -> bool:
        if repeated[c.text.casefold()] > 2 and not c.number and len(c.text.split()) < _RHETORICAL:
            return False
        if alone and c.rest and c not in items and c.number is None and not c.decorated:
            return False  # "**Why so?** Because", where questions have a line of their own
        return (
            bool(c.asking)
            or (numbered and c.number is not None)
            or (decorated and c.decorated)
            or (listed and ground.blocks[c.at].kind is Kind.ITEM)
            or ground.answered(c)
        )

    return [c for c in main.members if is_one(c)]


def _numbers(ground: Ground, main: Group) -> list[Candidate]:
    """Numbered lines that ask or count on; a list within an answer does neither."""
    found: list[Candidate] = []
    last = 0
    listed = _are_listed(ground, main)
    asked = {_whole(c) for c in main.asking}
    for i, c in enumerate(main.members):
        number = _whole(c)
        counts_on = bool(found) and number == last + 1 and _stands_alone(ground, c)
        brief = number == last + 1 and number not in asked and _is_brief(ground, c)
        counts_on = counts_on or brief
        counts_on = counts_on or (listed and number > last and " " in c.text)
        after = main.members[i + 1].at if i + 1 < len(main.members) else None
        if not (c.asking or counts_on or ground.answered(c, after)):
            continue
        if found and number <= last and _is_inner(main.members, i, last):
            continue
        if found and c.bare and number > last + _NEAREST:
            continue
        found.append(c)
        last = number
    return found


def _are_listed(ground: Ground, main: Group) -> bool:
    """Whether the numbered lines follow one another, with no answers between."""
    at = {c.at for c in main.members}
    lonely = 0
    for c in main.asking:
        after = (i for i in range(c.at + 1, len(ground.blocks)) if not ground.blocks[i].blank)
        i = next(after, None)
        lonely += not c.rest and (i is None or i in at or ground.blocks[i].kind is Kind.HEADING)
    return main.purity >= _LISTED and lonely * 5 >= len(main.asking) * 4


def _whole(c: Candidate) -> int:
    return int((c.number or "0").partition(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz") or 0)


def _stands_alone(ground: Ground, c: Candidate) -> bool:
    """Whether the line begins a paragraph and another one follows it."""
    before = c.at == 0 or ground.blocks[c.at - 1].blank
    return before and len(c.text) < 200 and ground.own_body(c)


def _is_brief(ground: Ground, c: Candidate) -> bool:
    """Whether two words ask, as "Explain recursion", and a text of their own follows."""
    after = following(ground.blocks, c.at)
    told = after is not None and after.kind is Kind.LINE and not labels.numbered(after.text)
    return told and labels.asks_briefly(c.text)


def _is_inner(members: Sequence[Candidate], i: int, last: int) -> bool:
    """Whether a list begins here after which the questions count on from `last`."""
    for j in range(i, min(i + _AHEAD, len(members))):
        if members[j].asking and _whole(members[j]) == last + 1:
            between = members[i:j]
            tight = sum(b.at - a.at <= 2 for a, b in pairwise(between))
            return len(between) == 1 or tight * 2 >= len(between) - 1
    return False
