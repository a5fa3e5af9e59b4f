"""How much each user may take, and who is judged when: first come, first served.

The engine asks here; it says what is refused, and nothing was stored then. The one local user has
no limits but the queue.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Condition

from interviewer.errors import TooMuch
from interviewer.identity import LOCAL
from interviewer.store import Store
from interviewer.taken_table import What

_MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
"""How long tokens count."""

MOVES_FOR_AN_ANSWER = 4
"""How many times as many starts, skips, pauses and the like there may be as answers."""

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

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A place, once it is one's turn; for those who show nothing while they wait."""
        with self.place() as waiting:
            for _ in waiting:
                pass
            yield

    def _may_enter(self, ticket: object) -> bool:
        if self._waiting[0] is not ticket or (self._places and self._inside >= self._places):
            return False
        self._waiting.popleft()
        self._inside += 1
        return True


@dataclass
class Gate:
    """The limits of all users. What each has taken is counted in the database, for all replicas;
    who is judged when, in each process.
    """

    limits: Limits
    queue: Queue = field(init=False)

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

    def took(self, store: Store, owner: str, now: datetime, tokens: int) -> None:
        """Notes what this user took of a model, which counts also when it is deleted."""
        if tokens and self.counts_tokens(owner):
            store.took("tokens", now, tokens)

    def has_tokens(self, store: Store, owner: str, now: datetime) -> bool:
        """Whether a model may be asked for this user, whatever it is for."""
        most = self.limits.tokens_per_day
        return not self.counts_tokens(owner) or store.taken("tokens", now - DAY) < most

    def budget(self, budget: int | None, spent: int) -> int:
        """The tokens that a new interview may take of the model, after `spent` within a day.

        0 when none are left: then the built-in examiner judges.
        """
        left = max(self.limits.tokens_per_day - spent, 0)
        return left if budget is None else min(budget, left)

    def answer(self, store: Store, owner: str, now: datetime) -> None:
        """Counts an answer, or what else a candidate has judged or worded; TooMuch when there
        were too many within the last minute.
        """
        said = "answers within a minute, with what was to be judged anew or reworded"
        most = self.limits.answers_per_minute
        self._count(store, owner, now, what="answers", most=most, said=said)

    def move(self, store: Store, owner: str, now: datetime) -> None:
        """Counts what is done beside answering, a start, a skip or a pause; TooMuch likewise."""
        most = MOVES_FOR_AN_ANSWER * self.limits.answers_per_minute
        self._count(store, owner, now, what="moves", most=most, said="moves within a minute")

    @staticmethod
    def _count(  # noqa: PLR0913 - whose, when, of what, and how to say it
        store: Store, owner: str, now: datetime, *, what: What, most: int, said: str
    ) -> None:
        if owner == LOCAL or not most:
            return
        first = store.take_one(what, now, now - _MINUTE, most)
        if first is not None:
            wait = int(first + _MINUTE.total_seconds() - now.timestamp()) + 1
            raise TooMuch(
                f"That was more than {most} {said}.",
                mend=f"Nothing was stored; send it again in {wait} seconds.",
            )


@dataclass(frozen=True, slots=True)
class Meter:
    """What one user takes of a model beside answers; the same limits hold for both."""

    gate: Gate
    store: Store
    owner: str
    now: Callable[[], datetime]

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits in the queue of those for whom something is judged; then as `admit`."""
        with self.gate.queue.turn():
            self.admit()
            yield

    def move(self) -> None:
        """Counts a change to a bank or a group like a move of an interview; TooMuch likewise."""
        self.gate.move(self.store, self.owner, self.now())

    def admit(self) -> None:
        """TooMuch when this user has no tokens left today."""
        if not self.has_tokens():
            most = self.gate.limits.tokens_per_day
            raise TooMuch(
                f"Your {most:,} tokens of the model for a day are spent.",
                mend="What is done is kept. Go on tomorrow, or do the rest without the model.",
            )

    def has_tokens(self) -> bool:
        """Whether a model may be asked for this user."""
        return self.gate.has_tokens(self.store, self.owner, self.now())

    def took(self, tokens: int) -> None:
        """Notes what a call took."""
        self.gate.took(self.store, self.owner, self.now(), tokens)
