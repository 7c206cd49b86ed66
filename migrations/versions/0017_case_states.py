"""States of a case, rounds and steps of decisions, and the moves between them."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0017_case_states"
down_revision = "0016_due_dates"
branch_labels = None
depends_on = None

STATES = (
    "received", "verifying", "held", "in_review", "postponed", "approved", "partly_approved", "handed_over", "refused",
    "not_existing", "withdrawn", "closed",
)  # fmt: skip
WORK = ("verifying", "held", "in_review")
ANSWERS = ("approved", "partly_approved", "refused", "not_existing", "withdrawn")
GRANTED_NEXT = ("in_review", "handed_over", "closed", "not_existing", "withdrawn")
MOVES = {
    "received": (*WORK, *ANSWERS, "postponed"),
    **{one: (*(other for other in WORK if other != one), *ANSWERS, "postponed") for one in WORK},
    "postponed": ("in_review", *ANSWERS),
    "approved": GRANTED_NEXT,
    "partly_approved": GRANTED_NEXT,
    "handed_over": ("closed",),
}
REQUEST = (
    "id", "number", "year", "sequence", "channel", "kind", "requester_kind", "handling", "subject_in_footage",
    "requester_body", "document_no", "span_from", "span_to", "received_at", "received_by", "recorded_at", "due_days",
    "steps_needed",
)  # fmt: skip
OLD_REQUEST = (*REQUEST[:-1], "overwrite_at")
DUE = ("due_on", "due_at", "due_moves")
FOOTAGE = ("overwrite_at", "held_until")
DECISION = (
    "request_id", "round", "step", "received_by", "handling", "outcome", "ground", "objection_method", "gone_at",
    "gone_because", "decided_by", "decided_as", "for_account", "decided_at", "pinned_leaf", "pinned_digest",
)  # fmt: skip
OLD_DECISION = (
    "request_id", "step", "received_by", "handling", "outcome", "ground", "objection_method", "decided_by",
    "decided_at",
)  # fmt: skip


def _in(column: str, *values: str) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


_TERMINAL = _in("status", "closed", "not_existing", "refused", "withdrawn")
_DECIDED = _in("status", "approved", "closed", "handed_over", "not_existing", "partly_approved", "refused")
_GIVING = _in("status", "approved", "closed", "handed_over", "partly_approved")
_CK = "ck_viewing_request_"
CHECKS = {
    "status_known": _in("status", *STATES),
    "fulfilled_by_an_entry": (
        "status NOT IN ('handed_over', 'closed') OR entry_leaf IS NOT NULL OR kind IN ('deletion', 'suspension')"
    ),
    "closed_when_done": f"({_TERMINAL}) = (closed_at IS NOT NULL)",
    "not_own_request": "decided_by <> received_by AND endorsed_by <> received_by",
    "decided_by_somebody": f"NOT ({_DECIDED}) OR decided_by IS NOT NULL OR emergency_leaf IS NOT NULL",
}
"""Rules of a request that were there before, as they are now."""
NEW_CHECKS = {
    "outcome_known": "outcome IS NULL OR outcome IN ('approved', 'partly_approved', 'refused', 'not_existing')",
    "answered_when_decided": f"NOT ({_DECIDED}) OR (outcome IS NOT NULL AND answered_at IS NOT NULL)",
    "stands_as_decided": (
        "status NOT IN ('approved', 'partly_approved', 'refused', 'not_existing') OR outcome = status"
    ),
    "only_what_was_granted_is_given": (
        "status NOT IN ('handed_over', 'closed') OR outcome IN ('approved', 'partly_approved')"
    ),
    "one_or_two_steps": "steps_needed IN (1, 2)",
    "rounds_counted": "round >= 1",
    "two_people_grant_a_provision": (
        f"steps_needed = 1 OR NOT ({_GIVING}) OR emergency_leaf IS NOT NULL"
        " OR (endorsed_by IS NOT NULL AND endorsed_by <> decided_by)"
    ),
}
OLD_CHECKS = {
    "status_known": "status IN ('received', 'approved', 'refused', 'fulfilled', 'withdrawn')",
    "fulfilled_by_an_entry": "status <> 'fulfilled' OR entry_leaf IS NOT NULL",
    "closed_when_done": "(status IN ('refused', 'fulfilled', 'withdrawn')) = (closed_at IS NOT NULL)",
    "not_own_request": "decided_by <> received_by",
    "decided_by_somebody": "status NOT IN ('approved', 'refused', 'fulfilled') OR decided_by IS NOT NULL",
}
_ALLOWED_MOVE = " OR ".join(
    [
        "OLD.status = NEW.status",
        *(f"(OLD.status = '{old}' AND {_in('NEW.status', *new)})" for old, new in MOVES.items()),
    ]
)
_OLD_MOVE = (
    "OLD.status = NEW.status"
    " OR (OLD.status = 'received' AND NEW.status IN ('approved', 'refused', 'withdrawn'))"
    " OR (OLD.status = 'approved' AND NEW.status IN ('fulfilled', 'withdrawn'))"
)
_OLD_START = (
    "NEW.due_moves <> 0 OR NEW.status <> 'received' OR NEW.sequence <>"
    " (SELECT coalesce(max(sequence), 0) + 1 FROM viewing_request WHERE year = NEW.year)"
)
_WRONG_START = (
    f"{_OLD_START} OR NEW.round <> 1 OR NEW.held_until IS NOT NULL OR NEW.outcome IS NOT NULL"
    " OR NEW.decided_by IS NOT NULL OR NEW.endorsed_by IS NOT NULL OR NEW.emergency_leaf IS NOT NULL"
    " OR NEW.steps_needed <> (CASE NEW.handling WHEN 'provision' THEN 2 ELSE 1 END)"  # A bare THEN ends PL/pgSQL's IF.
)
_DUE_MOVES = (
    "OLD.closed_at IS NULL AND NEW.closed_at IS NULL AND NEW.status = OLD.status"
    " AND NEW.due_on <> OLD.due_on AND NEW.due_at <> OLD.due_at AND NEW.due_moves = OLD.due_moves + 1"
)


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)


_CHANGED_FACT = (
    f"NOT ({_same(*REQUEST)}) OR NOT (({_same(*DUE)}) OR ({_DUE_MOVES}))"
    f" OR (OLD.closed_at IS NOT NULL AND NOT ({_same(*FOOTAGE)}))"
    " OR NEW.round < OLD.round OR NEW.round > OLD.round + 1 OR (NEW.round > OLD.round AND NEW.status <> 'in_review')"
    " OR (NEW.status = 'in_review' AND OLD.status IN ('approved', 'partly_approved') AND NEW.round = OLD.round)"
    " OR (OLD.emergency_leaf IS NOT NULL AND NEW.emergency_leaf IS DISTINCT FROM OLD.emergency_leaf)"
)
_OLD_CHANGED_FACT = f"NOT ({_same(*OLD_REQUEST)}) OR NOT (({_same(*DUE)}) OR ({_DUE_MOVES}))"


def _new_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("held_until", UTCDateTime()),
        sa.Column("steps_needed", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("round", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("endorsed_by", sa.Integer()),
        sa.Column("outcome", sa.String()),
        sa.Column("answered_at", UTCDateTime()),
        sa.Column("emergency_leaf", sa.BigInteger()),
    ]


def upgrade() -> None:
    """Widen the states and let a decision have rounds and two steps; what was fulfilled is closed."""
    op.drop_guards("viewing_request")
    op.drop_guards("viewing_request_decision")
    with op.batch_alter_table("viewing_request") as batch:
        for column in _new_columns():
            batch.add_column(column)
        for name in OLD_CHECKS:
            batch.drop_constraint(op.f(_CK + name), type_="check")
    op.execute(
        "UPDATE viewing_request SET"
        " outcome = CASE status WHEN 'refused' THEN 'refused' ELSE 'approved' END,"
        " answered_at = coalesce((SELECT decided_at FROM viewing_request_decision"
        " WHERE request_id = viewing_request.id), recorded_at) WHERE decided_by IS NOT NULL"
    )
    op.execute("UPDATE viewing_request SET status = 'closed' WHERE status = 'fulfilled'")
    with op.batch_alter_table("viewing_request") as batch:
        for name, rule in {**CHECKS, **NEW_CHECKS}.items():
            batch.create_check_constraint(op.f(_CK + name), rule)
    _remake_decisions(new=True)
    _guard_requests(_ALLOWED_MOVE, _CHANGED_FACT, _WRONG_START)
    op.guard_table(
        "viewing_request_decision",
        keys=[["request_id", "round", "step"], ["request_id", "round", "decided_by"]],
        update_when=(
            f"NOT ({_same(*DECISION)}) OR OLD.erased_on IS NOT NULL OR NEW.erased_on IS NULL OR NEW.reason <> ''"
            " OR (NEW.allowed_part IS NULL) <> (OLD.allowed_part IS NULL)"
        ),
    )


def downgrade() -> None:
    """Narrow the states again; cases that stand where none could before are put where they were last known to."""
    op.drop_guards("viewing_request")
    op.drop_guards("viewing_request_decision")
    with op.batch_alter_table("viewing_request") as batch:
        for name in {**CHECKS, **NEW_CHECKS}:
            batch.drop_constraint(op.f(_CK + name), type_="check")
    op.execute("UPDATE viewing_request SET status = 'fulfilled' WHERE status = 'closed' AND entry_leaf IS NOT NULL")
    op.execute("UPDATE viewing_request SET status = 'refused' WHERE status = 'not_existing'")
    op.execute("UPDATE viewing_request SET status = 'approved' WHERE status IN ('partly_approved', 'handed_over')")
    op.execute(
        "UPDATE viewing_request SET status = 'received', decided_by = NULL"
        " WHERE status IN ('verifying', 'held', 'in_review', 'postponed')"
    )
    with op.batch_alter_table("viewing_request") as batch:
        for column in _new_columns():
            batch.drop_column(column.name)
        for name, rule in OLD_CHECKS.items():
            batch.create_check_constraint(op.f(_CK + name), rule)
    op.execute("DELETE FROM viewing_request_decision WHERE step > 1 OR round > 1")
    op.execute("UPDATE viewing_request_decision SET outcome = 'approved' WHERE outcome = 'partly_approved'")
    op.execute("DELETE FROM viewing_request_decision WHERE outcome = 'not_existing'")
    _remake_decisions(new=False)
    _guard_requests(_OLD_MOVE, _OLD_CHANGED_FACT, _OLD_START)
    op.guard_table(
        "viewing_request_decision",
        keys=[["request_id", "step"], ["request_id", "decided_by"]],
        update_when=(
            f"NOT ({_same(*OLD_DECISION)}) OR OLD.erased_on IS NOT NULL OR NEW.erased_on IS NULL OR NEW.reason <> ''"
        ),
    )


def _guard_requests(moves: str, changed: str, start: str) -> None:
    op.guard_table(
        "viewing_request",
        keys=[["id"], ["number"], ["year", "sequence"]],
        update_when=f"NOT ({moves}) OR {changed} OR (OLD.erased_on IS NOT NULL AND NOT ({_same('erased_on')}))",
        sqlite_insert_when=start,
    )
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute(f"""CREATE OR REPLACE FUNCTION viewing_request_start() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF {start} THEN
            RAISE EXCEPTION 'a request starts as received, with the next number of its year'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW; END $$""")


def _remake_decisions(*, new: bool) -> None:
    """Make the table anew with its rows: its primary key changes."""
    kept = ", ".join((*OLD_DECISION, "reason", "erased_on"))
    op.execute("CREATE TEMPORARY TABLE kept_decision AS SELECT * FROM viewing_request_decision")
    op.drop_table("viewing_request_decision")
    _decision_table(new=new)
    op.execute(f"INSERT INTO viewing_request_decision ({kept}) SELECT {kept} FROM kept_decision")
    op.execute("DROP TABLE kept_decision")


_ASKED = "((length(trim(reason)) > 0 OR erased_on IS NOT NULL) AND length(trim(objection_method)) > 0"
_DECISION_CHECKS = {
    "not_own_request": "decided_by <> received_by",
    "one_step": "step = 1 OR (step = 2 AND handling = 'provision')",
    "outcome_known": "outcome IN ('approved', 'partly_approved', 'refused', 'not_existing')",
    "refusal_has_reason_and_objection": (
        f"outcome NOT IN ('refused', 'partly_approved', 'not_existing') OR {_ASKED} AND objection_method IS NOT NULL)"
    ),
    "viewing_refused_on_a_ground": (
        "outcome NOT IN ('refused', 'partly_approved') OR handling <> 'viewing'"
        " OR (ground IS NOT NULL AND ground IN ('pipa.35.4.1', 'pipa.35.4.2'))"
    ),
    "provision_has_a_ground": (
        "outcome NOT IN ('approved', 'partly_approved') OR handling <> 'provision' OR ground IS NOT NULL"
    ),
    "erased_reason_is_empty": ("erased_on IS NULL OR (reason = '' AND (allowed_part IS NULL OR allowed_part = ''))"),
    "not_for_who_took_it_in": "for_account <> received_by AND for_account <> decided_by",
    "decided_in_a_role": (
        "decided_as IS NULL OR decided_as = 'privacy_officer' OR (decided_as = 'manager' AND step = 1)"
    ),
    "manager_then_privacy_officer": (
        "decided_as IS NULL OR handling <> 'provision' OR outcome NOT IN ('approved', 'partly_approved')"
        " OR (step = 1 AND decided_as = 'manager') OR (step = 2 AND decided_as = 'privacy_officer')"
    ),
    "part_is_named": (
        "(outcome = 'partly_approved') = (allowed_part IS NOT NULL)"
        " AND (allowed_part IS NULL OR length(trim(allowed_part)) > 0 OR erased_on IS NOT NULL)"
    ),
    "says_why_it_is_gone": (
        "(outcome = 'not_existing') = (gone_because IS NOT NULL) AND (gone_because IS NULL OR gone_because IN"
        " ('overwritten', 'not_recorded', 'not_covered', 'not_shown'))"
        " AND (gone_because <> 'overwritten' OR gone_at IS NOT NULL)"
    ),
}
_OLD_DECISION_CHECKS = {
    "not_own_request": "decided_by <> received_by",
    "one_step": "step = 1",
    "outcome_known": "outcome IN ('approved', 'refused')",
    "refusal_has_reason_and_objection": f"outcome <> 'refused' OR {_ASKED} AND objection_method IS NOT NULL)",
    "viewing_refused_on_a_ground": (
        "outcome <> 'refused' OR handling <> 'viewing'"
        " OR (ground IS NOT NULL AND ground IN ('pipa.35.4.1', 'pipa.35.4.2'))"
    ),
    "provision_has_a_ground": "outcome <> 'approved' OR handling <> 'provision' OR ground IS NOT NULL",
    "erased_reason_is_empty": "erased_on IS NULL OR reason = ''",
}


def _decision_table(*, new: bool) -> None:
    later = [
        sa.Column("round", sa.Integer(), primary_key=True, server_default="1"),
        sa.Column("allowed_part", sa.String()),
        sa.Column("gone_at", UTCDateTime()),
        sa.Column("gone_because", sa.String()),
        sa.Column("decided_as", sa.String()),
        sa.Column("for_account", sa.Integer()),
        sa.Column("pinned_leaf", sa.BigInteger()),
        sa.Column("pinned_digest", sa.String()),
    ]
    checks = _DECISION_CHECKS if new else _OLD_DECISION_CHECKS
    op.create_table(
        "viewing_request_decision",
        sa.Column("request_id", sa.Integer(), primary_key=True),
        *(later[:1] if new else ()),
        sa.Column("step", sa.Integer(), primary_key=True),
        sa.Column("received_by", sa.Integer(), nullable=False),
        sa.Column("handling", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("ground", sa.String()),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("objection_method", sa.String()),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=False),
        sa.Column("erased_on", sa.Date()),
        *(later[1:] if new else ()),
        sa.ForeignKeyConstraint(
            ["request_id", "received_by", "handling"],
            ["viewing_request.id", "viewing_request.received_by", "viewing_request.handling"],
            name="fk_viewing_request_decision_request",
        ),
        sa.UniqueConstraint(*(["request_id", "round", "decided_by"] if new else ["request_id", "decided_by"])),
        *(sa.CheckConstraint(rule, name=name) for name, rule in checks.items()),
    )
