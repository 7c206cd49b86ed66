"""Tables of viewing requests, and the triggers that hold their moves and keep decided facts unchanged."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0004_viewing_requests"
down_revision = "0003_registry"
branch_labels = None
depends_on = None

TABLES = (
    "viewing_request_counter",
    "viewing_request",
    "viewing_request_party",
    "viewing_request_place",
    "viewing_request_decision",
)
FACTS = (
    "id",
    "number",
    "year",
    "sequence",
    "channel",
    "kind",
    "requester_kind",
    "handling",
    "subject_in_footage",
    "requester_body",
    "document_no",
    "span_from",
    "span_to",
    "received_at",
    "received_by",
    "recorded_at",
    "due_on",
    "due_days",
    "due_at",
    "overwrite_at",
)
_ALLOWED_MOVE = (
    "OLD.status = NEW.status"
    " OR (OLD.status = 'received' AND NEW.status IN ('approved', 'refused', 'withdrawn'))"
    " OR (OLD.status = 'approved' AND NEW.status IN ('fulfilled', 'withdrawn'))"
)
_CHANGED_FACT = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in FACTS)
_WRONG_START = (
    "NEW.status <> 'received' OR NEW.sequence <>"
    " (SELECT coalesce(max(sequence), 0) + 1 FROM viewing_request WHERE year = NEW.year)"
)


def upgrade() -> None:
    """Make the tables and guard them: allowed moves, numbers without gaps, facts that stay."""
    op.create_table(
        "viewing_request_counter",
        sa.Column("year", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer(), nullable=False),
    )
    _make_request()
    _make_parts()
    op.guard_table(
        "viewing_request",
        keys=[["id"], ["number"], ["year", "sequence"]],
        update_when=f"NOT ({_ALLOWED_MOVE}) OR {_CHANGED_FACT}",
        sqlite_insert_when=_WRONG_START,
    )
    op.guard_table("viewing_request_place", keys=[["request_id", "position"]])
    op.guard_table("viewing_request_decision", keys=[["request_id", "step"], ["request_id", "decided_by"]])
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"""CREATE FUNCTION viewing_request_start() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF {_WRONG_START} THEN
                RAISE EXCEPTION 'a request starts as received, with the next number of its year'
                    USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW; END $$""")
        op.execute(
            "CREATE TRIGGER viewing_request_numbered BEFORE INSERT ON viewing_request FOR EACH ROW"
            " EXECUTE FUNCTION viewing_request_start()"
        )


def downgrade() -> None:
    """Drop the tables; their triggers go with them."""
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION viewing_request_start()")


def _make_request() -> None:
    op.create_table(
        "viewing_request",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("number", sa.String(), nullable=False, unique=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("requester_kind", sa.String(), nullable=False),
        sa.Column("handling", sa.String(), nullable=False),
        sa.Column("subject_in_footage", sa.Boolean(), nullable=False),
        sa.Column("requester_body", sa.String()),
        sa.Column("document_no", sa.String()),
        sa.Column("span_from", UTCDateTime(), nullable=False),
        sa.Column("span_to", UTCDateTime(), nullable=False),
        sa.Column("received_at", UTCDateTime(), nullable=False),
        sa.Column("received_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_days", sa.Integer(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("overwrite_at", UTCDateTime()),
        sa.Column("decided_by", sa.Integer()),
        sa.Column("closed_at", UTCDateTime()),
        sa.Column("entry_leaf", sa.BigInteger()),
        sa.UniqueConstraint("year", "sequence"),
        sa.UniqueConstraint("id", "received_by", "handling"),
        sa.CheckConstraint("sequence >= 1", name="sequence_starts_at_one"),
        sa.CheckConstraint("span_to > span_from", name="footage_runs_forwards"),
        sa.CheckConstraint("received_at <= recorded_at", name="received_before_recorded"),
        sa.CheckConstraint("due_days >= 1", name="due_days_positive"),
        sa.CheckConstraint("channel IN ('counter', 'phone', 'letter', 'email', 'fax', 'web')", name="channel_known"),
        sa.CheckConstraint("kind IN ('viewing', 'copy', 'existence', 'deletion', 'suspension')", name="kind_known"),
        sa.CheckConstraint(
            "requester_kind IN ('subject', 'guardian', 'agent', 'investigator', 'court', 'insurer', 'third_party',"
            " 'internal')",
            name="requester_known",
        ),
        sa.CheckConstraint("handling IN ('viewing', 'provision')", name="handling_known"),
        sa.CheckConstraint(
            "handling = 'provision' OR (subject_in_footage AND requester_kind IN ('subject', 'guardian', 'agent'))",
            name="only_subjects_view",
        ),
        sa.CheckConstraint(
            "status IN ('received', 'approved', 'refused', 'fulfilled', 'withdrawn')", name="status_known"
        ),
        sa.CheckConstraint("status <> 'fulfilled' OR entry_leaf IS NOT NULL", name="fulfilled_by_an_entry"),
        sa.CheckConstraint(
            "(status IN ('refused', 'fulfilled', 'withdrawn')) = (closed_at IS NOT NULL)", name="closed_when_done"
        ),
        sa.CheckConstraint("decided_by <> received_by", name="not_own_request"),
        sa.CheckConstraint(
            "status NOT IN ('approved', 'refused', 'fulfilled') OR decided_by IS NOT NULL", name="decided_by_somebody"
        ),
    )
    op.create_index("ix_viewing_request_status_due_at", "viewing_request", ["status", "due_at"])


def _make_parts() -> None:
    op.create_table(
        "viewing_request_party",
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("viewing_request.id"), primary_key=True),
        sa.Column("requester_name", sa.String(), nullable=False),
        sa.Column("requester_contact", sa.String(), nullable=False),
        sa.Column("place_words", sa.String()),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.CheckConstraint("length(trim(requester_name)) > 0", name="requester_named"),
        sa.CheckConstraint("length(trim(requester_contact)) > 0", name="requester_reachable"),
        sa.CheckConstraint("length(trim(purpose)) > 0", name="purpose_stated"),
    )
    op.create_table(
        "viewing_request_place",
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("viewing_request.id"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("site_code", sa.String(), nullable=False),
        sa.Column("zone_code", sa.String()),
        sa.Column("camera_code", sa.String()),
        sa.Column("label", sa.String(), nullable=False),
    )
    op.create_index("ix_viewing_request_place_site_code", "viewing_request_place", ["site_code"])
    op.create_table(
        "viewing_request_decision",
        sa.Column("request_id", sa.Integer(), primary_key=True),
        sa.Column("step", sa.Integer(), primary_key=True),
        sa.Column("received_by", sa.Integer(), nullable=False),
        sa.Column("handling", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("ground", sa.String()),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("objection_method", sa.String()),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id", "received_by", "handling"],
            ["viewing_request.id", "viewing_request.received_by", "viewing_request.handling"],
            name="fk_viewing_request_decision_request",
        ),
        sa.UniqueConstraint("request_id", "decided_by"),
        sa.CheckConstraint("step = 1", name="one_step"),
        sa.CheckConstraint("decided_by <> received_by", name="not_own_request"),
        sa.CheckConstraint("outcome IN ('approved', 'refused')", name="outcome_known"),
        sa.CheckConstraint(
            "outcome <> 'refused' OR (length(trim(reason)) > 0 AND length(trim(objection_method)) > 0"
            " AND objection_method IS NOT NULL)",
            name="refusal_has_reason_and_objection",
        ),
        sa.CheckConstraint(
            "outcome <> 'refused' OR handling <> 'viewing'"
            " OR (ground IS NOT NULL AND ground IN ('pipa.35.4.1', 'pipa.35.4.2'))",
            name="viewing_refused_on_a_ground",
        ),
        sa.CheckConstraint(
            "outcome <> 'approved' OR handling <> 'provision' OR ground IS NOT NULL", name="provision_has_a_ground"
        ),
    )
