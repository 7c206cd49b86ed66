"""The further facts of the footage register: how a viewing ended, letters, and shifts that were handed over."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0011_register"
down_revision = "0010_keys"
branch_labels = None
depends_on = None

KEPT = [
    "leaf", "log_id", "act", "kind", "handler_id", "occurred_at", "recorded_at", "span_from", "span_to", "purpose",
    "request_number", "file_name", "ground", "form", "period_until", "method", "cycle_days", "cycle_checked_on",
    "corrects_leaf",
]  # fmt: skip
"""What never changes, of what was there before."""
COLUMNS = {
    "version": ("INTEGER DEFAULT 1 NOT NULL", "version IN (1, 2)", "version_known"),
    "document": (
        "VARCHAR",
        (
            "version = 1 OR act = 'withdrawn' OR ground IS NULL OR ground <> 'pipa.18.2.2'"
            " OR (document IS NOT NULL AND length(trim(document)) > 0)"
        ),
        "document_needed",
    ),
    "runs": (
        "BOOLEAN DEFAULT false NOT NULL",
        "NOT runs OR (kind IN ('live', 'playback') AND act <> 'withdrawn')",
        "runs_where_it_can",
    ),
    "consent_on": ("DATE", None, None),
    "consent_items": (
        "VARCHAR",
        (
            "version = 1 OR act = 'withdrawn' OR ground IS NULL OR ground <> 'pipa.18.2.1' OR (consent_on IS NOT NULL"
            " AND consent_items IS NOT NULL AND consent_items = 'recipient,purpose,items,period,refusal')"
        ),
        "consent_needed",
    ),
    "copied": (
        "VARCHAR",
        (
            "version = 1 OR act = 'withdrawn' OR erased_on IS NOT NULL OR kind <> 'viewing' OR form IS NULL"
            " OR form = 'screen' OR (copied IS NOT NULL AND length(trim(copied)) > 0)"
        ),
        "copy_needed",
    ),
    "copy_reason": (
        "VARCHAR",
        "erased_on IS NOT NULL OR (copied IS NULL) = (copy_reason IS NULL)",
        "copy_reason_needed",
    ),
    "via": ("VARCHAR", None, None),
}
"""New columns: their type, and what is asked of rows with them. Rows that are there keep version 1, and pass."""
PERSONAL = ("copied", "copy_reason")
TABLES = {
    "footage_access_end": [["leaf"], ["end_leaf"]],
    "footage_letter": [["leaf"]],
    "footage_letter_words": [["leaf"]],
    "footage_shift": [["leaf"], ["leaf", "handed_by"]],
    "footage_shift_remark": [["leaf"]],
    "footage_shift_taken": [["leaf"], ["taken_leaf"]],
}
"""New tables, and their keys."""


def upgrade() -> None:
    """Add the columns and tables, and guard them."""
    add_columns()
    add_tables()
    for table, keys in TABLES.items():
        refuse = ["update"] if table in {"footage_letter_words", "footage_shift_remark"} else ["update", "delete"]
        op.guard_table(table, keys=keys, refuse=refuse)


def add_columns() -> None:
    """Add what entries say now, and guard it: one more statement each, so that SQLite does not rebuild the table."""
    for column, (kind, condition, name) in COLUMNS.items():
        check = f" CONSTRAINT ck_footage_access_{name} CHECK ({condition})" if condition else ""
        op.execute(f"ALTER TABLE footage_access ADD COLUMN {column} {kind}{check}")
    op.drop_index("ix_footage_access_occurred_at_leaf", table_name="footage_access")
    op.create_index("ix_footage_access_occurred_at_leaf", "footage_access", ["occurred_at", "leaf"], unique=True)
    kept = [*KEPT, *(column for column in COLUMNS if column not in PERSONAL)]
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in kept)
    left = " OR ".join(f"NEW.{column} IS NOT NULL" for column in PERSONAL)
    op.drop_guards("footage_access")
    op.guard_table(
        "footage_access",
        keys=[["leaf"], ["corrects_leaf"]],
        update_when=(  # What was typed freely may be erased, once; nothing else ever changes.
            "OLD.erased_on IS NOT NULL OR NEW.erased_on IS NULL OR NEW.text <> '' OR NEW.search <> ''"
            f" OR {left} OR {changed}"
        ),
    )


def add_tables() -> None:
    """Make the tables."""
    op.create_table(
        "footage_access_end",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("end_leaf", sa.BigInteger(), nullable=False, unique=True),
        sa.Column("began_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["began_at", "leaf"],
            ["footage_access.occurred_at", "footage_access.leaf"],
            name="fk_footage_access_end_entry",
        ),
        _sealed("footage_access_end", "end_leaf"),
        sa.CheckConstraint("ended_at >= began_at", name="ends_after_it_began"),
        sa.CheckConstraint("end_leaf > leaf", name="sealed_after_it_began"),
    )
    op.create_table(
        "footage_letter",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("entry_leaf", sa.BigInteger(), sa.ForeignKey("footage_access.leaf"), nullable=False),
        sa.Column("request_number", sa.String(), sa.ForeignKey("viewing_request.number"), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        _sealed("footage_letter", "leaf"),
        sa.CheckConstraint("entry_leaf < leaf", name="letter_after_the_entry"),
        sa.CheckConstraint("length(trim(document)) > 0", name="document_named"),
    )
    op.create_index("ix_footage_letter_request_number", "footage_letter", ["request_number"])
    op.create_table(
        "footage_letter_words",
        sa.Column("leaf", sa.BigInteger(), sa.ForeignKey("footage_letter.leaf"), primary_key=True),
        sa.Column("limits", sa.String(), nullable=False),
        sa.Column("measures", sa.String(), nullable=False),
        sa.CheckConstraint("length(trim(limits)) > 0", name="limits_stated"),
        sa.CheckConstraint("length(trim(measures)) > 0", name="measures_stated"),
    )
    op.create_table(
        "footage_shift",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("shift_start", UTCDateTime(), nullable=False),
        sa.Column("shift_end", UTCDateTime(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("open_items", sa.Integer(), nullable=False),
        sa.Column("handed_by", sa.Integer(), nullable=False),
        sa.Column("handed_at", UTCDateTime(), nullable=False),
        _sealed("footage_shift", "leaf"),
        sa.UniqueConstraint("leaf", "handed_by"),
        sa.CheckConstraint("shift_end > shift_start", name="shift_runs_forwards"),
        sa.CheckConstraint("handed_at >= shift_start", name="handed_over_after_it_began"),
        sa.CheckConstraint("entries >= 0 AND open_items >= 0", name="counts_are_counts"),
    )
    op.create_index("ix_footage_shift_shift_start", "footage_shift", ["shift_start"])
    op.create_table(
        "footage_shift_remark",
        sa.Column("leaf", sa.BigInteger(), sa.ForeignKey("footage_shift.leaf"), primary_key=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.CheckConstraint("length(trim(remark)) > 0", name="remark_says_something"),
    )
    op.create_table(
        "footage_shift_taken",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("taken_leaf", sa.BigInteger(), nullable=False, unique=True),
        sa.Column("handed_by", sa.Integer(), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=False),
        sa.Column("taken_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["leaf", "handed_by"],
            ["footage_shift.leaf", "footage_shift.handed_by"],
            name="fk_footage_shift_taken_shift",
        ),
        _sealed("footage_shift_taken", "taken_leaf"),
        sa.CheckConstraint("taken_by <> handed_by", name="taken_by_somebody_else"),
        sa.CheckConstraint("taken_leaf > leaf", name="taken_after_handed"),
    )


def _sealed(table: str, leaf: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["log_id", leaf], ["ledger_entry.log_id", "ledger_entry.leaf"], name=f"fk_{table}_sealed"
    )


def downgrade() -> None:
    """Drop the tables; columns with checks stay out of reach of SQLite, so the register is rebuilt without them."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_guards("footage_access")
    with op.batch_alter_table("footage_access") as batch:
        batch.drop_index("ix_footage_access_occurred_at_leaf")
        batch.create_index("ix_footage_access_occurred_at_leaf", ["occurred_at", "leaf"])
        for _kind, _condition, name in COLUMNS.values():
            if name:
                batch.drop_constraint(op.f(f"ck_footage_access_{name}"), type_="check")
        for column in reversed(COLUMNS):
            batch.drop_column(column)
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in KEPT)
    op.guard_table(
        "footage_access",
        keys=[["leaf"], ["corrects_leaf"]],
        update_when=(
            f"OLD.erased_on IS NOT NULL OR NEW.erased_on IS NULL OR NEW.text <> '' OR NEW.search <> '' OR {changed}"
        ),
    )
