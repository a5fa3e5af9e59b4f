"""What interviews left behind: reviews, and skill and memory that are derived from them.

The tables begin empty; the store fills them from the events when it is opened.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "reviews",
        sa.Column(
            "interview_id",
            sa.String(32),
            sa.ForeignKey("interviews.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("question_id", sa.String(64), primary_key=True),
        sa.Column("owner", sa.String(128), nullable=False, server_default=""),
        sa.Column("bank", sa.String(64), nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("unaided", sa.Float, nullable=True),
        sa.Column("skipped", sa.Boolean, nullable=False),
        sa.Column("confidence", sa.Integer, nullable=True),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("missed", sa.Integer, nullable=False),
        sa.Column("interview_on", sa.String(10), nullable=True),
    )
    op.create_index("reviews_of_question", "reviews", ["owner", "bank", "question_id"])
    op.create_index("reviews_of_topic", "reviews", ["owner", "bank", "topic"])
    op.create_index("reviews_in_time", "reviews", ["owner", "at"])
    op.create_table(
        "skills",
        sa.Column("owner", sa.String(128), primary_key=True, server_default=""),
        sa.Column("bank", sa.String(64), primary_key=True),
        sa.Column("topic", sa.String(600), primary_key=True),
        sa.Column("theta", sa.Float, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("information", sa.Float, nullable=False),
        sa.Column("last_at", sa.String(40), nullable=True),
    )
    op.create_table(
        "memories",
        sa.Column("owner", sa.String(128), primary_key=True, server_default=""),
        sa.Column("bank", sa.String(64), primary_key=True),
        sa.Column("question_id", sa.String(64), primary_key=True),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("stability", sa.Float, nullable=False),
        sa.Column("difficulty", sa.Float, nullable=False),
        sa.Column("due", sa.String(40), nullable=False),
        sa.Column("last_at", sa.String(40), nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("missed", sa.Integer, nullable=False),
        sa.Column("confident_error", sa.Boolean, nullable=False),
    )
    op.create_table("derived_form", sa.Column("version", sa.String(16), primary_key=True))


def downgrade() -> None:
    """Drop the tables."""
    for table in ("derived_form", "memories", "skills", "reviews"):
        op.drop_table(table)
