"""From a wish to the questions in order of preference, each with its reason.

For the engine: it brings the pure orders and what is known of the candidate together.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from interviewer.errors import BadRequest
from interviewer.events import Selection
from interviewer.learning import job
from interviewer.learning.learned import Learned
from interviewer.learning.priority import Ranked, Ranking
from interviewer.selection import allowed, order
from knowledge.question import Bank, Question

WINDOW = 4
"""How many times the wanted questions are compared for near-repeats."""

NearAny = Callable[[Bank, Sequence[str]], Mapping[str, tuple[float, str]]]


class Wished(Protocol):
    """What of a wish says which questions are asked."""

    @property
    def selection(self) -> Selection: ...
    @property
    def topics(self) -> tuple[str, ...]: ...
    @property
    def only(self) -> tuple[str, ...]: ...
    @property
    def count(self) -> int: ...
    @property
    def seed(self) -> int: ...
    @property
    def job_description(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Learner:
    """Where the knowledge of a candidate comes from, asked only where a selection needs it."""

    learned: Callable[[], Learned]
    near_any: NearAny
    now: datetime


def preferred(learner: Learner, bank: Bank, wish: Wished) -> tuple[Ranked, ...]:
    """Every question that may be asked, in the order of preference.

    BadRequest when a topic or question is unknown, nothing is due, or a job description is missing
    or too long.
    """
    if wish.only or wish.selection in (Selection.FIXED, Selection.RANDOM, Selection.TOPIC):
        chosen = order(bank, wish.selection, topics=wish.topics, only=wish.only, seed=wish.seed)
        if wish.selection is not Selection.DUE:
            return tuple(Ranked(q, "") for q in chosen)
        named = Ranking(bank.id, learner.learned(), learner.now)
        return tuple(Ranked(q, named.why(q)) for q in chosen)
    questions = allowed(bank, wish.topics)
    if wish.selection is Selection.JOB:
        return _for_job(learner, bank, questions, wish.job_description)
    ranking = Ranking(bank.id, learner.learned(), learner.now, wish.seed)
    if wish.selection is Selection.ADAPTIVE:
        return ranking.adaptive(questions, max(wish.count * WINDOW, 0))
    return _due(ranking, questions)


def counted(wish: Wished, available: int) -> int:
    """How many will be asked: what is due may be less than what was wished for."""
    if wish.only:
        return available
    return min(wish.count, available) if wish.selection is Selection.DUE else wish.count


def _due(ranking: Ranking, questions: Sequence[Question]) -> tuple[Ranked, ...]:
    found = ranking.due(questions)
    if found:
        return found
    raise BadRequest(
        "Nothing is due for review just now.",
        mend="Choose the adaptive selection, or come back when something is.",
    )


def _for_job(
    learner: Learner, bank: Bank, questions: Sequence[Question], text: str
) -> tuple[Ranked, ...]:
    if len(text) > job.LONGEST:
        raise BadRequest(
            f"The job description has {len(text):,} characters; at most {job.LONGEST:,} are read.",
            mend="Paste the part that says what the work is.",
        )
    texts = job.passages(text)
    if not texts:
        raise BadRequest(
            "A choice by job description needs one.", mend="Paste its text, then start again."
        )
    near = learner.near_any(bank, texts)
    return job.ranked(questions, {i: job.Near(*found) for i, found in near.items()})
