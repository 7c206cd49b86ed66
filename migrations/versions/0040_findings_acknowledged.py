"""Hold which findings somebody acknowledged for a time, with a reason, and which of these were taken back.

Rows stand for good; only the words go, on their day.
"""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

revision = "0040_findings_acknowledged"
down_revision = "0039_findings_followed"
branch_labels = None
depends_on = None

GIVEN, ENDED = "finding_acknowledgement", "finding_acknowledgement_end"
SAID = "length(trim(reason)) > 0 OR (erased_on IS NOT NULL AND reason = '')"
CHECKS = {
    GIVEN: {
        "follows_an_earlier_one": "previous < leaf",
        "mark_whole": "length(mark) = 64",
        "rule_named": "length(trim(rule)) > 0",
        "severity_known": "severity IN ('error', 'warning', 'info')",
        "somewhere": "count >= 1",
        "ends_later": "until_day > on_day",
        "reason_not_blank": SAID,
    },
    ENDED: {
        "ends_an_earlier_one": "acknowledged < leaf",
        "reason_not_blank": SAID,
    },
}
FIXED = {
    GIVEN: (
        "leaf",
        "log_id",
        "mark",
        "rule",
        "severity",
        "count",
        "on_day",
        "until_day",
        "acknowledged_by",
        "previous",
    ),
    ENDED: ("leaf", "log_id", "acknowledged", "on_day", "ended_by"),
}


def upgrade() -> None:
    """Make the two tables and guard them: a row changes only by the blanking of its words."""
    op.create_table(
        GIVEN,
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("rule", sa.String(20), nullable=False),
        sa.Column("severity", sa.String(7), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("acknowledged_by", sa.Integer(), nullable=False),
        sa.Column("previous", sa.BigInteger(), nullable=False),
        sa.Column("erased_on", sa.Date()),
        sa.ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"]),
        sa.UniqueConstraint("mark", "previous"),
        *_checks(GIVEN),
    )
    op.create_table(
        ENDED,
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("acknowledged", sa.BigInteger(), sa.ForeignKey(f"{GIVEN}.leaf"), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=False),
        sa.Column("erased_on", sa.Date()),
        sa.ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"]),
        sa.UniqueConstraint("acknowledged"),
        *_checks(ENDED),
    )
    op.guard_table(GIVEN, keys=[["leaf"], ["mark", "previous"]], update_when=_not_blanked(GIVEN))
    op.guard_table(ENDED, keys=[["leaf"], ["acknowledged"]], update_when=_not_blanked(ENDED))


def downgrade() -> None:
    """Drop the tables; the sealed entries still say what was acknowledged."""
    op.drop_table(ENDED)
    op.drop_table(GIVEN)


def _checks(table: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(condition, name=name) for name, condition in CHECKS[table].items()]


def _not_blanked(table: str) -> str:
    same = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in FIXED[table])
    return f"NOT ({same} AND OLD.erased_on IS NULL AND NEW.erased_on IS NOT NULL AND NEW.reason = '')"
