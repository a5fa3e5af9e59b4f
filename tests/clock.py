"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta
from typing import Final

NOON: Final = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Clock:
    """Callable like the engine's `now`."""

    def __init__(self, start: datetime = NOON) -> None:
        self.time = start

    def __call__(self) -> datetime:
        return self.time

    def advance(self, **by: float) -> datetime:
        """Moves on by what `timedelta` takes, e.g. `advance(minutes=5)`; the new time."""
        self.time += timedelta(**by)
        return self.time
