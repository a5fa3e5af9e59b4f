"""Where a candidate stands over all interviews: what is due, level per topic, calibration. Pure."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from pydantic import AwareDatetime, Field

from interviewer.learning.learned import Learned
from interviewer.learning.priority import Ranking
from interviewer.learning.review import GAP, SURE, Review
from interviewer.reporting.wording import CONFIDENCE, count
from knowledge.question import Bank, Record

MOST_DUE = 5
"""Questions that are shown as due: a day's work, never a pile."""

HIT = 0.6
"""Score of a first answer from which not being sure undersold it."""


class Due(Record):
    """A question that is due for review, with the reason in one line."""

    bank: str
    bank_title: str
    question_id: str
    prompt: str
    topic: str
    due: AwareDatetime
    confident_error: bool
    why: str


class TopicLevel(Record):
    """The level in one topic: the score to be expected on an intermediate question, 0 to 1, the
    band around it, and how many first answers it rests on.
    """

    bank: str
    bank_title: str
    topic: str
    level: float
    low: float
    high: float
    n: int
    last_at: AwareDatetime | None


class Confidence(Record):
    """All first answers of one confidence: how many, and their mean score."""

    confidence: int = Field(ge=1, le=4)
    word: str
    n: int
    score: float | None


class Overview(Record):
    """`due` are at most five; `topics` have the weakest first. `next_due` is when the next one
    falls due, where none is. `rated` counts the first answers in `calibration`.
    """

    due: tuple[Due, ...] = Field(max_length=MOST_DUE)
    next_due: AwareDatetime | None = None
    interview_on: date | None = None
    topics: tuple[TopicLevel, ...]
    calibration: tuple[Confidence, ...]
    rated: int
    confident_errors: int
    unsure_hits: int
    calibration_text: str


def overview(
    learned: Learned,
    reviews: Sequence[Review],
    now: datetime,
    bank_of: Callable[[str], Bank | None],
) -> Overview:
    """The overview; what is no longer in its bank is not due, and keeps its share in the levels."""
    rated = [r for r in reviews if r.confidence is not None and r.unaided is not None]
    sure_and_wrong = sum(r.confident_error for r in rated)
    unsure_and_right = sum((r.confidence or 0) < SURE and (r.unaided or 0.0) >= HIT for r in rated)
    return Overview(
        due=_due(learned, now, bank_of),
        next_due=_next_due(learned, now, bank_of),
        interview_on=learned.interview_on,
        topics=_topics(learned, bank_of),
        calibration=tuple(_confidence(level, rated) for level in CONFIDENCE),
        rated=len(rated),
        confident_errors=sure_and_wrong,
        unsure_hits=unsure_and_right,
        calibration_text=_text(len(rated), sure_and_wrong, unsure_and_right),
    )


def _due(learned: Learned, now: datetime, bank_of: Callable[[str], Bank | None]) -> tuple[Due, ...]:
    found: list[Due] = []
    for memory in learned.due(now):
        bank = bank_of(memory.bank)
        question = bank.question(memory.question_id) if bank else None
        if bank is None or question is None:
            continue
        found.append(
            Due(
                bank=bank.id,
                bank_title=bank.title,
                question_id=question.id,
                prompt=question.prompt,
                topic=question.topic,
                due=memory.due_for(learned.interview_on, now),
                confident_error=memory.confident_error,
                why=Ranking(bank.id, learned, now).why(question),
            )
        )
        if len(found) == MOST_DUE:
            break
    return tuple(found)


def _next_due(
    learned: Learned, now: datetime, bank_of: Callable[[str], Bank | None]
) -> datetime | None:
    later = [
        when
        for m in learned.memories.values()
        if (when := m.due_for(learned.interview_on, now)) > now
        and (bank := bank_of(m.bank)) is not None
        and bank.question(m.question_id) is not None
    ]
    return min(later, default=None)


def _topics(learned: Learned, bank_of: Callable[[str], Bank | None]) -> tuple[TopicLevel, ...]:
    levels = [
        TopicLevel(
            bank=s.bank,
            bank_title=bank.title if (bank := bank_of(s.bank)) else s.bank,
            topic=s.topic,
            level=s.level,
            low=s.low,
            high=s.high,
            n=s.n,
            last_at=s.last_at,
        )
        for s in learned.skills.values()
    ]
    return tuple(sorted(levels, key=lambda t: (t.level, t.bank, t.topic)))


def _confidence(level: int, rated: Sequence[Review]) -> Confidence:
    scores = [r.unaided for r in rated if r.confidence == level and r.unaided is not None]
    mean = sum(scores) / len(scores) if scores else None
    return Confidence(confidence=level, word=CONFIDENCE[level], n=len(scores), score=mean)


def _text(rated: int, errors: int, hits: int) -> str:
    if not rated:
        return "No answer has been rated yet: one tap after an answer says how sure you were."
    return (
        f"{count(rated, 'first answer')} rated: {count(errors, 'confident error')} (sure, and "
        f"under {GAP:.0%}) and {count(hits, 'unsure hit')} (unsure, and {HIT:.0%} or more)."
    ).replace("%", " %")
