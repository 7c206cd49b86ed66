"""What recorders were found to keep, and how wrong their clocks were."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0018_recorder_checks"
down_revision = "0017_case_states"
branch_labels = None
depends_on = None

CHECKS = {
    "recorder_check": {
        "site_not_blank": "length(trim(site_code)) > 0",
        "recorder_named": "length(trim(recorder)) > 0 AND length(recorder) <= 40",
        "footage_known": "footage IN ('found', 'unknown', 'not_looked')",
        "found_has_its_time": "(footage = 'found') = (oldest_at IS NOT NULL)",
        "locked_left_out_of_found": "footage = 'found' OR locked_left_out = false",
        "configured_in_range": "configured_days BETWEEN 1 AND 3660",
        "offset_in_range": "offset_seconds BETWEEN -86400 AND 86400",
        "something_measured": "footage <> 'not_looked' OR configured_days IS NOT NULL OR offset_seconds IS NOT NULL",
        "not_in_future": "checked_at <= recorded_at",
    },
    "recorder_check_place": {
        "site_not_blank": "length(trim(site_code)) > 0",
        "camera_in_a_zone": "camera_code IS NULL OR zone_code IS NOT NULL",
        "position_counts_from_one": "position >= 1",
    },
}


def upgrade() -> None:
    """Make the tables and guard them."""
    op.create_table(
        "recorder_check",
        sa.Column("leaf", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("site_code", sa.String(80), nullable=False),
        sa.Column("checked_at", UTCDateTime(), nullable=False),
        sa.Column("checked_by", sa.Integer(), nullable=False),
        sa.Column("recorder", sa.String(40), nullable=False),
        sa.Column("configured_days", sa.Integer(), nullable=True),
        sa.Column("footage", sa.String(10), nullable=False),
        sa.Column("oldest_at", UTCDateTime(), nullable=True),
        sa.Column("locked_left_out", sa.Boolean(), nullable=False),
        sa.Column("offset_seconds", sa.Integer(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("leaf"),
        sa.ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"]),
        *_checks("recorder_check"),
    )
    op.create_index("ix_recorder_check_site_code_checked_at", "recorder_check", ["site_code", "checked_at"])
    op.create_table(
        "recorder_check_place",
        sa.Column("leaf", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("site_code", sa.String(80), nullable=False),
        sa.Column("zone_code", sa.String(80), nullable=True),
        sa.Column("camera_code", sa.String(80), nullable=True),
        sa.PrimaryKeyConstraint("leaf", "position"),
        sa.ForeignKeyConstraint(["leaf"], ["recorder_check.leaf"]),
        *_checks("recorder_check_place"),
    )
    for column in ("site_code", "zone_code", "camera_code"):
        op.create_index(f"ix_recorder_check_place_{column}", "recorder_check_place", [column])
    op.guard_table("recorder_check", keys=(("leaf",),))
    op.guard_table("recorder_check_place", keys=(("leaf", "position"),))


def downgrade() -> None:
    """Drop the tables; their guards go with them."""
    op.drop_table("recorder_check_place")
    op.drop_table("recorder_check")


def _checks(table: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(condition, name=name) for name, condition in CHECKS[table].items()]
