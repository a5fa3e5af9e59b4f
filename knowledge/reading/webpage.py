"""HTML -> blocks: what a reader of the page would see, nothing of what it runs or loads."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

from knowledge.reading import vocabulary
from knowledge.reading.block import Block, Kind
from knowledge.reading.document import Problem

_SKIPPED = frozenset(
    vocabulary.words(
        "script style head noscript template svg math nav footer aside iframe object embed form "
        "select textarea canvas audio video map datalist dialog applet"
    )
)
_BREAKING = frozenset(
    vocabulary.words(
        "p div section article main header blockquote ul ol dl dd figure figcaption address "
        "fieldset tbody thead tfoot center hgroup details body html label"
    )
)
_VOID = frozenset(
    vocabulary.words("area base br col embed hr img input link meta source track wbr param")
)
_CODE = ("code", "kbd", "tt", "samp")
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE
)
_SAFE = re.compile(r"(?:https?:|mailto:|#|/|[\w.-]+(?:[/#?]|$))", re.IGNORECASE)
_MOST_CELLS = 100_000


class Page(HTMLParser):
    """Reads a page into `blocks`; `problems` names what was left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.title = ""
        self._text: list[str] = []
        self._line = 1
        self._kind = Kind.LINE
        self._level = 0
        self._number: str | None = None
        self._first = True
        self._skipping: list[str] = []
        self._lists: list[int] = []  # the next number of each open list; 0 in one without
        self._pre = False
        self._table: list[list[list[str]]] = []
        self._table_line: list[int] = []
        self._links: list[str] = []
        self._in_title = False
        self._hidden = 0
        self._opens: dict[str, Callable[[dict[str, str]], None]] = {
            **dict.fromkeys(("summary", "dt"), lambda _: self._begin(Kind.SUMMARY)),
            **dict.fromkeys(("b", "strong"), lambda _: self._text.append("**")),
            **dict.fromkeys(_CODE, lambda _: self._mark_code()),
            **dict.fromkeys(("td", "th"), lambda _: self._cell()),
            "button": lambda _: self._begin(Kind.LINE),
            "li": lambda _: self._item(),
            "ul": lambda _: self._list(0),
            "ol": lambda values: self._list(_start(values)),
            "pre": lambda _: self._open_code(),
            "table": lambda _: self._open_table(),
            "tr": lambda _: self._row(),
            "br": lambda _: self._break(),
            "hr": lambda _: self._rule(),
            "img": lambda values: self._text.append(f"![{values.get('alt', '')[:200]}](image)"),
            "a": self._open_link,
        }
        self._closes: dict[str, Callable[[], None]] = {
            **dict.fromkeys(("b", "strong"), lambda: self._text.append("**")),
            **dict.fromkeys(_CODE, self._mark_code),
            **dict.fromkeys(("td", "th"), self._end_cell),
            **dict.fromkeys(("ul", "ol"), self._end_list),
            "table": self._end_table,
            "pre": self._end_code,
            "button": self._end_button,
            "a": self._end_link,
        }

    # What the parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element, unless it is one that is not read."""
        values = {k: v or "" for k, v in attrs}
        hidden = "hidden" in values or bool(_HIDDEN.search(values.get("style", "")))
        if self._skipping or ((tag in _SKIPPED or hidden) and tag not in _VOID):
            self._hidden += hidden and not self._skipping
            if tag not in _VOID:
                self._skipping.append(tag)
            self._in_title = self._in_title or tag == "title"
            return
        opens = self._opens.get(tag)
        if opens is not None:
            opens(values)
        elif tag in _HEADINGS:
            self._begin(Kind.HEADING, _HEADINGS[tag])
        elif tag in _BREAKING:
            self._begin(Kind.LINE)

    def handle_endtag(self, tag: str) -> None:
        """End an element, or the part that is not read."""
        if self._skipping:
            if tag in self._skipping[-60:]:
                while self._skipping and self._skipping.pop() != tag:
                    pass
            self._in_title = False
            return
        closes = self._closes.get(tag)
        if closes is not None:
            closes()
        elif tag in _HEADINGS or tag in ("summary", "dt", "li") or tag in _BREAKING:
            self._begin(Kind.LINE)

    def handle_data(self, data: str) -> None:
        if self._in_title and not self.title:
            self.title = " ".join(data.split())[:200]
        if not self._skipping:
            if not "".join(self._text).strip():
                self._line = self.getpos()[0]
            self._text.append(data)

    # Blocks

    def _begin(self, kind: Kind, level: int = 0) -> None:
        """End the open block and begin one of that kind."""
        if self._in_cell():
            self._text.append("\n")
            return
        self._flush()
        self._kind, self._level, self._number, self._first = kind, level, None, True
        self._line = self.getpos()[0]

    def _item(self) -> None:
        depth = max(0, len(self._lists) - 1)
        self._begin(Kind.ITEM, depth)
        if self._in_cell():
            self._text.append("- ")
        elif self._lists and self._lists[-1]:
            self._number = str(self._lists[-1])
            self._lists[-1] += 1

    def _list(self, start: int) -> None:
        self._begin(Kind.LINE)
        self._lists.append(start)

    def _end_list(self) -> None:
        self._begin(Kind.LINE)
        if self._lists:
            self._lists.pop()

    def _open_code(self) -> None:
        self._begin(Kind.CODE)
        self._pre = True

    def _end_code(self) -> None:
        self._begin(Kind.LINE)
        self._pre = False

    def _mark_code(self) -> None:
        if not self._pre:
            self._text.append("`")

    def _rule(self) -> None:
        self._begin(Kind.LINE)
        if not self._in_cell():
            self.blocks.append(Block(Kind.RULE, "---", self.getpos()[0]))

    def _open_link(self, values: dict[str, str]) -> None:
        href = values.get("href", "").strip()
        safe = _SAFE.match(href) and not re.search(r"[\s()]", href)
        self._links.append(href if safe else "")
        if self._links[-1]:
            self._text.append("[")

    def _end_link(self) -> None:
        href = self._links.pop() if self._links else ""
        if href:
            self._text.append(f"]({href})")

    def _break(self) -> None:
        if self._pre or self._in_cell():
            self._text.append("\n")
            return
        if self._kind in (Kind.HEADING, Kind.SUMMARY):
            self._text.append(" ")
            return
        kind, level = self._kind, self._level
        self._flush()
        self._kind = Kind.LINE if kind is Kind.ITEM else kind
        self._level, self._number, self._first = level, None, False

    def _end_button(self) -> None:
        """A button that asks opens its answer, as in folded lists; others only act."""
        text = "".join(self._text).strip()
        if not text.endswith(("?", "\uff1f")):
            self._text = []
        else:
            self._kind = Kind.SUMMARY
        self._begin(Kind.LINE)

    def _flush(self) -> None:
        raw = "".join(self._text)
        self._text = []
        if self._kind is Kind.CODE:
            code = raw.strip("\n")
            if code.strip():
                self._add(Block(Kind.CODE, f"```\n{code}\n```", self._line))
            return
        text = _tidy(raw)
        if not text:
            return
        if self._kind is Kind.HEADING:
            text = f"{'#' * self._level} {text}"
        elif self._kind is Kind.ITEM:
            mark = f"{self._number}." if self._number else "-"
            text = f"{'  ' * self._level}{mark} {text}"
        self._add(Block(self._kind, text, self._line, self._level, self._number, self._first))

    def _add(self, block: Block) -> None:
        loose = block.kind is not Kind.ITEM and block.first
        if self.blocks and loose and not self.blocks[-1].blank:
            self.blocks.append(Block(Kind.BLANK, "", block.line))
        self.blocks.append(block)

    # Tables

    def _open_table(self) -> None:
        self._begin(Kind.LINE)
        self._table.append([])
        self._table_line.append(self.getpos()[0])

    def _row(self) -> None:
        if self._table:
            self._end_cell()
            self._table[-1].append([])

    def _in_cell(self) -> bool:
        return bool(self._table and self._table[-1] and self._table[-1][-1])

    def _cell(self) -> None:
        if not self._table:
            return
        if not self._table[-1]:
            self._table[-1].append([])
        if self._in_cell():
            self._end_cell()
        if len(self._table[-1]) < _MOST_CELLS:
            self._text = []
            self._table[-1][-1].append("")

    def _end_cell(self) -> None:
        if not self._table:
            return
        if self._in_cell():
            text = "\n".join(t for line in "".join(self._text).split("\n") if (t := _tidy(line)))
            self._table[-1][-1][-1] = f"{self._table[-1][-1][-1]}\n{text}".strip()
        self._text = []

    def _end_table(self) -> None:
        if not self._table:
            return
        if self._in_cell():
            self._end_cell()
        rows = [tuple(r) for r in self._table.pop() if any(c.strip() for c in r)]
        line = self._table_line.pop()
        self._text = []
        self._kind = Kind.LINE
        if self._table:  # a table in a cell: its text is the cell's
            self._text.append("\n".join(" ".join(r) for r in rows))
        elif rows and max(len(r) for r in rows) > 1:
            self._add(Block(Kind.TABLE, drawn(rows), line, rows=tuple(rows)))
        else:
            for row in rows:
                for text in row[0].split("\n"):
                    self._add(Block(Kind.LINE, text, line))


