"""Hold second factors, recovery codes, passkeys, PINs, and the rules of signing in by role."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0034_sign_in"
down_revision = "0033_sign_batches"
branch_labels = None
depends_on = None

_ROLES = "'operator', 'manager', 'privacy_officer', 'auditor', 'administrator'"
_ENDS = "'removed', 'replaced', 'reset', 'disabled'"
_AUTHENTICATOR = ("id", "account_id", "enrolled_at")
_PASSKEY = ("id", "account_id", "credential_id", "public_key", "label", "registered_at")


def upgrade() -> None:
    """Make the tables; a factor can be used and end, a rule stands until a newer one."""
    op.add_column("account", sa.Column("must_enrol", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "sign_in_rule",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("role", sa.String(20), nullable=False, index=True),
        sa.Column("second_factor", sa.Boolean(), nullable=False),
        sa.Column("idle_minutes", sa.Integer(), nullable=False),
        sa.Column("absolute_minutes", sa.Integer(), nullable=False),
        sa.Column("fresh_minutes", sa.Integer(), nullable=False),
        sa.Column("one_session", sa.Boolean(), nullable=False),
        sa.Column("set_at", UTCDateTime(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"role IN ({_ROLES})", name="role_is_known"),
        sa.CheckConstraint("idle_minutes BETWEEN 5 AND 240", name="idle_is_bounded"),
        sa.CheckConstraint("absolute_minutes BETWEEN 30 AND 1440", name="absolute_is_bounded"),
        sa.CheckConstraint("idle_minutes <= absolute_minutes", name="idle_ends_first"),
        sa.CheckConstraint("fresh_minutes BETWEEN 1 AND 1440", name="fresh_is_bounded"),
    )
    op.guard_table("sign_in_rule", keys=[["id"]])
    op.create_table(
        "authenticator",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("secret", sa.String(400)),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("enrolled_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime()),
        sa.Column("end_reason", sa.String(20)),
        sa.CheckConstraint("(ended_at IS NULL) = (secret IS NOT NULL)", name="secret_goes_with_the_end"),
        sa.CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="end_has_a_reason"),
        sa.CheckConstraint(f"end_reason IS NULL OR end_reason IN ({_ENDS})", name="end_reason_is_known"),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= enrolled_at", name="times_run_forwards"),
    )
    open_only = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_authenticator_open", "authenticator", ["account_id"], unique=True,
        sqlite_where=open_only, postgresql_where=open_only,
    )  # fmt: skip
    op.guard_table(
        "authenticator",
        keys=[["id"]],
        update_when=f"NOT ({_same(*_AUTHENTICATOR)} AND OLD.ended_at IS NULL AND NEW.last_step >= OLD.last_step)",
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("code_hash", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("used_at", UTCDateTime()),
        sa.CheckConstraint("length(code_hash) = 32", name="code_hash_is_sha256"),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("credential_id", sa.LargeBinary(1023), nullable=False, unique=True),
        sa.Column("public_key", sa.LargeBinary(2000), nullable=False),
        sa.Column("label", sa.String(80), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("registered_at", UTCDateTime(), nullable=False),
        sa.Column("last_used_on", sa.Date()),
        sa.Column("ended_at", UTCDateTime()),
        sa.Column("end_reason", sa.String(20)),
        sa.CheckConstraint("length(credential_id) >= 1 AND length(public_key) >= 1", name="key_is_there"),
        sa.CheckConstraint("length(trim(label)) >= 1", name="label_says_something"),
        sa.CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="end_has_a_reason"),
        sa.CheckConstraint(f"end_reason IS NULL OR end_reason IN ({_ENDS})", name="end_reason_is_known"),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= registered_at", name="times_run_forwards"),
    )
    op.guard_table(
        "passkey",
        keys=[["id"], ["credential_id"]],
        update_when=f"NOT ({_same(*_PASSKEY)} AND OLD.ended_at IS NULL)",
    )
    op.create_table(
        "passkey_challenge",
        sa.Column("challenge_hash", sa.LargeBinary(32), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id")),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("length(challenge_hash) = 32", name="challenge_hash_is_sha256"),
    )
    op.create_table(
        "switch_pin",
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), primary_key=True),
        sa.Column("pin_hash", sa.String(255), nullable=False),
        sa.Column("set_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("length(pin_hash) >= 20", name="pin_is_hashed"),
    )


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)


def downgrade() -> None:
    """Drop the tables."""
    for table in ("switch_pin", "passkey_challenge"):
        op.drop_table(table)
    op.drop_guards("passkey")
    op.drop_table("passkey")
    op.drop_table("recovery_code")
    op.drop_guards("authenticator")
    op.drop_table("authenticator")
    op.drop_guards("sign_in_rule")
    op.drop_table("sign_in_rule")
    op.drop_column("account", "must_enrol")
