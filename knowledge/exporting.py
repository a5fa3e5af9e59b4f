"""A bank as a file to take away: YAML, a table, or an Anki deck. For pages and commands."""

import csv
import hashlib
import io
from enum import StrEnum
from pathlib import PurePath

from knowledge import cardtext
from knowledge.bankfile import dump
from knowledge.cells import inert
from knowledge.errors import KnowledgeError
from knowledge.question import Bank, Question

_MODEL = 1_607_392_817  # ours for good: cards of a later export find those of an earlier one by it
_CARD = (
    '{{Question}}<hr><div class="answer">{{Answer}}</div>'
    '<div class="points">{{Key points}}</div><div class="source">{{Source}}</div>'
)
_STYLE = (
    ".card{font-family:sans-serif;font-size:18px;text-align:left;max-width:44em;margin:1em auto}"
    ".points,.source{font-size:14px;opacity:.8;margin-top:1em}pre{overflow:auto}"
)


class Format(StrEnum):
    """What a bank can be written as; the value is a file's suffix."""

    YAML = "yaml"
    CSV = "csv"
    ANKI = "apkg"


def format_of(name: str) -> Format:
    """The format that a file's name asks for; KnowledgeError for any other."""
    suffix = PurePath(name).suffix.lower().removeprefix(".").replace("yml", "yaml")
    try:
        return Format(suffix)
    except ValueError:
        known = ", ".join(f".{f}" for f in Format)
        raise KnowledgeError(
            "a bank is written in a format that its file's name says.",
            where=name,
            mend=f"End the name in one of {known}.",
        ) from None


def written(bank: Bank, form: Format) -> bytes:
    """The bank as the bytes of such a file."""
    match form:
        case Format.YAML:
            return dump(bank).encode()
        case Format.CSV:
            return table(bank).encode("utf-8-sig")  # spreadsheets take it for UTF-8 by the mark
        case Format.ANKI:
            return deck(bank)


def table(bank: Bank) -> str:
    """One row a question. A cell that a spreadsheet would compute is made text by a quote mark."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(
        ("number", "question", "answer", "key points", "topic", "level", "tags", "source")
    )
    for q in bank.questions:
        points = "\n".join(p.text for p in q.key_points)
        said = (q.prompt, q.reference, points, q.topic, q.level.value, " ".join(q.tags))
        rows.writerow((q.number, *map(inert, said), inert(str(q.source))))
    return out.getvalue()


def deck(bank: Bank) -> bytes:
    """An Anki deck: a card a question, under ids that stay the same from export to export."""
    import genanki

    model = genanki.Model(
        _MODEL,
        "Mock interviewer",
        fields=[{"name": n} for n in ("Question", "Answer", "Key points", "Source")],
        templates=[{"name": "Card", "qfmt": "{{Question}}", "afmt": _CARD}],
        css=_STYLE,
    )
    made = genanki.Deck(_number(bank.id), bank.title.replace("::", " "))
    for q in bank.questions:
        note = genanki.Note(
            model=model,
            fields=_fields(q),
            guid=genanki.guid_for(bank.id, q.id),
            tags=[_tag(t) for t in (q.topic, q.level.value, *q.tags)],
            due=q.number,
        )
        made.add_note(note)
    file = io.BytesIO()
    genanki.Package(made).write_to_file(file)
    return file.getvalue()


def _fields(question: Question) -> list[str]:
    points = "".join(f"<li>{cardtext.plain(p.text)}</li>" for p in question.key_points)
    return [
        cardtext.html(question.prompt),
        cardtext.html(question.reference),
        f"<ul>{points}</ul>",
        cardtext.plain(str(question.source)),
    ]


def _tag(text: str) -> str:
    return "-".join(text.split())


def _number(bank_id: str) -> int:
    """A deck's number, the same for the same bank."""
    return int.from_bytes(hashlib.sha256(f"deck {bank_id}".encode()).digest()[:4]) | 1 << 30
