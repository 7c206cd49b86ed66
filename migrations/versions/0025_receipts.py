"""Receipts that show askers where their request stands, takeovers of web requests, what public pages count."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0025_receipts"
down_revision = "0024_emergencies"
branch_labels = None
depends_on = None

TABLES = ("public_gate", "public_attempt", "public_form_use", "viewing_request_takeover", "viewing_request_receipt")
KINDS = ("request", "receipt")
KNOWN = "what IN ('request', 'receipt')"
FACTS = ("leaf", "request_id", "digest", "issued_by", "issued_at")
LIVE = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Make the tables; a receipt only ends, a takeover stays, and what is counted may be dropped."""
    op.create_table(
        "viewing_request_receipt",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("viewing_request.id"), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.Column("issued_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime()),
        sa.CheckConstraint("length(digest) = 64", name="digest_is_whole"),
        sa.CheckConstraint("ended_at >= issued_at", name="ended_after_issued"),
    )
    op.create_index(
        "ix_viewing_request_receipt_live",
        "viewing_request_receipt",
        ["request_id"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in FACTS)
    op.guard_table(
        "viewing_request_receipt",
        keys=[["leaf"], ["digest"]],
        update_when=f"{changed} OR OLD.ended_at IS NOT NULL",
    )
    op.create_table(
        "viewing_request_takeover",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("viewing_request.id"), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=False),
        sa.Column("taken_at", UTCDateTime(), nullable=False),
        sa.UniqueConstraint("request_id", "taken_by"),
        sa.CheckConstraint("taken_by > 0", name="taken_by_a_person"),
    )
    op.guard_table("viewing_request_takeover", keys=[["leaf"], ["request_id", "taken_by"]])
    _make_counts()


def downgrade() -> None:
    """Drop the tables; their guards go with them."""
    for table in TABLES:
        op.drop_table(table)


def _make_counts() -> None:
    op.create_table(
        "public_form_use",
        sa.Column("nonce", sa.LargeBinary(16), primary_key=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=False),
    )
    op.create_index("ix_public_form_use_used_at", "public_form_use", ["used_at"])
    op.create_table(
        "public_attempt",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("address", sa.LargeBinary(32)),
        sa.Column("tried_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(KNOWN, name="what_known"),
    )
    op.create_index("ix_public_attempt_what_tried_at", "public_attempt", ["what", "tried_at"])
    op.create_index("ix_public_attempt_address", "public_attempt", ["address", "tried_at"])
    gate = op.create_table(
        "public_gate",
        sa.Column("what", sa.String(), primary_key=True),
        sa.CheckConstraint(KNOWN, name="what_known"),
    )
    op.bulk_insert(gate, [{"what": kind} for kind in KINDS])
