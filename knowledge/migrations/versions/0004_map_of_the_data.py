"""The map of the data: its columns, its places, and the lines that facts draw on it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PLACES = ("source", "data", "purpose", "recipient")


def upgrade() -> None:
    op.create_table(
        "map_stage",
        sa.Column("id", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aspect_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["aspect_id"], ["aspect.id"], name=op.f("fk_map_stage_aspect_id_aspect")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_map_stage")),
    )
    op.create_table(
        "map_place",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("stage_id", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("concept_id", sa.String(length=40), nullable=True),
        sa.Column("parent_id", sa.String(length=60), nullable=True),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("general", sa.Boolean(), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["map_stage.id"], name=op.f("fk_map_place_stage_id_map_stage"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["concept_id"], ["concept.id"], name=op.f("fk_map_place_concept_id_concept"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["map_place.id"], name=op.f("fk_map_place_parent_id_map_place"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["fact.id"], name=op.f("fk_map_place_fact_id_fact"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_map_place")),
    )
    op.create_table(
        "fact_flow",
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(f"{place}_id", sa.String(length=60), nullable=True) for place in PLACES),
        sa.Column("denied", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["fact.id"], name=op.f("fk_fact_flow_fact_id_fact"), ondelete="CASCADE"
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{place}_id"],
                ["map_place.id"],
                name=op.f(f"fk_fact_flow_{place}_id_map_place"),
                ondelete="CASCADE",
            )
            for place in PLACES
        ),
        sa.PrimaryKeyConstraint("fact_id", "position", name=op.f("pk_fact_flow")),
    )


def downgrade() -> None:
    for table in ("fact_flow", "map_place", "map_stage"):
        op.drop_table(table)
