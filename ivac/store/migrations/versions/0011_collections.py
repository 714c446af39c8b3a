"""Collections of plans, the keys by which plans come into them, and how a plan is framed."""

from typing import Literal

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("plan", sa.Column("framing", sa.String(20)))
    op.create_table(
        "collection",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("hidden", sa.Boolean, nullable=False),
        sa.Column("made", sa.DateTime, nullable=False),
    )
    # SQLite takes a reference into a table that stands only by copying it.
    copied: Literal["always", "never"] = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("access_key", recreate=copied) as table:
        named = sa.ForeignKey("collection.id", ondelete="CASCADE", name="access_key_collection_id_fkey")
        table.add_column(sa.Column("collection_id", sa.String(32), named))
        for name in ("reads", "shares_texts", "shares_name"):
            table.add_column(sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("ix_access_key_collection_id", "access_key", ["collection_id"])
    op.create_table(
        "member",
        sa.Column("collection_id", sa.String(32), sa.ForeignKey("collection.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("plan_id", sa.String(32), sa.ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("key_id", sa.String(32), sa.ForeignKey("access_key.id", ondelete="CASCADE")),
        sa.Column("named", sa.Boolean, nullable=False),
        sa.Column("texts", sa.Boolean, nullable=False),
    )
    op.create_index("ix_member_plan_id", "member", ["plan_id"])
    op.create_index("ix_member_key_id", "member", ["key_id"])
