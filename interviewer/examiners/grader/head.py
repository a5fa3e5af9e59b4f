"""The trained head: figures and readings in, calibrated probabilities out. Plain arithmetic.

`head.json` beside the cross-encoder's weights holds its numbers; `training/` makes it.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from interviewer.examiners.grader.network import Reading, digest, unreadable

HEAD_SHA256: Final = "unpublished"

_TARGETS: Final = ("correct", "contradictory", "score")
_LEAST: Final = 1e-4


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
    """Two storeys: a line over the figures, and one over the readings and the first one's results.

    Both exist for "correct", "contradictory" and "score".
    """

    middle: tuple[float, ...]
    spread: tuple[float, ...]
    first: Mapping[str, Line]
    second: Mapping[str, Line]
    unsure: tuple[float, float]

    def marks(self, figures: Sequence[float], reading: Reading) -> Marks:
        """The marks of an answer, from its figures [30] and its reading."""
        scaled = [
            max(-4.0, min(4.0, (x - m) / s))
            for x, m, s in zip(figures, self.middle, self.spread, strict=True)
        ]
        own = [self.first[name].log_odds(scaled) for name in _TARGETS]
        given = [*readings(reading), *own]
        correct, contradictory, score = (
            chance(self.second[name].log_odds(given)) for name in _TARGETS
        )
        low, high = self.unsure
        return Marks(correct, contradictory, score, low <= correct <= high)


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
            tuple(raw["middle"]), tuple(raw["spread"]), first, second, (float(low), float(high))
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise unreadable(path, error) from error
