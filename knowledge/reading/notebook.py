"""Notebooks -> blocks: their Markdown, their code fenced, each cell apart."""

import json
from typing import Any

from knowledge.errors import DocumentUnreadable
from knowledge.reading import decoding, markdown
from knowledge.reading.block import Block, Kind


def blocks(text: str, name: str) -> list[Block]:
    """The blocks of a notebook; `line` is the line of its text with all cells one below the other.

    Raises DocumentUnreadable when it has no cells.
    """
    found: list[Block] = []
    line = 1
    cells = _cells(text, name)
    for at, cell in enumerate(cells):
        source = _source(cell)
        kind = cell.get("cell_type")
        if not source.strip() or kind not in ("markdown", "code"):
            continue
        if kind == "code":
            found.append(Block(Kind.CODE, f"```\n{source.strip()}\n```", line))
        else:
            found += _of_markdown(source, name, line, answered=_answered(cells, at))
        count = source.count("\n") + 1
        line += count + 1
        found.append(Block(Kind.BLANK, "", line - 1))
    return found


def _of_markdown(source: str, name: str, line: int, *, answered: bool) -> list[Block]:
    inside = markdown.blocks(decoding.lines(source, name))
    shifted = [
        Block(
            b.kind,
            b.text,
            b.line + line - 1,
            b.level,
            b.number,
            b.first,
            rows=b.rows,
            after=b.after,
        )
        for b in inside
    ]
    first = next((i for i, b in enumerate(shifted) if not b.blank), None)
    if answered and first is not None and shifted[first].kind is Kind.LINE and len(shifted) <= 6:
        b = shifted[first]
        shifted[first] = Block(b.kind, b.text, b.line, b.level, b.number, b.first, cell=True)
    return shifted


def _answered(cells: list[dict[str, Any]], at: int) -> bool:
    """Whether code follows at once: the cell may be its question."""
    following = next((c for c in cells[at + 1 :] if _source(c).strip()), None)
    return following is not None and following.get("cell_type") == "code"


def _cells(text: str, name: str) -> list[dict[str, Any]]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as e:
        raise DocumentUnreadable(
            "the notebook is broken JSON.", where=name, mend="Save it again where it was made."
        ) from e
    cells = data.get("cells") if isinstance(data, dict) else None
    if cells is None and isinstance(data, dict) and isinstance(data.get("worksheets"), list):
        cells = [c for w in data["worksheets"] if isinstance(w, dict) for c in w.get("cells", [])]
    if not isinstance(cells, list):
        raise DocumentUnreadable("the notebook has no cells.", where=name, mend="Save it again.")
    return [c for c in cells if isinstance(c, dict)]


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    return (
        "".join(s for s in source if isinstance(s, str))
        if isinstance(source, list)
        else str(source or "")
    )
