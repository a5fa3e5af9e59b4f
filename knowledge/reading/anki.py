"""Anki decks (.apkg, .colpkg) of both containers -> pairs.

Media and scheduling are not looked at.
"""

import json
import re
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from knowledge.errors import DocumentUnreadable
from knowledge.reading import archive, columns, noise, webpage
from knowledge.reading.document import Pair, Problem

MEMBERS = ("collection.anki21b", "collection.anki21", "collection.anki2")
_LARGEST = 60_000_000  # bytes of the unpacked collection
_MOST = 50_000  # notes
_CLOZE = re.compile(
    r"\{\{c\d{1,3}::(?P<said>(?:(?!\}\}).){0,4000}?)(?:::(?P<hint>(?:(?!\}\}).){0,400}))?\}\}",
    re.DOTALL,
)
_SOUND = re.compile(r"\[(?:sound|anki):[^\]]{0,300}\]")
_MEND = "Export it from Anki again, with or without support for older versions."


def pairs(data: bytes, name: str) -> tuple[list[Pair], list[Problem]]:
    """The pairs of a deck's notes; `line` is the note's place in it.

    Raises DocumentUnreadable when the deck is damaged or larger than is read.
    """
    with archive.opened(data, name) as opened:
        names = set(opened.namelist())
        member = next((m for m in MEMBERS if m in names), None)
        if member is None:
            raise DocumentUnreadable("the deck has no collection.", where=name, mend=_MEND)
        content = archive.member(opened, member, name)
    if member.endswith("21b"):
        content = _unpacked(content, name)
    if not content.startswith(b"SQLite format 3\0"):
        raise DocumentUnreadable("the deck's database is damaged.", where=name, mend=_MEND)
    with tempfile.TemporaryDirectory(prefix="deck-") as folder:
        path = Path(folder) / "collection.sqlite"
        path.write_bytes(content)
        try:
            return _read(path)
        except (sqlite3.Error, ValueError, KeyError, TypeError) as e:
            raise DocumentUnreadable(
                "the deck's database is damaged.", where=name, mend=_MEND
            ) from e


def _unpacked(content: bytes, name: str) -> bytes:
    import zstandard

    reader = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(content)
    try:
        found: bytes = reader.read(_LARGEST + 1)
    except zstandard.ZstdError as e:
        raise DocumentUnreadable("the deck's collection is damaged.", where=name, mend=_MEND) from e
    if len(found) > _LARGEST:
        raise DocumentUnreadable(
            f"the deck unpacks to more than the {_LARGEST // 1_000_000} MB that are read.",
            where=name,
            mend="Split it.",
        )
    return found


def _read(path: Path) -> tuple[list[Pair], list[Problem]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        db.create_collation(
            "unicase", lambda a, b: (a.casefold() > b.casefold()) - (a.casefold() < b.casefold())
        )
        db.execute("pragma trusted_schema = off")
        fields = _fields(db)
        rows = db.execute(
            "select mid, flds, tags from notes order by rowid limit ?", (_MOST,)
        ).fetchall()
    found: list[Pair] = []
    problems: list[Problem] = []
    for line, (model, raw, tags) in enumerate(rows, 1):
        pair = _pair(str(raw).split("\x1f"), fields.get(int(model), []), str(tags or ""), line)
        if pair is None:
            problems.append(
                Problem(line, "the note has no front that can be read; it was left out.")
            )
        else:
            found.append(pair)
    return found, problems


def _fields(db: sqlite3.Connection) -> dict[int, list[str]]:
    """The names of the fields of each kind of note."""
    known = {r[0] for r in db.execute("select name from sqlite_master where type = 'table'")}
    if "fields" in known:
        found: dict[int, list[str]] = {}
        for kind, name in db.execute("select ntid, name from fields order by ntid, ord"):
            found.setdefault(int(kind), []).append(str(name))
        return found
    row = db.execute("select models from col").fetchone()
    models = json.loads(row[0]) if row and row[0] else {}
    return {int(k): [str(f["name"]) for f in m["flds"]] for k, m in models.items()}


def _pair(values: list[str], names: list[str], tags: str, line: int) -> Pair | None:
    topic = " ".join(t.replace("_", " ").replace("::", " / ") for t in tags.split()[:1]) or None
    if any(_CLOZE.search(v) for v in values):
        return _cloze(values, topic, line)
    by_name = columns.named(names) if names else None
    if (
        by_name
        and by_name.answer is not None
        and max(*by_name.question, by_name.answer) < len(values)
    ):
        front, back = values[by_name.question[0]], values[by_name.answer]
    else:
        front, back = values[0], values[1] if len(values) > 1 else ""
    question, answer = _text(front), _text(back)
    if not re.search(r"\w", question):
        return None
    return Pair(question, noise.clean(answer.split("\n")), line, topic=topic, confidence=0.95)


def _cloze(values: list[str], topic: str | None, line: int) -> Pair | None:
    """A text with gaps: the gaps are the question, what fills them the answer."""
    raw = next(v for v in values if _CLOZE.search(v))
    question = _text(_CLOZE.sub(lambda m: f"[{m['hint'] or '…'}]", raw))
    answer = _text(_CLOZE.sub(lambda m: m["said"], raw))
    return Pair(question, noise.clean(answer.split("\n")), line, topic=topic, confidence=0.8)


def _text(field: str) -> str:
    return (
        webpage.markdown(_SOUND.sub("", field))
        if "<" in field or "&" in field
        else _SOUND.sub("", field).strip()
    )
