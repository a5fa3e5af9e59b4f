"""What users who log in have taken of late: answers, moves and tokens. For the store.

It is in the database so that all replicas count in one place; it holds numbers, and no words. What
is older than a day is forgotten with the next that is taken, and each day for everybody. Deleting
everything leaves it: else it would give back what was taken.
"""

from datetime import datetime, timedelta
from typing import Literal

import sqlalchemy as sa

What = Literal["answers", "moves", "tokens"]

_KEPT = timedelta(days=1)
_META = sa.MetaData()
TAKEN = sa.Table(
    "taken",
    _META,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("owner", sa.String(128)),
    sa.Column("what", sa.String(16)),
    sa.Column("at", sa.Double),
    sa.Column("amount", sa.Integer),
)


def add(connection: sa.Connection, owner: str, what: What, at: datetime, amount: int) -> None:
    """Notes that so much was taken, and forgets what of theirs is of no account any more."""
    old = (at - _KEPT).timestamp()
    connection.execute(TAKEN.delete().where(TAKEN.c.owner == owner, TAKEN.c.at <= old))
    row = {"owner": owner, "what": what, "at": at.timestamp(), "amount": amount}
    connection.execute(TAKEN.insert(), row)


def forget(connection: sa.Connection, now: datetime) -> None:
    """Forgets what of anybody's is of no account any more, also of those who do not come back."""
    connection.execute(TAKEN.delete().where(TAKEN.c.at <= (now - _KEPT).timestamp()))


def since(
    connection: sa.Connection, owner: str, what: What, moment: datetime
) -> tuple[int, float | None]:
    """How much was taken after that moment, and when the first of it, in seconds of the epoch."""
    query = sa.select(sa.func.coalesce(sa.func.sum(TAKEN.c.amount), 0), sa.func.min(TAKEN.c.at))
    mine = (TAKEN.c.owner == owner, TAKEN.c.what == what, TAKEN.c.at > moment.timestamp())
    total, first = connection.execute(query.where(*mine)).one()
    return int(total), first
