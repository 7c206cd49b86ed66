"""Hold what a version of the policy must pass before it is published: nobody approves words of their own."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

revision = "0032_policy_gates"
down_revision = "0031_sign_placements"
branch_labels = None
depends_on = None

TABLE = "policy_version"
NEXT = {
    "draft": ("reviewed", "withdrawn"),
    "reviewed": ("approved", "draft", "withdrawn"),
    "approved": ("announced", "draft", "withdrawn"),
    "announced": ("in_force", "withdrawn"),
    "in_force": ("replaced",),
}
FIXED = ("number", "drafted_by", "drafted_at")
COMPOSED = (
    "effective_on", "note", "forms", "languages", "numbering", "registry_revision", "clauses", "clauses_digest",
    "text_digest", "text_leaf",
)  # fmt: skip
REVIEW = ("reviewed_by", "reviewed_for", "reviewed_at")
APPROVAL = ("approved_by", "approved_for", "approved_at")
ANNOUNCEMENT = ("announced_on", "files_digest")
WRONG_START = (
    "NEW.state <> 'draft' OR NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM policy_version)"
    " OR EXISTS (SELECT 1 FROM policy_version WHERE state IN ('draft', 'reviewed', 'approved'))"
)
OTHERS = {
    name: f"',' || authors || ',' NOT LIKE '%,' || CAST({name} AS VARCHAR(20)) || ',%'"
    for name in ("approved_by", "approved_for")
}
NAMES = {"approved_by": "not_approved_by_who_worded_it", "approved_for": "not_approved_for_who_worded_it"}


def _in(column: str, *values: str) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)


def _only_when(move: str, columns: tuple[str, ...]) -> str:
    return f"(NOT ({_same(*columns)}) AND NOT ({move}) AND NOT (OLD.state <> 'draft' AND NEW.state = 'draft'))"


def _refused(composed: tuple[str, ...]) -> str:
    moves = " OR ".join(f"(OLD.state = '{old}' AND {_in('NEW.state', *new)})" for old, new in NEXT.items())
    return " OR ".join((
        f"NOT ((OLD.state = 'draft' AND NEW.state = 'draft') OR {moves})",
        f"NOT ({_same(*FIXED)})",
        f"(NOT ({_same(*composed)}) AND NOT (OLD.state = 'draft' AND NEW.state = 'draft'))",
        _only_when("OLD.state = 'draft' AND NEW.state = 'reviewed'", REVIEW),
        _only_when("OLD.state = 'reviewed' AND NEW.state = 'approved'", APPROVAL),
        _only_when("OLD.state = 'approved' AND NEW.state = 'announced'", ANNOUNCEMENT),
        _only_when("NEW.state = 'in_force'", ("entered_on",)),
        _only_when("NEW.state = 'replaced'", ("replaced_by",)),
    ))  # fmt: skip


def upgrade() -> None:
    """Keep with a version who worded it beside its author; none of them approves it."""
    op.drop_guards(TABLE)
    with op.batch_alter_table(TABLE) as batch:
        batch.add_column(sa.Column("authors", sa.Text(), nullable=False, server_default=""))
        for column, name in NAMES.items():
            batch.create_check_constraint(name, OTHERS[column])
    _guard((*COMPOSED, "authors"))


def downgrade() -> None:
    """Forget who worded it; the sealed entries still say so."""
    op.drop_guards(TABLE)
    with op.batch_alter_table(TABLE) as batch:
        for name in NAMES.values():
            batch.drop_constraint(name, type_="check")
        batch.drop_column("authors")
    _guard(COMPOSED)


def _guard(composed: tuple[str, ...]) -> None:
    op.guard_table(TABLE, keys=[["number"]], update_when=_refused(composed), sqlite_insert_when=WRONG_START)
