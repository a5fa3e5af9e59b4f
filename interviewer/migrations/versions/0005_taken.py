"""What users who log in have taken of late, and which log-ins were ended.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "taken",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("owner", sa.String(128), nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("amount", sa.Integer, nullable=False),
    )
    op.create_index("taken_of_owner", "taken", ["owner", "what", "at"])
    op.create_table(
        "ended_logins",
        sa.Column("login", sa.String(64), primary_key=True),
        sa.Column("at", sa.Double, nullable=False),
    )


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table("ended_logins")
    op.drop_table("taken")
