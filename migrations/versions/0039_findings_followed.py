"""Follow what the checks find: each look at the board, and what began or ended with it. Rows stand for good."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

revision = "0039_findings_followed"
down_revision = "0038_site_positions"
branch_labels = None
depends_on = None

CHECKS = {
    "finding_look": {
        "follows_an_earlier_one": "previous < leaf",
        "counts_not_negative": "looked >= 0 AND began >= 0 AND ended >= 0",
        "began_were_looked_at": "began <= looked",
        "digest_whole": "length(digest) = 64",
    },
    "finding_turn": {
        "position_counts_from_one": "position >= 1",
        "mark_whole": "length(mark) = 64",
        "turn_known": "turn IN ('began', 'ended')",
        "severity_known": "severity IN ('error', 'warning', 'info')",
        "somewhere": "count >= 1",
        "rule_named": "length(trim(rule)) > 0",
    },
}


def upgrade() -> None:
    """Make the two tables and guard them."""
    op.create_table(
        "finding_look",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("previous", sa.BigInteger(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("looked", sa.Integer(), nullable=False),
        sa.Column("began", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"]),
        sa.UniqueConstraint("previous"),
        *_checks("finding_look"),
    )
    op.create_table(
        "finding_turn",
        sa.Column("leaf", sa.BigInteger(), sa.ForeignKey("finding_look.leaf"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("rule", sa.String(20), nullable=False),
        sa.Column("turn", sa.String(5), nullable=False),
        sa.Column("severity", sa.String(7), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.UniqueConstraint("leaf", "mark"),
        *_checks("finding_turn"),
    )
    op.create_index("ix_finding_turn_mark_leaf", "finding_turn", ["mark", "leaf"])
    op.guard_table("finding_look", keys=[["leaf"], ["previous"]])
    op.guard_table("finding_turn", keys=[["leaf", "position"], ["leaf", "mark"]])


def downgrade() -> None:
    """Drop the tables; the sealed entries still say how many began and ended."""
    op.drop_table("finding_turn")
    op.drop_table("finding_look")


def _checks(table: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(condition, name=name) for name, condition in CHECKS[table].items()]
