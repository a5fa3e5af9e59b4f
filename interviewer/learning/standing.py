"""Where a candidate stands in one bank. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from interviewer.learning.learned import Learned
from interviewer.learning.priority import Ranking
from knowledge.question import Bank


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of the bank's questions were asked before, and how many are due for review;
    `interview_on` is the day of the real interview, None where none is known or it is past.
    """

    asked: int
    due: int
    interview_on: date | None


def standing(bank: Bank, learned: Learned, now: datetime) -> Standing:
    """The standing by now."""
    on = learned.interview_on
    return Standing(
        asked=sum(learned.memory(bank.id, q.id) is not None for q in bank.questions),
        due=len(Ranking(bank.id, learned, now).due(bank.questions)),
        interview_on=on if on is not None and on >= now.date() else None,
    )
