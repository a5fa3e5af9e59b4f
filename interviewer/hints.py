"""Which hint comes next and what it says. Pure; the engine and the pages ask here."""

from interviewer import wording
from interviewer.events import Mode
from interviewer.interview import Interview
from knowledge.question import Question

_DERIVED = 2
"""Hints that a question without any of its own still has, made from its cues."""


def levels(question: Question) -> int:
    """How many hints the question has."""
    return len(question.hints) or min(_DERIVED, len(question.key_points))


def text(question: Question, level: int) -> str:
    """The hint of that level, from 1."""
    if question.hints:
        return question.hints[level - 1]
    return wording.derived_hint(question, level)


def next_level(interview: Interview) -> int | None:
    """The level of the hint that may be asked for now, or None.

    There is none in interview mode, when nothing waits for an answer, or when all are given.
    """
    now, turn = interview.round, interview.turn
    if now is None or turn is None or not turn.open or interview.finished:
        return None
    level = len(now.hints) + 1
    allowed = interview.plan.mode is Mode.PRACTICE and level <= levels(now.question)
    return level if allowed else None
