"""The emergency path and its review, and what askers were told of a decision."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0024_emergencies"
down_revision = "0023_handovers"
branch_labels = None
depends_on = None

EMERGENCY = (
    "leaf", "request_id", "received_by", "handling", "kind", "ground", "opened_by", "opened_at", "review_due_at",
)  # fmt: skip
REVIEW = ("reviewed_by", "reviewed_at", "justified", "review_leaf")
_NOT_REVIEWED = sa.text("reviewed_at IS NULL")


def upgrade() -> None:
    """Add both tables."""
    _emergencies()
    _notices()


def downgrade() -> None:
    """Drop both tables."""
    for table in ("viewing_request_notice", "viewing_request_emergency"):
        op.drop_guards(table)
        op.drop_table(table)


def _emergencies() -> None:
    table = "viewing_request_emergency"
    op.create_table(
        table,
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("received_by", sa.Integer(), nullable=False),
        sa.Column("handling", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ground", sa.String()),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("review_due_at", UTCDateTime(), nullable=False),
        sa.Column("reviewed_by", sa.Integer()),
        sa.Column("reviewed_at", UTCDateTime()),
        sa.Column("justified", sa.Boolean()),
        sa.Column("review_note", sa.String()),
        sa.Column("review_leaf", sa.BigInteger()),
        sa.Column("erased_on", sa.Date()),
        sa.ForeignKeyConstraint(
            ["request_id", "received_by", "handling"],
            ["viewing_request.id", "viewing_request.received_by", "viewing_request.handling"],
            name="fk_viewing_request_emergency_request",
        ),
        sa.CheckConstraint("kind IN ('life_in_danger', 'gas_incident')", name="kind_known"),
        sa.CheckConstraint("length(trim(reason)) > 0 OR erased_on IS NOT NULL", name="reason_given"),
        sa.CheckConstraint(
            "(handling = 'viewing') = (ground IS NULL)"
            " AND (ground IS NULL OR ground IN ('pipa.18.2.3', 'pipa.18.2.10'))",
            name="provision_has_a_ground",
        ),
        sa.CheckConstraint("review_due_at > opened_at", name="reviewed_later"),
        sa.CheckConstraint(
            "(reviewed_at IS NULL AND reviewed_by IS NULL AND justified IS NULL AND review_note IS NULL"
            " AND review_leaf IS NULL) OR (reviewed_at IS NOT NULL AND reviewed_by IS NOT NULL"
            " AND justified IS NOT NULL AND review_note IS NOT NULL AND review_leaf IS NOT NULL"
            " AND reviewed_at >= opened_at AND (length(trim(review_note)) > 0 OR erased_on IS NOT NULL))",
            name="review_is_complete",
        ),
        sa.CheckConstraint("reviewed_by <> opened_by AND reviewed_by <> received_by", name="reviewed_by_another"),
    )
    op.create_index("ix_viewing_request_emergency_request_id", table, ["request_id"])
    for column in ("opened_by", "request_id"):
        op.create_index(
            f"uq_viewing_request_emergency_{column}_unreviewed",
            table,
            [column],
            unique=True,
            sqlite_where=_NOT_REVIEWED,
            postgresql_where=_NOT_REVIEWED,
        )
    blanked = " OR ".join(
        f"(NEW.{one} IS DISTINCT FROM OLD.{one} AND OLD.{one} IS NOT NULL"
        f" AND (NEW.{one} IS DISTINCT FROM '' OR NEW.erased_on IS NULL))"
        for one in ("reason", "review_note")
    )
    op.guard_table(
        table,
        keys=[["leaf"]],
        sqlite_insert_when=(
            "NEW.reviewed_at IS NOT NULL OR EXISTS (SELECT 1 FROM viewing_request_emergency"
            " WHERE reviewed_at IS NULL AND (opened_by = NEW.opened_by OR request_id = NEW.request_id))"
        ),
        update_when=(
            f"NOT ({_same(*EMERGENCY)}) OR (OLD.reviewed_at IS NOT NULL AND NOT ({_same(*REVIEW)})) OR {blanked}"
            " OR (OLD.erased_on IS NOT NULL AND NEW.erased_on IS NULL)"
        ),
    )


def _notices() -> None:
    table = "viewing_request_notice"
    op.create_table(
        table,
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("round", sa.Integer()),
        sa.Column("step", sa.Integer()),
        sa.Column("postponement_leaf", sa.BigInteger()),
        sa.Column("emergency_leaf", sa.BigInteger()),
        sa.Column("notified_on", sa.Date(), nullable=False),
        sa.Column("notified_by", sa.String(), nullable=False),
        sa.Column("offered_at", UTCDateTime()),
        sa.Column("offered_place", sa.String()),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.Column("noted_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["viewing_request.id"], name="fk_viewing_request_notice_request"),
        sa.ForeignKeyConstraint(
            ["request_id", "round", "step", "told"],
            [f"viewing_request_decision.{one}" for one in ("request_id", "round", "step", "outcome")],
            name="fk_viewing_request_notice_decision",
        ),
        sa.ForeignKeyConstraint(
            ["postponement_leaf"],
            ["viewing_request_postponement.leaf"],
            name="fk_viewing_request_notice_postponement",
        ),
        sa.ForeignKeyConstraint(
            ["emergency_leaf"], ["viewing_request_emergency.leaf"], name="fk_viewing_request_notice_emergency"
        ),
        sa.UniqueConstraint("request_id", "round", "step"),
        sa.UniqueConstraint("postponement_leaf"),
        sa.UniqueConstraint("emergency_leaf"),
        sa.CheckConstraint(
            "told IN ('approved', 'partly_approved', 'refused', 'not_existing', 'postponed')", name="told_known"
        ),
        sa.CheckConstraint(
            "notified_by IN ('counter', 'phone', 'letter', 'email', 'fax', 'web')", name="channel_known"
        ),
        sa.CheckConstraint(
            "(round IS NULL) = (step IS NULL)"
            " AND (CASE WHEN round IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN postponement_leaf IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN emergency_leaf IS NULL THEN 0 ELSE 1 END) = 1"
            " AND (told = 'postponed') = (postponement_leaf IS NOT NULL)"
            " AND (emergency_leaf IS NULL OR told = 'approved')",
            name="tells_of_one_decision",
        ),
        sa.CheckConstraint(
            "(offered_at IS NULL) = (offered_place IS NULL)"
            " AND (offered_at IS NULL OR told IN ('approved', 'partly_approved'))"
            " AND (offered_place IS NULL OR length(trim(offered_place)) > 0)",
            name="offers_what_was_granted",
        ),
    )
    op.guard_table(table, keys=[["leaf"], ["request_id", "round", "step"], ["postponement_leaf"], ["emergency_leaf"]])


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)
