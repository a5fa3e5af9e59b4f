"""Words: places, stems and stop words, as key points and examiner rely on them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import words


@given(st.text(max_size=200))
def test_every_token_stands_where_it_says(text: str) -> None:
    """Spans point into the text as given, in order and without overlap."""
    found = words.tokens(text)
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("scaling", "scaled"),
        ("Networks", "network"),
        ("pre-trained", "pretrained"),
        ("non\u2011linear", "nonlinear"),
        ("model's", "models"),
        ("model\u2019s", "model's"),
        ("regularisation", "regularization"),
        ("optimise", "optimize"),
        ("behaviour", "behavior"),
        ("analysis", "analyse"),
        ("precise", "precision"),
        ("supervised", "supervision"),
        ("1,000", "1000"),
        (".5", "0.5"),
        ("caf\u00e9", "cafe\u0301"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    """Endings, spelling and typography do not matter."""
    assert [t.stem for t in words.tokens(one)] == [t.stem for t in words.tokens(other)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("grid-like data", ["grid", "like", "data"]),
        ("it doesn't, can't", ["it", "doesn't", "can't"]),
        ("0.5 and 1,000 of 3x3", ["0.5", "and", "1,000", "of", "3x3"]),
        ("C++ or C#; L1/L2", ["C++", "or", "C#", "L1", "L2"]),
        ("learning_rate", ["learning", "rate"]),
        ("\u673a\u5668 ml", ["\u673a", "\u5668", "ml"]),
        ("fast, e.g. Adam", ["fast", "e.g", "Adam"]),
        ("", []),
    ],
)
def test_words_are_cut_where_a_reader_would(text: str, expected: list[str]) -> None:
    """Hyphens and slashes split, contractions and decimals stay whole."""
    assert [t.text for t in words.tokens(text)] == expected


def test_content_leaves_out_stop_words_and_negations() -> None:
    """What remains is what an answer can be compared by."""
    kept = [t.text for t in words.content("It does not use all of the Units, and isn\u2019t slow")]
    assert kept == ["use", "Units", "slow"]


def test_stems_is_a_set_of_content_stems() -> None:
    """Repeats and forms fall together."""
    assert words.stems("Scaling the scaled scales") == words.stems("scale")


def test_a_number_in_words_is_the_number_in_digits() -> None:
    """But for "one", which seldom counts."""
    assert words.stem("Twenty") == words.stem("20")
    assert words.stem("million") == words.stem("1,000,000")
    assert words.stem("four") != words.stem("5")
    assert words.stem("one") != words.stem("1")
