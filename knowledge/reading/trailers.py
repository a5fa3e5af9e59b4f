"""What comes again below several answers is the page's: "## Any doubts?". For `pairing` alone."""

import re
from collections import defaultdict
from collections.abc import Sequence

from knowledge.reading import inline, labels, noise, options
from knowledge.reading.block import Block, Kind

_LEAST = {Kind.HEADING: 3, Kind.LINE: 4}  # how often it comes again
_SET_APART = re.compile(r"\s{0,8}(?:[*_]{1,3}\S|\[|<|!\[|>)")  # bold, in italics, a link
_SHORTEST = 12  # letters of a line that is no heading


def without(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, blank ones in the place of what is repeated below answers."""
    places: defaultdict[tuple[Kind, str], list[int]] = defaultdict(list)
    for i, block in enumerate(blocks):
        if block.kind in _LEAST and _may_be(block):
            places[block.kind, inline.plain(block.text).casefold()].append(i)
    repeated = [found for (kind, _), found in places.items() if len(found) >= _LEAST[kind]]
    every = {i for found in repeated for i in found}
    dropped = {i for found in repeated if _closes(blocks, found, every) for i in found}
    if not dropped:
        return list(blocks)
    return [Block(Kind.BLANK, "", b.line) if i in dropped else b for i, b in enumerate(blocks)]


def _may_be(block: Block) -> bool:
    text = inline.plain(block.text).strip("# ")
    if labels.answer_label(block.text) or labels.question_label(text) or labels.numbered(text):
        return False
    if block.kind is Kind.HEADING:
        return bool(re.search(r"[^\W\d_]", text)) and not noise.is_placeholder(text)
    set_apart = block.first and _SET_APART.match(block.text)
    return bool(set_apart) and len(text) >= _SHORTEST and not options.OPTION.match(block.text)


def _closes(blocks: Sequence[Block], places: Sequence[int], repeated: set[int]) -> bool:
    """Whether most of the places are below a text and above a heading, or another such line."""
    ends = begins = 0
    for i in places:
        after = next((j for j in range(i + 1, len(blocks)) if not blocks[j].blank), None)
        before = next((j for j in range(i - 1, -1, -1) if not blocks[j].blank), None)
        ends += after is None or blocks[after].kind is Kind.HEADING or after in repeated
        begins += before is not None and blocks[before].kind is not Kind.HEADING
    return ends * 5 >= len(places) * 4 and begins * 5 >= len(places) * 3
