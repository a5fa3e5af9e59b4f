"""Questions by key points, at a glance. Pure."""

from collections.abc import Sequence

from interviewer.reporting.record import PointReport, QuestionReport
from interviewer.reporting.summary import Cell, HeatRow


def heatmap(questions: Sequence[QuestionReport]) -> tuple[HeatRow, ...]:
    """A row a question, a cell a key point; no cells where the points are still hidden."""
    return tuple(
        HeatRow(
            number=q.number,
            question_id=q.question_id,
            topic=q.topic,
            prompt=q.prompt,
            status=q.status,
            score=q.score,
            cells=tuple(_cell(p) for p in q.points),
        )
        for q in questions
    )


def _cell(point: PointReport) -> Cell:
    return Cell(
        point=point.id,
        text=point.text,
        state=point.state,
        sign=point.sign,
        word=point.word + (" with help" if point.aided else ""),
        aided=point.aided,
    )
