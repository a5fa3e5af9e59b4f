"""Which kind of document some bytes are: by what they hold, then by the name."""

import re
from enum import StrEnum
from pathlib import PurePath

from knowledge.errors import DocumentUnreadable
from knowledge.reading.decoding import LARGEST


class Kind(StrEnum):
    """The kinds that can be read."""

    TEXT = "plain text with labelled questions (.txt)"
    MARKDOWN = "Markdown (.md)"
    BANK = "bank YAML (.yaml)"


READABLE = "Readable are " + ", ".join(Kind) + "."

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"SQLite format 3\0", "a database"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"\x89PNG", "an image"),
    (b"GIF8", "an image"),
    (b"\xff\xd8\xff", "an image"),
)
_BY_NAME = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".mdx": Kind.MARKDOWN,
    ".yaml": Kind.BANK,
    ".yml": Kind.BANK,
}
_OTHERS = {
    ".json": "JSON",
    ".jsonl": "JSON lines",
    ".csv": "a table",
    ".tsv": "a table",
    ".html": "HTML",
    ".htm": "HTML",
    ".ipynb": "a notebook",
    ".xml": "XML",
    ".toml": "TOML",
    ".rst": "reStructuredText",
    ".tex": "LaTeX",
}
_HTML = re.compile(r"\s{0,99}<(?:!doctype html|html|\?xml)\b", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:#{1,6} +\S|\*\*[^*\n]{3,300}\*\*:?[ \t]*$)", re.MULTILINE)
_QUESTIONS = re.compile(r"^questions:[ \t]*(?:#.*)?$", re.MULTILINE)
_FIELDS = re.compile(r"^(?:id|title):[ \t]+\S", re.MULTILINE)


def refuse_foreign(data: bytes, name: str) -> None:
    """Raise DocumentUnreadable for what can be seen to be no text: too large, empty, or binary."""
    if len(data) > LARGEST:
        most = f"{LARGEST // 1_000_000} MB"
        raise DocumentUnreadable(
            f"the file is larger than the {most} that can be read.", where=name, mend="Split it."
        )
    if not data.strip():
        raise DocumentUnreadable("the file is empty.", where=name, mend=READABLE)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise _unreadable(what, name)


def of(text: str, name: str) -> Kind:
    """The kind of a text; DocumentUnreadable when it is of one that cannot be read."""
    if _HTML.match(text):
        raise _unreadable("HTML or XML", name)
    suffix = PurePath(name).suffix.lower()
    if suffix in _OTHERS:
        raise _unreadable(_OTHERS[suffix], name)
    if suffix in _BY_NAME and _BY_NAME[suffix] is not Kind.TEXT:
        return _BY_NAME[suffix]
    if _QUESTIONS.search(text) and _FIELDS.search(text):
        return Kind.BANK
    return Kind.MARKDOWN if len(_MARKDOWN.findall(text)) > 1 else Kind.TEXT


def _unreadable(what: str, name: str) -> DocumentUnreadable:
    return DocumentUnreadable(f"this is {what}, which cannot be read.", where=name, mend=READABLE)
