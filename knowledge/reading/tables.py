"""Tables -> pairs, whether they stand in a text or are a file of their own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.reading import columns, inline, labels
from knowledge.reading.block import Block, Kind, Rows
from knowledge.reading.columns import Columns
from knowledge.reading.document import Pair

_BREAK = re.compile(r"\s{0,4}<br\s{0,2}/?>\s{0,4}", re.IGNORECASE)
_LEAST = 3  # rows that a table has where only its content says what it is
_HEADER_ROWS = 6  # rows above a table that may be a title


def pairs_in(blocks: Sequence[Block]) -> list[tuple[int, Pair]]:
    """The pairs of all tables among the blocks, each with its table's place."""
    found: list[tuple[int, Pair]] = []
    topic: str | None = None
    for i, block in enumerate(blocks):
        if block.kind is Kind.HEADING:
            topic = inline.plain(block.text).strip("# ")
        if block.kind is Kind.TABLE:
            found += [(i, p) for p in _of_block(block, topic)]
    return found


def _of_block(block: Block, topic: str | None) -> list[Pair]:
    """The pairs of a table in a text: only where a header, or what asks, leaves no doubt."""
    rows = [tuple(_BREAK.sub("\n", c) for c in r) for r in block.rows]
    if len(rows) < 2:
        return []
    by_name = columns.named(rows[0])
    if by_name and by_name.answer is None:
        by_name = replace(by_name, answer=columns.longest(rows[1:], rows[0], by_name))
    if by_name and by_name.answer is not None:
        return _read(rows[1:], by_name, [block.line + 2 + i for i in range(len(rows))], topic)
    by_content = columns.guessed(rows[1:], len(rows[0]))
    if by_content is None or by_content.answer is None or len(rows) < _LEAST:
        return []
    asking = [r[by_content.question[0]] for r in rows[1:] if len(r) > by_content.question[0]]
    sure = sum(labels.asking(c) is labels.Asking.YES and not inline.is_only_link(c) for c in asking)
    if sure * 4 < len(asking) * 3:
        return []
    return _read(rows[1:], by_content, [block.line + 2 + i for i in range(len(rows))], topic)


def read(
    rows: Rows, lines: Sequence[int], *, cards: bool = False
) -> tuple[list[Pair], Columns | None]:
    """The pairs of a table that is a file, and the columns that they were found in.

    The columns of `cards` are front and back, whatever stands in them.
    """
    for at in range(min(_HEADER_ROWS, len(rows))):
        found = columns.named(rows[at], rows[at + 1 :])
        if at == 0 and _is_title(rows):
            continue
        if found and (found.answer is not None or len(rows[at]) <= 3 or at == 0):
            return _read(rows[at + 1 :], found, lines[at + 1 :], None), found
    width = max((len(r) for r in rows), default=0)
    found = columns.guessed(rows, width)
    if found is None and cards and width in (2, 3):
        found = Columns((0,), 1)
    if found is None:
        return [], None
    first = rows[0]
    start = int(len(rows) > 1 and _is_header(first, found, rows[1:]))
    return _read(rows[start:], found, lines[start:], None), found


def _is_title(rows: Rows) -> bool:
    """Whether one cell stands alone above a header that names both: "SQL questions, 2025"."""
    if sum(bool(c.strip()) for c in rows[0]) != 1:
        return False
    below = (columns.named(r) for r in rows[1:_HEADER_ROWS] if len(r) > 1)
    return any(found is not None and found.answer is not None for found in below)


def _is_header(first: Sequence[str], found: Columns, rows: Rows) -> bool:
    at = found.question[0]
    cell = first[at] if at < len(first) else ""
    return len(cell.split()) <= 3 and not labels.asking(cell) and columns.asks_at_all(rows, found)


def _read(
    rows: Sequence[Sequence[str]], found: Columns, lines: Sequence[int], topic: str | None
) -> list[Pair]:
    pairs: list[Pair] = []
    for row, line in zip(rows, lines, strict=False):
        question, answer = columns.asked(row, found)
        if not question or not re.search(r"\w", question) or inline.is_only_link(question):
            continue
        if columns.fold(question) in {"question", "questions"} and len(question) < 12:
            continue  # a header that comes again
        own = _cell(row, found.topic)
        number = _cell(row, found.number)
        pairs.append(
            Pair(
                question,
                answer,
                line,
                number if number and len(number) < 12 else None,
                (own or topic or "")[:600] or None,
                labels.level(_cell(row, found.level) or ""),
                0.95 if labels.asking(question) else 0.85,
            )
        )
    return pairs


def _cell(row: Sequence[str], i: int | None) -> str | None:
    return row[i].strip() or None if i is not None and i < len(row) else None


def merged(pairs: Sequence[Pair], tabled: Sequence[Pair]) -> list[Pair]:
    """The pairs of a text and of its tables in the order of their lines, none of them twice."""
    asked = {p.question for p in tabled}
    kept = [
        p
        for p in pairs
        if not (p.answer and p.answer.lstrip().startswith("|") and _holds(p.answer, asked))
    ]
    return sorted([*kept, *tabled], key=lambda p: p.line)


def _holds(answer: str, asked: set[str]) -> bool:
    return any(q in answer for q in asked)