def blocks(text: str, *, title: bool = True) -> tuple[list[Block], tuple[Problem, ...]]:
    """The blocks of a page, its title first, and what was left out of it."""
    page = Page()
    page.feed(text)
    page.close()
    page.handle_endtag("p")
    found = page.blocks
    if title and page.title and not any(b.kind is Kind.HEADING and b.level == 1 for b in found):
        found = [Block(Kind.HEADING, f"# {page.title}", 1, 1), *found]
    if page._hidden:  # noqa: SLF001 - the page's own reader
        said = f"{page._hidden} hidden parts of the page were left out."  # noqa: SLF001
        return found, (Problem(None, said),)
    return found, ()


def markdown(text: str) -> str:
    """A piece of HTML, as on a flash card, as Markdown."""
    found, _ = blocks(text, title=False)
    return "\n".join(b.text for b in found).strip()


def _tidy(raw: str) -> str:
    text = " ".join(raw.replace("\u200b", "").split())
    text = re.sub(r"\*\*(\s*)\*\*", r"\1", text)
    text = (
        re.sub(r"\*\*\s+(?=[^*]{1,900}\*\*)", "**", text, count=1)
        if text.startswith("** ")
        else text
    )
    return re.sub(r"(?<!!)\[\s*\]\([^()]*\)", "", text).strip()


def drawn(rows: list[tuple[str, ...]]) -> str:
    """The table as Markdown."""
    width = max(len(r) for r in rows)
    lines = [
        "| " + " | ".join(c.replace("\n", "<br>") for c in (*r, *[""] * (width - len(r)))) + " |"
        for r in rows
    ]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


def _start(values: dict[str, str]) -> int:
    start = values.get("start", "1")
    return int(start) if start.isdigit() and len(start) < 6 else 1
