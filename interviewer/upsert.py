"""One row, put in place of the one with its key if there is one. For tables that replicas share."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: sa.Connection, table: sa.Table, row: Mapping[str, object]) -> None:
    """In one statement: of two who do so at once, the second one's row stays."""
    kind = sqlite if connection.dialect.name == "sqlite" else postgresql
    insert = kind.insert(table).values(dict(row))
    keys = [column.name for column in table.primary_key]
    rest = {name: insert.excluded[name] for name in row if name not in keys}
    connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=rest))
