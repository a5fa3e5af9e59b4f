"""What the head reaches on questions in no fold of its own, printed."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rows import Graded
from sklearn.metrics import f1_score

from interviewer.examiners.grader.whole import CONTRADICTORY, CORRECT

Floats = NDArray[np.float64]


def report(rows: Sequence[Graded], fold: NDArray[np.int64], chances: Floats) -> None:
    """Prints by set what probabilities [n, targets] are worth, on edits too, and how calibrated
    they are.
    """
    real = np.array([r.real for r in rows])
    sets = np.array([r.group.split(":")[0] for r in rows])
    domain = fold == fold.max()
    for name, which in (
        ("science, questions", (sets == "scientsbank") & ~domain),
        ("science, modules", (sets == "scientsbank") & domain),
        ("electricity", sets == "beetle"),
        ("networking", sets == "saf"),
    ):
        print(
            f"{name:20} {_line([r for r, w in zip(rows, which & real, strict=True) if w], chances[which & real])}"
        )
    for name, gold in (("turned", 2), ("jumbled", 1), ("same in other dress", 0)):
        which = np.array([not r.real and _kind(r) == gold for r in rows])
        said = chances[which]
        print(
            f"edits, {name:20} {which.sum():4}: mean score {said[:, 2].mean():.2f}, "
            f"{(said[:, 0] >= CORRECT).sum()} called correct"
        )
    which = real & (sets != "saf")
    gold, said = np.array([r.correct for r in rows])[which], chances[which, 0]
    for low in np.arange(0, 1, 0.1):
        inside = (said >= low) & (said < low + 0.1)
        if inside.any():
            print(
                f"  said {low:.1f}-{low + 0.1:.1f}: {inside.sum():4}, {gold[inside].mean():.2f} correct"
            )


def _kind(row: Graded) -> int:
    return 0 if row.correct else 2 if row.contradictory else 1


def _line(rows: Sequence[Graded], chances: Floats) -> str:
    gold = np.array([_kind(r) for r in rows])
    score = np.array([r.score for r in rows])
    correct = chances[:, 0] >= CORRECT
    three = np.where(correct, 0, np.where(chances[:, 1] >= CONTRADICTORY, 2, 1))
    return (
        f"{len(rows):5} 2-way {f1_score(gold == 0, correct, average='macro'):.3f}, 3-way "
        f"{f1_score(gold, three, average='macro'):.3f}, contradictory "
        f"{f1_score(gold == 2, three == 2):.3f}, r {np.corrcoef(score, chances[:, 2])[0, 1]:.3f}, "
        f"RMSE {np.sqrt(((score - chances[:, 2]) ** 2).mean()):.3f}"
    )


def unsure(rows: Sequence[Graded], correct: Floats) -> list[float]:
    """The widest stretch around one half in which at most 60 of 100 verdicts are right."""
    which = np.array([r.real and not r.group.startswith("saf") for r in rows])
    gold = np.array([r.correct for r in rows]) > 0
    for width in np.arange(0.25, 0.01, -0.01):
        inside = which & (abs(correct - 0.5) <= width)
        if inside.sum() >= 30 and ((correct > 0.5) == gold)[inside].mean() <= 0.60:
            return [round(0.5 - float(width), 2), round(0.5 + float(width), 2)]
    return [0.45, 0.55]
