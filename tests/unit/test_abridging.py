"""A long reference fits a prompt, and loses first what its key points say anyway."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.examiners.abridging import LEFT_OUT, abridged

TEXT = (
    "Dropout leaves out units at random. Many people drink coffee in the morning. "
    "At test time all units are used."
)
POINTS = ("units are left out at random by dropout", "all units are used at test time")


def test_a_text_that_fits_stays_as_it_is() -> None:
    """To the character."""
    assert abridged(TEXT, POINTS, len(TEXT)) == TEXT


def test_what_the_points_say_anyway_is_left_out_first() -> None:
    """Whatever stands first in the text, and visibly."""
    short = abridged(TEXT, POINTS, 60)
    assert short == f"{LEFT_OUT} Many people drink coffee in the morning. {LEFT_OUT}"


def test_no_more_is_left_out_than_must_be() -> None:
    """One sentence is enough here; of two that are told alike, the later one goes."""
    assert abridged(TEXT, POINTS, 90).endswith(f"in the morning. {LEFT_OUT}")
    assert abridged(TEXT, POINTS, 90).startswith("Dropout leaves")


def test_a_sentence_that_is_too_long_is_cut_at_a_word() -> None:
    """And ends with the mark."""
    assert abridged("fish swim " * 50, (), 23) == f"fish swim fish swim {LEFT_OUT}"


def test_a_word_that_is_too_long_is_cut() -> None:
    """A text without spaces is bounded too."""
    assert abridged("x" * 1_000, (), 20) == f"{'x' * 20} {LEFT_OUT}"


@given(st.text(max_size=400), st.lists(st.text(max_size=40), max_size=3), st.integers(10, 200))
def test_any_text_fits(text: str, points: list[str], most: int) -> None:
    """But for the marks, which a shortened one has."""
    short = abridged(text, tuple(points), most)
    assert len(short.replace(LEFT_OUT, "")) <= most + len(LEFT_OUT)
    assert (short == text) == (len(text) <= most) or LEFT_OUT in short


@pytest.mark.parametrize("text", [" " * 50, "\n" * 50, "。" * 50])
def test_a_text_without_a_sentence_is_no_trouble(text: str) -> None:
    """Bounded all the same."""
    assert len(abridged(text, (), 20)) <= 30
