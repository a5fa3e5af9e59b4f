"""Whose an interview is; and the banks that were added, for databases that hold them.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Everything that is there belongs to the one local user, whose name is empty."""
    op.add_column(
        "interviews", sa.Column("owner", sa.String(128), nullable=False, server_default="")
    )
    op.create_index("interviews_of_owner", "interviews", ["owner", "updated_at"])
    op.create_table(
        "banks",
        sa.Column("owner", sa.String(128), primary_key=True, server_default=""),
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("revision", sa.String(32), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drop the table and the column."""
    op.drop_table("banks")
    op.drop_index("interviews_of_owner", "interviews")
    op.drop_column("interviews", "owner")
