"""How sure against how right. Pure."""

from collections.abc import Sequence

from interviewer.reporting.record import QuestionReport, Status
from interviewer.reporting.summary import Calibration, Rating, Sureness
from interviewer.reporting.wording import CONFIDENCE, count, listed

SURE = 3
"""Confidence from which an answer was held for right."""
GAP = 0.5
"""Score of a first answer under which being sure is a confident gap."""
HIT = 0.6
"""Score of a first answer from which not being sure undersold it: coverage at the bar."""


def calibration(questions: Sequence[QuestionReport]) -> Calibration | None:
    """First answers that were both rated by the candidate and judged; None where there is none."""
    ratings = tuple(
        Rating(
            question=q.number,
            question_id=q.question_id,
            confidence=q.turns[0].confidence,
            score=q.unaided,
        )
        for q in questions
        if q.status is Status.JUDGED and q.turns[0].confidence is not None and q.unaided is not None
    )
    if not ratings:
        return None
    gaps = tuple(r.question for r in ratings if r.confidence >= SURE and r.score < GAP)
    hits = tuple(r.question for r in ratings if r.confidence < SURE and r.score >= HIT)
    return Calibration(
        ratings=ratings,
        table=tuple(_row(level, ratings) for level in CONFIDENCE),
        confident_gaps=gaps,
        unsure_hits=hits,
        text=_text(len(ratings), gaps, hits),
    )


def _row(level: int, ratings: Sequence[Rating]) -> Sureness:
    scores = [r.score for r in ratings if r.confidence == level]
    mean = sum(scores) / len(scores) if scores else None
    return Sureness(confidence=level, word=CONFIDENCE[level], n=len(scores), score=mean)


def _text(n: int, gaps: tuple[int, ...], hits: tuple[int, ...]) -> str:
    said = [f"You rated {count(n, 'first answer')}."]
    if gaps:
        said.append(f"{count(len(gaps), 'confident gap')}: sure, and under 50 % ({_named(gaps)}).")
    if hits:
        said.append(f"{count(len(hits), 'unsure hit')}: unsure, and 60 % or more ({_named(hits)}).")
    if not gaps and not hits:
        said.append(
            "0 confident gaps and 0 unsure hits: how sure you were fits how right you were."
        )
    return " ".join(said)


def _named(numbers: tuple[int, ...]) -> str:
    return f"question{'' if len(numbers) == 1 else 's'} {listed([str(n) for n in numbers])}"
