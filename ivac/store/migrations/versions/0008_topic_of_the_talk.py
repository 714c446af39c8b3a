"""Which finding about an activity the wall's question is about."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("workshop", sa.Column("topic", sa.Text))
