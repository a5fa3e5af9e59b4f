"""A key point of a bank changed by hand: one more wording that counts for it. Pure."""

from knowledge import editing
from knowledge.question import Bank, KeyPoint, Question

MOST = 12
"""Wordings that a key point can have beside its own."""


def can_count(bank: Bank, question_id: str, point_id: str) -> bool:
    """Whether that bank is the user's own and the key point has room for another wording."""
    point = _point(bank.question(question_id), point_id)
    return not bank.builtin and point is not None and len(point.variants) < MOST


def with_wording(bank: Bank, question_id: str, point_id: str, wording: str) -> Bank:
    """The bank where that wording counts for the key point as well.

    KeyError when there is no such point, ValueError when the wording is none or too long.
    """
    question = bank.question(question_id)
    point = _point(question, point_id)
    if question is None or point is None:
        raise KeyError(point_id)
    variants = (*point.variants, " ".join(wording.split()))
    changed = KeyPoint.model_validate(point.model_dump() | {"variants": variants})
    points = tuple(changed if p.id == point_id else p for p in question.key_points)
    return editing.replaced(bank, editing.pointed(question, points))


def _point(question: Question | None, point_id: str) -> KeyPoint | None:
    if question is None:
        return None
    return next((p for p in question.key_points if p.id == point_id), None)
