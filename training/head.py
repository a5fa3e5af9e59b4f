"""The head over figures and readings, fitted on what networks read that were not shown the question."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rows import Graded
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.linear_model import LogisticRegression

from interviewer.examiners.grader.head import MIXED, TARGETS

Floats = NDArray[np.float64]

_STRENGTH = 0.02  # inverse of the penalty on the lines' weights
_EDITED = 0.2  # weight of an edit beside a graded answer's 1


@dataclass(frozen=True)
class Fitted:
    """A line for each target and a forest, over inputs brought to one scale."""

    middle: Floats
    spread: Floats
    lines: dict[str, tuple[Floats, float]]
    trees: ExtraTreesRegressor

    def chances(self, inputs: Floats) -> Floats:
        """What it makes of rows [n, inputs]: probabilities [n, targets]."""
        x = np.clip((inputs - self.middle) / self.spread, -4, 4)
        odds = np.stack([x @ weights + bias for weights, bias in self.lines.values()], axis=1)
        grown = np.clip(log_odds(self.trees.predict(x.astype(np.float32))), -3.9, 3.9)
        for at, name in enumerate(self.lines):
            if name in MIXED:
                odds[:, at] = (odds[:, at] + grown) / 2
        return 1 / (1 + np.exp(-odds))

    def numbers(self) -> dict[str, object]:
        """As `head.json` holds them, but for the band of unsure ones."""
        return {
            "middle": self.middle.tolist(),
            "spread": self.spread.tolist(),
            "lines": {
                name: {"weights": [round(float(w), 6) for w in weights], "bias": round(bias, 6)}
                for name, (weights, bias) in self.lines.items()
            },
        }

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """The forest as the product reads it."""
        parts = [tree.tree_ for tree in self.trees.estimators_]
        roots = np.cumsum([0, *(t.node_count for t in parts[:-1])])
        leaf = np.concatenate([t.children_left < 0 for t in parts])
        own = np.arange(len(leaf))
        left, right = (
            np.where(
                leaf,
                own,
                np.concatenate([getattr(t, side) + r for t, r in zip(parts, roots, strict=True)]),
            )
            for side in ("children_left", "children_right")
        )
        return {
            "roots": roots.astype(np.int32),
            "asks": np.where(leaf, 0, np.concatenate([t.feature for t in parts])).astype(np.int8),
            "border": np.concatenate([t.threshold for t in parts]).astype(np.float32),
            "left": left.astype(np.int32),
            "right": right.astype(np.int32),
            "value": np.concatenate([t.value[:, 0, 0] for t in parts]).astype(np.float32),
        }


def fit(rows: Sequence[Graded], inputs: Floats) -> Fitted:
    """The head of these rows [n] with their inputs [n, inputs].

    Every set weighs as much as any other, edits little; a score between 0 and 1 counts both ways.
    The networking exam has no contradictory answers to learn from.
    """
    spread = inputs.std(axis=0)
    middle, spread = inputs.mean(axis=0).round(6), np.where(spread < 1e-6, 1.0, spread).round(6)
    x = np.clip((inputs - middle) / spread, -4, 4)
    sets = [r.group.split(":")[0] for r in rows]
    share = {s: len(rows) / sets.count(s) for s in set(sets)}
    weight = np.array(
        [share[s] * (1.0 if r.real else _EDITED) for s, r in zip(sets, rows, strict=True)]
    )
    weight /= weight.mean()
    lines = {}
    for target in TARGETS:
        gold = np.array([getattr(r, target) for r in rows])
        known = np.array([target != "contradictory" or s != "saf" for s in sets])
        line = LogisticRegression(C=_STRENGTH, max_iter=2000)
        line.fit(
            np.vstack([x[known], x[known]]),
            np.repeat([1, 0], known.sum()),
            np.concatenate([weight * gold, weight * (1 - gold)])[np.tile(known, 2)],
        )
        lines[target] = (line.coef_[0], float(line.intercept_[0]))
    trees = ExtraTreesRegressor(100, min_samples_leaf=10, max_features=0.25, random_state=0)
    trees.fit(x.astype(np.float32), [r.score for r in rows], sample_weight=weight)
    return Fitted(middle, spread, lines, trees)


def log_odds(shares: Floats) -> Floats:
    """Of probabilities, held off 0 and 1."""
    held = np.clip(shares, 1e-4, 1 - 1e-4)
    return np.log(held / (1 - held))
