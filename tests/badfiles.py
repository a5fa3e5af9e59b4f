"""Hostile and broken documents, made where they are needed. For tests only."""

import io
import json
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

WORD_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(objects: Mapping[int, bytes], root: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, with the table of where they are."""
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places.get(number, 0)
    out += b"trailer\n<</Size %d/Root %d 0 R%s>>\n" % (size, root, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(data: bytes, times: int = 1) -> bytes:
    """A packed stream of the data, so many times over."""
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(data) for _ in range(times)) + packing.flush()
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)


def pdf_of(lines: list[str], pages: int = 1) -> bytes:
    """A PDF whose every page shows the lines."""
    shown = "BT /F 12 Tf 14 TL 50 700 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    kids = b" ".join(b"%d 0 R" % (5 + i) for i in range(pages))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        4: stream(shown.encode("latin-1")),
    }
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F 3 0 R>>>>>>"
    )
    objects |= {5 + i: page for i in range(pages)}
    return pdf(objects)


def zipped(members: Mapping[str, bytes], padding: int = 0) -> bytes:
    """A zip archive of these members, the last with so many megabytes of blanks behind it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for place, (name, data) in enumerate(members.items(), 1):
            with archive.open(name, "w") as file:
                file.write(data)
                for _ in range(padding if place == len(members) else 0):
                    file.write(b" " * 1_000_000)
    return out.getvalue()


def docx(
    body: str, head: str = "", more: Mapping[str, bytes] | None = None, padding: int = 0
) -> bytes:
    """A Word document with this body and, before its root, this head."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        '<Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kind}" Target="word/document.xml"/></Relationships>'
    )
    root = f'<w:document xmlns:w="{WORD_NS}"><w:body>{body}</w:body></w:document>'
    text = f'<?xml version="1.0"?>{head}{root}'
    members = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": links.encode(),
        "word/document.xml": text.encode(),
    }
    return zipped({**members, **(more or {})}, padding)


def paragraph(text: str) -> str:
    """A paragraph of a Word document."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def collection(notes: list[str], *, newer: bool = False) -> bytes:
    """The database of an Anki deck whose notes have a front and a back, parted by a tab."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "c.sqlite"
        db = sqlite3.connect(path)
        if newer:
            db.executescript(
                "create table notetypes(id integer, name text collate nocase);"
                "create table fields(ntid integer, ord integer, name text, config blob);"
                "insert into fields values (1, 0, 'Front', ''), (1, 1, 'Back', '');"
            )
        else:
            models = {"1": {"flds": [{"name": "Front"}, {"name": "Back"}]}}
            db.execute("create table col(models text)")
            db.execute("insert into col values (?)", (json.dumps(models),))
        db.execute("create table notes(id integer primary key, mid integer, flds text, tags text)")
        rows = [(i, 1, n.replace("\t", "\x1f"), " trees ") for i, n in enumerate(notes, 1)]
        db.executemany("insert into notes values (?, ?, ?, ?)", rows)
        db.commit()
        db.close()
        return path.read_bytes()
