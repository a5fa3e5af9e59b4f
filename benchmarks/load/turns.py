"""What was measured of each answer and each page, and what went wrong."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer, in seconds from the moment it was sent.

    `seen` is when the page first showed it, `text` when it showed the first words of the model
    (None where none of them was shown as they grew), `over` when what is asked next stands there
    and may be answered. `at` is since the run began, `present` how many were there.
    """

    at: float
    present: int
    seen: float
    text: float | None
    over: float

    def added(self, model: float) -> float:
        """What came to the model's own seconds."""
        return self.over - model


@dataclass(frozen=True, slots=True)
class Draw:
    """How long a page took to stand: `what` is open, start, rate or report."""

    what: str
    at: float
    seconds: float


@dataclass
class Held:
    """One interview, as its candidate knows it: what they sent and what was acknowledged."""

    owner: str
    id: str
    acknowledged: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    """Sent, and the answer was never seen on the page."""


@dataclass
class Record:
    """All that the candidates of one run tell."""

    turns: list[Turn] = field(default_factory=list)
    draws: list[Draw] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    finished: int = 0
    messages: int = 0

    def of(self, what: str) -> Sequence[float]:
        """The seconds of the pages of that kind."""
        return [d.seconds for d in self.draws if d.what == what]


@dataclass
class Clock:
    """When the run began, and how many are there now."""

    began: float = field(default_factory=time.perf_counter)
    present: int = 0

    def now(self) -> float:
        """Seconds since then."""
        return time.perf_counter() - self.began
