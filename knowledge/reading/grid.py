"""Tables of questions on the pages of a PDF, by where their pieces of text stand. For `pdf` alone.

Only a table whose header names a question and an answer is looked for: columns of another kind
are as often a page in two columns.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.reading import columns
from knowledge.reading.block import Rows

_NEAR = 2.5  # points that a column's pieces may begin apart
_WIDEST = 9  # columns
_LEAST = 2  # rows below the header
_PITCH = 1.25  # how much further down than the next line of a cell another row begins
_LOOKED_AT = 400  # pieces below a header that say where its columns stand
_LETTER = 0.42  # of a letter's size, its width at least


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text: where it begins, how high it stands, its size, and its page and line."""

    x: float
    y: float
    size: float
    text: str
    page: int
    line: int


@dataclass(slots=True)
class Table:
    """A table's rows, its header first, and the (page, line) that it takes."""

    rows: list[list[str]]
    lines: set[tuple[int, int]] = field(default_factory=set)
    width: int = 0

    @property
    def cells(self) -> Rows:
        """The rows, each of the same width."""
        return tuple(tuple(" ".join(c.split()) for c in row) for row in self.rows)


def tables(pieces: Sequence[Piece]) -> Iterator[Table]:
    """The tables of questions among the pieces of all pages, in their order."""
    at = 0
    while at < len(pieces):
        header = _header(pieces, at)
        if header is None:
            at += 1
            continue
        table, end = _body(pieces, at, header)
        if len(table.rows) > _LEAST:
            yield table
        at = max(end, at + 1)


def _header(pieces: Sequence[Piece], at: int) -> list[Piece] | None:
    """The pieces of the header that begins there, where it names question and answer."""
    first = pieces[at]
    row = [first]
    for piece in pieces[at + 1 : at + _WIDEST]:
        if abs(piece.y - first.y) > _NEAR or piece.page != first.page or piece.x <= row[-1].x:
            break
        row.append(piece)
    if len(row) < 2:
        return None
    found = columns.named([p.text.strip() for p in row])
    return row if found is not None and found.answer is not None else None


def _body(pieces: Sequence[Piece], at: int, header: Sequence[Piece]) -> tuple[Table, int]:
    """The table below a header, and where it ends."""
    names = [p.text.strip() for p in header]
    below = pieces[at + len(header) : at + len(header) + _LOOKED_AT]
    starts = _starts(below, len(header))
    table = Table([names], {(p.page, p.line) for p in header}, len(header))
    if starts is None:
        return table, at + len(header)
    pitch = _pitch(below, starts)
    last: Piece | None = None
    column = len(header)
    i = at + len(header)
    while i < len(pieces):
        piece = pieces[i]
        again = _header(pieces, i) if piece.text.strip() == names[0] else None
        if again is not None and [p.text.strip() for p in again] == names:  # on the next page
            table.lines |= {(p.page, p.line) for p in again}
            i, last, column = i + len(again), None, len(header)
            continue
        place = _column(piece, starts)
        if place is None or _is_wide(piece, place, starts):
            break
        if last is None or place < column or (place == column and _apart(last, piece, pitch)):
            table.rows.append([""] * len(header))
        table.rows[-1][place] += f" {piece.text.strip()}"
        table.lines.add((piece.page, piece.line))
        last, column = piece, place
        i += 1
    return table, i


def _starts(pieces: Sequence[Piece], count: int) -> list[float] | None:
    """Where the columns begin: as many places as the header has cells, from the first rows."""
    found: list[float] = []
    for piece in pieces[: 40 * count]:
        if any(abs(piece.x - x) <= _NEAR for x in found):
            continue
        if len(found) == count:
            break
        found.append(piece.x)
    return sorted(found) if len(found) == count else None


def _pitch(pieces: Sequence[Piece], starts: Sequence[float]) -> float:
    """How far apart the lines of one cell are; the least there is."""
    gaps = [
        a.y - b.y
        for a, b in itertools.pairwise(pieces)
        if a.page == b.page
        and a.y - b.y > 1
        and _column(a, starts) is not None
        and _column(a, starts) == _column(b, starts)
    ]
    return min(gaps, default=0.0)


def _column(piece: Piece, starts: Sequence[float]) -> int | None:
    return next((i for i, x in enumerate(starts) if abs(piece.x - x) <= _NEAR), None)


def _is_wide(piece: Piece, place: int, starts: Sequence[float]) -> bool:
    """Whether a piece runs over the next column: it is a paragraph below the table."""
    if place + 1 >= len(starts):
        return False
    return len(piece.text.strip()) * piece.size * _LETTER > starts[place + 1] - starts[place]


def _apart(last: Piece, piece: Piece, pitch: float) -> bool:
    """Whether the same column goes on in another row."""
    return piece.page == last.page and pitch > 0 and last.y - piece.y > pitch * _PITCH
