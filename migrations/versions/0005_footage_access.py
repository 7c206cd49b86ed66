"""Tables of the footage register, append-only."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0005_footage_access"
down_revision = "0004_viewing_requests"
branch_labels = None
depends_on = None

KEPT = [
    "leaf", "log_id", "act", "kind", "handler_id", "occurred_at", "recorded_at", "span_from", "span_to", "purpose",
    "request_number", "file_name", "ground", "form", "period_until", "method", "cycle_days", "cycle_checked_on",
    "corrects_leaf",
]  # fmt: skip
"""What never changes."""
CHECKS = {
    "kind_known": "kind IN ('live', 'playback', 'viewing', 'use', 'provision', 'destruction')",
    "act_known": "act IN ('accessed', 'corrected', 'withdrawn')",
    "purpose_known": (
        "purpose IN ('facility_safety', 'fire_prevention', 'crime_prevention', 'visitor_safety', 'incident',"
        " 'data_subject', 'investigation', 'inspection', 'expiry')"
    ),
    "form_known": "form IN ('screen', 'file', 'still', 'print')",
    "method_known": "method IN ('erased', 'overwritten', 'degaussed', 'shredded', 'burnt')",
    "correction_names_the_old": "(act = 'accessed') = (corrects_leaf IS NULL)",
    "old_comes_before": "corrects_leaf < leaf",
    "span_has_two_ends": "(span_from IS NULL) = (span_to IS NULL)",
    "span_runs_forwards": "span_to > span_from",
    "not_before_it_happened": "occurred_at <= recorded_at",
    "span_needed": "kind IN ('live', 'destruction') OR span_from IS NOT NULL",
    "text_needed": "erased_on IS NOT NULL OR kind IN ('live', 'destruction') OR length(trim(text)) > 0",
    "request_needed": "(kind IN ('viewing', 'provision')) = (request_number IS NOT NULL)",
    "file_needed": "kind IN ('live', 'playback') OR (file_name IS NOT NULL AND length(trim(file_name)) > 0)",
    "form_needed": "kind NOT IN ('use', 'provision') OR form IS NOT NULL",
    "ground_needed": "kind NOT IN ('use', 'provision') OR ground IS NOT NULL",
    "method_needed": "kind <> 'destruction' OR method IS NOT NULL",
    "cycle_and_check": "(cycle_days IS NULL) = (cycle_checked_on IS NULL)",
    "cycle_positive": "cycle_days >= 1",
}


def upgrade() -> None:
    """Make the tables and guard them."""
    op.create_table(
        "footage_access",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("handler_id", sa.Integer(), nullable=False),
        sa.Column("occurred_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("span_from", UTCDateTime()),
        sa.Column("span_to", UTCDateTime()),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("request_number", sa.String(), sa.ForeignKey("viewing_request.number")),
        sa.Column("file_name", sa.String()),
        sa.Column("ground", sa.String()),
        sa.Column("form", sa.String()),
        sa.Column("period_until", sa.Date()),
        sa.Column("method", sa.String()),
        sa.Column("cycle_days", sa.Integer()),
        sa.Column("cycle_checked_on", sa.Date()),
        sa.Column("corrects_leaf", sa.BigInteger(), sa.ForeignKey("footage_access.leaf"), unique=True),
        sa.Column("search", sa.String(), nullable=False),
        sa.Column("erased_on", sa.Date()),
        sa.ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"]),
        *(sa.CheckConstraint(condition, name=name) for name, condition in CHECKS.items()),
    )
    op.create_index("ix_footage_access_occurred_at_leaf", "footage_access", ["occurred_at", "leaf"])
    op.create_index(
        "ix_footage_access_handler_id_occurred_at_leaf", "footage_access", ["handler_id", "occurred_at", "leaf"]
    )
    op.create_index("ix_footage_access_request_number", "footage_access", ["request_number"])
    op.create_table(
        "footage_access_camera",
        sa.Column("leaf", sa.BigInteger(), sa.ForeignKey("footage_access.leaf"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("site_code", sa.String(), nullable=False),
        sa.Column("zone_code", sa.String()),
        sa.Column("camera_code", sa.String()),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("search", sa.String(), nullable=False),
    )
    op.create_index("ix_footage_access_camera_site_code_leaf", "footage_access_camera", ["site_code", "leaf"])
    op.create_index("ix_footage_access_camera_camera_code_leaf", "footage_access_camera", ["camera_code", "leaf"])
    op.create_table(
        "footage_access_party",
        sa.Column("leaf", sa.BigInteger(), sa.ForeignKey("footage_access.leaf"), primary_key=True),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.CheckConstraint("length(trim(recipient)) > 0", name="recipient_named"),
    )
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in KEPT)
    op.guard_table(
        "footage_access",
        keys=[["leaf"], ["corrects_leaf"]],
        update_when=(  # What was typed freely may be erased, once; nothing else ever changes.
            f"OLD.erased_on IS NOT NULL OR NEW.erased_on IS NULL OR NEW.text <> '' OR NEW.search <> '' OR {changed}"
        ),
    )
    op.guard_table("footage_access_camera", keys=[["leaf", "position"]])
    op.guard_table("footage_access_party", keys=[["leaf"]], refuse=["update"])


def downgrade() -> None:
    """Drop the tables; their guards go with them."""
    for table in ("footage_access_party", "footage_access_camera", "footage_access"):
        op.drop_table(table)
