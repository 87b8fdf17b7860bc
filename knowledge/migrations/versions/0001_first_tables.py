"""The first tables, and the full-text index over facts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "concept",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("number", sa.String(length=8), nullable=False),
        sa.Column("gender", sa.String(length=1), nullable=False),
        sa.CheckConstraint(
            "kind IN ('data_category', 'source', 'recipient', 'purpose', 'right', 'legal_basis', 'topic')",
            name=op.f("ck_concept_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept")),
    )
    op.create_table(
        "jurisdiction",
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("in_force", sa.Date(), nullable=True),
        sa.Column("authority", sa.Text(), nullable=True),
        sa.Column("authority_site", sa.Text(), nullable=True),
        sa.Column("deadline", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("unverified", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_jurisdiction")),
    )
    op.create_table(
        "policy",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("loaded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    op.create_table(
        "aspect",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("about_id", sa.String(length=40), nullable=True),
        sa.Column("settles", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["about_id"], ["concept.id"], name=op.f("fk_aspect_about_id_concept")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aspect")),
    )
    op.create_table(
        "concept_wider",
        sa.Column("concept_id", sa.String(length=40), nullable=False),
        sa.Column("wider_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["concept_id"],
            ["concept.id"],
            name=op.f("fk_concept_wider_concept_id_concept"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["wider_id"], ["concept.id"], name=op.f("fk_concept_wider_wider_id_concept"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("concept_id", "wider_id", name=op.f("pk_concept_wider")),
    )
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
    op.create_table(
        "policy_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.String(length=40), nullable=False),
        sa.Column("in_force", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("region", sa.String(length=10), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.CheckConstraint("region IN ('eea', 'non_eea', 'us')", name=op.f("ck_policy_version_region")),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["policy.id"], name=op.f("fk_policy_version_policy_id_policy"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_version")),
        sa.UniqueConstraint(
            "policy_id",
            "in_force",
            "language",
            "region",
            name=op.f("uq_policy_version_policy_id_in_force_language_region"),
        ),
    )
    op.create_table(
        "aspect_link",
        sa.Column("aspect_id", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.String(length=20), nullable=False),
        sa.CheckConstraint("role IN ('related', 'next')", name=op.f("ck_aspect_link_role")),
        sa.ForeignKeyConstraint(
            ["aspect_id"], ["aspect.id"], name=op.f("fk_aspect_link_aspect_id_aspect"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["aspect.id"], name=op.f("fk_aspect_link_other_id_aspect"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("aspect_id", "role", "position", name=op.f("pk_aspect_link")),
    )
    op.create_table(
        "aspect_question",
        sa.Column("aspect_id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aspect_id"], ["aspect.id"], name=op.f("fk_aspect_question_aspect_id_aspect"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("aspect_id", "kind", name=op.f("pk_aspect_question")),
    )
    op.create_table(
        "fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.String(length=40), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("aspect_id", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source_id", sa.String(length=40), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("region", sa.String(length=10), nullable=True),
        sa.Column("jurisdiction_code", sa.String(length=2), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("polarity", sa.String(length=10), nullable=True),
        sa.Column("absence", sa.Boolean(), nullable=False),
        sa.Column("niche", sa.Boolean(), nullable=False),
        sa.Column("repeats_id", sa.Integer(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint("polarity IN ('affirms', 'denies')", name=op.f("ck_fact_polarity")),
        sa.CheckConstraint("region IN ('eea', 'non_eea', 'us')", name=op.f("ck_fact_region")),
        sa.CheckConstraint("status IN ('current', 'historical')", name=op.f("ck_fact_status")),
        sa.ForeignKeyConstraint(["aspect_id"], ["aspect.id"], name=op.f("fk_fact_aspect_id_aspect")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_code"], ["jurisdiction.code"], name=op.f("fk_fact_jurisdiction_code_jurisdiction")
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["policy.id"], name=op.f("fk_fact_policy_id_policy"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["repeats_id"], ["fact.id"], name=op.f("fk_fact_repeats_id_fact"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_fact_source_id_source")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["policy_version.id"],
            name=op.f("fk_fact_version_id_policy_version"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
        sa.UniqueConstraint("policy_id", "key", name=op.f("uq_fact_policy_id_key")),
    )
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_fact_policy_id_aspect_id_status"),
            ["policy_id", "aspect_id", "status"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_fact_repeats_id"), ["repeats_id"], unique=False)

    op.create_table(
        "alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("concept_id", sa.String(length=40), nullable=True),
        sa.Column("fact_id", sa.Integer(), nullable=True),
        sa.Column("pos", sa.String(length=10), nullable=True),
        sa.Column("exact", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(concept_id IS NULL) <> (fact_id IS NULL)", name=op.f("ck_alias_one_target")),
        sa.ForeignKeyConstraint(
            ["concept_id"], ["concept.id"], name=op.f("fk_alias_concept_id_concept"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["fact.id"], name=op.f("fk_alias_fact_id_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alias")),
    )
    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alias_concept_id"), ["concept_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alias_fact_id"), ["fact_id"], unique=False)

    op.create_table(
        "aspect_general",
        sa.Column("aspect_id", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aspect_id"], ["aspect.id"], name=op.f("fk_aspect_general_aspect_id_aspect"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["fact.id"], name=op.f("fk_aspect_general_fact_id_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("aspect_id", "position", name=op.f("pk_aspect_general")),
    )
    op.create_table(
        "fact_concept",
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("concept_id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["concept_id"],
            ["concept.id"],
            name=op.f("fk_fact_concept_concept_id_concept"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["fact.id"], name=op.f("fk_fact_concept_fact_id_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fact_id", "concept_id", name=op.f("pk_fact_concept")),
    )
    with op.batch_alter_table("fact_concept", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_fact_concept_concept_id_position"), ["concept_id", "position"], unique=False
        )

    op.create_table(
        "fact_supersedes",
        sa.Column("newer_id", sa.Integer(), nullable=False),
        sa.Column("older_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newer_id"], ["fact.id"], name=op.f("fk_fact_supersedes_newer_id_fact"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["older_id"], ["fact.id"], name=op.f("fk_fact_supersedes_older_id_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("newer_id", "older_id", name=op.f("pk_fact_supersedes")),
    )
    with op.batch_alter_table("fact_supersedes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fact_supersedes_older_id"), ["older_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE fact_search USING fts5 (body)")
    else:
        # The words are stemmed before they are stored, so that both databases find the same.
        op.execute("CREATE INDEX ix_fact_search ON fact USING gin (to_tsvector('simple', search_text))")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE fact_search")
    else:
        op.execute("DROP INDEX ix_fact_search")
    with op.batch_alter_table("fact_supersedes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fact_supersedes_older_id"))

    op.drop_table("fact_supersedes")
    with op.batch_alter_table("fact_concept", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fact_concept_concept_id_position"))

    op.drop_table("fact_concept")
    op.drop_table("aspect_general")
    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alias_fact_id"))
        batch_op.drop_index(batch_op.f("ix_alias_concept_id"))

    op.drop_table("alias")
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fact_repeats_id"))
        batch_op.drop_index(batch_op.f("ix_fact_policy_id_aspect_id_status"))

    op.drop_table("fact")
    op.drop_table("aspect_question")
    op.drop_table("aspect_link")
    op.drop_table("policy_version")
    op.drop_table("jurisdiction_right")
    op.drop_table("concept_wider")
    op.drop_table("aspect")
    op.drop_table("source")
    op.drop_table("policy")
    op.drop_table("jurisdiction")
    op.drop_table("concept")
