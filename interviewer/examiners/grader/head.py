"""The trained head: figures and readings in, calibrated probabilities out. Plain arithmetic.

`head.json` and `forest.npz` beside the cross-encoder's weights hold its numbers; `training/` makes
them.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from interviewer.examiners.grader import forest
from interviewer.examiners.grader.forest import Forest
from interviewer.examiners.grader.network import Reading, digest, unreadable

HEAD_SHA256: Final = "e08ab9bbfe8afa1f5b7c89dfda87684d5691e61a1d0ad7dc74a2667e937d3913"
FOREST_SHA256: Final = "b9e63f0b95febd1609a60407583f23ad912244e2a52fe5b6851f1e64db554c33"

TARGETS: Final = ("correct", "contradictory", "score")
MIXED: Final = frozenset({"correct", "score"})
"""Targets on which the forest, which predicts the score, has half of the say."""

_RECALL: Final = 2  # which figure says how many of the reference's words were said
_LEAST: Final = 1e-4
_MOST: Final = 3.9  # log odds that the forest can give


@dataclass(frozen=True, slots=True)
class Marks:
    """What the head makes of one answer; each 0..1. `unsure`: correct or not is near even."""

    correct: float
    contradictory: float
    score: float
    unsure: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A logistic regression."""

    weights: tuple[float, ...]
    bias: float

    def log_odds(self, x: Sequence[float]) -> float:
        """The log odds at a point with as many coordinates as weights."""
        return self.bias + sum(w * v for w, v in zip(self.weights, x, strict=True))


@dataclass(frozen=True, slots=True)
class Head:
    """A line for each target and a forest, over the figures and the reading on one scale."""

    middle: tuple[float, ...]
    spread: tuple[float, ...]
    lines: Mapping[str, Line]
    forest: Forest
    unsure: tuple[float, float]

    def marks(self, figures: Sequence[float], reading: Reading) -> Marks:
        """The marks of an answer, from its figures [30] and its reading."""
        scaled = [
            max(-4.0, min(4.0, (x - m) / s))
            for x, m, s in zip(inputs(figures, reading), self.middle, self.spread, strict=True)
        ]
        grown = max(-_MOST, min(_MOST, log_odds(self.forest.mean(scaled))))
        odds = {name: self.lines[name].log_odds(scaled) for name in TARGETS}
        correct, contradictory, score = (
            chance((odds[name] + grown) / 2 if name in MIXED else odds[name]) for name in TARGETS
        )
        low, high = self.unsure
        return Marks(correct, contradictory, score, low <= correct <= high)


def inputs(figures: Sequence[float], reading: Reading) -> list[float]:
    """What the head sees: the figures [30], the reading's log odds [5], and how far a contradiction
    or a jumble goes together with shared words [3], which makes it likelier to be one.
    """
    odds = readings(reading)
    recall = float(figures[_RECALL])
    turned = min(4.0, max(0.0, odds[1]))
    apart = min(4.0, max(0.0, log_odds(1 - reading.entailed - reading.contradicted)))
    return [*(float(f) for f in figures), *odds, turned, turned * recall, apart * recall]


def readings(reading: Reading) -> list[float]:
    """What the second storey sees of a reading: its log odds."""
    return [
        log_odds(reading.entailed),
        log_odds(reading.contradicted),
        log_odds(reading.correct),
        log_odds(reading.contradictory),
        log_odds(reading.score),
    ]


def log_odds(share: float) -> float:
    """Of a probability, held off 0 and 1."""
    held = min(max(share, _LEAST), 1 - _LEAST)
    return math.log(held / (1 - held))


def chance(odds: float) -> float:
    """The probability at some log odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def load(folder: Path) -> Head:
    """The head whose numbers lie in the folder; raises KnowledgeError where they are not whole."""
    path = folder / "head.json"
    if digest(path) != HEAD_SHA256:
        raise unreadable(path, ValueError("it is not the published one"))
    try:
        raw = json.loads(path.read_text("utf-8"))
        lines = {
            name: Line(tuple(line["weights"]), float(line["bias"]))
            for name, line in raw["lines"].items()
        }
        low, high = raw["unsure"]
        return Head(
            tuple(raw["middle"]),
            tuple(raw["spread"]),
            lines,
            forest.load(folder / "forest.npz"),
            (float(low), float(high)),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise unreadable(path, error) from error
