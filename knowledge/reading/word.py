"""Word documents -> blocks: headings, lists, bold lines and tables, in their order."""

import re
from typing import Any

from knowledge.errors import DocumentUnreadable
from knowledge.reading import archive
from knowledge.reading.block import Block, Kind
from knowledge.reading.document import Problem

_MOST = 60_000  # paragraphs, those in tables too
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|заголовок|标题)\s?(\d)", re.IGNORECASE
)
_MONO = re.compile(
    r"courier|consol|mono|menlo|monaco|lucida sans typewriter|source code", re.IGNORECASE
)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def blocks(data: bytes, name: str) -> tuple[list[Block], tuple[Problem, ...]]:
    """The blocks of a .docx; `line` counts its paragraphs. Macros and links are not looked at.

    Raises DocumentUnreadable when it is damaged, locked or larger than is read.
    """
    with archive.opened(data, name) as opened:
        archive.refuse_bombs(opened, name, (".xml", ".rels"))
        archive.refuse_entities(opened, name)
        main = archive.member(opened, "word/document.xml", name)
    if (count := main.count(b"<w:p>") + main.count(b"<w:p ") + main.count(b"<w:p/")) > _MOST:
        raise DocumentUnreadable(
            f"the document has {count:,} paragraphs, at most {_MOST:,} can be read.",
            where=name,
            mend="Split it.",
        )
    found = _Reader(_document(data, name)).run()
    return found, ()


def _document(data: bytes, name: str) -> Any:
    from io import BytesIO
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return docx.Document(BytesIO(data))
    except (OpcError, LxmlError, BadZipFile, KeyError, ValueError, AttributeError) as e:
        raise DocumentUnreadable(
            "the Word document is damaged.", where=name, mend="Save it again in Word."
        ) from e


