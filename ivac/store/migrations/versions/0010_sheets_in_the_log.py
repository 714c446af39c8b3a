"""How many sheets an entry of the log is about; entries from before are of acts that have none."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("workshop_log", sa.Column("sheets", sa.Integer))
