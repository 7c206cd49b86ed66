"""Holds: footage kept from being overwritten for a case."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0021_holds"
down_revision = "0020_stand_ins"
branch_labels = None
depends_on = None

TABLE = "viewing_request_hold"
LIVE = "state IN ('confirmed', 'raised', 'set')"
FACTS = (
    "leaf", "request_id", "place", "site_code", "zone_code", "camera_code", "label", "span_from", "span_to",
    "raised_because", "raised_by", "raised_at",
)  # fmt: skip
TERMS = ("needed_by", "recorder", "offset_seconds")
SET = ("set_by", "set_at", "set_recorder", "locked_at", "locked_from", "locked_to")
EXTENDED = ("extended_by", "extended_at", "extended_because")
CONFIRMED = ("confirmed_by", "confirmed_at")
ENDED = ("ended_by", "ended_at", "ended_because")
MOVES = {
    "raised": ("set", "too_late", "dropped"),
    "set": ("confirmed", "released", "too_late"),
    "confirmed": ("released", "too_late"),
}


def _together(*columns: str) -> str:
    none = " AND ".join(f"{column} IS NULL" for column in columns)
    all_of_them = " AND ".join(f"{column} IS NOT NULL" for column in columns)
    return f"({none}) OR ({all_of_them})"


CHECKS = {
    "state_known": "state IN ('raised', 'set', 'confirmed', 'released', 'too_late', 'dropped')",
    "raised_for_a_reason": "raised_because IN ('received', 'due_moved', 'recounted', 'places_named', 'unlocked')",
    "place_or_none": "(place = '') = (site_code IS NULL)",
    "zone_of_a_site": "zone_code IS NULL OR site_code IS NOT NULL",
    "camera_in_a_zone": "camera_code IS NULL OR zone_code IS NOT NULL",
    "footage_runs_forwards": "span_to > span_from",
    "setting_is_complete": _together(*SET, "until_on"),
    "set_when_it_was": "state NOT IN ('set', 'confirmed', 'released') OR set_by IS NOT NULL",
    "not_set_before": "state NOT IN ('raised', 'dropped') OR set_by IS NULL",
    "found_before_set": "set_by IS NULL OR place <> ''",
    "recorder_named": "set_recorder IS NULL OR length(trim(set_recorder)) > 0",
    "covers_what_is_asked_for": "locked_from IS NULL OR (locked_from <= span_from AND locked_to >= span_to)",
    "locked_before_recorded": "locked_at IS NULL OR locked_at <= set_at",
    "confirming_is_complete": _together(*CONFIRMED),
    "confirmed_when_it_was": "state <> 'confirmed' OR confirmed_by IS NOT NULL",
    "set_before_confirmed": "confirmed_by IS NULL OR set_by IS NOT NULL",
    "extending_is_complete": _together(*EXTENDED),
    "set_before_extended": "extended_by IS NULL OR set_by IS NOT NULL",
    "extended_for_a_reason": (
        "extended_because IS NULL OR extended_because IN ('not_decided', 'postponed', 'not_handed_over', 'objection')"
    ),
    "ending_is_complete": _together(*ENDED),
    "ended_when_over": f"({LIVE}) = (ended_at IS NULL)",
    "ended_for_a_reason": (
        "ended_because IS NULL OR (state = 'released' AND ended_because IN ('case_over', 'not_needed',"
        " 'wrongly_locked', 'let_go')) OR (state = 'too_late' AND ended_because IN ('overwritten', 'not_recorded'))"
        " OR (state = 'dropped' AND ended_because IN ('case_over', 'in_time', 'not_needed', 'places_named'))"
    ),
    "happened_at_the_recorder": "(state IN ('released', 'too_late')) = (happened_at IS NOT NULL)",
    "happened_before_recorded": "happened_at IS NULL OR happened_at <= ended_at",
}


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)


def _allowed() -> str:
    """Return which changes are: a move of the state, other terms before it is set, a later day afterwards."""
    moves = [
        f"(OLD.state = '{old}' AND NEW.state IN ({', '.join(repr(one) for one in new)}))" for old, new in MOVES.items()
    ]
    kept = {
        "recounted": f"OLD.state = 'raised' AND NEW.state = 'raised' AND {_same(*SET, 'until_on', *ENDED)}",
        "extended": (
            "OLD.state IN ('set', 'confirmed') AND NEW.state = OLD.state AND NEW.until_on > OLD.until_on"
            f" AND NEW.extended_at IS DISTINCT FROM OLD.extended_at AND {_same(*TERMS, *SET, *CONFIRMED, *ENDED)}"
        ),
    }
    kept_when_moved = (
        f"{_same(*TERMS, *EXTENDED)} AND (OLD.set_by IS NULL OR ({_same(*SET, 'until_on')}))"
        f" AND (OLD.confirmed_by IS NULL OR ({_same(*CONFIRMED)}))"
    )
    return f"(({' OR '.join(moves)}) AND {kept_when_moved}) OR ({kept['recounted']}) OR ({kept['extended']})"


def upgrade() -> None:
    """Make the table and guard it."""
    op.create_table(
        TABLE,
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("viewing_request.id"), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("site_code", sa.String()),
        sa.Column("zone_code", sa.String()),
        sa.Column("camera_code", sa.String()),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("recorder", sa.String(), nullable=False),
        sa.Column("offset_seconds", sa.Integer()),
        sa.Column("span_from", UTCDateTime(), nullable=False),
        sa.Column("span_to", UTCDateTime(), nullable=False),
        sa.Column("needed_by", UTCDateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("raised_because", sa.String(), nullable=False),
        sa.Column("raised_by", sa.Integer(), nullable=False),
        sa.Column("raised_at", UTCDateTime(), nullable=False),
        sa.Column("set_by", sa.Integer()),
        sa.Column("set_at", UTCDateTime()),
        sa.Column("set_recorder", sa.String()),
        sa.Column("locked_at", UTCDateTime()),
        sa.Column("locked_from", UTCDateTime()),
        sa.Column("locked_to", UTCDateTime()),
        sa.Column("until_on", sa.Date()),
        sa.Column("confirmed_by", sa.Integer()),
        sa.Column("confirmed_at", UTCDateTime()),
        sa.Column("extended_by", sa.Integer()),
        sa.Column("extended_at", UTCDateTime()),
        sa.Column("extended_because", sa.String()),
        sa.Column("ended_by", sa.Integer()),
        sa.Column("ended_at", UTCDateTime()),
        sa.Column("ended_because", sa.String()),
        sa.Column("happened_at", UTCDateTime()),
        *(sa.CheckConstraint(condition, name=name) for name, condition in CHECKS.items()),
    )
    op.create_index("ix_viewing_request_hold_request_id", TABLE, ["request_id"])
    op.create_index("ix_viewing_request_hold_state", TABLE, ["state"])
    live = sa.text(LIVE)
    op.create_index(
        "uq_viewing_request_hold_live",
        TABLE,
        ["request_id", "place"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )
    op.guard_table(
        TABLE,
        keys=[["leaf"]],
        update_when=f"NOT ({_same(*FACTS)} AND ({_allowed()}))",
        sqlite_insert_when=(
            f"NEW.{LIVE} AND EXISTS (SELECT 1 FROM {TABLE} WHERE request_id = NEW.request_id"
            f" AND place = NEW.place AND {LIVE})"
        ),
    )


def downgrade() -> None:
    """Drop the table; its guards go with it. Footage locked on recorders stays locked: release it before."""
    op.drop_table(TABLE)
