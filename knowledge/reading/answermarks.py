"""Where answers are labelled or folded away. For `pairing` and `parts`."""

from collections.abc import Sequence

from knowledge.reading import labels
from knowledge.reading.block import Block, Kind
from knowledge.reading.candidate import content
from knowledge.reading.candidates import reveals
from knowledge.reading.labels import By


def of(blocks: Sequence[Block]) -> dict[int, By]:
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
