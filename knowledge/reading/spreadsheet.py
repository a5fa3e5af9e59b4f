"""Spreadsheets (.xlsx) -> pairs, sheet by sheet."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from knowledge.errors import DocumentUnreadable
from knowledge.reading import archive, tables
from knowledge.reading.document import Pair, Problem

_MOST_ROWS = 100_000
_MOST_COLUMNS = 60
_MEND = "Save it again as .xlsx, or as .csv."


def pairs(data: bytes, name: str) -> tuple[list[Pair], list[Problem]]:
    """The pairs of all sheets; `line` is the row in its sheet, `topic` the sheet's name.

    Formulas count as what they last came to. Raises DocumentUnreadable for a damaged file.
    """
    with archive.opened(data, name) as opened:
        archive.refuse_bombs(opened, name, (".xml", ".rels"))
        archive.refuse_entities(opened, name)
    book = _book(data, name)
    found: list[Pair] = []
    problems: list[Problem] = []
    try:
        sheets = book.worksheets
        for sheet in sheets:
            rows, lines = _rows(sheet, name)
            here, columns = tables.read(rows, lines)
            if rows and columns is None:
                problems.append(
                    Problem(None, f"no question was found on the sheet {sheet.title[:60]!r}.")
                )
            several = len(sheets) > 1
            found += [
                replace(p, topic=p.topic or sheet.title[:600]) if several else p for p in here
            ]
    finally:
        book.close()
    return found, problems


def _book(data: bytes, name: str) -> Any:
    from zipfile import BadZipFile

    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return openpyxl.load_workbook(
            BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
    except (
        InvalidFileException,
        BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        SyntaxError,
    ) as e:
        raise DocumentUnreadable("the spreadsheet is damaged.", where=name, mend=_MEND) from e


def _rows(sheet: Any, name: str) -> tuple[tuple[tuple[str, ...], ...], list[int]]:
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    try:
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS), 1):
            if number > _MOST_ROWS:
                raise DocumentUnreadable(
                    f"a sheet has more than the {_MOST_ROWS:,} rows that can be read.",
                    where=name,
                    mend="Split it.",
                )
            cells = tuple("" if v is None else str(v).strip() for v in row)
            if any(cells):
                rows.append(cells)
                lines.append(number)
    except (KeyError, ValueError, TypeError, AttributeError, SyntaxError) as e:
        raise DocumentUnreadable("a sheet is damaged.", where=name, mend=_MEND) from e
    return tuple(rows), lines
