"""Tokens by which recorders write entries."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

revision = "0013_tokens"
down_revision = "0012_search"
branch_labels = None
depends_on = None

_KEPT = ("id", "token_hash", "label", "scopes", "issued_at", "issued_by", "expires_at")


def upgrade() -> None:
    """Make the table; a token can end and be used, and nothing else of it changes."""
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("label", sa.String(80), nullable=False),
        sa.Column("scopes", sa.String(200), nullable=False),
        sa.Column("sites", sa.String(2000), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.Integer(), nullable=True),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        sa.CheckConstraint("length(token_hash) = 32", name="ck_api_token_token_hash_is_sha256"),
        sa.CheckConstraint("length(trim(label)) >= 2", name="ck_api_token_label_says_something"),
        sa.CheckConstraint("length(scopes) >= 1", name="ck_api_token_allows_something"),
        sa.CheckConstraint("sites IS NULL OR length(sites) >= 1", name="ck_api_token_sites_not_blank"),
        sa.CheckConstraint("expires_at > issued_at", name="ck_api_token_expires_later"),
        sa.CheckConstraint("(revoked_at IS NULL) = (revoked_by IS NULL)", name="ck_api_token_revoked_by_somebody"),
        sa.PrimaryKeyConstraint("id", name="pk_api_token"),
        sa.UniqueConstraint("token_hash", name="uq_api_token_token_hash"),
    )
    kept = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in _KEPT)
    op.guard_table(
        "api_token",
        keys=[["id"], ["token_hash"]],
        update_when=(
            f"{kept} OR COALESCE(NEW.sites, '') <> COALESCE(OLD.sites, '') OR (OLD.revoked_at IS NOT NULL AND "
            "(NEW.revoked_at IS NULL OR NEW.revoked_at <> OLD.revoked_at OR NEW.revoked_by <> OLD.revoked_by))"
        ),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_guards("api_token")
    op.drop_table("api_token")
