"""Groups that somebody leads, and who has joined them.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "led_groups",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("owner", sa.String(128), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("code", sa.String(32), nullable=False, unique=True),
    )
    op.create_index("led_groups_of_owner", "led_groups", ["owner"])
    op.create_table(
        "group_members",
        sa.Column(
            "group_id",
            sa.String(32),
            sa.ForeignKey("led_groups.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("owner", sa.String(128), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_index("groups_of_member", "group_members", ["owner"])


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table("group_members")
    op.drop_table("led_groups")