class _Reader:
    """Walks the body of one document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._found: list[Block] = []
        self._line = 0
        self._counts: dict[tuple[str, int], int] = {}
        self._styles = {s.style_id: s.name or "" for s in document.styles}
        self._numbered = {s.style_id: n for s in document.styles if (n := _numbering(s.element))}

    def run(self) -> list[Block]:
        """The blocks of the whole document."""
        for element in self._document.element.body.iterchildren():
            if element.tag == f"{_WORD}p":
                self._paragraph(element)
            elif element.tag == f"{_WORD}tbl":
                self._table(element)
            elif element.tag == f"{_WORD}sdt":
                for inner in element.iter(f"{_WORD}p"):
                    self._paragraph(inner)
        return self._found

    def _paragraph(self, p: Any) -> None:
        self._line += 1
        runs = list(_runs(p))
        text = "".join(t for t, _, _ in runs)
        if not text.strip():
            self._found.append(Block(Kind.BLANK, "", self._line))
            return
        style = self._styles.get(_value(p, "pStyle"), _value(p, "pStyle"))
        heading = _HEADING.search(style)
        if heading or style == "Title":
            level = min(6, max(1, int(heading[1]))) if heading else 1
            self._add(Kind.HEADING, f"{'#' * level} {' '.join(text.split())}", level)
            return
        said = [(t, b, m) for t, b, m in runs if t.strip()]
        if all(m for _, _, m in said) and not _asks(text):
            self._code(text)
            return
        self._lines(p, runs, style)

    def _lines(self, p: Any, runs: list[tuple[str, bool, bool]], style: str) -> None:
        number = _numbering(p) or self._numbered.get(_value(p, "pStyle"))
        listed = number is not None or style.lower().startswith("list")
        lines = _marked(runs).split("\n")
        if listed and lines[0].strip():
            depth = number[1] if number else 0
            ordered = self._counted(number) if number else None
            mark = f"{ordered}." if ordered else "-"
            self._add(Kind.ITEM, f"{'  ' * depth}{mark} {lines[0].strip()}", depth, ordered)
            lines = lines[1:]
            first = False
        else:
            first = True
        for line in lines:
            if line.strip():
                self._found.append(Block(Kind.LINE, line.rstrip(), self._line, first=first))
                first = False

    def _counted(self, number: tuple[str, int]) -> str | None:
        if not self._is_ordered(number):
            return None
        for known in [k for k in self._counts if k[0] == number[0] and k[1] > number[1]]:
            self._counts[known] = 0
        self._counts[number] = self._counts.get(number, 0) + 1
        return str(self._counts[number])

    def _is_ordered(self, number: tuple[str, int]) -> bool:
        """Whether a list counts, as its definition says; one without a definition does not."""
        part = getattr(self._document.part, "numbering_part", None)
        if part is None:
            return False
        root = part.element
        for num in root.iter(f"{_WORD}num"):
            if num.get(f"{_WORD}numId") != number[0]:
                continue
            wanted = _value(num, "abstractNumId")
            for abstract in root.iter(f"{_WORD}abstractNum"):
                if abstract.get(f"{_WORD}abstractNumId") != wanted:
                    continue
                for level in abstract.iter(f"{_WORD}lvl"):
                    if level.get(f"{_WORD}ilvl") == str(number[1]):
                        return _value(level, "numFmt") not in ("bullet", "none", "")
        return False

    def _code(self, text: str) -> None:
        last = self._found[-1] if self._found else None
        if last is not None and last.kind is Kind.CODE:
            inside = last.text[4:-4]
            self._found[-1] = Block(Kind.CODE, f"```\n{inside}\n{text}\n```", last.line)
        else:
            self._add(Kind.CODE, f"```\n{text}\n```")

    def _table(self, tbl: Any) -> None:
        from knowledge.reading import webpage

        rows: list[tuple[str, ...]] = []
        line = self._line + 1
        for tr in tbl.iterchildren(f"{_WORD}tr"):
            self._line += 1
            rows.append(
                tuple(
                    "\n".join(
                        "".join(t for t, _, _ in _runs(p)) for p in tc.iter(f"{_WORD}p")
                    ).strip()
                    for tc in tr.iterchildren(f"{_WORD}tc")
                )
            )
        if rows and max(len(r) for r in rows) > 1:
            self._found.append(Block(Kind.TABLE, webpage.drawn(rows), line - 1, rows=tuple(rows)))
        else:
            for row in rows:
                for text in "\n".join(row).split("\n"):
                    self._found.append(Block(Kind.LINE, text, line))

    def _add(self, kind: Kind, text: str, level: int = 0, number: str | None = None) -> None:
        self._found.append(Block(kind, text, self._line, level, number))


def _asks(text: str) -> bool:
    from knowledge.reading import labels

    return labels.asks(text) or labels.question_label(text) is not None


def _value(element: Any, child: str) -> str:
    found = element.find(f".//{_WORD}{child}")
    return str(found.get(f"{_WORD}val", "")) if found is not None else ""


def _numbering(p: Any) -> tuple[str, int] | None:
    properties = p.find(f"{_WORD}pPr/{_WORD}numPr")
    if properties is None:
        return None
    number, level = _value(properties, "numId"), _value(properties, "ilvl")
    return (number, int(level) if level.isdigit() else 0) if number and number != "0" else None


def _runs(p: Any) -> list[tuple[str, bool, bool]]:
    """The pieces of a paragraph: text, whether bold, whether in a typewriter's letters."""
    found: list[tuple[str, bool, bool]] = []
    for run in p.iter(f"{_WORD}r"):
        text = []
        for child in run.iterchildren():
            if child.tag == f"{_WORD}t":
                text.append(child.text or "")
            elif child.tag == f"{_WORD}tab":
                text.append("\t")
            elif child.tag in (f"{_WORD}br", f"{_WORD}cr"):
                text.append("\n")
            elif child.tag in (f"{_WORD}drawing", f"{_WORD}pict"):
                text.append("![](image)")
        properties = run.find(f"{_WORD}rPr")
        found.append(("".join(text), _is_bold(properties), _is_mono(properties)))
    return found


def _is_bold(properties: Any) -> bool:
    bold = properties.find(f"{_WORD}b") if properties is not None else None
    return bold is not None and bold.get(f"{_WORD}val", "1") not in ("0", "false", "off")


def _is_mono(properties: Any) -> bool:
    fonts = properties.find(f"{_WORD}rFonts") if properties is not None else None
    return fonts is not None and bool(_MONO.search(str(fonts.get(f"{_WORD}ascii", ""))))


def _marked(runs: list[tuple[str, bool, bool]]) -> str:
    """The paragraph as Markdown as far as its beginning is bold, which may make it a question."""
    head, rest, in_head = "", "", True
    for text, bold, _ in runs:
        in_head = in_head and (bold or not text.strip())
        if in_head:
            head += text
        else:
            rest += text
    if not head.strip():
        return head + rest
    first, newline, more = head.partition("\n")
    if newline:  # bold over a break: each line for itself
        parts = [f"**{x.strip()}**" if x.strip() else "" for x in head.split("\n")]
        return "\n".join(parts) + rest
    del more
    return f"**{first.strip()}**{' ' if rest and not rest[:1].isspace() else ''}{rest}"
