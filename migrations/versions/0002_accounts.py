"""Tables of people, their rights, their sessions and failed sign-ins."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

revision = "0002_accounts"
down_revision = "0001_ledger"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_ROLES = "'operator', 'manager', 'privacy_officer', 'auditor', 'administrator'"
_RIGHT = ("id", "account_id", "role", "site_code", "granted_at", "granted_by", "reason")


def upgrade() -> None:
    """Make the tables, and the guards that keep every right on record."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign_in_name", sa.String(40), nullable=False),
        sa.Column("display_name", sa.String(80), nullable=False),
        sa.Column("password_hash", sa.String(255)),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("password_changed_at", _MOMENT),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("disabled_at", _MOMENT),
        sa.CheckConstraint("id >= 1", name="ck_account_id_is_not_the_system"),
        sa.CheckConstraint("length(sign_in_name) >= 2", name="ck_account_sign_in_name_not_blank"),
        sa.CheckConstraint("length(trim(display_name)) >= 1", name="ck_account_display_name_not_blank"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("sign_in_name", name="uq_account_sign_in_name"),
    )
    op.create_table(
        "account_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("site_code", sa.String(64)),
        sa.Column("granted_at", _MOMENT, nullable=False),
        sa.Column("granted_by", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.Column("ended_by", sa.Integer()),
        sa.Column("end_reason", sa.String(500)),
        sa.CheckConstraint(f"role IN ({_ROLES})", name="ck_account_role_role_is_known"),
        sa.CheckConstraint("length(trim(reason)) >= 1", name="ck_account_role_reason_not_blank"),
        sa.CheckConstraint("site_code IS NULL OR length(site_code) >= 1", name="ck_account_role_site_code_not_blank"),
        sa.CheckConstraint("granted_by <> account_id", name="ck_account_role_not_granted_by_oneself"),
        sa.CheckConstraint("ended_by IS NULL OR ended_by <> account_id", name="ck_account_role_not_ended_by_oneself"),
        sa.CheckConstraint(
            "(ended_at IS NULL AND ended_by IS NULL AND end_reason IS NULL) OR "
            "(ended_at IS NOT NULL AND ended_by IS NOT NULL AND length(trim(end_reason)) >= 1 "
            "AND ended_at >= granted_at)",
            name="ck_account_role_end_is_complete",
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_account_role_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_account_role"),
    )
    op.create_index("ix_account_role_account_id", "account_role", ["account_id"])
    everywhere, at_site = "ended_at IS NULL AND site_code IS NULL", "ended_at IS NULL AND site_code IS NOT NULL"
    op.create_index(
        "uq_account_role_held_everywhere",
        "account_role",
        ["account_id", "role"],
        unique=True,
        sqlite_where=sa.text(everywhere),
        postgresql_where=sa.text(everywhere),
    )
    op.create_index(
        "uq_account_role_held_at_site",
        "account_role",
        ["account_id", "role", "site_code"],
        unique=True,
        sqlite_where=sa.text(at_site),
        postgresql_where=sa.text(at_site),
    )
    op.create_table(
        "sign_in_session",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.Column("end_reason", sa.String(20)),
        sa.Column("address", sa.String(45)),
        sa.Column("user_agent", sa.String(200)),
        sa.CheckConstraint("length(token_hash) = 32", name="ck_sign_in_session_token_hash_is_sha256"),
        sa.CheckConstraint(
            "expires_at > created_at AND seen_at >= created_at", name="ck_sign_in_session_times_run_forwards"
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="ck_sign_in_session_end_has_a_reason"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_sign_in_session_account_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_in_session"),
    )
    op.create_index("ix_sign_in_session_account_id", "sign_in_session", ["account_id"])
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("address", sa.String(45)),
        sa.Column("failed_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_failure"),
    )
    op.create_index("ix_sign_in_failure_failed_at", "sign_in_failure", ["failed_at"])
    op.create_index("ix_sign_in_failure_name", "sign_in_failure", ["name_hash", "failed_at"])
    op.create_index("ix_sign_in_failure_address", "sign_in_failure", ["address", "failed_at"])
    _keep_rights_on_record()


def _keep_rights_on_record() -> None:
    """Guard rights: one may only end, never vanish, change or come back (nor by INSERT OR REPLACE)."""
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in _RIGHT)
    op.guard_table(
        "account_role",
        keys=(("id",),),
        update_when=f"OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR {changed}",
        sqlite_insert_when=(  # The partial unique indexes, as INSERT OR REPLACE would obey them.
            "NEW.ended_at IS NULL AND EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id "
            "AND role = NEW.role AND site_code IS NEW.site_code AND ended_at IS NULL)"
        ),
    )


def downgrade() -> None:
    """Drop the tables; their guards go with them."""
    for table in ("sign_in_failure", "sign_in_session", "account_role", "account"):
        op.drop_table(table)
