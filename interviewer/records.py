"""What was kept of interviews: to look at, to report on, to delete. The engine stands on it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache, partial
from typing import TypeVar

from interviewer.comparing import compared
from interviewer.errors import InterviewNotFound, KnowledgeError, StorageFull
from interviewer.events import Event
from interviewer.interview import Interview
from interviewer.learning.overview import Overview, overview
from interviewer.learning.standing import Standing, standing
from interviewer.report import Report
from interviewer.reserve import Reserve
from interviewer.steps import Banks
from interviewer.store import Store, Summary
from knowledge.question import Bank

T = TypeVar("T")


class Records:
    """The interviews of one store, read and deleted; `now` gives aware times."""

    def __init__(self, store: Store, banks: Banks, now: Callable[[], datetime]) -> None:
        self._store = store
        self._banks = banks
        self._now = now
        self._reserve: Reserve | None = None

    def reserve(self, room: Reserve) -> None:
        """Puts room aside, to be given up where the disk is too full to delete anything."""
        room.keep()
        self._reserve = room

    def load(self, interview_id: str) -> Interview:
        """The interview as it stands; InterviewNotFound."""
        return self._store.load(interview_id)

    def ids(self) -> tuple[str, ...]:
        """The id of every interview, also of those that cannot be read."""
        return self._store.ids()

    def interviews(self) -> tuple[Summary, ...]:
        """Every interview, the one touched last first."""
        return self._store.summaries()

    def standing(self, bank_id: str) -> Standing:
        """Where the candidate stands in that bank; BankNotFound."""
        return standing(self._banks.get(bank_id), self._store.learned(), self._now())

    def overview(self) -> Overview:
        """What is due, the level per topic, and how sure against how right, over all interviews."""

        @cache
        def bank_of(bank_id: str) -> Bank | None:
            try:
                return self._banks.get(bank_id)
            except KnowledgeError:  # gone, damaged or unreadable: the others have something to say
                return None

        return overview(self._store.learned(), self._store.reviews(), self._now(), bank_of)

    def tried(self, bank_id: str) -> frozenset[str]:
        """The questions of a bank whose reference need no longer be hidden."""
        return self._store.tried(bank_id)

    def elapsed(self, interview: Interview) -> timedelta:
        """Time spent on it until now, pauses left out."""
        return interview.elapsed(self._now())

    def events(self, interview_id: str) -> tuple[Event, ...]:
        """Everything that was kept of an interview."""
        return self._store.events(interview_id)

    def whole(self, interview_id: str) -> tuple[Event, ...]:
        """The same; StorageDamaged where an event of it is missing."""
        return self._store.whole(interview_id)

    def report(self, interview_id: str) -> Report:
        """The report, from the events alone; also of an interview that is not over.

        It compares with the last interview on the same bank, and each question with the last try.
        """
        return compared(self._store, interview_id)

    def delete(self, interview_id: str) -> None:
        """Removes an interview for good, on a full disk too."""
        self._with_room(lambda: self._store.delete(interview_id))

    def delete_all(self, *, compact: bool = True) -> int:
        """Removes every interview for good; how many there were. Not `compact`: as in the store."""
        return self._with_room(partial(self._store.delete_all, compact=compact))

    def compact(self) -> None:
        """Leaves nothing in the database of what was deleted from it."""
        self._with_room(self._store.compact)

    def delete_untouched(self, days: int, *, rewrite: bool = False) -> int:
        """Removes everybody's interviews to which nothing was added for so many days; how many.

        With `rewrite` nothing is left either of what was deleted one by one before.
        """
        moment = self._now() - timedelta(days=days)
        count = 0
        for owner, interview_id in self._store.untouched_since(moment):
            store = self._store.of(owner)
            with suppress(InterviewNotFound):  # deleted meanwhile, or gone on with
                self._with_room(partial(store.delete, interview_id, untouched_since=moment))
                count += 1
        if count or (rewrite and self._store.keeps_deleted):
            self.compact()
        return count

    def forget_taken(self) -> None:
        """Forgets what anybody took so long ago that no limit counts it."""
        self._with_room(partial(self._store.forget_taken, self._now()))

    def _with_room(self, act: Callable[[], T]) -> T:
        """Does it; on a full disk once more, with the reserve given up for as long."""
        try:
            return act()
        except StorageFull:
            if self._reserve is None or not self._reserve.give_up():
                raise
        try:
            return act()
        finally:
            self._reserve.keep()
