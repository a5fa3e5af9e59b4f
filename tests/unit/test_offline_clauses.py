"""Where an answer is cut: at ends of sentences and clauses, not where a line is full."""

import textwrap

import pytest

from interviewer.examiners.clauses import cut, folded, sentences

TEXT = (
    "During training some units are left out at random. No unit can rely on others, so GPU "
    "memory is no matter here. At test time all of them are used, and their outputs are scaled."
)


@pytest.mark.parametrize("width", [20, 40, 72])
def test_wrapped_lines_change_no_sentence(width: int) -> None:
    """Whatever the width, and with a capital at the beginning of a line."""
    wrapped = textwrap.fill(TEXT, width)
    said = [s.text.split() for s in sentences(wrapped)]
    assert said == [s.text.split() for s in sentences(TEXT)]


@pytest.mark.parametrize(
    "answer",
    [
        "labels are given here\n\nclusters are found there",
        "- labels are given here\n- clusters are found there",
        "1. labels are given here\n2. clusters are found there",
        "Labels are given here\nClusters are surely found there",
    ],
)
def test_blank_lines_items_and_new_beginnings_end_a_sentence(answer: str) -> None:
    """Also without a full stop."""
    assert [s.text.split()[-1] for s in sentences(answer) if len(s.text) > 1] == ["here", "there"]


def test_a_short_denial_is_a_clause_of_its_own() -> None:
    """Its "can't" must not rule the next one."""
    answer = (
        "During training you randomly zero out units so they can't rely on each other, and at "
        "prediction all units are used with scaled outputs."
    )
    said = [c.text for c in cut(answer)]
    assert "so they can't rely on each other" in said
    assert "and at prediction all units are used with scaled outputs" in said


@pytest.mark.parametrize("answer", ["", "\n", "a\r\nb\n\n\nc", "It’s\nso", "  \n- x\n"])
def test_folding_moves_no_character(answer: str) -> None:
    """Places in the folded text are places in the answer."""
    assert len(folded(answer)) == len(answer)
    assert all(answer[c.start : c.end] == c.text for c in cut(answer))


@pytest.mark.parametrize(
    "denial", ["it is not true that", "It isn't the case that", "it's simply wrong that"]
)
def test_denials_that_run_on_are_sentences_each(denial: str) -> None:
    """So that what each denies ends where the next begins, full stop or not."""
    answer = f"{denial} units are left out {denial} weights are shared"
    assert [s.text for s in sentences(answer)] == [
        f"{denial} units are left out",
        f"{denial} weights are shared",
    ]


def test_what_only_sounds_like_a_denial_ends_no_sentence() -> None:
    """Nothing is denied by "it is true that" or by a "wrong" without a "that"."""
    answer = "we know it is true that units are left out and it is wrong to keep them"
    assert [s.text for s in sentences(answer)] == [answer]


@pytest.mark.parametrize(
    "answer",
    [
        "Because of dropout it is not true that units depend on one another",
        "I think it is not true that units are left out",
        "It is not true that units are lost, so people who say it is false that they rest err",
    ],
)
def test_a_single_denial_stays_with_what_it_is_said_of(answer: str) -> None:
    """Nor does one end a sentence that is about it."""
    assert [s.text for s in sentences(answer)] == [answer]
