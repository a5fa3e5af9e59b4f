"""Lines as they stand on pages -> blocks: paragraphs joined, headings known by how they look.

What repeats on each page, its header, footer and number, is left out. Only `pdf` imports it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.reading import labels, noise
from knowledge.reading.block import Block, Kind, Rows

_PAGE_NUMBER = re.compile(
    r"\W{0,4}(?:page|seite|página|pagina|стр\.?|第)?\s{0,2}\d{1,4}"
    r"\s{0,2}(?:页|(?:/|of|von|de|di)\s{0,2}\d{1,4})?\W{0,4}$",
    re.IGNORECASE,
)
_BULLET = re.compile(
    r"^\s{0,20}(?:[\u2022\u25cf\u25aa\u25e6\u2023\u2043\uf0b7\u00b7]\s{0,6}|o\s{1,6})(?=\S)"
)
_COUNT = re.compile(r"\s{0,9}\d{1,4}[.)]\s{0,9}(?=\S)")
_LINK = re.compile(r"\s{0,4}https?://\S{1,300}\s{0,4}(?:\d{1,4}/\d{1,4})?\s{0,4}$")
_EDGE = 3  # lines at the top and bottom of a page that may be its header and footer
_LARGER = 1.1  # how much larger than the text a heading's letters are
_APART = 1.45  # how much further down than the next line a paragraph begins
_LONGEST_HEADING = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, the size of its letters, how high it stands, and its look.

    `lead` characters at the beginning of a line that is not bold as a whole are. A line with
    `rows` stands for a whole table.
    """

    text: str
    size: float = 0.0
    height: float = 0.0
    bold: bool = False
    mono: bool = False
    lead: int = 0
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is usual in a document: the size of its text, the width and the pitch of its lines."""

    size: float
    width: int
    pitch: float
    sizes: tuple[float, ...]
    bold: bool
    mono: bool

    def is_heading(self, line: Line) -> bool:
        """Whether the letters are larger than the text's."""
        return (
            self.size > 0 and line.size >= self.size * _LARGER and len(line.text) < _LONGEST_HEADING
        )

    def level(self, line: Line) -> int:
        """The depth of a heading, 1 the largest letters."""
        larger = [s for s in self.sizes if s >= self.size * _LARGER]
        return min(6, larger.index(line.size) + 1) if line.size in larger else 6


def blocks(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """The blocks of all pages; `line` counts the lines over all of them."""
    repeated = _repeated(pages)
    kept: list[tuple[Line, int, bool]] = []
    number = 0
    for page in pages:
        filled = [i for i, t in enumerate(page) if t.text.strip()]
        left_out = _left_out(page, repeated)
        for i, line in enumerate(page):
            number += 1
            if i in left_out or not filled or not filled[0] <= i <= filled[-1]:
                continue
            kept.append((line, number, bool(filled) and i == filled[0]))
    return _joined(kept, _sheet([line for line, _, _ in kept]))


_Place = tuple[int, str]


def _is_edge(text: str) -> bool:
    """Whether a line at a page's edge is a page number or the page's own address."""
    bare = text.strip()
    return bool(bare and _PAGE_NUMBER.match(bare)) or bool(_LINK.match(text))


def _edges(page: Sequence[Line]) -> Iterator[tuple[int, _Place]]:
    """The lines at the top and bottom of a page, each with its place there and its shape."""
    filled = [i for i, t in enumerate(page) if t.text.strip()]
    for place, i in enumerate(filled[:_EDGE], 1):
        yield i, (place, _shape(page[i].text))
    for place, i in enumerate(filled[-1 : -_EDGE - 1 : -1], 1):
        yield i, (-place, _shape(page[i].text))


def _left_out(page: Sequence[Line], repeated: frozenset[_Place]) -> frozenset[int]:
    """The lines of a page that are its header, its footer or its number."""
    return frozenset(
        i
        for i, place in _edges(page)
        if (place in repeated or _is_edge(page[i].text)) and not _asks(page[i].text)
    )


def _repeated(pages: Sequence[Sequence[Line]]) -> frozenset[_Place]:
    """What stands at the same place of at least half of the pages, digits aside."""
    if len(pages) < 2:
        return frozenset()
    counts = Counter(place for page in pages for _, place in _edges(page))
    return frozenset(p for p, n in counts.items() if n * 2 >= len(pages) and n >= 2)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split()))


def _sheet(lines: Sequence[Line]) -> _Sheet:
    filled = [t for t in lines if t.text.strip()]
    sizes: Counter[float] = Counter()
    bold = mono = 0
    for line in filled:
        sizes[line.size] += 0 if line.mono else len(line.text)
        bold += line.bold * len(line.text)
        mono += line.mono * len(line.text)
    total = sum(sizes.values()) or 1
    common = [s for s, n in sizes.items() if n * 4 >= total]
    size = min(common) if common else max(sizes, key=lambda s: sizes[s], default=0.0)
    widths = sorted(len(t.text) for t in filled if t.size == size)
    pitches = Counter(
        round(abs(a.height - b.height), 1)
        for a, b in pairwise(lines)
        if a.size == b.size == size and a.height != b.height
    )
    pitch = pitches.most_common(1)[0][0] if pitches else 0.0
    width = widths[int(len(widths) * 0.9)] if widths else 0
    ordered = tuple(sorted(sizes, reverse=True))
    letters = sum(len(t.text) for t in filled) or 1
    return _Sheet(size, width, pitch, ordered, bold * 2 > letters, mono * 2 > letters)


