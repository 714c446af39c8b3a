"""What participants say of the meeting at its end."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("participant", sa.Column("meeting", sa.String(20)))
