"""What erasing needs: which parts went, and copies that may be blanked once; and indexes for filters together."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015_erasure"
down_revision = "0014_recorder_logs"
branch_labels = None
depends_on = None

NEW_COLUMNS = {
    "account": (
        "erased_only_when_closed",
        "erased_on IS NULL OR (disabled_at IS NOT NULL AND sign_in_name = '#' || id AND display_name = '#' || id)",
    ),
    "account_role": (None, None),
    "viewing_request": ("erased_only_when_closed", "erased_on IS NULL OR closed_at IS NOT NULL"),
    "viewing_request_decision": ("erased_reason_is_empty", "erased_on IS NULL OR reason = ''"),
}
"""Tables that learn the day their copies were erased on, and what must hold of that day."""
CHANGED_CHECKS: dict[str, dict[str, tuple[str, str]]] = {
    "account_role": {
        "ck_account_role_ck_account_role_reason_not_blank": (
            "length(trim(reason)) >= 1",
            "length(trim(reason)) >= 1 OR (erased_on IS NOT NULL AND reason = '')",
        ),
        "ck_account_role_ck_account_role_end_is_complete": (
            (
                "(ended_at IS NULL AND ended_by IS NULL AND end_reason IS NULL) OR "
                "(ended_at IS NOT NULL AND ended_by IS NOT NULL AND length(trim(end_reason)) >= 1 "
                "AND ended_at >= granted_at)"
            ),
            (
                "(ended_at IS NULL AND ended_by IS NULL AND end_reason IS NULL) OR "
                "(ended_at IS NOT NULL AND ended_by IS NOT NULL AND end_reason IS NOT NULL AND ended_at >= granted_at "
                "AND (length(trim(end_reason)) >= 1 OR (erased_on IS NOT NULL AND end_reason = '')))"
            ),
        ),
    },
    "viewing_request_decision": {
        "ck_viewing_request_decision_refusal_has_reason_and_objection": (
            (
                "outcome <> 'refused' OR (length(trim(reason)) > 0 AND length(trim(objection_method)) > 0"
                " AND objection_method IS NOT NULL)"
            ),
            (
                "outcome <> 'refused' OR ((length(trim(reason)) > 0 OR erased_on IS NOT NULL)"
                " AND length(trim(objection_method)) > 0 AND objection_method IS NOT NULL)"
            ),
        ),
    },
}
"""Rules that ask for words, as they were and as they are: words that were erased are not asked for."""
RIGHT = ("id", "account_id", "role", "site_code", "granted_at", "granted_by")
RIGHT_ENDS = ("ended_at", "ended_by")
REQUEST = (
    "id", "number", "year", "sequence", "channel", "kind", "requester_kind", "handling", "subject_in_footage",
    "requester_body", "document_no", "span_from", "span_to", "received_at", "received_by", "recorded_at", "due_on",
    "due_days", "due_at", "overwrite_at",
)  # fmt: skip
DECISION = (
    "request_id", "step", "received_by", "handling", "outcome", "ground", "objection_method", "decided_by",
    "decided_at",
)  # fmt: skip
INDEXES = {
    "site": ("site_code", "event", "actor_id"),
    "actor": ("actor_id", "site_code", "event"),
    "event": ("event", "site_code", "actor_id"),
}
"""What each index of entries leads with, and what it repeats after the leaf."""
_ALLOWED_MOVE = (
    "OLD.status = NEW.status"
    " OR (OLD.status = 'received' AND NEW.status IN ('approved', 'refused', 'withdrawn'))"
    " OR (OLD.status = 'approved' AND NEW.status IN ('fulfilled', 'withdrawn'))"
)
_WRONG_START = (
    "NEW.status <> 'received' OR NEW.sequence <>"
    " (SELECT coalesce(max(sequence), 0) + 1 FROM viewing_request WHERE year = NEW.year)"
)
_HELD_TWICE = (  # The partial unique indexes, as INSERT OR REPLACE would obey them.
    "NEW.ended_at IS NULL AND EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id "
    "AND role = NEW.role AND site_code IS NEW.site_code AND ended_at IS NULL)"
)


def upgrade() -> None:
    """Make the table of what went, let copies be blanked once."""
    op.create_table(
        "ledger_erasure",
        sa.Column("log_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("first_leaf", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last_leaf", sa.BigInteger(), nullable=False),
        sa.Column("erased_leaf", sa.BigInteger(), nullable=False),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.CheckConstraint("length(part) > 0", name="part"),
        sa.CheckConstraint("0 <= first_leaf AND first_leaf <= last_leaf", name="run"),
        sa.CheckConstraint("last_leaf < erased_leaf", name="erased_later"),
        sa.ForeignKeyConstraint(
            ["log_id", "erased_leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"], name="fk_ledger_erasure_sealed"
        ),
        sa.PrimaryKeyConstraint("log_id", "part", "first_leaf", name="pk_ledger_erasure"),
    )
    op.create_index("ix_ledger_erasure_erased_leaf", "ledger_erasure", ["log_id", "erased_leaf"])
    op.guard_table("ledger_erasure", keys=(("log_id", "part", "first_leaf"),))
    for table, (name, rule) in NEW_COLUMNS.items():
        check = f" CONSTRAINT ck_{table}_{name} CHECK ({rule})" if name else ""
        op.execute(f"ALTER TABLE {table} ADD COLUMN erased_on DATE{check}")
    for table in ("account_role", "viewing_request", "viewing_request_decision"):
        op.drop_guards(table)
    for table, checks in CHANGED_CHECKS.items():
        _change_checks(table, {name: after for name, (_before, after) in checks.items()})
    _guard_copies()
    op.guard_table("viewing_request_party", keys=[["request_id"]], refuse=["update"])
    for name, (first, *others) in INDEXES.items():
        op.drop_index(f"ix_ledger_entry_{name}", table_name="ledger_entry")
        op.create_index(f"ix_ledger_entry_{name}", "ledger_entry", ["log_id", first, "leaf", *others])


def _guard_copies() -> None:
    """Let words be blanked once, together with the day of it, and nothing else that was not allowed before."""
    first_time = "NEW.erased_on IS NOT NULL AND (OLD.erased_on IS NULL OR NEW.erased_on = OLD.erased_on)"
    ends = f"OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL AND {_same('reason', 'erased_on')}"
    blanks = (
        f"{_same(*RIGHT_ENDS)} AND {first_time} AND (NEW.reason = OLD.reason OR NEW.reason = '')"
        f" AND ({_same('end_reason')} OR (NEW.end_reason = '' AND OLD.end_reason IS NOT NULL))"
    )
    op.guard_table(
        "account_role",
        keys=(("id",),),
        update_when=f"NOT ({_same(*RIGHT)} AND (({ends}) OR ({blanks})))",
        sqlite_insert_when=_HELD_TWICE,
    )
    op.guard_table(
        "viewing_request",
        keys=[["id"], ["number"], ["year", "sequence"]],
        update_when=(
            f"NOT ({_ALLOWED_MOVE}) OR NOT ({_same(*REQUEST)})"
            f" OR (OLD.erased_on IS NOT NULL AND NOT ({_same('erased_on')}))"
        ),
        sqlite_insert_when=_WRONG_START,
    )
    op.guard_table(
        "viewing_request_decision",
        keys=[["request_id", "step"], ["request_id", "decided_by"]],
        update_when=(
            f"NOT ({_same(*DECISION)}) OR OLD.erased_on IS NOT NULL OR NEW.erased_on IS NULL OR NEW.reason <> ''"
        ),
    )


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)


def _change_checks(table: str, checks: dict[str, str]) -> None:
    with op.batch_alter_table(table) as batch:
        for name, rule in checks.items():
            batch.drop_constraint(op.f(name), type_="check")
            batch.create_check_constraint(op.f(name), rule)


def downgrade() -> None:
    """Drop what was added; words that were erased stay erased, so a table that holds such rows cannot go back."""
    for name, (first, *_others) in INDEXES.items():
        op.drop_index(f"ix_ledger_entry_{name}", table_name="ledger_entry")
        op.create_index(f"ix_ledger_entry_{name}", "ledger_entry", ["log_id", first, "leaf"])
    for table in ("account_role", "viewing_request", "viewing_request_decision", "viewing_request_party"):
        op.drop_guards(table)
    for table, checks in CHANGED_CHECKS.items():
        _change_checks(table, {name: before for name, (before, _after) in checks.items()})
    for table, (check, _rule) in NEW_COLUMNS.items():
        with op.batch_alter_table(table) as batch:
            if check:
                batch.drop_constraint(op.f(f"ck_{table}_{check}"), type_="check")
            batch.drop_column("erased_on")
    right: Any = (*RIGHT, "reason")
    op.guard_table(
        "account_role",
        keys=(("id",),),
        update_when=f"OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NOT ({_same(*right)})",
        sqlite_insert_when=_HELD_TWICE,
    )
    op.guard_table(
        "viewing_request",
        keys=[["id"], ["number"], ["year", "sequence"]],
        update_when=f"NOT ({_ALLOWED_MOVE}) OR NOT ({_same(*REQUEST)})",
        sqlite_insert_when=_WRONG_START,
    )
    op.guard_table("viewing_request_decision", keys=[["request_id", "step"], ["request_id", "decided_by"]])
    op.drop_table("ledger_erasure")
