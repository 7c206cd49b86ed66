"""What moves the last day to answer: days added and taken away, postponements, pauses, and every move."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0016_due_dates"
down_revision = "0015_erasure"
branch_labels = None
depends_on = None

TABLES = (
    "answer_day",
    "viewing_request_postponement",
    "viewing_request_pause",
    "viewing_request_due_move",
)
CHANNELS = "notified_by IN ('counter', 'phone', 'letter', 'email', 'fax', 'web')"
REQUEST = (
    "id", "number", "year", "sequence", "channel", "kind", "requester_kind", "handling", "subject_in_footage",
    "requester_body", "document_no", "span_from", "span_to", "received_at", "received_by", "recorded_at",
    "due_days", "overwrite_at",
)  # fmt: skip
DUE = ("due_on", "due_at", "due_moves")
DAY = ("leaf", "day", "kind", "title", "known_since", "reason", "set_by", "set_at")
POSTPONEMENT = (
    "leaf", "request_id", "received_by", "handling", "ground_ends_on", "days", "objection_method", "notified_on",
    "notified_by", "decided_by", "decided_at",
)  # fmt: skip
PAUSE = (
    "leaf", "request_id", "received_by", "handling", "began_on", "until_on", "stops_clock", "notified_on",
    "notified_by", "paused_by", "paused_at",
)  # fmt: skip
RESUMING = ("resumed_on", "resumed_because", "resumed_by", "resumed_at")
_ALLOWED_MOVE = (
    "OLD.status = NEW.status"
    " OR (OLD.status = 'received' AND NEW.status IN ('approved', 'refused', 'withdrawn'))"
    " OR (OLD.status = 'approved' AND NEW.status IN ('fulfilled', 'withdrawn'))"
)
_WRONG_START = (
    "NEW.status <> 'received' OR NEW.sequence <>"
    " (SELECT coalesce(max(sequence), 0) + 1 FROM viewing_request WHERE year = NEW.year)"
)
_MOVED_START = "NEW.due_moves <> 0"


def upgrade() -> None:
    """Make the tables; let the last day to answer move one step at a time while a request is open."""
    op.execute(
        "ALTER TABLE viewing_request ADD COLUMN due_moves INTEGER DEFAULT 0 NOT NULL"
        " CONSTRAINT ck_viewing_request_due_moves_counted CHECK (due_moves >= 0)"
    )
    op.drop_guards("viewing_request")
    _make_days()
    _make_postponements()
    _make_pauses()
    _make_moves()
    moves = (
        "OLD.closed_at IS NULL AND NEW.closed_at IS NULL AND NEW.status = OLD.status"
        " AND NEW.due_on <> OLD.due_on AND NEW.due_at <> OLD.due_at AND NEW.due_moves = OLD.due_moves + 1"
    )
    _guard_requests(f"NOT ({_same(*REQUEST)}) OR NOT (({_same(*DUE)}) OR ({moves}))", start=_MOVED_START)
    _check_start_on_postgresql(f"{_WRONG_START} OR {_MOVED_START}")


def _guard_requests(changed: str, *, start: str = "") -> None:
    op.guard_table(
        "viewing_request",
        keys=[["id"], ["number"], ["year", "sequence"]],
        update_when=(
            f"NOT ({_ALLOWED_MOVE}) OR {changed} OR (OLD.erased_on IS NOT NULL AND NOT ({_same('erased_on')}))"
        ),
        sqlite_insert_when=f"{_WRONG_START} OR {start}" if start else _WRONG_START,
    )


def _check_start_on_postgresql(wrong: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute(f"""CREATE OR REPLACE FUNCTION viewing_request_start() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF {wrong} THEN
            RAISE EXCEPTION 'a request starts as received, with the next number of its year'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW; END $$""")


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)


def _of_request(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["request_id", "received_by", "handling"],
        ["viewing_request.id", "viewing_request.received_by", "viewing_request.handling"],
        name=f"fk_{table}_request",
    )


def _make_days() -> None:
    op.create_table(
        "answer_day",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("known_since", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", UTCDateTime(), nullable=False),
        sa.Column("lifted_by", sa.Integer()),
        sa.Column("lifted_at", UTCDateTime()),
        sa.Column("lift_reason", sa.String()),
        sa.CheckConstraint("kind IN ('extra', 'removed')", name="kind_known"),
        sa.CheckConstraint("length(trim(title)) > 0", name="titled"),
        sa.CheckConstraint("length(trim(reason)) > 0", name="reason_given"),
        sa.CheckConstraint(
            "(lifted_at IS NULL AND lifted_by IS NULL AND lift_reason IS NULL) OR (lifted_at IS NOT NULL"
            " AND lifted_by IS NOT NULL AND lift_reason IS NOT NULL AND length(trim(lift_reason)) > 0"
            " AND lifted_at >= set_at)",
            name="lifting_is_complete",
        ),
    )
    in_force = sa.text("lifted_at IS NULL")
    op.create_index(
        "uq_answer_day_in_force",
        "answer_day",
        ["day"],
        unique=True,
        sqlite_where=in_force,
        postgresql_where=in_force,
    )
    op.guard_table(
        "answer_day",
        keys=[["leaf"]],
        update_when=f"NOT ({_same(*DAY)}) OR OLD.lifted_at IS NOT NULL OR NEW.lifted_at IS NULL",
        sqlite_insert_when=(
            "NEW.lifted_at IS NULL AND EXISTS (SELECT 1 FROM answer_day WHERE day = NEW.day AND lifted_at IS NULL)"
        ),
    )


def _make_postponements() -> None:
    op.create_table(
        "viewing_request_postponement",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("received_by", sa.Integer(), nullable=False),
        sa.Column("handling", sa.String(), nullable=False),
        sa.Column("ground_ends_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("objection_method", sa.String(), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=False),
        sa.Column("notified_by", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=False),
        sa.Column("erased_on", sa.Date()),
        _of_request("viewing_request_postponement"),
        sa.CheckConstraint("decided_by <> received_by", name="not_own_request"),
        sa.CheckConstraint("days >= 1", name="days_positive"),
        sa.CheckConstraint(CHANNELS, name="channel_known"),
        sa.CheckConstraint("length(trim(reason)) > 0 OR erased_on IS NOT NULL", name="reason_given"),
        sa.CheckConstraint("length(trim(objection_method)) > 0", name="says_how_to_object"),
        sa.CheckConstraint("erased_on IS NULL OR reason = ''", name="erased_reason_is_empty"),
    )
    op.create_index("ix_viewing_request_postponement_request_id", "viewing_request_postponement", ["request_id"])
    op.guard_table(
        "viewing_request_postponement",
        keys=[["leaf"]],
        update_when=(
            f"NOT ({_same(*POSTPONEMENT)}) OR OLD.erased_on IS NOT NULL OR NEW.erased_on IS NULL OR NEW.reason <> ''"
        ),
    )


def _make_pauses() -> None:
    op.create_table(
        "viewing_request_pause",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("received_by", sa.Integer(), nullable=False),
        sa.Column("handling", sa.String(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("stops_clock", sa.Boolean(), nullable=False),
        sa.Column("stop_reason", sa.String()),
        sa.Column("notified_on", sa.Date(), nullable=False),
        sa.Column("notified_by", sa.String(), nullable=False),
        sa.Column("paused_by", sa.Integer(), nullable=False),
        sa.Column("paused_at", UTCDateTime(), nullable=False),
        sa.Column("resumed_on", sa.Date()),
        sa.Column("resumed_because", sa.String()),
        sa.Column("resumed_by", sa.Integer()),
        sa.Column("resumed_at", UTCDateTime()),
        sa.Column("erased_on", sa.Date()),
        _of_request("viewing_request_pause"),
        sa.CheckConstraint("until_on > began_on", name="lasts_a_day"),
        sa.CheckConstraint(CHANNELS, name="channel_known"),
        sa.CheckConstraint("length(trim(reason)) > 0 OR erased_on IS NOT NULL", name="reason_given"),
        sa.CheckConstraint("stops_clock = (stop_reason IS NOT NULL)", name="stop_has_its_reason"),
        sa.CheckConstraint(
            "stop_reason IS NULL OR length(trim(stop_reason)) > 0 OR erased_on IS NOT NULL", name="stop_reason_given"
        ),
        sa.CheckConstraint("NOT stops_clock OR paused_by <> received_by", name="not_own_clock"),
        sa.CheckConstraint(
            "(resumed_on IS NULL AND resumed_because IS NULL AND resumed_by IS NULL AND resumed_at IS NULL)"
            " OR (resumed_on >= began_on AND resumed_because IN ('arrived', 'not_coming')"
            " AND resumed_by IS NOT NULL AND resumed_at IS NOT NULL AND resumed_on IS NOT NULL"
            " AND resumed_because IS NOT NULL)",
            name="resuming_is_complete",
        ),
        sa.CheckConstraint(
            "erased_on IS NULL OR (reason = '' AND (stop_reason IS NULL OR stop_reason = ''))",
            name="erased_reasons_are_empty",
        ),
    )
    op.create_index("ix_viewing_request_pause_request_id", "viewing_request_pause", ["request_id"])
    resumes = f"OLD.resumed_on IS NULL AND NEW.resumed_on IS NOT NULL AND {_same('reason', 'stop_reason', 'erased_on')}"
    blanks = (
        f"OLD.erased_on IS NULL AND NEW.erased_on IS NOT NULL AND {_same(*RESUMING)}"
        " AND (NEW.stop_reason IS NULL) = (OLD.stop_reason IS NULL)"
    )
    op.guard_table(
        "viewing_request_pause",
        keys=[["leaf"]],
        update_when=f"NOT ({_same(*PAUSE)} AND (({resumes}) OR ({blanks})))",
    )


def _make_moves() -> None:
    op.create_table(
        "viewing_request_due_move",
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("viewing_request.id"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("old_on", sa.Date(), nullable=False),
        sa.Column("new_on", sa.Date(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("day", sa.Date()),
        sa.Column("day_title", sa.String()),
        sa.Column("moved_by", sa.Integer(), nullable=False),
        sa.Column("moved_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("position >= 1", name="position_starts_at_one"),
        sa.CheckConstraint("old_on <> new_on", name="moves"),
        sa.CheckConstraint(
            "cause IN ('day_added', 'day_removed', 'day_lifted', 'postponed', 'paused', 'resumed', 'recounted')",
            name="cause_known",
        ),
        sa.CheckConstraint(
            "(cause IN ('day_added', 'day_removed', 'day_lifted')) = (day IS NOT NULL AND day_title IS NOT NULL)",
            name="names_the_day",
        ),
    )
    op.create_index("ix_viewing_request_due_move_moved_at", "viewing_request_due_move", ["moved_at"])
    op.guard_table("viewing_request_due_move", keys=[["request_id", "position"]])


def downgrade() -> None:
    """Drop the tables; a day that moved stays where it is, and moves no more."""
    op.drop_guards("viewing_request")
    _check_start_on_postgresql(_WRONG_START)
    for table in reversed(TABLES):
        op.drop_table(table)
    with op.batch_alter_table("viewing_request") as batch:
        batch.drop_constraint(op.f("ck_viewing_request_due_moves_counted"), type_="check")
        batch.drop_column("due_moves")
    _guard_requests(f"NOT ({_same(*REQUEST, 'due_on', 'due_at')})")
