"""Since when facts stand, and how much changes matter."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    for name in ("added", "removed"):
        op.add_column("fact", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("fact", sa.Column("since", sa.Date()))
    op.add_column("fact", sa.Column("weight", sa.Integer()))
    op.add_column("aspect", sa.Column("weight", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("aspect", sa.Column("called", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    for table, column in (
        ("aspect", "called"),
        ("aspect", "weight"),
        ("fact", "weight"),
        ("fact", "since"),
        ("fact", "removed"),
        ("fact", "added"),
    ):
        # Not in a batch: SQLite would make the table anew, and drop the old one that others refer to.
        op.drop_column(table, column)
