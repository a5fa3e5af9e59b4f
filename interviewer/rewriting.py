"""PostgreSQL's tables written anew, which alone leaves nothing of what was deleted. For the upkeep.

A row that is deleted or replaced stays in its table's file, where nobody can ask for it; a plain
VACUUM lets its place be taken again, and blanks nothing out.
"""

import sqlalchemy as sa

_REWRITING = 5_201_316
"""The lock of whoever writes the tables anew, so that several do so one after the other."""

_WORDS = (
    "events",
    "interviews",
    "reviews",
    "skills",
    "memories",
    "banks",
    "led_groups",
    "group_members",
)
"""The tables that hold what users have said, named or brought along."""

_PATIENCE = "120s"
"""For the lock above, and for each table that somebody reads or writes just then."""


def rewrite(connection: sa.Connection) -> None:
    """Each table by itself, shut to everybody else meanwhile; outside a transaction.

    What was deleted before this began is gone from the files, unless a transaction of before still
    goes on, as that of a backup.
    """
    connection.detach()  # closed afterwards, and its lock and its patience with it
    connection.exec_driver_sql(f"SET lock_timeout = '{_PATIENCE}'")
    connection.execute(sa.select(sa.func.pg_advisory_lock(_REWRITING)))
    connection.exec_driver_sql(f"VACUUM (FULL) {', '.join(_WORDS)}")
