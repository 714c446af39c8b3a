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
    sa.Column("framing", sa.String(20)),
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

status_change = sa.Table(
    "status_change",
    metadata,
    sa.Column("activity", sa.String(32), sa.ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("phase", sa.String(20), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    # None: the status was taken back, so that it is not known from this day on.
    sa.Column("status", sa.String(20)),
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
    sa.Column("recalled", sa.Boolean, nullable=False, server_default=sa.false()),
    # False while a workshop is still on its way to an agreed picture: no page but its own then knows of it.
    sa.Column("settled", sa.Boolean, nullable=False, server_default=sa.true()),
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

breadth = sa.Table(
    "breadth",
    metadata,
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

checked = sa.Table(
    "checked",
    metadata,
    sa.Column("assessment_id", sa.String(32), sa.ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("question", sa.String(32), primary_key=True),
    sa.Column("answer", sa.String(20)),
    sa.Column("note", sa.Text, nullable=False, server_default=""),
)

workshop = sa.Table(
    "workshop",
    metadata,
    sa.Column("id", sa.String(32), sa.ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("naming", sa.String(20), nullable=False),
    sa.Column("perspectives", sa.JSON, nullable=False),
    sa.Column("ask_desired", sa.Boolean, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("follow", sa.Boolean, nullable=False),
    sa.Column("wall", sa.String(20), nullable=False),
    sa.Column("current", sa.String(32)),
    sa.Column("topic", sa.Text),
    sa.Column("timer_until", sa.DateTime),
    sa.Column("code_number", sa.Integer, nullable=False),
    sa.Column("code_hash", sa.String(64), unique=True),
    sa.Column("code_until", sa.DateTime),
    # Raised by every write: what the desk and the wall compare.
    sa.Column("version", sa.Integer, nullable=False),
    # Raised by what phones must know of: had it grown with every rating, each tap would wake a hundred phones.
    sa.Column("step", sa.Integer, nullable=False),
)

agenda = sa.Table(
    "agenda",
    metadata,
    sa.Column("workshop_id", sa.String(32), sa.ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True),
    sa.Column(
        "activity_id", sa.String(32), sa.ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("revealed", sa.Boolean, nullable=False),
)

participant = sa.Table(
    "participant",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("workshop_id", sa.String(32), sa.ForeignKey("workshop.id", ondelete="CASCADE"), nullable=False),
    sa.Column("perspective", sa.String(20), nullable=False),
    sa.Column("alias", sa.Text, nullable=False),
    sa.Column("place_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("meeting", sa.String(20)),
    sa.Column("source", sa.String(20), nullable=False, server_default="phone"),
    sa.Index("participant_workshop", "workshop_id"),
)

rating = sa.Table(
    "rating",
    metadata,
    sa.Column("participant_id", sa.String(32), sa.ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True),
    sa.Column(
        "activity_id", sa.String(32), sa.ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
    sa.Column("phase", sa.String(20), primary_key=True),
    sa.Column("round", sa.Integer, primary_key=True),
    sa.Column("answer", sa.Text),
    sa.Column("desired", sa.Text),
)

workshop_log = sa.Table(
    "workshop_log",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("workshop_id", sa.String(32), sa.ForeignKey("workshop.id", ondelete="CASCADE"), nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("act", sa.String(20), nullable=False),
    sa.Column("activity", sa.String(32)),
    sa.Column("sheets", sa.Integer),
    sa.Index("workshop_log_workshop", "workshop_id"),
)

step = sa.Table(
    "step",
    metadata,
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
    # A step outlives the workshop in which it was made.
    sa.Column("workshop", sa.String(32), sa.ForeignKey("assessment.id", ondelete="SET NULL"), index=True),
    sa.Column("made_on", sa.Date, nullable=False),
)

access_key = sa.Table(
    "access_key",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("key_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("plan_id", sa.String(32), sa.ForeignKey("plan.id", ondelete="CASCADE"), index=True),
    # Neither a plan nor a collection: the key opens the whole installation.
    sa.Column(
        "collection_id",
        sa.String(32),
        # Named, as a table that stands takes only such a reference (migration 0011).
        sa.ForeignKey("collection.id", ondelete="CASCADE", name="access_key_collection_id_fkey"),
        index=True,
    ),
    sa.Column("made", sa.DateTime, nullable=False),
    # A key to read takes a plan into collections, and nothing else: with its texts and its name, or without.
    sa.Column("reads", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("shares_texts", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("shares_name", sa.Boolean, nullable=False, server_default=sa.false()),
)

collection = sa.Table(
    "collection",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    # Names are hidden: the plans are Area A, B … to each other.
    sa.Column("hidden", sa.Boolean, nullable=False),
    sa.Column("made", sa.DateTime, nullable=False),
)

member = sa.Table(
    "member",
    metadata,
    sa.Column("collection_id", sa.String(32), sa.ForeignKey("collection.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("plan_id", sa.String(32), sa.ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True, index=True),
    # Kept by a plan that stays when others leave, so that Area C remains Area C.
    sa.Column("position", sa.Integer, nullable=False),
    # The plan's key to read by which it came; with the key withdrawn the plan leaves. None: it came from this database.
    sa.Column("key_id", sa.String(32), sa.ForeignKey("access_key.id", ondelete="CASCADE"), index=True),
    sa.Column("named", sa.Boolean, nullable=False),
    sa.Column("texts", sa.Boolean, nullable=False),
)

wrong_code = sa.Table(
    "wrong_code",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("caller", sa.String(64), nullable=False),
    sa.Column("at", sa.DateTime, nullable=False, index=True),
)
