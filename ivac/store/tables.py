"""The tables, as they are now; `migrations/` tells how they came to be."""

import sqlalchemy as sa

metadata = sa.MetaData()

plan = sa.Table(
    "plan",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("area", sa.Text, nullable=False),
    sa.Column("municipality", sa.Text, nullable=False),
    sa.Column("organisation", sa.Text, nullable=False),
    sa.Column("start_year", sa.Integer),
    sa.Column("end_year", sa.Integer),
    sa.Column("fictional", sa.Boolean, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    # Grows with each plan that is added: the newest one is what people come back to.
    sa.Column("added", sa.Integer, nullable=False),
    # Raised by every write to the plan or anything in it: what caches and open pages compare.
    sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
)

activity = sa.Table(
    "activity",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("plan_id", sa.String(32), sa.ForeignKey("plan.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("effort_area", sa.Text),
    sa.Column("activity_type", sa.Text),
    sa.Column("target_groups", sa.JSON, nullable=False),
    sa.Column("complexity", sa.Text),
    sa.Column("professional_skill", sa.Boolean),
    sa.Column("partners", sa.Text, nullable=False),
    sa.Column("volunteers", sa.Integer),
    sa.Column("aim", sa.Text),
    sa.Column("status", sa.JSON, nullable=False),
)

assessment = sa.Table(
    "assessment",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("plan_id", sa.String(32), sa.ForeignKey("plan.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("scale", sa.Text, nullable=False),
    sa.Column("scale_version", sa.Integer, nullable=False),
)

cell = sa.Table(
    "cell",
    metadata,
    sa.Column("assessment_id", sa.String(32), sa.ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True),
    sa.Column(
        "activity_id", sa.String(32), sa.ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
    sa.Column("phase", sa.String(20), primary_key=True),
    sa.Column("answer", sa.Text),
    sa.Column("desired", sa.Text),
    sa.Column("desired_reason", sa.Text),
    sa.Column("desired_note", sa.Text, nullable=False, server_default=""),
    sa.Column("roles", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("actors", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("worked", sa.Text, nullable=False, server_default=""),
    sa.Column("hard", sa.Text, nullable=False, server_default=""),
    sa.Column("example", sa.Text, nullable=False, server_default=""),
    sa.Column("evidence", sa.Text),
)
