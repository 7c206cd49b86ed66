"""Answer the self-check, and freeze it once a year. Rows stand for good; only notes go, on their day."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0041_self_checks"
down_revision = "0040_findings_acknowledged"
branch_labels = None
depends_on = None

SEALED = (["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"])
ROLES = "'operator', 'manager', 'privacy_officer', 'auditor', 'administrator'"
CHECKS = {
    "self_check_answer": {
        "question_named": "length(trim(question)) > 0",
        "outcome_known": "outcome IN ('met', 'partly', 'not_met', 'not_applicable')",
        "note_not_blank": "length(trim(note)) > 0 OR (erased_on IS NOT NULL AND note = '')",
        "evidence_where_met": "length(trim(evidence)) > 0 OR outcome NOT IN ('met', 'partly')",
        "holds_for_a_time": "valid_until > answered_on",
        "role_known": f"as_role IN ({ROLES})",
        "follows_an_earlier_one": "previous < leaf",
        "by_somebody": "by_id > 0",
    },
    "self_check_action": {
        "question_named": "length(trim(question)) > 0",
        "says_what": "length(trim(what)) > 0",
        "role_known": f"role IN ({ROLES})",
        "until_later": "until_on >= planned_on",
        "by_somebody": "by_id > 0",
    },
    "self_check_action_end": {"ends_an_earlier_one": "action < leaf", "by_somebody": "by_id > 0"},
    "self_check_year": {
        "year_is_a_year": "year BETWEEN 2020 AND 2999",
        "document_named": "length(trim(document)) > 0",
        "digests_whole": "length(digest) = 64 AND length(paper_digest) = 64",
        "says_something": "length(content) > 2",
        "has_a_paper": "length(pdf) > 0",
        "by_somebody": "frozen_by > 0",
    },
}
FIXED = (
    "leaf", "log_id", "question", "outcome", "evidence", "answered_on", "valid_until", "as_role", "by_id", "previous",
)  # fmt: skip


def upgrade() -> None:
    """Make the tables and guard them: of an answer only its note is ever blanked."""
    _table(
        "self_check_answer",
        sa.Column("question", sa.String(60), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.Column("evidence", sa.String(200), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("as_role", sa.String(20), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("previous", sa.BigInteger(), nullable=False),
        sa.Column("erased_on", sa.Date()),
        sa.UniqueConstraint("question", "previous"),
    )
    _table(
        "self_check_action",
        sa.Column("question", sa.String(60), nullable=False),
        sa.Column("what", sa.String(300), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
    )
    op.create_index("ix_self_check_action_question_leaf", "self_check_action", ["question", "leaf"])
    _table(
        "self_check_action_end",
        sa.Column("action", sa.BigInteger(), sa.ForeignKey("self_check_action.leaf"), nullable=False, unique=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
    )
    _table(
        "self_check_year",
        sa.Column("year", sa.Integer(), nullable=False, unique=True),
        sa.Column("document", sa.String(40), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("paper_digest", sa.String(64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        sa.Column("frozen_at", UTCDateTime(), nullable=False),
        sa.Column("frozen_by", sa.Integer(), nullable=False),
    )
    same = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in FIXED)
    op.guard_table(
        "self_check_answer",
        keys=[["leaf"], ["question", "previous"]],
        update_when=f"NOT ({same} AND OLD.erased_on IS NULL AND NEW.erased_on IS NOT NULL AND NEW.note = '')",
    )
    op.guard_table("self_check_action", keys=[["leaf"]])
    op.guard_table("self_check_action_end", keys=[["leaf"], ["action"]])
    op.guard_table("self_check_year", keys=[["leaf"], ["year"]])


def downgrade() -> None:
    """Drop the tables; the sealed entries still say what was answered, and the digests of frozen years."""
    for table in ("self_check_year", "self_check_action_end", "self_check_action", "self_check_answer"):
        op.drop_table(table)


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        *parts,
        sa.ForeignKeyConstraint(*SEALED),
        *(sa.CheckConstraint(condition, name=each) for each, condition in CHECKS[name].items()),
    )
