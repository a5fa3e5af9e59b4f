"""How far two judges of the same answers agree. Pure, without numpy; `evaluate` prints it.

Marks are 0 to 1. A figure that the data cannot give (one class, no spread) is None, never made up.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

LEVELS = 5
"""Steps on which weighted kappa compares marks: 0, ¼, ½, ¾, 1."""

BINS = 5


@dataclass(frozen=True, slots=True)
class Classes:
    """Agreement on classes: `confusion[given][found]` counts answers."""

    accuracy: float
    macro_f1: float
    confusion: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose found marks lie in a fifth of the scale, and the means of both marks."""

    low: float
    high: float
    count: int
    found: float
    given: float


def classes(given: Sequence[str], found: Sequence[str], names: Sequence[str]) -> Classes:
    """Accuracy, macro-averaged F1 over the `names` that occur in either, and who said what.

    Raises ValueError where there is nothing to compare.
    """
    _both(given, found)
    pairs = Counter(zip(given, found, strict=True))
    occurring = [n for n in names if n in given or n in found]
    return Classes(
        accuracy=sum(pairs[n, n] for n in names) / len(given),
        macro_f1=fmean(_f1(name, pairs) for name in occurring),
        confusion={one: {other: pairs[one, other] for other in names} for one in names},
    )


def pearson(given: Sequence[float], found: Sequence[float]) -> float | None:
    """Pearson's r, -1 to 1; None where either does not vary."""
    _both(given, found)
    one, other = fmean(given), fmean(found)
    across = sum((g - one) * (f - other) for g, f in zip(given, found, strict=True))
    spread = math.sqrt(sum((g - one) ** 2 for g in given) * sum((f - other) ** 2 for f in found))
    return across / spread if spread > 0 else None


def rmse(given: Sequence[float], found: Sequence[float]) -> float:
    """The root of the mean squared difference, 0 to 1."""
    _both(given, found)
    return math.sqrt(fmean((g - f) ** 2 for g, f in zip(given, found, strict=True)))


def weighted_kappa(given: Sequence[float], found: Sequence[float]) -> float | None:
    """Cohen's kappa with quadratic weights on five levels; None where chance explains all."""
    _both(given, found)
    ours = [_level(f) for f in found]
    theirs = [_level(g) for g in given]
    seen = fmean((g - f) ** 2 for g, f in zip(theirs, ours, strict=True))
    one, other = Counter(theirs), Counter(ours)
    pairs = sum(n * m * (g - f) ** 2 for g, n in one.items() for f, m in other.items())
    by_chance = pairs / len(given) ** 2
    return 1 - seen / by_chance if by_chance > 0 else None


def calibration(given: Sequence[float], found: Sequence[float]) -> tuple[Bin, ...]:
    """By fifths of the found mark, what was given; empty fifths are left out."""
    _both(given, found)
    inside: dict[int, list[tuple[float, float]]] = {}
    for g, f in zip(given, found, strict=True):
        inside.setdefault(min(int(f * BINS), BINS - 1), []).append((g, f))
    return tuple(
        Bin(
            low=number / BINS,
            high=(number + 1) / BINS,
            count=len(pairs),
            found=fmean(f for _, f in pairs),
            given=fmean(g for g, _ in pairs),
        )
        for number, pairs in sorted(inside.items())
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance of both marks over the bins, each by its count."""
    return sum(b.count * abs(b.found - b.given) for b in bins) / sum(b.count for b in bins)


def _f1(name: str, pairs: Mapping[tuple[str, str], int]) -> float:
    right = pairs[name, name]
    said = sum(n for (g, f), n in pairs.items() for each in (g, f) if each == name)
    return 2 * right / said if said else 0.0


def _level(mark: float) -> int:
    return math.floor(mark * (LEVELS - 1) + 0.5)


def _both(given: Sequence[object], found: Sequence[object]) -> None:
    if not given or len(given) != len(found):
        raise ValueError(f"{len(given)} marks given and {len(found)} found cannot be compared")
