"""Which candidates are the document's questions, and where its sections begin.

The style for which most speaks is the document's; what stands in another style is a question
where it cannot belong to an answer. Only `pairing` imports it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.reading import groups, mainstyle, orphans, otherstyles
from knowledge.reading.block import Block
from knowledge.reading.candidate import Candidate, Style
from knowledge.reading.ground import Ground
from knowledge.reading.groups import Group
from knowledge.reading.labels import Asking, By

_MANY = 3  # headings among which one that may ask does so by chance
_LEAST = 0.5  # what must speak for a group at least
_SURE = {Asking.YES: 0.95, Asking.MAYBE: 0.85, Asking.NO: 0.6}


@dataclass(frozen=True, slots=True)
class Mark:
    """A question, or a section's heading, at a block; `sure` says how sure it is one, 0 to 1."""

    at: int
    candidate: Candidate
    section: bool = False
    sure: float = 1.0


def marks(
    blocks: Sequence[Block], candidates: Sequence[Candidate], answers: dict[int, By]
) -> list[Mark]:
    """The questions and sections in order; empty when nothing asks.

    `answers` says which blocks label an answer, and how.
    """
    ground = Ground(blocks, answers)
    candidates = _without_title(candidates)
    found = groups.of(blocks, candidates, answers)
    chosen: list[Mark] = []
    if found and found[0].value >= _LEAST and not _is_chance(found[0]):
        ground.take(mainstyle.questions(ground, found[0]))
        otherstyles.take(ground, found)
        chosen = _in_order(ground, candidates, found[0])
    taken = sorted(m.at for m in chosen if not m.section)
    added = orphans.questions(ground, candidates, taken)
    new = {c.at for c in added}
    kept = [m for m in chosen if m.at not in new]
    return sorted([*kept, *(Mark(c.at, c, sure=0.7) for c in added)], key=lambda m: m.at)


def _is_chance(main: Group) -> bool:
    """Whether one heading of many begins like a question: "How it works" in a page without any."""
    asking = main.asking
    sure = any(c.asking is Asking.YES or c.labelled for c in asking)
    return len(asking) == 1 and not sure and len(main.members) > _MANY


def _without_title(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The only heading of the first level, at the start, is the document's title: left out."""
    first = [c for c in candidates if c.depth == 1 and c.style is Style.HEADING]
    titled = len(first) == 1 and candidates[0] is first[0] and len(candidates) > 1
    return list(candidates[1:] if titled and not first[0].labelled else candidates)


def _in_order(ground: Ground, candidates: Sequence[Candidate], main: Group) -> list[Mark]:
    """Questions and the headings that end their answers, in the document's order."""
    found: list[Mark] = []
    within = 0  # the depth of the question that is open
    section = 0  # the depth of the last section's heading
    for c in candidates:
        if c.at in ground.taken:
            found.append(Mark(c.at, c, sure=_sure(ground, c, main)))
            within = c.heading
        elif c.style is Style.HEADING and _ends(ground, c, found, within, section):
            found.append(Mark(c.at, c, section=True))
            within, section = 0, c.depth
    return found


def _ends(ground: Ground, c: Candidate, found: list[Mark], within: int, section: int) -> bool:
    """Whether a heading that is no question ends the answer above it."""
    if within:
        return c.depth <= within
    if not found or found[-1].section or c.depth <= section:
        return True
    return ground.leads(c) or (not section and c.depth <= 2)


def _sure(ground: Ground, c: Candidate, main: Group) -> float:
    sure = _SURE[c.asking]
    if c.labelled:
        sure = max(sure, 0.95)
    if ground.answered(c):
        sure = max(sure, 0.9)
    if groups.key(c) != main.key:
        sure -= 0.15
    if c.style in (Style.LINE, Style.CELL, Style.ITEM):
        sure -= 0.1
    return sure
