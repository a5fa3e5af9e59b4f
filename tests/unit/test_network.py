"""Which texts run together through a network: of like length, few, and each once."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.network import padded, together

LENGTHS = st.lists(st.integers(2, 256), max_size=40)


@given(LENGTHS)
def test_every_text_is_in_one_run(lengths: list[int]) -> None:
    """None is left out and none read twice."""
    runs = together(lengths)
    assert sorted(row for run in runs for row in run) == list(range(len(lengths)))


@given(LENGTHS)
def test_runs_are_short_and_little_is_padded(lengths: list[int]) -> None:
    """At most four, at most 192 tokens unless alone, none twice as long as another."""
    for run in together(lengths):
        own = [lengths[row] for row in run]
        assert len(run) <= 4
        assert len(run) == 1 or len(run) * max(own) <= 192
        assert max(own) < 2 * min(own) or len(run) == 1


@given(LENGTHS)
def test_the_longest_come_first(lengths: list[int]) -> None:
    """So that no thread begins the longest when the others are done."""
    firsts = [lengths[run[0]] for run in together(lengths)]
    assert firsts == sorted(firsts, reverse=True)


def test_five_of_one_length_are_shared_out_evenly() -> None:
    """Three and two, not four and one, for a machine with two cores."""
    assert [len(run) for run in together([20] * 5)] == [3, 2]


def test_what_is_padded_is_not_heeded() -> None:
    """Ids on the left, zeros where the mask has them."""
    ids, mask = padded([[1, 2, 3], [4]])
    assert ids.tolist() == [[1, 2, 3], [4, 0, 0]]
    assert mask.tolist() == [[1, 1, 1], [1, 0, 0]]
