"""Whether somebody answers on a phone or on paper; so far everybody was on a phone."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("participant", sa.Column("source", sa.String(20), nullable=False, server_default="phone"))
