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

HEAD_SHA256: Final = "af8504e5f0ae5d1fe60169e50aee2a73cac1a34d63781b39b5decfbd8c532818"
FOREST_SHA256: Final = "0b995bd25ab0558d571955dbd6db0a631f5518017a18e30204dfc6c21a8ad0e6"

TARGETS: Final = ("correct", "contradictory", "score")
RECALL: Final = 2  # which figure says how many of the reference's words were said
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
    """Two storeys: a line for each result and a forest over the figures, and on these and the
    reading a line for each result again.
    """

    middle: tuple[float, ...]
    spread: tuple[float, ...]
    first: Mapping[str, Line]
    forest: Forest
    second: Mapping[str, Line]
    unsure: tuple[float, float]

    def marks(self, figures: Sequence[float], reading: Reading) -> Marks:
        """The marks of an answer, from its figures [30] and its reading."""
        scaled = [
            max(-4.0, min(4.0, (x - m) / s))
            for x, m, s in zip(figures, self.middle, self.spread, strict=True)
        ]
        own = [self.first[name].log_odds(scaled) for name in TARGETS]
        given = inputs(own, self.forest.mean(scaled), reading, figures[RECALL])
        correct, contradictory, score = (
            chance(self.second[name].log_odds(x)) for name, x in zip(TARGETS, given, strict=True)
        )
        low, high = self.unsure
        return Marks(correct, contradictory, score, low <= correct <= high)


def inputs(
    own: Sequence[float], grown: float, reading: Reading, recall: float
) -> tuple[list[float], list[float], list[float]]:
    """What the second storey sees for each target: `own` from the first one's lines, `grown` from
    its forest, the reading, and how many of the reference's words were said.

    Shared words make a contradiction or a jumble of them likelier to be one.
    """
    odds = readings(reading)
    trees = max(-_MOST, min(_MOST, log_odds(grown)))
    taught = 0.125 * (odds[2] + odds[4])
    turned = min(4.0, max(0.0, odds[1]))
    apart = min(4.0, max(0.0, log_odds(1 - reading.entailed - reading.contradicted)))
    spoilt = [turned, turned * recall, apart * recall]
    correct, _, score = own
    return (
        [(correct + trees) / 2 + taught, *spoilt],
        [*odds, *own, trees],
        [(score + trees) / 2 + taught, *spoilt],
    )


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
        first, second = (
            {
                name: Line(tuple(line["weights"]), float(line["bias"]))
                for name, line in raw[storey].items()
            }
            for storey in ("first", "second")
        )
        low, high = raw["unsure"]
        return Head(
            tuple(raw["middle"]),
            tuple(raw["spread"]),
            first,
            forest.load(folder / "forest.npz"),
            second,
            (float(low), float(high)),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise unreadable(path, error) from error
