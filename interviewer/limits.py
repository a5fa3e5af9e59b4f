"""How much of one process each user may take, and who is judged when: first come, first served.

The engine asks here; it says what is refused, and nothing was stored then. The one local user has
no limits but the queue.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Condition

from interviewer.errors import TooMuch
from interviewer.identity import LOCAL

_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)
_LOOK = 0.2
"""Seconds between two looks whether somebody who waits was told to stop."""


@dataclass(frozen=True, slots=True)
class Limits:
    """For each user who has logged in; 0 is no limit. `judged_at_once` is for all together."""

    answers_per_minute: int = 0
    open_interviews: int = 0
    tokens_per_day: int = 0
    judged_at_once: int = 0


class Queue:
    """Places for so many at once; the others wait in the order in which they came."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._free = Condition()
        self._inside = 0
        self._waiting: deque[object] = deque()

    def ahead(self) -> int:
        """How many there are before one who comes now; 0 when there is a place."""
        with self._free:
            full = self._places and self._inside >= self._places
            return len(self._waiting) + 1 if full or self._waiting else 0

    @contextmanager
    def place(self) -> Iterator[Iterator[None]]:
        """Yields an iterator that ends when one's turn has come; whoever leaves gives up theirs."""
        ticket = object()
        with self._free:
            self._waiting.append(ticket)
        entered = False

        def waiting() -> Iterator[None]:
            nonlocal entered
            while not entered:
                with self._free:
                    entered = self._may_enter(ticket) or self._free.wait_for(
                        lambda: self._may_enter(ticket), _LOOK
                    )
                if not entered:
                    yield

        try:
            yield waiting()
        finally:
            with self._free:
                if entered:
                    self._inside -= 1
                else:
                    self._waiting.remove(ticket)
                self._free.notify_all()

    def _may_enter(self, ticket: object) -> bool:
        if self._waiting[0] is not ticket or (self._places and self._inside >= self._places):
            return False
        self._waiting.popleft()
        self._inside += 1
        return True


@dataclass
class Gate:
    """The limits and what was taken of them, for all users of a process."""

    limits: Limits
    queue: Queue = field(init=False)
    _answers: dict[str, deque[datetime]] = field(default_factory=dict)
    _tokens: dict[str, deque[tuple[datetime, int]]] = field(default_factory=dict)
    _lock: Condition = field(default_factory=Condition, repr=False)

    def __post_init__(self) -> None:
        self.queue = Queue(self.limits.judged_at_once)

    def begin(self, owner: str, open_interviews: int) -> None:
        """TooMuch when this user has as many interviews in progress as they may."""
        most = self.limits.open_interviews
        if owner != LOCAL and most and open_interviews >= most:
            raise TooMuch(
                f"You have {open_interviews} interviews in progress, and {most} is the most.",
                mend="Finish, end or delete one of them first.",
            )

    def counts_tokens(self, owner: str) -> bool:
        """Whether what this user took of a model within a day matters."""
        return owner != LOCAL and self.limits.tokens_per_day > 0

    def took(self, owner: str, now: datetime, tokens: int) -> None:
        """Notes what this user took of a model, which counts also when it is deleted."""
        if tokens and self.counts_tokens(owner):
            with self._lock:
                self._tokens.setdefault(owner, deque()).append((now, tokens))

    def taken(self, owner: str, now: datetime) -> int:
        """The tokens this user took of a model within a day, as far as this process knows."""
        with self._lock:
            for each in [o for o, all_of in self._tokens.items() if all_of[-1][0] <= now - _DAY]:
                del self._tokens[each]
            return sum(n for at, n in self._tokens.get(owner, ()) if at > now - _DAY)

    def has_tokens(self, owner: str, now: datetime) -> bool:
        """Whether a model may judge for this user, whichever interview it is for."""
        most = self.limits.tokens_per_day
        return not self.counts_tokens(owner) or self.taken(owner, now) < most

    def budget(self, budget: int | None, spent: int) -> int:
        """The tokens that a new interview may take of the model, after `spent` within a day.

        0 when none are left: then the built-in examiner judges.
        """
        left = max(self.limits.tokens_per_day - spent, 0)
        return left if budget is None else min(budget, left)

    def answer(self, owner: str, now: datetime) -> None:
        """Counts an answer; TooMuch when there were too many within the last minute."""
        most = self.limits.answers_per_minute
        if owner == LOCAL or not most:
            return
        with self._lock:
            for each in [o for o, sent in self._answers.items() if sent[-1] <= now - _MINUTE]:
                del self._answers[each]  # or everybody who was ever here would be remembered
            sent = self._answers.setdefault(owner, deque())
            while sent and sent[0] <= now - _MINUTE:
                sent.popleft()
            if len(sent) >= most:
                wait = int((sent[0] + _MINUTE - now).total_seconds()) + 1
                raise TooMuch(
                    f"That was more than {most} answers within a minute.",
                    mend=f"Nothing was stored; send it again in {wait} seconds.",
                )
            sent.append(now)
