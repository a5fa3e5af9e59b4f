"""Markdown -> blocks. The grammar is markdown-it's; only blocks are parsed, by their lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from knowledge.reading.block import Block, Kind, Rows
from knowledge.reading.decoding import Lines

_SUMMARY = re.compile(r"<summary\b[^<>]{0,300}>", re.IGNORECASE)
_SUMMARY_END = re.compile(r"</summary\s{0,2}>", re.IGNORECASE)
_LONGEST_SUMMARY = 60  # lines
_HTML_HEADING = re.compile(
    r"\s{0,12}<h([1-6])\b[^<>]{0,200}>(?P<text>.{0,600}?)</h\1>\s{0,9}(?:<br\s?/?>)?\s{0,9}$",
    re.IGNORECASE,
)
_FRONT_TITLE = re.compile(
    r"title\s{0,4}:\s{0,4}[\"']?(?P<title>.{1,200}?)[\"']?\s{0,4}$", re.IGNORECASE
)
_FENCE = re.compile(r"\s{0,40}(?:[-*+>]\s{1,4}|\d{1,4}[.)]\s{1,4}){0,4}(`{3,}|~{3,})")
# A heading that lacks its blank, as is common in Chinese documents: "##1. What"
_TIGHT = re.compile(r"(#{1,6})(?=[^#\s!])(?P<text>.{1,600})$")
_LONGEST_FRONT = 40
_OPEN_BOLD = re.compile(r"\s{0,12}(?:(?:[-*+]|\d{1,9}[.)])\s{1,4})?\*\*\S")
_WRAPPED = 6  # lines over which bold words may run


@dataclass(slots=True)
class _Line:
    """What the grammar says of one line; `till` is where a block of several lines ends."""

    kind: Kind = Kind.LINE
    till: int = 0
    level: int = 0
    number: str | None = None
    first: bool = False
    rows: Rows = field(default=())


def blocks(lines: Lines) -> list[Block]:
    """The blocks of a Markdown text, every line of it in one of them."""
    texts = [_spaced(t) for t in lines.texts]
    front = _front(texts)
    marks = _annotated(texts, front)
    found: list[Block] = list(_title(texts[:front], lines.numbers))
    i = front
    while i < len(texts):
        block, i = _next(texts, marks, lines.numbers, i)
        found.append(block)
    return found


def _spaced(text: str) -> str:
    """A heading with the blank that its writer left out; a hash before a digit may be a number."""
    found = _TIGHT.match(text)
    if not found or (len(found[1]) == 1 and not found["text"][0].isdigit()):
        return text
    return f"{found[1]} {found['text']}" if len(found[1]) > 1 else text


def _front(texts: list[str]) -> int:
    """How many lines the data at the front of some documents takes."""
    if not texts or texts[0].strip() != "---":
        return 0
    for i, text in enumerate(texts[1:_LONGEST_FRONT], 1):
        if text.strip() in ("---", "..."):
            return i + 1
        if not text.strip() or (":" not in text and not text.startswith((" ", "-", "#"))):
            return 0
    return 0


def _title(front: list[str], numbers: list[int]) -> Iterator[Block]:
    for text, number in zip(front, numbers, strict=False):
        found = _FRONT_TITLE.match(text)
        if found:
            yield Block(Kind.HEADING, f"# {found['title']}", number, level=1)


def _next(texts: list[str], marks: list[_Line], numbers: list[int], i: int) -> tuple[Block, int]:
    """The block that begins at line `i`, and where the next begins."""
    text, mark, number = texts[i], marks[i], numbers[i]
    if mark.kind is not Kind.CODE and "<summary" in text.lower():
        summary = _summary(texts, numbers, i)
        if summary:
            return summary
    if mark.till > i + 1:
        body = "\n".join(texts[i : mark.till])
        return Block(mark.kind, body, number, mark.level, mark.number, rows=mark.rows), mark.till
    if not text.strip():
        return Block(Kind.BLANK, "", number), i + 1
    heading = _HTML_HEADING.match(text) if mark.kind is Kind.LINE else None
    if heading:
        level = int(heading[1])
        return Block(Kind.HEADING, f"{'#' * level} {heading['text']}", number, level), i + 1
    end = _bold_end(texts, marks, i) if mark.first else i + 1
    text = " ".join([text, *(t.strip() for t in texts[i + 1 : end])])
    block = Block(mark.kind, text, number, mark.level, mark.number, mark.first, rows=mark.rows)
    return block, end


def _bold_end(texts: list[str], marks: list[_Line], i: int) -> int:
    """Where the line ends whose beginning is bold and goes on below: behind the bold words."""
    if not _OPEN_BOLD.match(texts[i]) or texts[i].count("**") % 2 == 0:
        return i + 1
    for j in range(i + 1, min(i + _WRAPPED, len(texts))):
        if not texts[j].strip() or marks[j].first or marks[j].kind is not Kind.LINE:
            break
        if texts[j].count("**") % 2:
            return j + 1
    return i + 1


def _summary(texts: list[str], numbers: list[int], i: int) -> tuple[Block, int] | None:
    """A summary of one or several lines, which may hold a list or code."""
    start = _SUMMARY.search(texts[i])
    if not start:
        return None
    body: list[str] = []
    for j in range(i, min(i + _LONGEST_SUMMARY, len(texts))):
        line = texts[j][start.end() :] if j == i else texts[j]
        end = _SUMMARY_END.search(line)
        if not end:
            body.append(line)
            continue
        body.append(line[: end.start()])
        text = "\n".join(body).strip()
        return Block(Kind.SUMMARY, text, numbers[i], after=line[end.end() :].strip()), j + 1
    return None


def _tokens(texts: list[str], front: int) -> list[Any]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 40})
    parser.enable("table").core.ruler.disable("inline")
    return parser.parse("\n".join(["" if i < front else t for i, t in enumerate(texts)]))


def _annotated(texts: list[str], front: int) -> list[_Line]:  # noqa: C901 - a case a kind
    """For each line what the grammar takes it for."""
    tokens = _tokens(texts, front)
    marks = [_Line() for _ in texts]
    lists: list[str | None] = []  # the number of the item that is open, for each list
    opened: list[tuple[int, str | None]] = []  # items whose first paragraph is to come
    for i, token in enumerate(tokens):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append(None)
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
                opened.clear()
            case "list_item_open":
                opened = [(len(lists) - 1, token.info or None)]
            case "heading_open":
                _heading(marks, token, opened[0][1] if opened else None)
                opened.clear()
            case "paragraph_open":
                _paragraph(marks, token, opened)
                opened.clear()
            case "fence":
                _several(marks, token, Kind.CODE)
                opened.clear()
            case "table_open":
                _several(marks, token, Kind.TABLE, _rows(tokens, i))
            case "hr":
                _several(marks, token, Kind.RULE)
            case "code_block":  # prose that was only set in, as likely as code
                _paragraph(marks, token, [])
            case _:
                pass
    return marks


def _heading(marks: list[_Line], token: Any, number: str | None) -> None:
    start, end = token.map
    marks[start] = _Line(Kind.HEADING, end, int(token.tag[1]), number)


def _paragraph(marks: list[_Line], token: Any, opened: list[tuple[int, str | None]]) -> None:
    start = token.map[0]
    if opened:
        depth, number = opened[0]
        marks[start] = _Line(Kind.ITEM, 0, depth, number, first=True)
    else:
        marks[start] = _Line(first=True)


def _several(marks: list[_Line], token: Any, kind: Kind, rows: Rows = ()) -> None:
    start, end = token.map
    marks[start] = _Line(kind, end, rows=rows)


def _rows(tokens: list[Any], at: int) -> Rows:
    """The cells of the table that opens at token `at`."""
    rows: list[tuple[str, ...]] = []
    cells: list[str] = []
    for token in tokens[at:]:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline":
            cells.append(token.content.strip())
        elif token.type == "tr_close":
            rows.append(tuple(cells))
    return tuple(rows)
