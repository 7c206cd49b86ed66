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

GRANTED, WORK = ("approved", "partly_approved"), ("verifying", "held", "in_review")
OUTCOMES = (*GRANTED, "refused", "not_existing")
ANSWERS = (*OUTCOMES, "withdrawn")
GRANTED_NEXT = ("in_review", "handed_over", "closed", "not_existing", "withdrawn")
MOVES = {
    "received": (*WORK, *ANSWERS, "postponed"),
    **{one: (*(other for other in WORK if other != one), *ANSWERS, "postponed") for one in WORK},
    "postponed": ("in_review", *ANSWERS),
    **dict.fromkeys(GRANTED, GRANTED_NEXT),
    "handed_over": ("closed",),
}
STATES = (*MOVES, "refused", "not_existing", "withdrawn", "closed")
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
_LATER = {"round", "for_account", "decided_as", "gone_at", "gone_because", "pinned_leaf", "pinned_digest"}
OLD_DECISION = tuple(name for name in DECISION if name not in _LATER)


def _in(column: str, *values: str) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


_TERMINAL = _in("status", "closed", "not_existing", "refused", "withdrawn")
_DECIDED = _in("status", "approved", "closed", "handed_over", "not_existing", "partly_approved", "refused")
_GIVING = _in("status", "approved", "closed", "handed_over", "partly_approved")
_CK = "ck_viewing_request_"
_BY_AN_ENTRY = "status NOT IN ('handed_over', 'closed') OR entry_leaf IS NOT NULL OR kind IN ('deletion', 'suspension')"
CHECKS = {
    "status_known": _in("status", *STATES),
    "fulfilled_by_an_entry": _BY_AN_ENTRY,
    "closed_when_done": f"({_TERMINAL}) = (closed_at IS NOT NULL)",
    "not_own_request": "decided_by <> received_by AND endorsed_by <> received_by",
    "decided_by_somebody": f"NOT ({_DECIDED}) OR decided_by IS NOT NULL OR emergency_leaf IS NOT NULL",
}
"""Rules of a request that were there before, as they are now."""
NEW_CHECKS = {
    "outcome_known": f"outcome IS NULL OR {_in('outcome', *OUTCOMES)}",
    "answered_when_decided": f"NOT ({_DECIDED}) OR (outcome IS NOT NULL AND answered_at IS NOT NULL)",
    "stands_as_decided": f"NOT ({_in('status', *OUTCOMES)}) OR outcome = status",
    "only_what_was_granted_is_given": f"status NOT IN ('handed_over', 'closed') OR {_in('outcome', *GRANTED)}",
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
_STEPS = (f" OR (OLD.status = '{old}' AND {_in('NEW.status', *new)})" for old, new in MOVES.items())
_ALLOWED_MOVE = "OLD.status = NEW.status" + "".join(_STEPS)
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


_UNDECIDED = ("decided_by", "endorsed_by", "outcome", "answered_at", "emergency_leaf")
_EMPTY = " AND ".join(f"NEW.{name} IS NULL" for name in _UNDECIDED)
_FIXED = tuple(name for name in REQUEST if name != "document_no")
_CHANGED_DOCUMENT = (
    "NEW.document_no IS DISTINCT FROM OLD.document_no AND (OLD.document_no IS NOT NULL OR OLD.closed_at IS NOT NULL)"
)
"""An official letter may bring its number later, once."""
_CHANGED_FACT = (
    f"NOT ({_same(*_FIXED)}) OR ({_CHANGED_DOCUMENT}) OR NOT (({_same(*DUE)}) OR ({_DUE_MOVES}))"
    f" OR (OLD.closed_at IS NOT NULL AND NOT ({_same(*FOOTAGE)}))"
    " OR NEW.round NOT IN (OLD.round, OLD.round + 1) OR (NEW.round > OLD.round) <>"
    f" ({_in('OLD.status', *GRANTED)} AND {_in('NEW.status', 'in_review', 'not_existing')})"
    f" OR (NEW.round > OLD.round AND NEW.status = 'in_review' AND NOT ({_EMPTY}))"
    " OR (OLD.emergency_leaf IS NOT NULL AND NEW.emergency_leaf IS DISTINCT FROM OLD.emergency_leaf"
    " AND NOT (NEW.round > OLD.round AND NEW.emergency_leaf IS NULL))"
)
_CHANGED_DECISION = "NOT ({}) OR OLD.erased_on IS NOT NULL OR NEW.erased_on IS NULL OR NEW.reason <> ''"
_OLD_CHANGED_FACT = f"NOT ({_same(*OLD_REQUEST)}) OR NOT (({_same(*DUE)}) OR ({_DUE_MOVES}))"


NARROWED = [
    """DELETE FROM viewing_request_decision WHERE outcome = 'not_existing' OR NOT EXISTS (
        SELECT 1 FROM viewing_request AS r WHERE r.id = request_id AND r.round = viewing_request_decision.round
        AND r.outcome IS NOT NULL AND r.decided_by = viewing_request_decision.decided_by)""",
    """UPDATE viewing_request_decision SET step = 1, round = 1, decided_as = NULL, allowed_part = NULL,
        outcome = CASE outcome WHEN 'refused' THEN outcome ELSE 'approved' END""",
    f"""UPDATE viewing_request SET decided_by = CASE WHEN {_DECIDED} THEN coalesce(decided_by, 0) END,
        status = CASE WHEN status IN ('refused', 'withdrawn') THEN status WHEN status = 'not_existing' THEN 'refused'
        WHEN status = 'closed' THEN CASE WHEN entry_leaf IS NULL THEN 'withdrawn' ELSE 'fulfilled' END
        WHEN {_GIVING} THEN 'approved' ELSE 'received' END""",
]
"""What a case or a decision that could not stand so before becomes: the system (0) decided an emergency."""


def _new_columns() -> list:  # type: ignore[type-arg]  # Columns of several kinds.
    return [
        *(sa.Column(name, UTCDateTime()) for name in ("held_until", "answered_at")),
        *(sa.Column(name, sa.Integer(), nullable=False, server_default="1") for name in ("steps_needed", "round")),
        sa.Column("endorsed_by", sa.Integer()),
        sa.Column("outcome", sa.String()),
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
    part = " OR (NEW.allowed_part IS NULL) <> (OLD.allowed_part IS NULL)"
    keys = [["request_id", "round", one] for one in ("step", "decided_by", "for_account")]
    op.guard_table("viewing_request_decision", keys=keys, update_when=_CHANGED_DECISION.format(_same(*DECISION)) + part)


def downgrade() -> None:
    """Narrow the states again; cases that stand where none could before are put where they were last known to."""
    op.drop_guards("viewing_request")
    op.drop_guards("viewing_request_decision")
    with op.batch_alter_table("viewing_request") as batch:
        for name in {**CHECKS, **NEW_CHECKS}:
            batch.drop_constraint(op.f(_CK + name), type_="check")
    for statement in NARROWED:
        op.execute(statement)
    with op.batch_alter_table("viewing_request") as batch:
        for column in _new_columns():
            batch.drop_column(column.name)
        for name, rule in OLD_CHECKS.items():
            batch.create_check_constraint(op.f(_CK + name), rule)
    _remake_decisions(new=False)
    _guard_requests(_OLD_MOVE, _OLD_CHANGED_FACT, _OLD_START)
    keys = [["request_id", one] for one in ("step", "decided_by")]
    op.guard_table("viewing_request_decision", keys=keys, update_when=_CHANGED_DECISION.format(_same(*OLD_DECISION)))


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
    "outcome_known": _in("outcome", *OUTCOMES),
    "refusal_has_reason_and_objection": (
        f"outcome NOT IN ('refused', 'partly_approved', 'not_existing') OR {_ASKED} AND objection_method IS NOT NULL)"
    ),
    "viewing_refused_on_a_ground": (
        "outcome NOT IN ('refused', 'partly_approved') OR handling <> 'viewing'"
        " OR (ground IS NOT NULL AND ground IN ('pipa.35.4.1', 'pipa.35.4.2'))"
    ),
    "provision_has_a_ground": f"NOT ({_in('outcome', *GRANTED)}) OR handling <> 'provision' OR ground IS NOT NULL",
    "erased_reason_is_empty": "erased_on IS NULL OR (reason = '' AND (allowed_part IS NULL OR allowed_part = ''))",
    "not_for_who_took_it_in": "for_account <> received_by AND for_account <> decided_by",
    "decided_in_a_role": "decided_as = 'privacy_officer' OR (decided_as = 'manager' AND step = 1)",
    "manager_then_privacy_officer": (
        f"decided_as IS NULL OR handling <> 'provision' OR NOT ({_in('outcome', *GRANTED)})"
        " OR (step = 1 AND decided_as = 'manager') OR (step = 2 AND decided_as = 'privacy_officer')"
    ),
    "part_is_named": (
        "(outcome = 'partly_approved') = (allowed_part IS NOT NULL)"
        " AND (allowed_part IS NULL OR length(trim(allowed_part)) > 0 OR erased_on IS NOT NULL)"
    ),
    "says_why_it_is_gone": (
        "(outcome = 'not_existing') = (gone_because IS NOT NULL) AND (gone_because IS NULL OR gone_because IN"
        " ('overwritten', 'lost', 'not_recorded', 'not_covered', 'not_shown'))"
        " AND (NOT (gone_because IN ('lost', 'overwritten')) OR gone_at IS NOT NULL)"
    ),
}
_OLD_DECISION_CHECKS = {
    "not_own_request": _DECISION_CHECKS["not_own_request"],
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
    words = [sa.Column(name, sa.String()) for name in ("allowed_part", "gone_because", "decided_as", "pinned_digest")]
    later = [
        sa.Column("round", sa.Integer(), primary_key=True, server_default="1"),
        *words,
        sa.Column("gone_at", UTCDateTime()),
        sa.Column("for_account", sa.Integer()),
        sa.Column("pinned_leaf", sa.BigInteger()),
        sa.UniqueConstraint("request_id", "round", "for_account"),
        sa.UniqueConstraint("request_id", "round", "step", "outcome"),  # What a notice refers to.
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
