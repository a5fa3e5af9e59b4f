"""Labelled answers that have no question: what stands above them is one. For `choosing` alone."""

from bisect import bisect
from collections.abc import Sequence

from knowledge.reading import inline
from knowledge.reading.block import Kind
from knowledge.reading.candidate import Candidate, Style
from knowledge.reading.ground import Ground
from knowledge.reading.labels import Asking, By

_FAR = 40  # blocks above an answer among which its question is looked for


def questions(
    ground: Ground, candidates: Sequence[Candidate], taken: Sequence[int]
) -> list[Candidate]:
    """A question for each labelled answer that has none among the blocks `taken`.

    Where most answers have one, only what asks for sure is added.
    """
    labelled = sorted(i for i, by in ground.answers.items() if by is By.WORD)
    by_at = {c.at: c for c in candidates}
    found: list[Candidate] = []
    previous = -1
    for i in labelled:
        between = bisect(taken, i - 1) > bisect(taken, previous)
        if not between and ground.says(previous + 1, i):
            c = _above(ground, i, previous, by_at)
            if c is not None and c.at not in ground.taken:
                found.append(c)
        previous = i
    if len(found) * 2 < len(taken) or (len(found) < 2 and taken):
        return [c for c in found if c.asking is Asking.YES]
    return found


def _above(ground: Ground, i: int, previous: int, by_at: dict[int, Candidate]) -> Candidate | None:
    """The candidate, else the paragraph, that stands above the answer at block `i`."""
    start = None
    for j in range(i - 1, max(previous, i - _FAR), -1):
        c = by_at.get(j)
        if c and (c.asking or c.number or c.style in (Style.HEADING, Style.BOLD)):
            return c
        block = ground.blocks[j]
        if block.kind is Kind.LINE and not block.blank:
            start = j
        if start is not None and (block.blank or block.first):
            break
    if start is None:
        return None
    return Candidate(start, Style.LINE, inline.plain(ground.blocks[start].text), Asking.NO)
