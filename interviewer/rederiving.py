"""Everything that is derived from the events, derived anew while others write. For the store.

An owner's interviews are read a few at a time, each time in a transaction that nobody else writes
in; then follow skill and memory, which rest on the reviews alone. So neither is much held in
memory, nor does an answer wait long.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import groupby
from operator import itemgetter
from typing import Final

import sqlalchemy as sa
import structlog

from interviewer import learning_tables
from interviewer.errors import OutOfOrder
from interviewer.events import EVENT
from interviewer.interview import Interview, replay
from interviewer.tables import EVENTS, INTERVIEWS, summarised

AT_ONCE: Final = 20
"""Interviews of one transaction."""

Writing = Callable[[str], AbstractContextManager[sa.Connection]]
"""A transaction in which nobody else writes what that owner has."""

_log = structlog.get_logger()


def rederived(interviews: Sequence[tuple[str, str]], writing: Writing) -> int:
    """Brings those up to date, given as owner and id, owner by owner; how many could be read."""
    count = 0
    for owner, of_owner in groupby(interviews, itemgetter(0)):
        ids = [interview_id for _, interview_id in of_owner]
        for first in range(0, len(ids), AT_ONCE):
            with writing(owner) as connection:
                count += _renewed(connection, owner, ids[first : first + AT_ONCE])
    return count


def _renewed(connection: sa.Connection, owner: str, ids: Sequence[str]) -> int:
    """Summaries and reviews of these interviews; those that cannot be read have no reviews."""
    states = dict(_states(connection, ids))
    for interview_id, state in states.items():
        row = INTERVIEWS.update().where(INTERVIEWS.c.id == interview_id)
        connection.execute(row, summarised(interview_id, state))
    learning_tables.review(connection, owner, ids, states)
    return len(states)


def _states(connection: sa.Connection, ids: Sequence[str]) -> Iterator[tuple[str, Interview]]:
    query = (
        sa.select(EVENTS.c.interview_id, EVENTS.c.payload)
        .where(EVENTS.c.interview_id.in_(ids))
        .order_by(EVENTS.c.interview_id, EVENTS.c.seq)
    )
    for interview_id, rows in groupby(connection.execute(query), itemgetter(0)):
        payloads = [row[1] for row in rows]
        try:
            yield interview_id, replay(EVENT.validate_json(p) for p in payloads)
        except (ValueError, OutOfOrder) as error:
            _log.warning("interview_left_out", interview=interview_id, why=str(error))
