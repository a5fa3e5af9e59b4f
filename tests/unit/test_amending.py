"""One more wording for a key point of a bank of one's own."""

import pytest

from knowledge.amending import MOST, can_count, with_wording
from knowledge.carrying import carried
from tests.builders import make_bank

BANK = make_bank(2)
FIRST = BANK.questions[0]


def test_the_wording_counts_and_nothing_else_changes() -> None:
    """On one line; the ids stay, so that what was learned stays too."""
    changed = with_wording(BANK, FIRST.id, "k2", "no  unit\nleans on another")
    point = changed.questions[0].point("k2")
    assert point.variants == ("no unit leans on another",)
    assert [q.id for q in changed.questions] == [q.id for q in BANK.questions]
    assert changed.questions[1] == BANK.questions[1]


def test_the_wording_outlives_another_import_of_the_document() -> None:
    """Like everything else that was set by hand."""
    changed = with_wording(BANK, FIRST.id, "k2", "no unit leans on another")
    assert carried(changed, BANK).questions[0].point("k2").variants == ("no unit leans on another",)


def test_the_built_in_bank_and_a_full_point_take_no_more() -> None:
    """Nor does a point that is gone."""
    full = BANK
    for n in range(MOST):
        full = with_wording(full, FIRST.id, "k2", f"wording number {n}")
    assert can_count(BANK, FIRST.id, "k2")
    assert not can_count(full, FIRST.id, "k2")
    assert not can_count(BANK.model_copy(update={"builtin": True}), FIRST.id, "k2")
    assert not can_count(BANK, FIRST.id, "k9")
    assert not can_count(BANK, "gone", "k1")


@pytest.mark.parametrize("words", ["", "   ", "x" * 601])
def test_no_wording_and_one_without_end_are_refused(words: str) -> None:
    """As when a bank is written by hand."""
    with pytest.raises(ValueError, match=r"variants"):
        with_wording(BANK, FIRST.id, "k2", words)


def test_a_point_that_is_gone_is_an_error() -> None:
    """The bank may have changed meanwhile."""
    with pytest.raises(KeyError):
        with_wording(BANK, FIRST.id, "k9", "words")
