"""A question as another examiner sees it, beside the marks that count. Pure.

A model's grade keeps the built-in examiner's findings on the same answer. Where the two are more
than one level apart, or their scores are, the mark is uncertain, and both are shown.
"""

from dataclasses import dataclass, replace

from interviewer.interview import Round, Turn
from interviewer.reporting.dimensions import of_question
from interviewer.reporting.points import points
from interviewer.reporting.record import DimensionReport, PointReport
from interviewer.reporting.wording import listed

FAR = 0.35
"""Scores that are so far apart are uncertain, also within two neighbouring levels; 0 to 1."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Points and dimensions with the other examiner's beside them where that matters."""

    points: tuple[PointReport, ...]
    dimensions: tuple[DimensionReport, ...]
    text: str = ""


def beside(
    now: Round,
    rows: tuple[PointReport, ...],
    dimensions: tuple[DimensionReport, ...],
    number: int,
) -> Doubt:
    """The rows and dimensions of the `number`th question with what the other examiner saw."""
    if not dimensions or not any(t.grade and t.grade.second for t in now.turns):
        return Doubt(rows, dimensions)
    other = replace(now, turns=tuple(_by_the_other(t) for t in now.turns))
    others = points(other, question=number)
    both = tuple(
        apart(ours, theirs.level)
        for ours, theirs in zip(dimensions, of_question(other, others, number), strict=True)
    )
    far = [
        f"{d.dimension.value} {d.level} by the model and {d.second} by the offline examiner"
        for d in both
        if d.second is not None
    ]
    scores = (now.score or 0.0, other.score or 0.0)
    if not far and abs(scores[0] - scores[1]) >= FAR:
        ours, theirs = (f"{score:.0%}".replace("%", " %") for score in scores)
        far = [f"coverage {ours} by the model and {theirs} by the offline examiner"]
    if not far:
        return Doubt(rows, dimensions)
    marked = tuple(
        row.model_copy(update={"second": theirs.state}) if theirs.state is not row.state else row
        for row, theirs in zip(rows, others, strict=True)
    )
    return Doubt(marked, both, f"Uncertain: {listed(far)}.")


def apart(ours: DimensionReport, theirs: int | None) -> DimensionReport:
    """Our dimension with their level where the two are more than one apart."""
    if ours.level is None or theirs is None or abs(ours.level - theirs) <= 1:
        return ours
    return ours.model_copy(update={"second": theirs})


def _by_the_other(turn: Turn) -> Turn:
    grade = turn.grade
    if grade is None or grade.second is None:
        return turn
    other = grade.model_copy(
        update={"findings": grade.second.findings, "by": grade.second.by, "marks": ()}
    )
    return replace(turn, grade=other)
