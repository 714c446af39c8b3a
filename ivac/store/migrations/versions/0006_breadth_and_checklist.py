"""Breadth and anchoring of each activity, and the answers to the checklist."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "breadth",
        sa.Column("assessment_id", sa.String(32), sa.ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True),
        sa.Column(
            "activity_id", sa.String(32), sa.ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True, index=True
        ),
        sa.Column("residents", sa.Integer),
        sa.Column("faces", sa.Text),
        sa.Column("missing", sa.JSON, nullable=False, server_default="[]"),
        sa.Column("run_by", sa.JSON, nullable=False, server_default="[]"),
        sa.Column("money", sa.Text),
        sa.Column("stops_without", sa.Integer),
        sa.Column("practised", sa.JSON, nullable=False, server_default="[]"),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
    )
    op.create_table(
        "checked",
        sa.Column("assessment_id", sa.String(32), sa.ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("question", sa.String(32), primary_key=True),
        sa.Column("answer", sa.String(20)),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
    )
