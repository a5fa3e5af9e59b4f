"""PostgreSQL keeps no samples of what users have said.

Its statistics hold values of a column as they stood there, and outlast the rows they are from. The
queries here find their rows by keys and need none.

Revision ID: 0006
Revises: 0005
"""

from alembic import op

revision = "0006"
down_revision = "0005"

_WORDS = {
    "events": ("payload",),
    "interviews": ("bank", "bank_title"),
    "reviews": ("question_id", "bank", "topic"),
    "skills": ("bank", "topic"),
    "memories": ("bank", "question_id", "topic"),
    "banks": ("id", "payload"),
    "led_groups": ("title", "code"),
    "group_members": ("name",),
}


def upgrade() -> None:
    """For each column that holds words, or an id that is made of words."""
    _sample(0)


def downgrade() -> None:
    """As many as of any other column."""
    _sample(-1)


def _sample(number: int) -> None:
    if op.get_bind().dialect.name != "postgresql":  # SQLite has none unless it is told to
        return
    for table, columns in _WORDS.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS {number}")
