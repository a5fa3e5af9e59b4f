"""Sentences are told from words without order, and from bare lists."""

import random

import pytest

from interviewer.examiners.fluency import is_list, is_salad

SPOKEN = (
    "You take a network that has already been trained on something big, and you go on training it "
    "with your own data, because then most of what it knows is useful and you need far fewer "
    "examples. I would use a small learning rate, otherwise it forgets what it knew."
)


def test_spoken_sentences_are_neither_list_nor_salad() -> None:
    """A normal answer is left alone."""
    assert not is_list(SPOKEN)
    assert not is_salad(SPOKEN)


def test_shuffled_words_are_salad() -> None:
    """The same words without their order are no answer; a lucky order in ten may pass."""
    words = SPOKEN.split()
    shuffled = (random.Random(seed).sample(words, len(words)) for seed in range(10))  # noqa: S311
    assert sum(is_salad(" ".join(order)) for order in shuffled) >= 9


def test_a_string_of_keywords_is_a_list() -> None:
    """Hardly a small word between them."""
    assert is_list("dropout regularisation neurons random training overfitting inference scaling")


@pytest.mark.parametrize("answer", ["SGD, Adam", "Weights and biases", "L1, L2, dropout"])
def test_a_short_answer_is_no_list(answer: str) -> None:
    """Naming two or three things is an answer."""
    assert not is_list(answer)


GERMAN = (
    "Die Gewichte werden bei jedem Schritt ein wenig in Richtung des negativen Gradienten "
    "verschoben, damit der Fehler auf den Trainingsdaten immer kleiner wird."
)
CODE = """
def step(w, g, lr):
    return w - lr * g

for x, y in data:
    w = step(w, grad(loss, w, x, y), 0.1)
"""


@pytest.mark.parametrize("answer", [GERMAN, CODE])
def test_other_languages_and_code_are_no_salad(answer: str) -> None:
    """Word order is judged where it is English only."""
    assert not is_salad(answer)
