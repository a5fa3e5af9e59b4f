"""The marks of a report as CSV: a row a key point, for spreadsheets and statistics."""

import csv
import io
from collections.abc import Iterator

from interviewer.report import QuestionReport, Report
from knowledge.cells import inert

COLUMNS = (
    *("interview", "date", "bank", "question", "question_id", "prompt", "topic", "level", "status"),
    *("question_score", "question_unaided", "confidence", "point", "point_id", "text", "weight"),
    *("verdict", "aided", "quotes", "passage", "source"),
)


def to_csv(report: Report) -> str:
    """One row a key point, one without a point for a question whose points are still hidden.

    A cell that a spreadsheet would take for a formula begins with an apostrophe. The byte-order
    mark tells spreadsheets that it is UTF-8.
    """
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for question in report.questions:
        for row in _rows(report, question):
            writer.writerow([inert(cell) for cell in row])
    return "\ufeff" + file.getvalue()


def _rows(report: Report, q: QuestionReport) -> Iterator[tuple[object, ...]]:
    head = report.header
    about = (
        *(head.interview_id, head.started_at.date().isoformat(), head.bank),
        *(q.number, q.question_id, q.prompt, q.topic, q.level.value, q.status.value),
        *(_rounded(q.score), _rounded(q.unaided), q.turns[0].confidence),
    )
    for p in q.points:
        quotes = " … ".join(p.said)
        marks = (p.number, p.id, p.text, p.weight, p.state.value, int(p.aided))
        yield (*about, *marks, quotes, p.passage, q.source)
    if not q.points:
        yield (*about, *[None] * (len(COLUMNS) - len(about)))


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 4)
