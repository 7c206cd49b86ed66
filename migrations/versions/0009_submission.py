"""Keys by which an entry sent twice is known again."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

revision = "0009_submission"
down_revision = "0008_operations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "ledger_submission",
        sa.Column("log_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("leaf", sa.BigInteger(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(key_hash) = 32", name="key_hash"),
        sa.CheckConstraint("length(content_hash) = 32", name="content_hash"),
        sa.ForeignKeyConstraint(
            ["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"], name="fk_ledger_submission_log_id"
        ),
        sa.PrimaryKeyConstraint("log_id", "key_hash", name="pk_ledger_submission"),
        sa.UniqueConstraint("log_id", "leaf", name="uq_ledger_submission_log_id_leaf"),
    )
    op.guard_table("ledger_submission", keys=(("log_id", "key_hash"), ("log_id", "leaf")))


def downgrade() -> None:
    """Drop the table."""
    op.drop_guards("ledger_submission")
    op.drop_table("ledger_submission")
