"""Memory per question, as FSRS has it: when a question is worth asking again. Pure."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import AwareDatetime

from interviewer.learning.review import Review
from knowledge.question import Record

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
_RATINGS = ((0.4, AGAIN), (0.6, HARD), (0.85, GOOD))
_DAY = timedelta(days=1)


class Memory(Record):
    """What is remembered of one question: `stability` in days, `difficulty` 1 to 10, `due` when
    nine of ten would still be known, and how the last of `n` attempts went.
    """

    bank: str
    question_id: str
    topic: str
    stability: float
    difficulty: float
    due: AwareDatetime
    last_at: AwareDatetime
    n: int
    score: float
    points: int
    missed: int
    confident_error: bool = False

    def retrievability(self, now: datetime) -> float:
        """How likely it is to be known still, 0 to 1."""
        return _scheduler().get_card_retrievability(_card(self), now)

    def due_for(self, interview_on: date | None, now: datetime) -> datetime:
        """When it is due, where an interview that is still to come must not be missed: by the
        day before, and at the earliest a day after the last attempt.
        """
        if interview_on is None or interview_on <= now.date():
            return self.due
        until = self.due.replace(
            year=interview_on.year, month=interview_on.month, day=interview_on.day
        )
        return min(self.due, max(until - _DAY, self.last_at + _DAY))


def rating(score: float, unaided: float | None) -> int:
    """1 again, 2 hard, 3 good, 4 easy; easy only where the first answer alone was that good."""
    for below, rated in _RATINGS:
        if score < below:
            return rated
    return EASY if unaided is not None and unaided >= _RATINGS[-1][0] else GOOD


def memory_of(reviews: Iterable[Review]) -> Memory | None:
    """The memory after these, which are of one question and in order of time; None of none."""
    memory: Memory | None = None
    for review in reviews:
        memory = _after(memory, review)
    return memory


def _after(memory: Memory | None, review: Review) -> Memory:
    from fsrs import Card, Rating

    at = review.at.astimezone(UTC)
    # An id is given, or the library would take one from the clock and wait for it to move on.
    card = Card(card_id=0, due=at) if memory is None else _card(memory)
    rated = Rating(rating(review.score, review.unaided))
    card, _ = _scheduler().review_card(card, rated, at)
    return Memory(
        bank=review.bank,
        question_id=review.question_id,
        topic=review.topic,
        stability=card.stability or 0.0,
        difficulty=card.difficulty or 0.0,
        due=card.due,
        last_at=at,
        n=1 if memory is None else memory.n + 1,
        score=review.score,
        points=review.points,
        missed=review.missed,
        confident_error=review.confident_error,
    )


@lru_cache(maxsize=1)
def _scheduler() -> "Scheduler":
    """Without steps of minutes, which are for flash cards, and without chance."""
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _card(memory: Memory) -> "Card":
    from fsrs import Card, State

    return Card(
        card_id=0,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due.astimezone(UTC),
        last_review=memory.last_at.astimezone(UTC),
    )
