"""Countries: what holds there of the policy, their laws over time, letters; facts that are true for some time only."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_OLD = ("law", "in_force", "authority", "authority_site", "deadline", "unverified", "sources")


def upgrade() -> None:
    # The content is loaded again; nothing may point at the rows of a table that SQLite has to make anew.
    op.execute("UPDATE fact SET jurisdiction_code = NULL")
    op.execute("UPDATE policy SET fingerprint = ''")
    op.drop_table("jurisdiction_right")
    op.execute("DELETE FROM jurisdiction")
    with op.batch_alter_table("jurisdiction") as table:
        for column in _OLD:
            table.drop_column(column)
        table.add_column(sa.Column("position", sa.Integer(), nullable=False))
        table.add_column(sa.Column("within", sa.Text(), nullable=False))
        table.add_column(sa.Column("region", sa.String(length=10), nullable=False))
        table.add_column(sa.Column("time_zone", sa.String(length=40), nullable=False))
        table.create_check_constraint(op.f("ck_jurisdiction_region"), "region IN ('eea', 'non_eea', 'us')")
    op.add_column("fact", sa.Column("valid_from", sa.Date(), nullable=True))
    op.add_column("fact", sa.Column("valid_until", sa.Date(), nullable=True))
    op.create_table(
        "law",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("jurisdiction_code", sa.String(length=2), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("authority", sa.Text(), nullable=True),
        sa.Column("unconfirmed", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["jurisdiction_code"],
            ["jurisdiction.code"],
            name=op.f("fk_law_jurisdiction_code_jurisdiction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law")),
    )
    op.create_table(
        "law_right",
        sa.Column("law_id", sa.String(length=20), nullable=False),
        sa.Column("concept_id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["law_id"], ["law.id"], name=op.f("fk_law_right_law_id_law"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["concept_id"],
            ["concept.id"],
            name=op.f("fk_law_right_concept_id_concept"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("law_id", "concept_id", name=op.f("pk_law_right")),
    )
    op.create_table(
        "law_deadline",
        sa.Column("law_id", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rights", sa.Text(), nullable=False),
        sa.Column("phrase", sa.Text(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=15), nullable=True),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.CheckConstraint("unit IN ('days', 'business_days', 'months')", name=op.f("ck_law_deadline_unit")),
        sa.ForeignKeyConstraint(
            ["law_id"], ["law.id"], name=op.f("fk_law_deadline_law_id_law"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("law_id", "position", name=op.f("pk_law_deadline")),
    )
    op.create_table(
        "letter",
        sa.Column("right_id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("right_name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("addressee", sa.String(length=10), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["right_id"], ["concept.id"], name=op.f("fk_letter_right_id_concept"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("right_id", name=op.f("pk_letter")),
    )
    op.create_table(
        "letter_phrase",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_letter_phrase")),
    )


def downgrade() -> None:
    op.execute("UPDATE fact SET jurisdiction_code = NULL")
    op.execute("UPDATE policy SET fingerprint = ''")
    for table in ("letter_phrase", "letter", "law_deadline", "law_right", "law"):
        op.drop_table(table)
    # Not in a batch: SQLite would make the table anew, and drop the old one that others refer to.
    op.drop_column("fact", "valid_from")
    op.drop_column("fact", "valid_until")
    op.execute("DELETE FROM jurisdiction")
    with op.batch_alter_table("jurisdiction") as table:
        table.drop_constraint(op.f("ck_jurisdiction_region"), type_="check")
        for column in ("position", "within", "region", "time_zone"):
            table.drop_column(column)
        table.add_column(sa.Column("law", sa.Text(), nullable=False))
        table.add_column(sa.Column("in_force", sa.Date(), nullable=True))
        for column in ("authority", "authority_site", "deadline"):
            table.add_column(sa.Column(column, sa.Text(), nullable=True))
        table.add_column(sa.Column("unverified", sa.Text(), nullable=False))
        table.add_column(sa.Column("sources", sa.Text(), nullable=False))
    op.create_table(
        "jurisdiction_right",
        sa.Column("jurisdiction_code", sa.String(length=2), nullable=False),
        sa.Column("concept_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["concept_id"],
            ["concept.id"],
            name=op.f("fk_jurisdiction_right_concept_id_concept"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_code"],
            ["jurisdiction.code"],
            name=op.f("fk_jurisdiction_right_jurisdiction_code_jurisdiction"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("jurisdiction_code", "concept_id", name=op.f("pk_jurisdiction_right")),
    )
