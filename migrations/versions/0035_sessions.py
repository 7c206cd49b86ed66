"""Hold sessions, so that they can be listed, timed out and ended."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0035_sessions"
down_revision = "0034_sign_in"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add to sessions what was proven and when; keep what shows that an account is used by several people."""
    with op.batch_alter_table("sign_in_session") as table:
        table.add_column(sa.Column("proven_at", UTCDateTime()))
        table.add_column(sa.Column("proven_by", sa.String(20), nullable=False, server_default="password"))
        table.add_column(sa.Column("waits_for", sa.String(20)))
        table.create_check_constraint(
            "proof_is_known",
            "proven_by IN ('password', 'totp', 'recovery_code', 'passkey', 'pin', 'sso')",
        )
        table.create_check_constraint("waits_for_something_known", "waits_for IS NULL OR waits_for = 'second_factor'")
    op.create_table(
        "parallel_use",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("seen_on", sa.Date(), nullable=False, index=True),
        sa.Column("session", sa.String(16), nullable=False),
        sa.Column("other_session", sa.String(16), nullable=False),
        sa.UniqueConstraint("account_id", "seen_on", name="uq_parallel_use_account_id_seen_on"),
        sa.CheckConstraint("length(session) = 16 AND length(other_session) = 16", name="sessions_are_named"),
    )
    op.guard_table("parallel_use", keys=[["leaf"], ["account_id", "seen_on"]])


def downgrade() -> None:
    """Drop what was added."""
    op.drop_guards("parallel_use")
    op.drop_table("parallel_use")
    with op.batch_alter_table("sign_in_session") as table:
        table.drop_constraint("waits_for_something_known", type_="check")
        table.drop_constraint("proof_is_known", type_="check")
        table.drop_column("waits_for")
        table.drop_column("proven_by")
        table.drop_column("proven_at")
