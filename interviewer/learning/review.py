"""One question of one interview, as skill and memory see it. Pure."""

from datetime import date

from pydantic import AwareDatetime, Field

from interviewer.interview import Interview
from interviewer.round import Round
from interviewer.rubric import Verdict
from knowledge.question import Level, Record

SURE = 3
"""Confidence from which an answer was held for right."""
GAP = 0.5
"""Score of a first answer under which being sure was a confident error."""


class Review(Record):
    """What a question showed: `score` counts help at half, `unaided` is the first answer alone.

    A skipped question has the score 0 and no `unaided`: nothing was said that skill could be read
    from. `missed` of `points` key points were missed or contradicted. `interview_on` is the day
    of the real interview, as the plan had it.
    """

    interview_id: str
    question_id: str
    bank: str
    topic: str
    level: Level
    at: AwareDatetime
    score: float = Field(ge=0, le=1)
    unaided: float | None = Field(default=None, ge=0, le=1)
    skipped: bool = False
    confidence: int | None = Field(default=None, ge=1, le=4)
    points: int = Field(ge=1)
    missed: int = Field(ge=0)
    interview_on: date | None = None

    @property
    def confident_error(self) -> bool:
        """Whether the candidate was sure of a first answer that held less than half."""
        sure = self.confidence is not None and self.confidence >= SURE
        return sure and self.unaided is not None and self.unaided < GAP


def reviews(interview_id: str, interview: Interview) -> tuple[Review, ...]:
    """One for each question that was judged or skipped; what could not be judged leaves none."""
    return tuple(
        _review(interview_id, interview, now)
        for now in interview.rounds
        if now.skipped or now.score is not None
    )


def _review(interview_id: str, interview: Interview, now: Round) -> Review:
    first, points = now.turns[0], len(now.question.key_points)
    reached = {f.point for f in now.findings if f.verdict in (Verdict.COVERED, Verdict.PARTIAL)}
    return Review(
        interview_id=interview_id,
        question_id=now.question.id,
        bank=interview.plan.bank,
        topic=now.question.topic,
        level=now.question.level,
        at=first.answer.at if first.answer else first.asked.at,
        score=0.0 if now.skipped else (now.score or 0.0),
        unaided=None if now.skipped else now.unaided,
        skipped=now.skipped,
        confidence=first.confidence,
        points=points,
        missed=points - len(reached),
        interview_on=interview.plan.interview_on,
    )
