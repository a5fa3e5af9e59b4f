"""PDF -> blocks: the lines of its pages with how they look; scripts and attachments are left be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from knowledge.errors import DocumentUnreadable
from knowledge.reading import grid, layout
from knowledge.reading.block import Block
from knowledge.reading.document import Problem
from knowledge.reading.grid import Piece
from knowledge.reading.layout import Line

_MOST = 1_500  # pages
_LONGEST = 4_000_000  # characters
_MEND = "Save it again, or give the text or the Word document it was made from."
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_ODD = str.maketrans({**_LIGATURES, 0x00: None, 0xA0: " ", 0xAD: None, 0x200B: None})
_MONO = re.compile(r"mono|courier|consol|menlo|typewriter|code|fixed", re.IGNORECASE)
_COUNT = re.compile(r"\s{0,9}\d{1,4}[.)]\s{0,9}$")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)


def blocks(data: bytes, name: str) -> tuple[list[Block], tuple[Problem, ...]]:
    """The blocks of a PDF; `line` counts the lines of its text over all pages.

    Raises DocumentUnreadable when it is damaged, locked, scanned or larger than is read.
    """
    pages, problems = _pages(data, name)
    if not any(line.text.strip() for page in pages for line in page):
        raise DocumentUnreadable(
            "the PDF holds no text, only pictures of it.",
            where=name,
            mend="Run text recognition over it first.",
        )
    return layout.blocks(pages), tuple(problems)


def _broken() -> tuple[type[Exception], ...]:
    """What pypdf raises over damaged files: its own errors, and whatever the damage leads to."""
    from pypdf.errors import DependencyError, PyPdfError

    return (
        PyPdfError,
        DependencyError,
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        NotImplementedError,
        OSError,
        RecursionError,
        TypeError,
        ValueError,
    )


def _pages(data: bytes, name: str) -> tuple[list[list[Line]], list[Problem]]:
    reader, count = _opened(data, name)
    found: list[_Page] = []
    problems: list[Problem] = []
    total = 0
    for number in range(count):
        try:
            page = _extracted(reader.pages[number], number)
        except _broken():
            problems.append(Problem(None, f"page {number + 1} cannot be read; it was left out."))
            page = _Page(number=number)
        total += sum(len(line.text) for line in page.lines)
        if total > _LONGEST:
            raise DocumentUnreadable(
                f"the PDF has more than {_LONGEST:,} characters.", where=name, mend="Split it."
            )
        found.append(page)
    return _with_tables(found), problems


def _opened(data: bytes, name: str) -> tuple[Any, int]:
    """The PDF and how many pages it has."""
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
    except _broken() as e:
        raise DocumentUnreadable("the PDF is damaged.", where=name, mend=_MEND) from e
    if locked:
        raise DocumentUnreadable(
            "the PDF is locked with a password.", where=name, mend="Save it without one."
        )
    if count > _MOST:
        raise DocumentUnreadable(
            f"the PDF has {count:,} pages, at most {_MOST:,} can be read.",
            where=name,
            mend="Split it.",
        )
    return reader, count


@dataclass(slots=True)
class _Page:
    """Collects the pieces of text of a page into its lines."""

    lines: list[Line] = field(default_factory=list)
    _text: str = ""
    _looks: dict[tuple[float, bool, bool], int] = field(default_factory=dict)
    number: int = 0
    pieces: list[Piece] = field(default_factory=list)
    _height: float | None = None
    _lead: int = 0  # characters from the beginning of the line that are bold
    _plain: bool = False

    def piece(self, text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        """A piece as pypdf gives it: text, two matrices, its font and the font's size."""
        parts = text.split("\n")
        for i, part in enumerate(parts):
            if i:
                self.end()
            if part.strip():
                base = str((font or {}).get("/BaseFont", "")) if hasattr(font, "get") else ""
                real = round(abs(size * float(tm[3]) * float(cm[3])), 1)
                look = real, bool(_BOLD.search(base)), bool(_MONO.search(base))
                self._looks[look] = self._looks.get(look, 0) + len(part.strip())
                counts = not self._text.strip() and bool(_COUNT.match(part))  # "1." is often plain
                if look[1] and not self._plain:
                    self._lead = len(self._text) + len(part)
                self._plain = self._plain or not (look[1] or counts)
                height = float(tm[5]) * float(cm[3]) + float(cm[5])
                across = float(tm[4]) * float(cm[0]) + float(cm[4])
                line = self.number, len(self.lines)
                self.pieces.append(Piece(across, height, real, part.translate(_ODD), *line))
                if self._height is None:
                    self._height = height
            self._text += part

    def end(self) -> None:
        """The line is over."""
        text = self._text.translate(_ODD).rstrip()
        if self._looks:
            size, bold, mono = max(self._looks, key=lambda k: self._looks[k])
            bold = all(b for _, b, _ in self._looks)
            lead = 0 if bold else min(self._lead, len(text))
            self.lines.append(Line(text, size, self._height or 0.0, bold, mono, lead))
        else:
            self.lines.append(Line(text, 0.0, self._height or 0.0))
        self._text, self._looks, self._height = "", {}, None
        self._lead, self._plain = 0, False


def _extracted(page: Any, number: int) -> _Page:
    found = _Page(number=number)
    page.extract_text(visitor_text=found.piece)
    found.end()
    return found


def _with_tables(pages: Sequence[_Page]) -> list[list[Line]]:
    """The lines of all pages; a table of questions is one line, where it begins."""
    lines = [list(page.lines) for page in pages]
    for table in grid.tables([piece for page in pages for piece in page.pieces]):
        first = min(table.lines)
        for page, line in table.lines:
            lines[page][line] = Line("")
        lines[first[0]][first[1]] = Line("| " + " | ".join(table.cells[0]), rows=table.cells)
    return lines
