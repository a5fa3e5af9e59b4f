"""Quotes are found in their answer, or not shown."""

from hypothesis import given
from hypothesis import strategies as st

from interviewer.reporting.quotes import SHORT, located, said, short


def places(answer: str, words: str) -> list[str]:
    found = located(answer, words, question=1, turn=1)
    assert all(answer[q.start : q.end] == q.text for q in found)
    return [q.text for q in found]


def test_an_exact_quote_is_found() -> None:
    """Where it stands first."""
    assert places("one two two", "two") == ["two"]


def test_case_and_spacing_may_differ() -> None:
    """What is shown is the answer's own text."""
    assert places("Units  are\nDropped", "units are dropped") == ["Units  are\nDropped"]


def test_an_ellipsis_stands_for_what_was_left_out() -> None:
    """Each piece has a place of its own, in order."""
    assert places("all of them on, then scale down", "all of them on … scale down") == [
        "all of them on",
        "scale down",
    ]


def test_pieces_in_another_order_are_no_quote() -> None:
    """Words put together anew were not said."""
    assert places("scale down, all of them on", "all of them on … scale down") == []


def test_words_that_were_not_said_are_no_quote() -> None:
    """Nor are none."""
    assert places("one two", "three") == []
    assert places("one two", "  ") == []


@given(st.text(max_size=80), st.text(max_size=20))
def test_whatever_is_found_is_verbatim(answer: str, words: str) -> None:
    """For any answer and any quote."""
    places(answer, words)


@given(st.text(min_size=1, max_size=400).filter(str.strip))
def test_a_shortened_quote_is_still_verbatim(answer: str) -> None:
    """Its span shrinks with it, and a sentence takes it on one line."""
    (quote,) = located(answer, answer, question=1, turn=1)
    brief = short(quote)
    assert answer[brief.start : brief.end] == brief.text
    assert 1 <= len(brief.text) <= SHORT
    assert "\n" not in said(quote)
