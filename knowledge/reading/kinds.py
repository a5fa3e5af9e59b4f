"""Which kind of document some bytes are: by what they hold, then by the name."""

import re
from enum import StrEnum
from pathlib import PurePath

from knowledge.errors import DocumentUnreadable
from knowledge.reading import archive, cards, jsondata, table_text, vocabulary
from knowledge.reading.decoding import LARGEST


class Kind(StrEnum):
    """The kinds that can be read."""

    TEXT = "plain text (.txt)"
    MARKDOWN = "Markdown (.md)"
    HTML = "HTML (.html)"
    PDF = "PDF (.pdf)"
    WORD = "Word (.docx)"
    TABLE = "tables in text (.csv, .tsv)"
    SPREADSHEET = "spreadsheets (.xlsx)"
    JSON = "JSON (.json)"
    JSON_LINES = "JSON lines (.jsonl)"
    NOTEBOOK = "notebooks (.ipynb)"
    ANKI = "Anki decks (.apkg)"
    CARDS = "flash cards in text (.txt, .md)"
    CARD_LINES = "flash cards a line (.txt)"
    BANK = "bank YAML (.yaml)"


READABLE = "Readable are " + ", ".join(k for k in Kind if k is not Kind.CARD_LINES) + "."
SUFFIXES = vocabulary.words(
    "txt text md markdown mdx html htm pdf docx csv tsv xlsx json jsonl ndjson ipynb apkg colpkg "
    "yaml yml rst org tex docm xlsm"
)

_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or a locked office document"),
    (b"{\\rtf", "a rich text document"),
    (b"SQLite format 3\0", "a database"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"\x89PNG", "an image"),
    (b"GIF8", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"ID3", "a sound"),
)
_MARKDOWN_NAMES = (".md", ".markdown", ".mdx", ".rmd", ".qmd")
_TABLE_NAMES = (".csv", ".tsv", ".tab")
_HTML = re.compile(
    r"\s{0,99}(?:<!--.{0,2000}?-->\s{0,99}){0,3}<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s{0,99}<\?xml\b", re.IGNORECASE)
_TAGS = re.compile(
    r"<(?:p|div|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|td|section|article)\b[^<>\n]{0,300}>",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"^(?:#{1,6} +\S|\*\*[^*\n]{3,300}\*\*:?[ \t]*$|```|\d{1,4}\. #{1,6} |<details|<summary"
    r"|\|[ :|-]{5,200}\|[ \t]*$|\*\*(?:Q|A)\b)",
    re.MULTILINE | re.IGNORECASE,
)
_QUESTIONS = re.compile(r"^questions:[ \t]*(?:#.*)?$", re.MULTILINE)
_FIELDS = re.compile(r"^(?:id|title):[ \t]+\S", re.MULTILINE)
_NOTEBOOK = re.compile(r'"(?:cells|worksheets)"\s{0,9}:')
_ANKI_TEXT = re.compile(
    r"#(?:separator|html|notetype|deck|columns|tags column|guid column)\b.{0,60}:", re.IGNORECASE
)


def binary(data: bytes, name: str) -> Kind | None:
    """The kind of bytes that are no text, None for a text.

    Raises DocumentUnreadable for what is too large, empty, or of a kind that cannot be read.
    """
    if len(data) > LARGEST:
        most = f"{LARGEST // 1_000_000} MB"
        raise DocumentUnreadable(
            f"the file is larger than the {most} that can be read.", where=name, mend="Split it."
        )
    if not data.strip():
        raise DocumentUnreadable("the file is empty.", where=name, mend=READABLE)
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archived(data, name)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise unreadable(what, name)
    return None


def _archived(data: bytes, name: str) -> Kind:
    """The kind of a zip archive, by the names of its members."""
    with archive.opened(data, name) as opened:
        names = set(opened.namelist())
    if "word/document.xml" in names:
        return Kind.WORD
    if "xl/workbook.xml" in names:
        return Kind.SPREADSHEET
    if names & {"collection.anki2", "collection.anki21", "collection.anki21b"}:
        return Kind.ANKI
    if "content.xml" in names:
        raise unreadable("an OpenDocument file", name)
    raise unreadable("a zip archive or an office document of another kind", name)


def of(text: str, name: str) -> Kind:
    """The kind of a text; DocumentUnreadable when it is of one that cannot be read."""
    suffix = PurePath(name).suffix.lower()
    if _HTML.match(text):
        return Kind.HTML
    if _XML.match(text):
        return _of_xml(text, name)
    lines = jsondata.looks_like(text)
    if lines is not None and suffix not in _MARKDOWN_NAMES:
        if _NOTEBOOK.search(text[:200_000]) and (suffix == ".ipynb" or '"nbformat"' in text):
            return Kind.NOTEBOOK
        return Kind.JSON_LINES if lines else Kind.JSON
    if suffix in (".json", ".jsonl", ".ndjson", ".ipynb"):
        return Kind.JSON
    if suffix in (".yaml", ".yml") or (_QUESTIONS.search(text) and _FIELDS.search(text)):
        return Kind.BANK
    if suffix in (".html", ".htm", ".xhtml"):
        return Kind.HTML
    return _of_prose(text, suffix)


def _of_xml(text: str, name: str) -> Kind:
    if "<html" in text[:3000].lower():
        return Kind.HTML
    raise unreadable("XML", name)


def _of_prose(text: str, suffix: str) -> Kind:
    texts = text.split("\n", 3_000)[:3_000]
    if cards.count(texts):
        return Kind.CARDS
    if suffix in _MARKDOWN_NAMES:
        return Kind.MARKDOWN
    marks = len(_MARKDOWN.findall(text[:400_000]))
    if suffix in _TABLE_NAMES or _ANKI_TEXT.match(text):
        prose = marks > 3 and table_text.delimiter(texts) is None
        return Kind.MARKDOWN if prose else Kind.TABLE
    if marks > 1:
        return Kind.MARKDOWN
    if len(_TAGS.findall(text[:400_000])) * 60 > min(
        len(text), 400_000
    ) // 4 and text.lstrip().startswith("<"):
        return Kind.HTML
    if cards.count_inline(texts):
        return Kind.CARD_LINES
    return Kind.TABLE if _is_table(texts) else Kind.TEXT


def _is_table(texts: list[str]) -> bool:
    """Whether nearly every line has the same columns: tabs, or semicolons and a header."""
    filled = [t for t in texts if t.strip()]
    if len(filled) < 2:
        return False
    for mark, least in (("\t", 0.9), (";", 0.9)):
        counts = [t.count(mark) for t in filled]
        width = counts[0]
        if width and width <= 12 and sum(c == width for c in counts) >= least * len(counts):
            return len(filled) >= 3 or mark == "\t"
    header = filled[0].casefold()
    return "," in header and table_text.has_header(filled[0])


def unreadable(what: str, name: str) -> DocumentUnreadable:
    """The error for a kind that is not read."""
    return DocumentUnreadable(f"this is {what}, which cannot be read.", where=name, mend=READABLE)
