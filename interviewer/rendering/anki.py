"""The points that were missed as an Anki deck; importing a later one updates the same cards."""

import hashlib
import html
import io
from collections.abc import Iterator

from interviewer.errors import BadRequest
from interviewer.rendering.escaping import visible
from interviewer.report import PointReport, QuestionReport, Report, State

_MODEL_ID = 1_701_204_311
"""Of the form of our cards; never changed, or a second import would make other cards."""

_CSS = """
.card { font-family: sans-serif; font-size: 19px; line-height: 1.45; text-align: left;
  max-width: 36em; margin: 0 auto; }
.about, .said, .source { font-size: 15px; opacity: .75; }
.point { font-weight: 600; }
"""
_FIELDS = ("Key", "Question", "Cue", "Point", "Reference", "Said", "Source")
_FRONT = '<p class="about">{{Cue}}</p><p>{{Question}}</p>'
_BACK = (
    '{{FrontSide}}<hr id="answer"><p class="point">{{Point}}</p><p>{{Reference}}</p>'
    '<p class="said">{{Said}}</p><p class="source">{{Source}}</p>'
)


def to_apkg(report: Report) -> bytes:
    """A deck with a card for each point that was not fully there.

    BadRequest when there is none: Anki takes no empty deck.
    """
    import genanki

    missed = list(_missed(report))
    if not missed:
        raise BadRequest(
            "No point was missed, so there is nothing to put on cards.",
            mend="Hold an interview on something harder.",
        )
    model = genanki.Model(
        _MODEL_ID,
        "Mock interviewer: missed point",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK}],
        css=_CSS,
        sort_field_index=1,
    )
    deck = genanki.Deck(_number(report.header.bank), f"Interview: {_plain(report)}")
    for question, point in missed:
        key = f"{report.header.bank}/{question.question_id}/{point.id}"
        note = genanki.Note(
            model, _fields(key, question, point), guid=genanki.guid_for(key), tags=_tags(question)
        )
        deck.add_note(note)
    file = io.BytesIO()
    # Anki updates a note where the imported one is the newer: the interview's day decides.
    when = report.header.started_at.timestamp() + report.header.duration
    genanki.Package(deck).write_to_file(file, timestamp=when)
    return file.getvalue()


def has_cards(report: Report) -> bool:
    """Whether there is a point to put on a card."""
    return next(_missed(report), None) is not None


def _missed(report: Report) -> Iterator[tuple[QuestionReport, PointReport]]:
    gaps = (State.MISSED, State.PARTIAL, State.CONTRADICTED)
    for question in report.questions:
        for point in question.points:
            skipped = point.state is State.NOT_JUDGED and question.status.value == "skipped"
            if point.state in gaps or skipped:
                yield question, point


def _fields(key: str, question: QuestionReport, point: PointReport) -> list[str]:
    said = ", ".join(f"“{words}”" for words in point.said)
    cue = point.cue[:1].upper() + point.cue[1:]
    return [
        _html(key),
        _html(question.prompt),
        _html(f"Asked for here: {cue}") if cue else "",
        _html(point.text),
        _html(f"“{point.passage}”") if point.passage else "",
        _html(f"You said {said}: {point.word}.") if said else _html("You did not say it."),
        _html(question.source),
    ]


def _html(text: str) -> str:
    """Foreign text as Anki shows it: escaped, and never a field or a formula of Anki's own."""
    escaped = html.escape(visible(text)).replace("{", "&#123;").replace("\\", "&#92;")
    return escaped.replace("[", "&#91;").replace("\n", "<br>")


def _tags(question: QuestionReport) -> list[str]:
    topic = "_".join("".join(c if c.isalnum() else " " for c in question.topic).split())
    return [f"topic::{topic}", question.level.value] if topic else [question.level.value]


def _plain(report: Report) -> str:
    return " ".join(visible(report.header.bank_title).replace("::", " ").split())


def _number(text: str) -> int:
    """A number that Anki takes for an id, always the same for the same text."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % 2**30 + 2**30
