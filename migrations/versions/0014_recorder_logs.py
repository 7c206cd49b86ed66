"""Recorders' own logs and how they match the register: append-only tables."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0014_recorder_logs"
down_revision = "0013_tokens"
branch_labels = None
depends_on = None

SEALED = (["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"])
CHECKS = {
    "recorder_source": {"code_not_blank": "length(trim(code)) > 0", "title_not_blank": "length(trim(title)) > 0"},
    "recorder_camera": {"name_not_blank": "length(trim(name)) > 0"},
    "recorder_user": {
        "treatment_known": "treatment IN ('person', 'shared', 'machine')",
        "person_has_account": "(treatment = 'person') = (account_id IS NOT NULL)",
        "user_not_blank": "erased_on IS NOT NULL OR length(trim(user_name)) > 0",
    },
    "recorder_log": {
        "part_of_parts": "part BETWEEN 1 AND parts",
        "file_is_a_hash": "length(file_hash) = 64",
        "covers_forwards": "covers_until >= covers_from",
    },
    "recorder_row": {
        "seen_known": "seen IN ('live', 'playback', 'export')",
        "camera_not_blank": "length(trim(camera)) > 0",
        "hash_until_erased": "(erased_on IS NULL) = (row_hash IS NOT NULL)",
        "erased_says_nothing": "erased_on IS NULL OR (user_name = '' AND address = '' AND action = '')",
    },
    "recorder_comparison": {
        "counts_add_up": "viewings = matched + unrecorded AND weak <= matched AND unseen <= entries",
        "counts_not_negative": "matched >= 0 AND weak >= 0 AND unrecorded >= 0 AND unseen >= 0 AND unknown_rows >= 0",
    },
    "recorder_finding": {
        "direction_known": "direction IN ('viewing', 'entry')",
        "runs_forwards": "until >= at",
        "viewing_names_its_row": "(direction = 'viewing') = (row_leaf IS NOT NULL AND row_position IS NOT NULL)",
        "entry_names_its_entry": "(direction = 'entry') = (entry_leaf IS NOT NULL)",
        "entry_has_a_person": "direction = 'viewing' OR account_id IS NOT NULL",
    },
    "recorder_finding_move": {
        "move_known": "move IN ('explained', 'accepted', 'returned', 'withdrawn', 'reopened')",
        "reason_known": (
            "reason IN ('late_entry', 'installer', 'system', 'same_screen', 'recorder_fault', 'wrong_entry', 'other')"
        ),
        "explained_with_reason": "(move = 'explained') = (reason IS NOT NULL)",
        "late_entry_named": "reason IS NULL OR (reason = 'late_entry') = (entry_leaf IS NOT NULL)",
        "comes_after": "leaf > finding",
        "words_needed": (
            "erased_on IS NOT NULL OR length(trim(words)) > 0 OR move NOT IN ('explained', 'returned') "
            "OR reason = 'late_entry'"
        ),
    },
}


def upgrade() -> None:
    """Make the tables and guard them."""
    _tables_of_sources()
    _tables_of_logs()
    _tables_of_findings()
    _guard()


def downgrade() -> None:
    """Drop the tables; their guards go with them."""
    for table in (
        "recorder_finding_move",
        "recorder_finding",
        "recorder_comparison",
        "recorder_row",
        "recorder_log",
        "recorder_user",
        "recorder_camera",
        "recorder_source",
    ):
        op.drop_table(table)


def _table(name: str, *parts: sa.schema.SchemaItem, sealed: bool = True) -> None:
    checks = [sa.CheckConstraint(condition, name=each) for each, condition in CHECKS[name].items()]
    seal = [sa.ForeignKeyConstraint(*SEALED)] if sealed else []
    op.create_table(name, *parts, *seal, *checks)


def _leaf() -> tuple[sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
    )


def _source() -> sa.Column[str]:
    return sa.Column("source", sa.String(40), nullable=False)


def _tables_of_sources() -> None:
    _table(
        "recorder_source",
        *_leaf(),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
    )
    op.create_index("ix_recorder_source_code_leaf", "recorder_source", ["code", "leaf"])
    _table(
        "recorder_camera",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("log_id", sa.Integer(), nullable=False),
        _source(),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("camera_code", sa.String()),
    )
    op.create_index("ix_recorder_camera_source_leaf", "recorder_camera", ["source", "leaf"])
    _table(
        "recorder_user",
        *_leaf(),
        _source(),
        sa.Column("user_name", sa.String(), nullable=False),
        sa.Column("treatment", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer()),
        sa.Column("erased_on", sa.Date()),
    )
    op.create_index("ix_recorder_user_source_leaf", "recorder_user", ["source", "leaf"])


def _tables_of_logs() -> None:
    _table(
        "recorder_log",
        *_leaf(),
        _source(),
        sa.Column("file_hash", sa.String(64), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("covers_from", UTCDateTime(), nullable=False),
        sa.Column("covers_until", UTCDateTime(), nullable=False),
        sa.Column("imported_at", UTCDateTime(), nullable=False),
        sa.Column("imported_by", sa.Integer(), nullable=False),
    )
    op.create_index("ix_recorder_log_source_leaf", "recorder_log", ["source", "leaf"])
    _table(
        "recorder_row",
        sa.Column("leaf", sa.BigInteger(), sa.ForeignKey("recorder_log.leaf"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        _source(),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("camera", sa.String(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("user_name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("row_hash", sa.String(32)),
        sa.Column("erased_on", sa.Date()),
        sa.UniqueConstraint("source", "row_hash"),
        sealed=False,
    )
    op.create_index("ix_recorder_row_source_at", "recorder_row", ["source", "at"])


def _tables_of_findings() -> None:
    numbers = ("viewings", "matched", "weak", "entries", "unrecorded", "unseen", "unknown_rows", "offset_seconds")
    _table(
        "recorder_comparison",
        *_leaf(),
        _source(),
        sa.Column("month", sa.String(7), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in numbers),
        sa.Column("compared_at", UTCDateTime(), nullable=False),
    )
    op.create_index("ix_recorder_comparison_source_month_leaf", "recorder_comparison", ["source", "month", "leaf"])
    _table(
        "recorder_finding",
        *_leaf(),
        _source(),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("site_code", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer()),
        sa.Column("weak", sa.Boolean(), nullable=False),
        sa.Column("entry_leaf", sa.BigInteger(), sa.ForeignKey("footage_access.leaf")),
        sa.Column("row_leaf", sa.BigInteger()),
        sa.Column("row_position", sa.Integer()),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["row_leaf", "row_position"], ["recorder_row.leaf", "recorder_row.position"]),
        sa.UniqueConstraint("row_leaf", "row_position"),
        sa.UniqueConstraint("entry_leaf", "place", "source"),
    )
    op.create_index("ix_recorder_finding_source_month", "recorder_finding", ["source", "month"])
    op.create_index("ix_recorder_finding_at_leaf", "recorder_finding", ["at", "leaf"])
    _table(
        "recorder_finding_move",
        *_leaf(),
        sa.Column("finding", sa.BigInteger(), sa.ForeignKey("recorder_finding.leaf"), nullable=False),
        sa.Column("move", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("entry_leaf", sa.BigInteger(), sa.ForeignKey("footage_access.leaf")),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("erased_on", sa.Date()),
    )
    op.create_index("ix_recorder_finding_move_finding_leaf", "recorder_finding_move", ["finding", "leaf"])


def _guard() -> None:
    for table in ("recorder_source", "recorder_log", "recorder_comparison"):
        op.guard_table(table, keys=[["leaf"]])
    op.guard_table("recorder_camera", keys=[["leaf", "position"]])
    op.guard_table(
        "recorder_finding",
        keys=[["leaf"], ["row_leaf", "row_position"], ["entry_leaf", "place", "source"]],
    )
    _guard_erasable("recorder_user", [["leaf"]], ["leaf", "log_id", "source", "treatment", "account_id"], ["user_name"])
    _guard_erasable(
        "recorder_row",
        [["leaf", "position"], ["source", "row_hash"]],
        ["leaf", "position", "source", "at", "camera", "seen"],
        ["user_name", "address", "action"],
    )
    _guard_erasable(
        "recorder_finding_move",
        [["leaf"]],
        ["leaf", "log_id", "finding", "move", "reason", "entry_leaf", "by_id", "at"],
        ["words"],
    )


def _guard_erasable(table: str, keys: list[list[str]], kept: list[str], personal: list[str]) -> None:
    """Let what is personal be emptied, once; nothing else ever changes."""
    changed = [f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in kept]
    filled = [f"NEW.{column} <> ''" for column in personal]
    update_when = " OR ".join(["OLD.erased_on IS NOT NULL", "NEW.erased_on IS NULL", *filled, *changed])
    op.guard_table(table, keys=keys, update_when=update_when)
