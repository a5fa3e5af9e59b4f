"""What judging a question takes is done while the candidate thinks."""

from queue import Queue

import pytest

from interviewer.engine import Wish
from interviewer.examiners.matching import Matcher
from interviewer.wiring import Wired
from tests.ui.drawn import opened, press


def test_the_question_in_hand_is_prepared_once(
    wired: Wired, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As soon as it is drawn, and not again with every drawing."""
    prepared: Queue[str] = Queue()
    monkeypatch.setattr(Matcher, "prepare", lambda _, question: prepared.put(question.id))
    of = wired.engine.start(Wish(bank="deep-learning", count=2))
    first, second = (c.question_id for c in wired.engine.load(of).plan.choices)
    page = opened("interview", interview=of)
    assert prepared.get(timeout=30) == first
    press(page, "repeat")
    press(page, "skip")
    assert prepared.get(timeout=30) == second
