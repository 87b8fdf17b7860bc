"""Matters that no fact speaks of."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unmentioned",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unmentioned"),
    )


def downgrade() -> None:
    op.drop_table("unmentioned")
