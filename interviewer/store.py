"""Keeps interviews: one append-only table of events, and what is derived with each append.

Used by the engine alone.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from copy import copy
from datetime import datetime
from threading import Lock

import sqlalchemy as sa
import structlog
from pydantic import ValidationError

from interviewer import group_tables, learning_tables, taken_table
from interviewer.database import Place, explained, named
from interviewer.errors import InterviewNotFound, OutOfOrder, StorageDamaged, StorageFull
from interviewer.events import EVENT, Event
from interviewer.interview import Interview, apply, replay
from interviewer.learning.learned import Learned
from interviewer.learning.review import Review
from interviewer.tables import EVENTS, INTERVIEWS, SUMMARY, Summary, summarised, untouched
from interviewer.taken_table import What
from interviewer.wholestore import WholeStore

__all__ = ["Store", "Summary"]

_REMEMBERED = 64
"""Interviews whose state is kept, so that a long one is not replayed whole at every step."""

_log = structlog.get_logger()


class Store(WholeStore):
    """The interviews of one owner; safe to use from several threads and processes.

    Those of others are not found. "" is the one local user, whom a store begins with; `of` gives
    another owner's. What is done with the database as a whole is inherited, and is for everybody.
    """

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._owner = ""
        self._known: OrderedDict[str, Interview] = OrderedDict()
        self._lock = Lock()

    def of(self, owner: str) -> "Store":
        """The same database, as that owner sees it."""
        other = copy(self)
        other._owner = owner  # noqa: SLF001 - its own kind
        return other

    def append(
        self,
        interview_id: str,
        events: Sequence[Event],
        state: Interview,
        *,
        admit: Callable[[int], None] = lambda _: None,
        beside: Callable[[], None] = lambda: None,
    ) -> None:
        """Adds events that follow those stored, and the summary of the `state` after them.

        All or nothing. Conflict when another writer was first. For a new interview `admit` hears
        how many of this owner's are in progress, and may raise; two at once do not pass it.
        What `beside` writes is stored with them, or not at all; it may raise as well.
        """
        summary = summarised(interview_id, state)
        rows = [
            {
                "interview_id": interview_id,
                "seq": e.seq,
                "kind": e.kind,
                "at": e.at.isoformat(),
                "payload": e.model_dump_json(),
            }
            for e in events
        ]
        with explained(self._place), self.writing() as connection:
            beside()
            if events[0].seq == 0:
                admit(self._in_progress(connection))
                connection.execute(INTERVIEWS.insert(), summary | {"owner": self._owner})
            else:
                changed = connection.execute(
                    INTERVIEWS.update().where(*self._mine(interview_id)), summary
                )
                if changed.rowcount == 0:
                    raise _not_found(interview_id)
            connection.execute(EVENTS.insert(), rows)
            if not learning_tables.TOUCHING.isdisjoint(e.kind for e in events):
                learning_tables.follow(connection, self._owner, interview_id, state)

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """A transaction that writes what this owner has; the next one waits for its end."""
        return self._begun(self._owner)

    def events(self, interview_id: str, *, from_seq: int = 0) -> tuple[Event, ...]:
        """The events from that number on, in order; InterviewNotFound when there are none."""
        query = (
            sa.select(EVENTS.c.payload)
            .join(INTERVIEWS, INTERVIEWS.c.id == EVENTS.c.interview_id)
            .where(*self._mine(interview_id), EVENTS.c.seq >= from_seq)
            .order_by(EVENTS.c.seq)
        )
        with explained(self._place), self._reading() as connection:
            payloads = connection.execute(query).scalars().all()
        if not payloads:
            raise _not_found(interview_id)
        try:
            return tuple(EVENT.validate_json(p) for p in payloads)
        except ValueError as error:
            raise self._damaged(interview_id, "holds an event that cannot be read") from error

    def whole(self, interview_id: str) -> tuple[Event, ...]:
        """All its events; StorageDamaged where one of them is missing or cannot be read."""
        events = self.events(interview_id)
        try:
            replay(events)
        except OutOfOrder as error:
            raise self._damaged(interview_id, _gap(error)) from error
        return events

    def load(self, interview_id: str) -> Interview:
        """The interview as it stands: what is remembered of it, and the events since."""
        with self._lock:
            known = self._known.get(interview_id)
        # The last event known is read again: it is there unless the interview was deleted.
        since = self.events(interview_id, from_seq=known.seq - 1 if known else 0)
        try:
            state = replay(since) if known is None else _gone_on(known, since[1:])
        except OutOfOrder as error:
            raise self._damaged(interview_id, _gap(error)) from error
        with self._lock:
            self._known[interview_id] = state
            self._known.move_to_end(interview_id)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return state

    def ids(self) -> tuple[str, ...]:
        """The id of every interview, also of those that cannot be read."""
        return tuple(row["id"] for row in self._rows())

    def summaries(self) -> tuple[Summary, ...]:
        """Every interview, the one touched last first; those that cannot be read are left out."""
        found = []
        for row in self._rows():
            try:
                found.append(self._read(row))
            except (StorageDamaged, InterviewNotFound) as error:
                _log.warning("interview_left_out", why=str(error))
        return tuple(sorted(found, key=lambda s: s.updated_at, reverse=True))

    def damaged(self) -> tuple[StorageDamaged, ...]:
        """What is wrong with each interview that cannot be read from its first event to its last.

        Reads everything there is.
        """
        found = []
        for row in self._rows():
            try:
                self._read(row)
                self.whole(row["id"])
            except StorageDamaged as error:
                found.append(error)
            except InterviewNotFound:  # deleted meanwhile, or a summary without any event
                continue
        return tuple(found)

    def tried(self, bank: str) -> frozenset[str]:
        """The ids of the bank's questions that were answered or skipped in a finished interview."""
        later = EVENTS.alias()
        query = (
            sa.select(self._question_of(EVENTS.c.payload))
            .distinct()
            .join(INTERVIEWS, INTERVIEWS.c.id == EVENTS.c.interview_id)
            .where(
                INTERVIEWS.c.owner == self._owner,
                INTERVIEWS.c.bank == bank,
                INTERVIEWS.c.finished.is_not(None),
                EVENTS.c.kind == "asked",
                sa.exists().where(
                    later.c.interview_id == EVENTS.c.interview_id,
                    later.c.seq > EVENTS.c.seq,
                    later.c.kind.in_(("answered", "skipped")),
                ),
            )
        )
        with explained(self._place), self._reading() as connection:
            return frozenset(connection.execute(query).scalars()) - {None}

    def learned(self) -> Learned:
        """What all interviews left behind: skill per topic, memory per question."""
        with explained(self._place), self._reading() as connection:
            return learning_tables.learned(connection, self._owner)

    def reviews(self) -> tuple[Review, ...]:
        """Every question that was judged or skipped, in order of time."""
        with explained(self._place), self._reading() as connection:
            return learning_tables.all_reviews(connection, self._owner)

    def attempts(self, interview_id: str) -> Mapping[str, str]:
        """For each question of that interview the interview in which it was tried the last time
        before, where there is one.
        """
        with explained(self._place), self._reading() as connection:
            return learning_tables.attempts(connection, self._owner, interview_id)

    def took(self, what: What, at: datetime, amount: int) -> None:
        """Notes what this owner took; it counts in every process, also after a deletion."""
        with explained(self._place), self.writing() as connection:
            taken_table.add(connection, self._owner, what, at, amount)

    def taken(self, what: What, since: datetime) -> int:
        """How much this owner took after that moment, in whichever process."""
        with explained(self._place), self._reading() as connection:
            return taken_table.since(connection, self._owner, what, since)[0]

    def take_one(self, what: What, at: datetime, since: datetime, most: int) -> float | None:
        """Notes one more, unless `most` were taken after `since`: then the time of the first of
        these, in seconds of the epoch, and nothing is noted. Two at once do not pass each other.
        """
        with explained(self._place), self.writing() as connection:
            count, first = taken_table.since(connection, self._owner, what, since)
            if count >= most:
                return first
            taken_table.add(connection, self._owner, what, at, 1)
            return None

    def delete(self, interview_id: str, *, untouched_since: datetime | None = None) -> None:
        """Removes the interview with all its events; in a file of SQLite's they are overwritten.

        With a moment, only when nothing was added to it since then; else it is not found.
        """
        query = INTERVIEWS.delete().where(*self._mine(interview_id))
        if untouched_since is not None:  # asked again here, where nobody else can add anything
            query = query.where(untouched(untouched_since))
        try:
            with explained(self._place), self.writing() as connection:
                gone = learning_tables.forget(connection, self._owner, interview_id)
                if connection.execute(query).rowcount == 0:
                    raise _not_found(interview_id)
                learning_tables.derive(connection, self._owner, gone)
        except StorageFull as error:
            # SQLite first writes down how to undo it. It could do so in memory, but then a crash
            # in the midst of it would cost every other interview too.
            raise StorageFull(
                "The disk is full, and deleting safely needs a little space as well.",
                where=named(self._place),
                mend="Nothing was deleted. Free some space elsewhere, then delete it again.",
            ) from error
        self.empty_log()

    def delete_all(self, *, compact: bool = True) -> int:
        """Removes every interview of this owner, and all that is derived; how many there were.

        Not `compact`: more is to be deleted, and whoever does that compacts after it.
        """
        with explained(self._place), self.writing() as connection:
            count = connection.execute(
                INTERVIEWS.delete().where(INTERVIEWS.c.owner == self._owner)
            ).rowcount
            learning_tables.clear(connection, self._owner)
            group_tables.forget(connection, self._owner)
        with self._lock:
            self._known.clear()
        if compact:
            self.compact()
        return count

    def _mine(self, interview_id: str) -> tuple[sa.ColumnElement[bool], ...]:
        if not interview_id.isprintable():  # a database would not take NUL or half a character
            raise _not_found(interview_id)
        return (INTERVIEWS.c.id == interview_id, INTERVIEWS.c.owner == self._owner)

    def _in_progress(self, connection: sa.Connection) -> int:
        query = sa.select(sa.func.count()).where(
            INTERVIEWS.c.owner == self._owner, INTERVIEWS.c.finished.is_(None)
        )
        return int(connection.execute(query).scalar_one())

    def _rows(self) -> Sequence[sa.RowMapping]:
        query = (
            sa.select(*SUMMARY)
            .where(INTERVIEWS.c.owner == self._owner)
            .order_by(INTERVIEWS.c.updated_at.desc())
        )
        with explained(self._place), self._reading() as connection:
            return connection.execute(query).mappings().all()

    def _read(self, row: sa.RowMapping) -> Summary:
        """The summary in that row; one that is damaged is derived from the events again."""
        try:
            return Summary.model_validate(dict(row))
        except ValidationError:
            return Summary.model_validate(summarised(row["id"], self.load(row["id"])))

    def _damaged(self, interview_id: str, how: str) -> StorageDamaged:
        return StorageDamaged(
            f"The interview {interview_id} {how}.",
            where=named(self._place),
            mend="Restore a copy of the file, or delete this interview.",
        )


def _gap(error: OutOfOrder) -> str:
    return f"holds events that do not follow one another ({error.what.rstrip('.')})"


def _gone_on(state: Interview, events: Sequence[Event]) -> Interview:
    for event in events:
        state = apply(state, event)
    return state


def _not_found(interview_id: str) -> InterviewNotFound:
    return InterviewNotFound(
        f"There is no interview {interview_id!r}.",
        mend="It may have been deleted; 'mock-interviewer interviews' lists those there are.",
    )
