"""Which questions are asked, and why."""

from itertools import pairwise

import pytest

from interviewer.errors import BadRequest
from interviewer.events import Selection
from interviewer.selection import choose, order
from knowledge.question import Bank
from tests.builders import make_bank, make_question

BANK = make_bank(
    [
        make_question(f"What is thing {i}?", number=i + 1, topic=("even", "odd")[i % 2])
        for i in range(8)
    ]
)


def ids(bank: Bank, selection: Selection, count: int = 4, **how: object) -> list[str]:
    preferred = order(bank, selection, **how)  # type: ignore[arg-type]
    return [c.question_id for c in choose(preferred, selection, count, near={})]


def test_fixed_keeps_the_order_of_the_bank() -> None:
    """So that two interviews can be compared."""
    assert ids(BANK, Selection.FIXED) == [q.id for q in BANK.questions[:4]]


def test_random_is_the_same_for_the_same_seed() -> None:
    """And another for another."""
    assert ids(BANK, Selection.RANDOM, seed=1) == ids(BANK, Selection.RANDOM, seed=1)
    assert ids(BANK, Selection.RANDOM, seed=1) != ids(BANK, Selection.RANDOM, seed=2)


@pytest.mark.parametrize("seed", range(10))
def test_random_never_asks_one_topic_twice_running(seed: int) -> None:
    """Where another topic is left."""
    topics = [q.topic for q in order(BANK, Selection.RANDOM, seed=seed)]
    assert all(a != b for a, b in pairwise(topics))


def test_a_topic_alone() -> None:
    """Nothing else is asked."""
    chosen = order(BANK, Selection.TOPIC, topics=("odd",))
    assert {q.topic for q in chosen} == {"odd"}
    assert len(chosen) == 4


def test_named_questions_come_in_the_order_named_and_once() -> None:
    """As when some are to be tried again."""
    first, second = BANK.questions[5].id, BANK.questions[1].id
    assert ids(BANK, Selection.FIXED, 2, only=(first, second, first)) == [first, second]


def test_near_repeats_are_passed_over() -> None:
    """The second question asks nearly what the first asks."""
    first, second, third = (q.id for q in BANK.questions[:3])
    near = {first: frozenset({second}), second: frozenset({first})}
    chosen = choose(BANK.questions, Selection.FIXED, 2, near=near)
    assert [c.question_id for c in chosen] == [first, third]


@pytest.mark.parametrize("count", [0, -1])
def test_no_question_is_no_interview(count: int) -> None:
    """With what would mend it."""
    with pytest.raises(BadRequest, match="Ask for at least 1"):
        choose(BANK.questions, Selection.FIXED, count, near={})


def test_more_than_there_are_is_refused_with_how_many_there_are() -> None:
    """Not cut silently."""
    with pytest.raises(BadRequest, match=r"only 8.*at most 8"):
        choose(BANK.questions, Selection.FIXED, 9, near={})


def test_more_than_differ_enough_is_refused_with_how_many_do() -> None:
    """Near-repeats do not make up the number."""
    first, second = (q.id for q in BANK.questions[:2])
    near = {first: frozenset({second}), second: frozenset({first})}
    with pytest.raises(BadRequest, match="of which 7 differ enough"):
        choose(BANK.questions, Selection.FIXED, 8, near=near)


def test_an_unknown_topic_is_refused_with_the_topics_there_are() -> None:
    """So that the next try fits."""
    with pytest.raises(BadRequest, match=r"'prime'.*even, odd"):
        order(BANK, Selection.FIXED, topics=("prime",))


def test_a_topic_must_be_named_where_one_is_asked_for() -> None:
    """It is not guessed."""
    with pytest.raises(BadRequest, match="none is named"):
        order(BANK, Selection.TOPIC)


def test_an_unknown_question_is_refused() -> None:
    """It may have changed since."""
    with pytest.raises(BadRequest, match="no question 'gone'"):
        order(BANK, Selection.FIXED, only=("gone",))


def test_every_choice_says_why() -> None:
    """In one line."""
    for selection in (Selection.FIXED, Selection.RANDOM):
        for choice in choose(order(BANK, selection, seed=3), selection, 3, near={}, seed=3):
            assert choice.why
            assert "\n" not in choice.why
