"""Workshops with their participants and ratings; keys; a mark for assessments that are not settled yet."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("assessment", sa.Column("settled", sa.Boolean, nullable=False, server_default=sa.true()))
    op.create_table(
        "workshop",
        sa.Column("id", sa.String(32), sa.ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("naming", sa.String(20), nullable=False),
        sa.Column("perspectives", sa.JSON, nullable=False),
        sa.Column("ask_desired", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("follow", sa.Boolean, nullable=False),
        sa.Column("wall", sa.String(20), nullable=False),
        sa.Column("current", sa.String(32)),
        sa.Column("timer_until", sa.DateTime),
        sa.Column("code_number", sa.Integer, nullable=False),
        sa.Column("code_hash", sa.String(64), unique=True),
        sa.Column("code_until", sa.DateTime),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
    )
    op.create_table(
        "agenda",
        sa.Column("workshop_id", sa.String(32), sa.ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True),
        sa.Column(
            "activity_id", sa.String(32), sa.ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True, index=True
        ),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("revealed", sa.Boolean, nullable=False),
    )
    op.create_table(
        "participant",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("workshop_id", sa.String(32), sa.ForeignKey("workshop.id", ondelete="CASCADE"), nullable=False),
        sa.Column("perspective", sa.String(20), nullable=False),
        sa.Column("alias", sa.Text, nullable=False),
        sa.Column("place_hash", sa.String(64), nullable=False, unique=True),
    )
    op.create_index("participant_workshop", "participant", ["workshop_id"])
    op.create_table(
        "rating",
        sa.Column(
            "participant_id", sa.String(32), sa.ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column(
            "activity_id", sa.String(32), sa.ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True, index=True
        ),
        sa.Column("phase", sa.String(20), primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True),
        sa.Column("answer", sa.Text),
        sa.Column("desired", sa.Text),
    )
    op.create_table(
        "workshop_log",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("workshop_id", sa.String(32), sa.ForeignKey("workshop.id", ondelete="CASCADE"), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("activity", sa.String(32)),
    )
    op.create_index("workshop_log_workshop", "workshop_log", ["workshop_id"])
    op.create_table(
        "access_key",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("key_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("plan_id", sa.String(32), sa.ForeignKey("plan.id", ondelete="CASCADE"), index=True),
        sa.Column("made", sa.DateTime, nullable=False),
    )
    op.create_table(
        "wrong_code",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("caller", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
    )
