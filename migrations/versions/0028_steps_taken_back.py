"""Let the first of two agreements be taken back before the second, by a new round."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

from alembic import op

revision = "0028_steps_taken_back"
down_revision = "0027_policy_clauses"
branch_labels = None
depends_on = None

GRANTED, WORK = ("approved", "partly_approved"), ("verifying", "held", "in_review")
ANSWERS = (*GRANTED, "refused", "not_existing", "withdrawn")
GRANTED_NEXT = ("in_review", "handed_over", "closed", "not_existing", "withdrawn")
MOVES = {
    "received": (*WORK, *ANSWERS, "postponed"),
    **{one: (*(other for other in WORK if other != one), *ANSWERS, "postponed") for one in WORK},
    "postponed": ("in_review", *ANSWERS),
    **dict.fromkeys(GRANTED, GRANTED_NEXT),
    "handed_over": ("closed",),
}
FIXED = (
    "id", "number", "year", "sequence", "channel", "kind", "requester_kind", "handling", "subject_in_footage",
    "requester_body", "span_from", "span_to", "received_at", "received_by", "recorded_at", "due_days", "steps_needed",
)  # fmt: skip
DUE = ("due_on", "due_at", "due_moves")
FOOTAGE = ("overwrite_at", "held_until")
UNDECIDED = ("decided_by", "endorsed_by", "outcome", "answered_at", "emergency_leaf")


def _in(column: str, *values: str) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)


_START = (
    "NEW.due_moves <> 0 OR NEW.status <> 'received' OR NEW.sequence <>"
    " (SELECT coalesce(max(sequence), 0) + 1 FROM viewing_request WHERE year = NEW.year)"
    " OR NEW.round <> 1 OR NEW.held_until IS NOT NULL OR NEW.outcome IS NOT NULL"
    " OR NEW.decided_by IS NOT NULL OR NEW.endorsed_by IS NOT NULL OR NEW.emergency_leaf IS NOT NULL"
    " OR NEW.steps_needed <> (CASE NEW.handling WHEN 'provision' THEN 2 ELSE 1 END)"
)
_MOVE = "OLD.status = NEW.status" + "".join(
    f" OR (OLD.status = '{old}' AND {_in('NEW.status', *new)})" for old, new in MOVES.items()
)
_DUE_MOVES = (
    "OLD.closed_at IS NULL AND NEW.closed_at IS NULL AND NEW.status = OLD.status"
    " AND NEW.due_on <> OLD.due_on AND NEW.due_at <> OLD.due_at AND NEW.due_moves = OLD.due_moves + 1"
)
_DOCUMENT = (
    "NEW.document_no IS DISTINCT FROM OLD.document_no AND (OLD.document_no IS NOT NULL OR OLD.closed_at IS NOT NULL)"
)
_ANEW = f"({_in('OLD.status', *GRANTED)} AND {_in('NEW.status', 'in_review', 'not_existing')})"
_TAKEN_BACK = (
    "(OLD.status = 'in_review' AND NEW.status = 'in_review'"
    " AND OLD.endorsed_by IS NOT NULL AND NEW.endorsed_by IS NULL)"
)
_EMPTY = " AND ".join(f"NEW.{name} IS NULL" for name in UNDECIDED)


def upgrade() -> None:
    """Let a round begin where the first agreement is taken back, and nowhere else but where it could before."""
    _guard(f"({_ANEW} OR {_TAKEN_BACK})")


def downgrade() -> None:
    """Let a round begin only where something was granted."""
    _guard(_ANEW)


def _guard(begins: str) -> None:
    changed = (
        f"NOT ({_same(*FIXED)}) OR ({_DOCUMENT}) OR NOT (({_same(*DUE)}) OR ({_DUE_MOVES}))"
        f" OR (OLD.closed_at IS NOT NULL AND NOT ({_same(*FOOTAGE)}))"
        f" OR NEW.round NOT IN (OLD.round, OLD.round + 1) OR (NEW.round > OLD.round) <> {begins}"
        f" OR (NEW.round > OLD.round AND NEW.status = 'in_review' AND NOT ({_EMPTY}))"
        " OR (OLD.emergency_leaf IS NOT NULL AND NEW.emergency_leaf IS DISTINCT FROM OLD.emergency_leaf"
        " AND NOT (NEW.round > OLD.round AND NEW.emergency_leaf IS NULL))"
    )
    op.drop_guards("viewing_request")
    op.guard_table(
        "viewing_request",
        keys=[["id"], ["number"], ["year", "sequence"]],
        update_when=f"NOT ({_MOVE}) OR {changed} OR (OLD.erased_on IS NOT NULL AND NOT ({_same('erased_on')}))",
        sqlite_insert_when=_START,
    )
