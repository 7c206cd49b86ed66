"""Tables of signage."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

revision = "0007_signage"
down_revision = "0006_policy"
branch_labels = None
depends_on = None

SIGN = ("number", "kind", "target", "site_code", "issued_at", "leaf")
"""What never changes; a sign may only be withdrawn."""


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sign",
        sa.Column("number", sa.String(8), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("target", sa.String(80), nullable=False),
        sa.Column("site_code", sa.String(80), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leaf", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(number) = 8", name="number_is_whole"),
        sa.CheckConstraint("kind IN ('zone', 'entrance', 'camera')", name="kind_is_known"),
        sa.CheckConstraint("length(target) >= 1 AND length(site_code) >= 1", name="target_not_blank"),
        sa.CheckConstraint("leaf >= 0", name="leaf_is_an_entry"),
        sa.CheckConstraint("withdrawn_at IS NULL OR withdrawn_at >= issued_at", name="withdrawn_after_issue"),
        sa.PrimaryKeyConstraint("number", name="pk_sign"),
    )
    op.create_index("ix_sign_site_code", "sign", ["site_code"])
    op.create_index(
        "uq_sign_standing",
        "sign",
        ["kind", "target"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "sign_print",
        sa.Column("batch", sa.String(36), nullable=False),
        sa.Column("number", sa.String(8), nullable=False),
        sa.Column("revision", sa.String(6), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("size", sa.String(30), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed_by", sa.Integer(), nullable=False),
        sa.Column("leaf", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("length(revision) = 6", name="revision_is_whole"),
        sa.CheckConstraint("length(content) >= 2", name="content_not_blank"),
        sa.CheckConstraint("length(batch) = 36", name="batch_is_whole"),
        sa.CheckConstraint("leaf >= 0", name="leaf_is_an_entry"),
        sa.ForeignKeyConstraint(["number"], ["sign.number"], name="fk_sign_print_number"),
        sa.PrimaryKeyConstraint("batch", "number", name="pk_sign_print"),
    )
    op.create_index("ix_sign_print_number_printed_at", "sign_print", ["number", "printed_at"])
    kept = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in SIGN)
    op.guard_table(
        "sign",
        keys=(("number",),),
        update_when=f"OLD.withdrawn_at IS NOT NULL OR {kept}",
        sqlite_insert_when=(  # The partial unique index, as INSERT OR REPLACE would obey it.
            "NEW.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM sign "
            "WHERE kind = NEW.kind AND target = NEW.target AND withdrawn_at IS NULL)"
        ),
    )
    op.guard_table("sign_print", keys=(("batch", "number"),))


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("sign_print")
    op.drop_table("sign")
