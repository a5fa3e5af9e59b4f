"""Keeps interviews: one append-only table of events, and summaries derived with each append.

Used by the engine alone.
"""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock

import sqlalchemy as sa

from interviewer.database import connect, explained
from interviewer.errors import InterviewNotFound, StorageDamaged
from interviewer.events import EVENT, Event, FinishReason, Mode
from interviewer.interview import Interview, apply, replay
from knowledge.question import Record

_REMEMBERED = 64
"""Interviews whose state is kept, so that a long one is not replayed whole at every step."""

_META = sa.MetaData()
_INTERVIEWS = sa.Table(
    "interviews",
    _META,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("started_at", sa.String(40)),
    sa.Column("updated_at", sa.String(40)),
    sa.Column("bank", sa.String(64)),
    sa.Column("bank_title", sa.Text),
    sa.Column("mode", sa.String(16)),
    sa.Column("planned", sa.Integer),
    sa.Column("asked", sa.Integer),
    sa.Column("finished", sa.String(16)),
    sa.Column("score", sa.Float),
)
_EVENTS = sa.Table(
    "events",
    _META,
    sa.Column("interview_id", sa.String(32), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String(16)),
    sa.Column("at", sa.String(40)),
    sa.Column("payload", sa.Text),
)


class Summary(Record):
    """One line about an interview; `score` is 0 to 1, None when nothing was judged."""

    id: str
    started_at: datetime
    updated_at: datetime
    bank: str
    bank_title: str
    mode: Mode
    planned: int
    asked: int
    finished: FinishReason | None
    score: float | None


class Store:
    """The database of one home folder; safe to use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = connect(path)
        self._known: OrderedDict[str, Interview] = OrderedDict()
        self._lock = Lock()

    def append(self, interview_id: str, events: Sequence[Event], state: Interview) -> None:
        """Adds events that follow those stored, and the summary of the `state` after them.

        All or nothing. Conflict when another writer was first.
        """
        summary = _summary(interview_id, state)
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
        with explained(self._path), self._engine.begin() as connection:
            if events[0].seq == 0:
                connection.execute(_INTERVIEWS.insert(), summary)
            else:
                changed = connection.execute(
                    _INTERVIEWS.update().where(_INTERVIEWS.c.id == interview_id), summary
                )
                if changed.rowcount == 0:
                    raise _not_found(interview_id)
            connection.execute(_EVENTS.insert(), rows)

    def events(self, interview_id: str, *, from_seq: int = 0) -> tuple[Event, ...]:
        """The events from that number on, in order; InterviewNotFound when there are none."""
        query = (
            sa.select(_EVENTS.c.payload)
            .where(_EVENTS.c.interview_id == interview_id, _EVENTS.c.seq >= from_seq)
            .order_by(_EVENTS.c.seq)
        )
        with explained(self._path), self._reading() as connection:
            payloads = connection.execute(query).scalars().all()
        if not payloads:
            raise _not_found(interview_id)
        try:
            return tuple(EVENT.validate_json(p) for p in payloads)
        except ValueError as error:
            raise StorageDamaged(
                f"The interview {interview_id} holds an event that cannot be read.",
                where=str(self._path),
                mend="Restore a copy of the file, or delete this interview.",
            ) from error

    def load(self, interview_id: str) -> Interview:
        """The interview as it stands: what is remembered of it, and the events since."""
        with self._lock:
            known = self._known.get(interview_id)
        # The last event known is read again: it is there unless the interview was deleted.
        since = self.events(interview_id, from_seq=known.seq - 1 if known else 0)
        state = replay(since) if known is None else _gone_on(known, since[1:])
        with self._lock:
            self._known[interview_id] = state
            self._known.move_to_end(interview_id)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return state

    def summaries(self) -> tuple[Summary, ...]:
        """Every interview, the one touched last first."""
        query = sa.select(_INTERVIEWS).order_by(_INTERVIEWS.c.updated_at.desc())
        with explained(self._path), self._reading() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(Summary.model_validate(dict(r)) for r in rows)

    def tried(self, bank: str) -> frozenset[str]:
        """The ids of the bank's questions that were answered or skipped in a finished interview."""
        later = _EVENTS.alias()
        query = (
            sa.select(sa.func.json_extract(_EVENTS.c.payload, "$.question_id"))
            .distinct()
            .join(_INTERVIEWS, _INTERVIEWS.c.id == _EVENTS.c.interview_id)
            .where(
                _INTERVIEWS.c.bank == bank,
                _INTERVIEWS.c.finished.is_not(None),
                _EVENTS.c.kind == "asked",
                sa.exists().where(
                    later.c.interview_id == _EVENTS.c.interview_id,
                    later.c.seq > _EVENTS.c.seq,
                    later.c.kind.in_(("answered", "skipped")),
                ),
            )
        )
        with explained(self._path), self._reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def delete(self, interview_id: str) -> None:
        """Removes the interview with all its events, overwritten in the file."""
        with explained(self._path), self._engine.begin() as connection:
            gone = connection.execute(_INTERVIEWS.delete().where(_INTERVIEWS.c.id == interview_id))
            if gone.rowcount == 0:
                raise _not_found(interview_id)

    def check(self) -> str:
        """'ok', or what SQLite finds wrong with the file."""
        with explained(self._path), self._reading() as connection:
            return str(connection.exec_driver_sql("PRAGMA quick_check").scalar())

    def close(self) -> None:
        """Gives the file free."""
        self._engine.dispose()

    def _reading(self) -> sa.Connection:
        return self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def _gone_on(state: Interview, events: Sequence[Event]) -> Interview:
    for event in events:
        state = apply(state, event)
    return state


def _summary(interview_id: str, state: Interview) -> dict[str, object]:
    plan = state.plan
    return {
        "id": interview_id,
        "started_at": state.started_at.isoformat(),
        "updated_at": state.last_at.isoformat(),
        "bank": plan.bank,
        "bank_title": plan.bank_title,
        "mode": plan.mode.value,
        "planned": plan.count,
        "asked": len(state.rounds),
        "finished": state.finished.value if state.finished else None,
        "score": state.score,
    }


def _not_found(interview_id: str) -> InterviewNotFound:
    return InterviewNotFound(
        f"There is no interview {interview_id!r}.",
        mend="It may have been deleted; 'mock-interviewer interviews' lists those there are.",
    )
