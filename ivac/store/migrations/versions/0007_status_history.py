"""Which status each phase was given on which day; what stands already is known as of today, and not before."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    history = op.create_table(
        "status_change",
        sa.Column("activity", sa.String(32), sa.ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("phase", sa.String(20), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("status", sa.String(20)),
    )
    activity = sa.table("activity", sa.column("id", sa.String), sa.column("status", sa.JSON))
    stated = op.get_bind().execute(sa.select(activity.c.id, activity.c.status)).all()
    rows = [
        {"activity": activity_id, "phase": phase, "day": date.today(), "status": status}
        for activity_id, statuses in stated
        for phase, status in statuses.items()
    ]
    if rows:
        op.bulk_insert(history, rows)