def _joined(lines: Sequence[tuple[Line, int, bool]], sheet: _Sheet) -> list[Block]:
    """Blocks of lines, where a line that was wrapped goes on in the same block."""
    found: list[Block] = []
    last: Line | None = None
    for line, number, top in lines:
        if not line.text.strip():
            if last is not None:
                found.append(Block(Kind.BLANK, "", number))
            last = None
            continue
        if line.rows:
            found.append(Block(Kind.TABLE, line.text, number, rows=line.rows))
            last = None
            continue
        apart = last is None or _is_apart(last, line, sheet, top=top)
        if last is not None and not apart and _extend(found, last, line, sheet):
            last = line
            continue
        if apart and found and not found[-1].blank and not top:
            found.append(Block(Kind.BLANK, "", number))
        found.append(_block(line, number, sheet, first=apart or _ended(found, last, sheet)))
        last = line
    return found


def _is_apart(last: Line, line: Line, sheet: _Sheet, *, top: bool) -> bool:
    """Whether more than a line's height is between the two."""
    if top or not sheet.pitch:
        return False
    usual = sheet.pitch * max(1.0, max(last.size, line.size) / sheet.size if sheet.size else 1.0)
    return abs(last.height - line.height) > usual * _APART


def _ended(found: Sequence[Block], last: Line | None, sheet: _Sheet) -> bool:
    """Whether the paragraph above is over: nothing there, or a last line that ended early."""
    if last is None or not found or found[-1].blank or found[-1].kind is not Kind.LINE:
        return True
    end = last.text.rstrip()[-1:]
    return end in ".!?:;\uff1f\u3002" or len(last.text) < sheet.width * 0.75


def _block(line: Line, number: int, sheet: _Sheet, *, first: bool) -> Block:
    text = _BULLET.sub("- ", line.text)
    if noise.is_rule(text):
        return Block(Kind.RULE, text, number)
    if line.mono and not sheet.mono:
        return Block(Kind.CODE, f"```\n{line.text}\n```", number)
    if sheet.is_heading(line):
        level = sheet.level(line)
        return Block(Kind.HEADING, f"{'#' * level} {text.strip()}", number, level)
    if text != line.text:
        return Block(Kind.ITEM, text, number)
    if line.bold and not sheet.bold:
        return Block(Kind.LINE, f"**{text.strip()}**", number, first=True)
    return Block(Kind.LINE, _led(line, sheet), number, first=first)


def _led(line: Line, sheet: _Sheet) -> str:
    """A line as Markdown as far as its beginning is bold, which may make it a question."""
    lead = line.text[: line.lead].strip()
    rest = line.text[line.lead :].strip()
    if not lead or not rest or sheet.bold:
        return line.text
    counted = _COUNT.match(lead)  # "1." need not be bold
    head = f"{counted[0].strip()} " if counted else ""
    return f"{head}**{lead[len(counted[0]) if counted else 0 :].strip()}** {rest}"


def _extend(found: list[Block], last: Line, line: Line, sheet: _Sheet) -> bool:
    """Join the line to the last block, if it goes on with it."""
    block = found[-1]
    if block.kind is Kind.CODE and line.mono and not sheet.mono:
        inside = block.text[4:-4]
        found[-1] = Block(Kind.CODE, f"```\n{inside}\n{line.text}\n```", block.line)
        return True
    alike = last.size == line.size and last.bold == line.bold and last.mono == line.mono
    if block.kind is Kind.HEADING:
        if not alike or _starts(line.text) or block.text.rstrip()[-1:] in "?\uff1f":
            return False
    elif last.bold and line.lead and not sheet.bold and block.text.endswith("**"):
        if last.text.rstrip()[-1:] in "?\uff1f" or _starts(line.text):
            return False
        whole = f"{block.text[:-2]} {_led(line, sheet).removeprefix('**')}"
        found[-1] = Block(block.kind, whole, block.line, block.level, first=block.first)
        return True
    elif block.kind not in (Kind.LINE, Kind.ITEM) or not _goes_on(last, line, sheet, alike=alike):
        return False
    bold = block.text.startswith("**") and block.text.endswith("**") and line.bold
    said = block.text[:-2] if bold else block.text
    hyphen = said.endswith("-") and line.text.strip()[:1].islower() and said[-2:-1].islower()
    whole = f"{said.rstrip()}{'' if hyphen else ' '}{line.text.strip()}{'**' if bold else ''}"
    found[-1] = Block(block.kind, whole, block.line, block.level, first=block.first)
    return True


def _starts(text: str) -> bool:
    """Whether a line begins something: a question, an answer, an item."""
    said = text.strip()
    if labels.question_label(said) or labels.answer_label(said) or _BULLET.match(text):
        return True
    counted = labels.numbered(said)
    return said.startswith(("- ", "* ")) or (counted is not None and not counted.bare)


def _asks(text: str) -> bool:
    return _starts(text) or text.rstrip()[-1:] in ("?", "\uff1f")


def _goes_on(last: Line, line: Line, sheet: _Sheet, *, alike: bool) -> bool:
    """Whether a line was only wrapped: the one above is as wide as the page, and not over."""
    if last.bold != line.bold and last.bold and last.text.rstrip()[-1:] in "?.:":
        return False
    wide = len(last.text) >= sheet.width * 0.72
    if sheet.width < 40 or (not wide and not (alike and last.bold and not sheet.bold)):
        return False
    if _starts(line.text) or last.text.rstrip()[-1:] in "?\uff1f" or last.mono != line.mono:
        return False
    said = line.text.strip()
    if last.text.rstrip()[-1:] in ".!:;" and not said[:1].islower():
        return (
            sheet.pitch > 0
            and len(last.text) >= sheet.width * 0.9
            and last.text.rstrip()[-1:] == "."
        )
    return said[:1].islower() or len(last.text) >= sheet.width * 0.78 or last.bold
