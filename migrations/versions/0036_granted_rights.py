"""Hold from when until when rights count and which acts they leave, who confirmed them, and who leaves when."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

from typing import Any

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0036_granted_rights"
down_revision = "0035_sessions"
branch_labels = None
depends_on = None

COLUMNS: dict[str, tuple[Any, str | None, str | None]] = {
    "valid_from": (UTCDateTime(), None, None),
    "valid_until": (
        UTCDateTime(),
        "times_run_forwards",
        "valid_until IS NULL OR (valid_until > granted_at AND (valid_from IS NULL OR valid_until > valid_from))",
    ),
    "acts": (sa.String(200), "acts_include_reading", "acts IS NULL OR acts = 'read' OR acts LIKE 'read %'"),
    "confirmed_at": (UTCDateTime(), None, None),
    "confirmed_by": (sa.Integer(), "not_confirmed_by_oneself", "confirmed_by IS NULL OR confirmed_by <> account_id"),
}
COMPLETE = "(confirmed_at IS NULL) = (confirmed_by IS NULL) AND (confirmed_at IS NULL OR confirmed_at >= granted_at)"
BEFORE = ("id", "account_id", "role", "site_code", "granted_at", "granted_by")
FIXED = (*BEFORE, "valid_from", "valid_until", "acts")
ENDS, CONFIRMATION = ("ended_at", "ended_by"), ("confirmed_at", "confirmed_by")
DEPARTURE = "account_departure"
DEPARTURE_FIXED = ("leaf", "account_id", "kind", "leaves_at", "successor_id", "planned_by", "planned_at")
_HELD_TWICE = (  # The partial unique indexes, as INSERT OR REPLACE would obey them.
    "NEW.ended_at IS NULL AND EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id "
    "AND role = NEW.role AND site_code IS NEW.site_code AND ended_at IS NULL)"
)


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)


def upgrade() -> None:
    """Let rights begin and end on a day, leave acts out and be confirmed; make the table of who leaves when."""
    op.drop_guards("account_role")
    with op.batch_alter_table("account_role") as batch:
        for name, (kind, check, rule) in COLUMNS.items():
            batch.add_column(sa.Column(name, kind))
            if check and rule:
                batch.create_check_constraint(check, rule)
        batch.create_check_constraint("confirmation_is_complete", COMPLETE)
    _guard_rights()
    _make_departures()


def _guard_rights() -> None:
    """Let a right end, be confirmed while held, or be blanked; nothing else: when it counts and for what is fixed."""
    first_time = "NEW.erased_on IS NOT NULL AND (OLD.erased_on IS NULL OR NEW.erased_on = OLD.erased_on)"
    held = f"OLD.ended_at IS NULL AND {_same('reason', 'erased_on')}"
    ends = f"{held} AND NEW.ended_at IS NOT NULL AND {_same(*CONFIRMATION)}"
    confirmed = (
        f"{held} AND {_same(*ENDS, 'end_reason')} AND NEW.confirmed_at IS NOT NULL"
        " AND (OLD.confirmed_at IS NULL OR NEW.confirmed_at > OLD.confirmed_at)"
    )
    blanks = (
        f"{_same(*ENDS, *CONFIRMATION)} AND {first_time}"
        " AND (NEW.reason = OLD.reason OR NEW.reason = '')"
        f" AND ({_same('end_reason')} OR (NEW.end_reason = '' AND OLD.end_reason IS NOT NULL))"
    )
    op.guard_table(
        "account_role",
        keys=(("id",),),
        update_when=f"NOT ({_same(*FIXED)} AND (({ends}) OR ({confirmed}) OR ({blanks})))",
        sqlite_insert_when=_HELD_TWICE,
    )


def _make_departures() -> None:
    op.create_table(
        DEPARTURE,
        sa.Column("leaf", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("leaves_at", UTCDateTime(), nullable=False),
        sa.Column("successor_id", sa.Integer()),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("planned_by", sa.Integer(), nullable=False),
        sa.Column("planned_at", UTCDateTime(), nullable=False),
        sa.Column("settled_at", UTCDateTime()),
        sa.Column("called_off", sa.Boolean(), nullable=False),
        sa.Column("erased_on", sa.Date()),
        sa.CheckConstraint("kind IN ('leaves', 'moves')", name="kind_is_known"),
        sa.CheckConstraint(
            "length(trim(reason)) >= 1 OR (erased_on IS NOT NULL AND reason = '')", name="reason_not_blank"
        ),
        sa.CheckConstraint("planned_by <> account_id", name="not_planned_by_oneself"),
        sa.CheckConstraint("successor_id IS NULL OR successor_id <> account_id", name="succeeded_by_somebody_else"),
        sa.CheckConstraint("settled_at IS NULL OR settled_at >= planned_at", name="settled_after_planned"),
        sa.CheckConstraint("NOT called_off OR settled_at IS NOT NULL", name="called_off_is_settled"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_account_departure_account_id"),
        sa.ForeignKeyConstraint(["successor_id"], ["account.id"], name="fk_account_departure_successor_id"),
        sa.PrimaryKeyConstraint("leaf", name="pk_account_departure"),
    )
    op.create_index("ix_account_departure_account_id", DEPARTURE, ["account_id"])
    still = sa.text("settled_at IS NULL")
    op.create_index(
        "uq_account_departure_open", DEPARTURE, ["account_id"], unique=True, sqlite_where=still, postgresql_where=still
    )
    settles = f"OLD.settled_at IS NULL AND NEW.settled_at IS NOT NULL AND {_same('reason', 'erased_on')}"
    blanks = (
        f"{_same('settled_at', 'called_off')} AND OLD.erased_on IS NULL AND NEW.erased_on IS NOT NULL"
        " AND NEW.reason = ''"
    )
    op.guard_table(
        DEPARTURE,
        keys=(("leaf",),),
        update_when=f"NOT ({_same(*DEPARTURE_FIXED)} AND (({settles}) OR ({blanks})))",
        sqlite_insert_when=(
            "NEW.settled_at IS NULL AND EXISTS (SELECT 1 FROM account_departure"
            " WHERE account_id = NEW.account_id AND settled_at IS NULL)"
        ),
    )


def downgrade() -> None:
    """Drop what was added: rights then count until they are ended, with all acts; the sealed entries still say so."""
    op.drop_table(DEPARTURE)
    op.drop_guards("account_role")
    with op.batch_alter_table("account_role") as batch:
        batch.drop_constraint("confirmation_is_complete", type_="check")
        for _kind, check, _rule in COLUMNS.values():
            if check:
                batch.drop_constraint(check, type_="check")
        for name in COLUMNS:
            batch.drop_column(name)
    first_time = "NEW.erased_on IS NOT NULL AND (OLD.erased_on IS NULL OR NEW.erased_on = OLD.erased_on)"
    ends = f"OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL AND {_same('reason', 'erased_on')}"
    blanks = (
        f"{_same(*ENDS)} AND {first_time} AND (NEW.reason = OLD.reason OR NEW.reason = '')"
        f" AND ({_same('end_reason')} OR (NEW.end_reason = '' AND OLD.end_reason IS NOT NULL))"
    )
    op.guard_table(
        "account_role",
        keys=(("id",),),
        update_when=f"NOT ({_same(*BEFORE)} AND (({ends}) OR ({blanks})))",
        sqlite_insert_when=_HELD_TWICE,
    )
