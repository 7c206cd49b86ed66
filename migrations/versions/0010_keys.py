"""Keys of the ledger: which public key has signed from which size on."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

revision = "0010_keys"
down_revision = "0009_submission"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of keys; it stays empty until the key is changed for the first time."""
    op.create_table(
        "ledger_key",
        sa.Column("log_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("vkey", sa.String(400), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("first_size >= 0", name="first_size"),
        sa.CheckConstraint("length(vkey) > 0", name="vkey"),
        sa.ForeignKeyConstraint(["log_id"], ["ledger_head.log_id"], name="fk_ledger_key_log_id"),
        sa.PrimaryKeyConstraint("log_id", "first_size", name="pk_ledger_key"),
        sa.UniqueConstraint("vkey", name="uq_ledger_key_vkey"),
    )
    op.guard_table("ledger_key", keys=(("log_id", "first_size"), ("vkey",)))


def downgrade() -> None:
    """Drop the table."""
    op.drop_guards("ledger_key")
    op.drop_table("ledger_key")
