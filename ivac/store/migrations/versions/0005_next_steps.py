"""Next steps of a plan."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "step",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("plan_id", sa.String(32), sa.ForeignKey("plan.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("activity", sa.String(32), sa.ForeignKey("activity.id", ondelete="CASCADE"), index=True),
        sa.Column("phase", sa.String(20)),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("by", sa.Date),
        sa.Column("needs_others", sa.Boolean, nullable=False),
        sa.Column("scale", sa.Text),
        sa.Column("scale_version", sa.Integer),
        sa.Column("from_level", sa.Text),
        sa.Column("to_level", sa.Text),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("dropped_because", sa.Text, nullable=False),
        sa.Column("workshop", sa.String(32), sa.ForeignKey("assessment.id", ondelete="SET NULL"), index=True),
        sa.Column("made_on", sa.Date, nullable=False),
    )
