"""Skill per topic, as an Elo rating: one number that each judged first answer moves. Pure.

P = sigmoid(theta - d), theta += K (s - P), K = 1 / (1 + 0.05 n); s is the score of the first answer
alone, d the difficulty of the question's level, n how many answers there were before.
"""

from collections.abc import Iterable
from math import exp, sqrt

from pydantic import AwareDatetime

from interviewer.learning.review import Review
from knowledge.question import Level, Record

DIFFICULTY = {Level.BASIC: -1.0, Level.INTERMEDIATE: 0.0, Level.ADVANCED: 1.0}
_SLOWING = 0.05
_BAND = 1.28
"""Standard errors on either side of the level that the band shows."""
_PRIOR = 0.5
"""What is known before the first answer, in units of P (1 - P)."""


class Skill(Record):
    """Where a candidate stands in one topic of a bank.

    `theta` 0 means half of an intermediate question. `information` is what the answers tell
    about it, the sum of P (1 - P). `level`, `low` and `high` are shares of an intermediate
    question, 0 to 1: the expected score, and a band that narrows with every answer.
    """

    bank: str
    topic: str
    theta: float = 0.0
    n: int = 0
    information: float = 0.0
    last_at: AwareDatetime | None = None

    @property
    def level(self) -> float:
        return sigmoid(self.theta)

    @property
    def low(self) -> float:
        return sigmoid(self.theta - _BAND * self._error)

    @property
    def high(self) -> float:
        return sigmoid(self.theta + _BAND * self._error)

    @property
    def step(self) -> float:
        """How far the next answer moves it, K."""
        return 1 / (1 + _SLOWING * self.n)

    @property
    def _error(self) -> float:
        """What the answers leave open, and no less than what steps of K make it waver."""
        return max(1 / sqrt(_PRIOR + self.information), sqrt(self.step / 2))

    def expects(self, level: Level) -> float:
        """The score to be expected of a first answer to a question of that level, 0 to 1."""
        return sigmoid(self.theta - DIFFICULTY[level])


def after(skill: Skill, review: Review) -> Skill:
    """The skill after one more answer; the same where the first answer was not judged."""
    if review.unaided is None:
        return skill
    expected = skill.expects(review.level)
    return skill.model_copy(
        update={
            "theta": skill.theta + skill.step * (review.unaided - expected),
            "n": skill.n + 1,
            "information": skill.information + expected * (1 - expected),
            "last_at": review.at,
        }
    )


def skill_of(bank: str, topic: str, reviews: Iterable[Review]) -> Skill:
    """The skill after all of these, which are of that topic and in order of time."""
    skill = Skill(bank=bank, topic=topic)
    for review in reviews:
        skill = after(skill, review)
    return skill


def sigmoid(x: float) -> float:
    """1 / (1 + e^-x), for any x."""
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))
