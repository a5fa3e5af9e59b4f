"""Questions in another style than the document's main one: where they cannot belong to an answer.

Only `choosing` imports it.
"""

from collections import Counter
from collections.abc import Sequence

from knowledge.reading.candidate import Candidate, Style
from knowledge.reading.ground import Ground, introduces
from knowledge.reading.groups import Group
from knowledge.reading.labels import Asking

_RHETORICAL = 3  # words that a heading has at least which asks anew: not "Why so?"
_LEAST = 0.5  # what must speak for a group at least
_COUNTED = 5  # numbered headings that are questions though they do not ask
_PURE = 0.6  # which part of a group asks so that all of it does
_RUN = 3  # members one after another that are questions of their own


def take(ground: Ground, groups: Sequence[Group]) -> None:
    """Take what else asks; the first of `groups` is the main one, whose questions are taken."""
    main = groups[0]
    if main.key[0] is Style.HEADING or main.members[0].heading:
        _levels(ground, groups)
    for group in groups[1:]:
        style = group.key[0]
        if style is Style.LABEL:
            many = len(group.members) > 1
            depth = main.members[0].heading
            ground.take(
                c
                for c in group.members
                if many or (depth and c.heading == depth) or not ground.inside(c)
            )
        elif style is Style.HEADING and main.key[0] is not Style.HEADING:
            ground.take(c for c in group.members if _asks_itself(ground, c))
        elif style not in (Style.HEADING, Style.CELL) and group.value >= _LEAST:
            _elsewhere(ground, group, main)
    for group in groups[1:]:
        if group.key[0] is Style.HEADING and _is_counted(ground, group):
            ground.take(group.members)


def _is_counted(ground: Ground, group: Group) -> bool:
    """Whether numbered headings are questions of another part: a text each, no question within."""
    members = [c for c in group.members if c.number is not None]
    if len(members) < _COUNTED or len(members) * 5 < len(group.members) * 4:
        return False
    ends = [*(c.at for c in members[1:]), len(ground.blocks)]
    holding = sum(ground.rank(e) > ground.rank(c.at) for c, e in zip(members, ends, strict=True))
    said = sum(ground.own_body(c) for c in members)
    inside = sum(ground.inside(c) for c in members)
    return holding <= 1 and inside <= 1 and said * 10 >= len(members) * 6


def _levels(ground: Ground, groups: Sequence[Group]) -> None:
    """Headings of other levels: those above that ask, those below that are no part of answers."""
    main = groups[0]
    depths = Counter(c.heading for c in ground.taken.values() if c.heading)
    if not depths:
        return
    depth = depths.most_common(1)[0][0]
    for group in groups[1:]:
        style, level = group.key
        if style is not Style.HEADING:
            continue
        if level < depth:
            ground.take(c for c in group.members if _asks_above(ground, c, main))
        elif level > depth and _is_separate(group, main):
            ground.take(c for c in group.members if _asks_below(c))


def _asks_itself(ground: Ground, c: Candidate) -> bool:
    return c.asking is Asking.YES and ground.own_body(c) and not introduces(c.text)


def _asks_above(ground: Ground, c: Candidate, main: Group) -> bool:
    counted = main.numbered >= 0.8 and c.number is not None and bool(c.asking)
    number = c.number or ""
    goes_on = number.isdigit() and int(number) == ground.last_number(c) + 1
    said = ground.own_body(c) or goes_on
    return _asks_itself(ground, c) or (counted and said and not introduces(c.text))


def _asks_below(c: Candidate) -> bool:
    long = len(c.text.split()) > _RHETORICAL or not c.text.isascii()
    return (c.asking is Asking.YES and long) or (bool(c.asking) and c.number is not None)


def _is_separate(group: Group, main: Group) -> bool:
    """Whether deeper headings are questions of their own, not parts of an answer."""
    if main.numbered >= 0.8 and group.numbered < 0.5 and main.key[0] is Style.HEADING:
        return False
    sure = sum(c.asking is Asking.YES for c in group.members)
    distinct = len({c.text.casefold() for c in group.members}) / len(group.members)
    return sure >= 1 and sure * 2 >= len(group.members) and distinct >= 0.7


def _elsewhere(ground: Ground, group: Group, main: Group) -> None:
    """What asks before the first question, under a section, or counts on from the main ones."""
    numbers = {c.number for c in main.members}
    runs = group.key[0] is Style.BOLD and _in_runs(ground, group, main)
    pure = group.purity >= _PURE
    found: list[Candidate] = []
    for c in group.members:
        if c.asking is not Asking.YES or _is_rhetorical(c):
            continue
        if _counts_on(ground, c, main, numbers):
            ground.take([c])
        elif runs or _is_free(ground, c):
            found.append(c)
    if found:  # where some ask for sure, those beside them that only may ask do so too
        found += [
            c
            for c in group.members
            if (c.asking is Asking.MAYBE or (pure and c.style is Style.SUMMARY))
            and c.style is not Style.LINE
            and _is_free(ground, c)
        ]
    ground.take(found)


def _is_rhetorical(c: Candidate) -> bool:
    """Whether it is a question within an answer: "**Why so?** Because of its size."."""
    short = len(c.text.split()) < _RHETORICAL and c.text.isascii()
    return short and c.number is None and c.style in (Style.BOLD, Style.LINE)


def _is_free(ground: Ground, c: Candidate) -> bool:
    alone = c.style is not Style.LINE or ground.own_body(c)
    return alone and not ground.inside(c) and ground.in_section(c)


def _counts_on(ground: Ground, c: Candidate, main: Group, numbers: set[str | None]) -> bool:
    """Whether a numbered line has the number that the questions lack there."""
    if main.key[0] not in (Style.LABEL, Style.NUMBER) or c.style not in (Style.NUMBER, Style.BOLD):
        return False
    number = c.number or ""
    return number.isdigit() and number not in numbers and int(number) == ground.last_number(c) + 1


def _in_runs(ground: Ground, group: Group, main: Group) -> bool:
    """Whether the members follow one another, three and more, without a question between."""
    asking = [c for c in group.members if c.asking is Asking.YES]
    if len(asking) < _RUN or group.value < 0.3 * main.value:
        return False
    return len(asking) >= _RUN * len({ground.rank(c.at) for c in asking})
