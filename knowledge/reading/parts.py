"""Where a document goes on in another convention, as lists kept by many hands do. For `pairing`."""

from collections.abc import Sequence

from knowledge.reading import answermarks, candidates, contents, groups
from knowledge.reading.block import Block, Kind
from knowledge.reading.groups import Group, Key

_STRONG = 3.0  # what must speak for a part's own convention
_WEAK = 0.3  # of that, what may speak there for the document's


def of(blocks: Sequence[Block]) -> list[Sequence[Block]]:
    """The parts that ask in ways of their own, in order; the whole where all of it asks alike."""
    starts = [i for i, b in enumerate(blocks) if b.kind is Kind.HEADING and b.level == 1]
    starts = [i for i in starts if any(not b.blank for b in blocks[:i])]
    if not starts:
        return [blocks]
    ends = [*starts, len(blocks)]
    found = [blocks[a:b] for a, b in zip([0, *starts], ends, strict=True)]
    whole = _groups(blocks)
    if not whole or not any(_differs(_groups(part), whole[0].key) for part in found):
        return [blocks]
    return found


def _groups(blocks: Sequence[Block]) -> list[Group]:
    listed = list(blocks)
    kept = contents.without(listed, candidates.find(listed))
    return groups.of(listed, kept, answermarks.of(listed))


def _differs(part: Sequence[Group], main: Key) -> bool:
    """Whether a part has a convention of its own, and next to nothing of the document's."""
    if not part or part[0].value < _STRONG or part[0].key == main:
        return False
    return next((g.value for g in part if g.key == main), 0.0) < _WEAK * part[0].value
