"""The database's two main tables, and the line that one of them holds about each interview.

For the store; `Summary` is what it gives out.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from pydantic import AwareDatetime

from interviewer.events import FinishReason, Mode
from interviewer.interview import Interview
from knowledge.question import Record

_META = sa.MetaData()
INTERVIEWS = sa.Table(
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
    sa.Column("owner", sa.String(128)),
)
SUMMARY = tuple(column for column in INTERVIEWS.c if column.name != "owner")
"""What a summary is made of."""

EVENTS = sa.Table(
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
    started_at: AwareDatetime
    updated_at: AwareDatetime
    bank: str
    bank_title: str
    mode: Mode
    planned: int
    asked: int
    finished: FinishReason | None
    score: float | None


def untouched(since: datetime) -> sa.ColumnElement[bool]:
    """Of an interview to which nothing was added from that moment on."""
    return INTERVIEWS.c.updated_at < since.astimezone(UTC).isoformat()


def summarised(interview_id: str, state: Interview) -> dict[str, object]:
    """The row about an interview in that state."""
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
