"""The measures of agreement give what the libraries of the field give."""

import random

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score, f1_score

from interviewer import agreement

NAMES = ("correct", "contradictory", "incorrect")
DICE = random.Random(4)  # noqa: S311 - nothing secret
GIVEN = [DICE.choice((0, 0.25, 0.5, 0.75, 1)) for _ in range(200)]
FOUND = [min(1.0, max(0.0, g + DICE.choice((-0.5, -0.25, 0, 0, 0.25)))) for g in GIVEN]
LABELS = [DICE.choice(NAMES) for _ in range(200)]
SAID = [one if DICE.random() < 0.7 else DICE.choice(NAMES) for one in LABELS]


def test_classes_are_compared_as_the_libraries_do() -> None:
    """Accuracy, macro-averaged F1, and the confusion by given and found."""
    made = agreement.classes(LABELS, SAID, NAMES)
    same = [one == other for one, other in zip(LABELS, SAID, strict=True)]
    assert made.accuracy == pytest.approx(sum(same) / 200)
    assert made.macro_f1 == pytest.approx(f1_score(LABELS, SAID, average="macro"))
    assert sum(made.confusion["correct"].values()) == LABELS.count("correct")
    assert sum(row["correct"] for row in made.confusion.values()) == SAID.count("correct")


def test_a_class_that_nobody_used_does_not_count() -> None:
    """Its F1 would be a made-up nought."""
    assert agreement.classes(["correct"], ["correct"], NAMES).macro_f1 == 1


def test_marks_are_compared_as_the_libraries_do() -> None:
    """Pearson's r, the root mean squared error, kappa with quadratic weights."""
    assert agreement.pearson(GIVEN, FOUND) == pytest.approx(np.corrcoef(GIVEN, FOUND)[0, 1])
    apart = np.array(GIVEN) - np.array(FOUND)
    assert agreement.rmse(GIVEN, FOUND) == pytest.approx(float(np.sqrt((apart**2).mean())))
    levels = [[round(4 * m) for m in marks] for marks in (GIVEN, FOUND)]
    kappa = cohen_kappa_score(*levels, weights="quadratic")
    assert agreement.weighted_kappa(GIVEN, FOUND) == pytest.approx(kappa)


def test_what_the_data_cannot_say_is_not_made_up() -> None:
    """Without spread there is no correlation, and no agreement beyond chance."""
    assert agreement.pearson([0.5, 0.5], [0.1, 0.9]) is None
    assert agreement.weighted_kappa([1.0, 1.0], [1.0, 1.0]) is None
    with pytest.raises(ValueError, match="cannot be compared"):
        agreement.rmse([], [])


def test_calibration_sets_found_marks_beside_given_ones() -> None:
    """By fifths, full marks in the last; empty ones are left out."""
    low, high = agreement.calibration([0.0, 0.5, 1.0], [0.1, 0.1, 1.0])
    assert (low.low, low.high, low.count, low.given) == (0.0, 0.2, 2, 0.25)
    assert low.found == pytest.approx(0.1)
    assert (high.low, high.count, high.found, high.given) == (0.8, 1, 1.0, 1.0)
    assert agreement.calibration_error([low, high]) == pytest.approx(0.1)
