"""Near copies that say the opposite are told from paraphrases."""

import pytest

from interviewer.examiners import polarity


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("Dropout is not active during training", "Dropout is active during training"),
        ("The weights are never updated here", "The weights are updated here"),
        ("A low rate overshoots the minimum", "A high rate overshoots the minimum"),
        ("Gradients flow forward through layers", "Gradients flow backward through layers"),
        ("It increases the variance of a model", "It decreases the variance of a model"),
        ("Supervised learning has no labels", "Supervised learning has labels"),
        ("Scaling happens before training", "Scaling happens after training"),
        ("None of the units are used at inference", "All of the units are used at inference"),
        ("The header takes 40 bytes", "The header takes 20 bytes"),
    ],
)
def test_a_turned_near_copy_is_opposed(said: str, target: str) -> None:
    """By a negation, an antonym or another number."""
    assert polarity.opposed(said, target)


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("Dropout is active during training", "Dropout is active during training"),
        ("Neurons can't lean on specific neurons", "No neuron can lean on a specific one"),
        ("It is not only faster but also stable", "It is faster and also stable"),
        ("A low rate is not a high rate, it takes small steps", "A low rate takes small steps"),
        ("The weights are learned, they are not set by hand", "The weights are learned"),
        ("Something else entirely", "Dropout is active during training"),
        ("The header takes 20 bytes, not 40", "The header takes 20 bytes"),
    ],
)
def test_a_paraphrase_is_not_opposed(said: str, target: str) -> None:
    """Double negation, contrast and additions leave the meaning."""
    assert not polarity.opposed(said, target)
