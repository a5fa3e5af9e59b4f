"""The tables of groups and their members. For the groups and the store."""

import sqlalchemy as sa

_META = sa.MetaData()
GROUPS = sa.Table(
    "led_groups",
    _META,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("owner", sa.String(128)),
    sa.Column("title", sa.Text),
    sa.Column("code", sa.String(32)),
)
MEMBERS = sa.Table(
    "group_members",
    _META,
    sa.Column("group_id", sa.String(32), primary_key=True),
    sa.Column("owner", sa.String(128), primary_key=True),
    sa.Column("name", sa.Text),
)


def forget(connection: sa.Connection, owner: str) -> None:
    """Removes the groups that this owner leads, and them from those they have joined."""
    led = sa.select(GROUPS.c.id).where(GROUPS.c.owner == owner)
    connection.execute(MEMBERS.delete().where(MEMBERS.c.group_id.in_(led)))
    connection.execute(MEMBERS.delete().where(MEMBERS.c.owner == owner))
    connection.execute(GROUPS.delete().where(GROUPS.c.owner == owner))
