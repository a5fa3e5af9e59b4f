"""The neutral form that every reader gives and pairing reads: a document as a row of blocks.

Only the package `knowledge.reading` imports it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

Rows = tuple[tuple[str, ...], ...]


class Kind(StrEnum):
    """What a block is to the eye, whatever the document was written in."""

    HEADING = "heading"
    LINE = "line"
    ITEM = "item"
    SUMMARY = "summary"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `text` is Markdown as it stood there, of one or several lines.

    `line` counts from 1 in the document. `level` is a heading's depth (1 to 6) or an item's
    nesting (0 outermost), `number` an ordered item's. `first` says that a line begins its
    paragraph, `cell` that the block begins a cell of a notebook. `rows` are the cells of a table;
    a row of links is left as Markdown like all text. `after` is what stands behind a summary on
    its last line.
    """

    kind: Kind
    text: str
    line: int
    level: int = 0
    number: str | None = None
    first: bool = True
    cell: bool = False
    rows: Rows = ()
    after: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing is to be read in it."""
        return self.kind in (Kind.BLANK, Kind.RULE) or not self.text.strip()


def following(blocks: Sequence[Block], at: int) -> Block | None:
    """The first block behind `at` in which something is to be read; None at the end."""
    for i in range(at + 1, len(blocks)):
        if not blocks[i].blank:
            return blocks[i]
    return None
