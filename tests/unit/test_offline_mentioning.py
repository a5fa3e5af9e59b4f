"""Clauses that only bring something up, and talk at length beside the question."""

import numpy as np
import pytest

from interviewer.examiners.mentioning import mentions
from interviewer.examiners.straying import BESIDE, strays
from knowledge.words import stems


@pytest.mark.parametrize(
    "text",
    [
        "it had to do with the data",
        "it had something to do with how the machine handles the data",
        "Something about gradients",
        "It's mostly about the table",
        "it is related to the momentum somehow",
        "The momentum plays a big role there",
        "It has an influence on the recall",
        "the threshold is very important",
        "there is a matrix involved, I think",
        "they do something with the weights",
        "well, it depends on the learning rate",
    ],
)
def test_a_mention_says_nothing(text: str) -> None:
    """Whatever thing it names."""
    assert mentions(text, stems(text))


@pytest.mark.parametrize(
    "text",
    [
        "by the chain rule",
        "It decides what to do with the slopes",
        "It is about how large a step the weights take",
        "gradient descent moves the weights",
        "L1 drives some weights to zero",
        "The learning rate is important because too large a step overshoots the minimum",
        "too much momentum has an effect on convergence, the loss oscillates around the minimum",
        "it averages thinned networks",
    ],
)
def test_a_claim_is_no_mention(text: str) -> None:
    """However short, and also with such words where more is said."""
    assert not mentions(text, stems(text))


def likeness(*best: float) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    """Of four clauses, one as near to each point as given."""
    return np.array([[0.0, each, 0.1, 0.2] for each in best], dtype=np.float32)


LONG = "word " * 40


def test_talk_that_comes_near_to_few_points_strays() -> None:
    """The nearer half counts: half an answer is no straying."""
    near, far = BESIDE + 0.2, BESIDE - 0.2
    assert strays(LONG, likeness(far, far, far, far))
    assert strays(LONG, likeness(near - 0.15, far, far, far))
    assert not strays(LONG, likeness(near, near, far, far))
    assert not strays(LONG, likeness(near, near, near, near))
    assert not strays(LONG, likeness(near))


def test_a_short_answer_never_strays() -> None:
    """It may make one point only."""
    assert not strays("by the chain rule", likeness(0.1, 0.1))
