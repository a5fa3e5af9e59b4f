"""What is made of many measured seconds. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, 95th percentile and the greatest of so many values; all 0 where there is none."""

    n: int = 0
    p50: float = 0.0
    p95: float = 0.0
    most: float = 0.0

    @classmethod
    def of(cls, values: Iterable[float]) -> "Spread":
        """Of values in any order; the percentile is one of them, rounded up, never between two."""
        ordered = sorted(values)
        if not ordered:
            return cls()
        return cls(len(ordered), _at(ordered, 0.5), _at(ordered, 0.95), ordered[-1])


def _at(ordered: list[float], share: float) -> float:
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]
