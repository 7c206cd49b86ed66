"""Clauses of the policy as the organisation words them: copies of ours, each change of them a row."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0027_policy_clauses"
down_revision = "0026_policy_versions"
branch_labels = None
depends_on = None

TABLE = "policy_clause_copy"
CHECKS = {
    "section_known": "section BETWEEN 0 AND 8",
    "language_known": "language IN ('ko', 'en')",
    "numbered_from_one": "number >= 1",
    "based_on_something": "length(trim(based_on)) > 0",
    "says_something": "length(trim(content)) > 0",
}
_SAME_CLAUSE = f"SELECT 1 FROM {TABLE} WHERE section = NEW.section AND language = NEW.language"
WRONG_NEXT = (
    f"NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM {TABLE}"
    " WHERE section = NEW.section AND language = NEW.language)"
    f" OR (NEW.content IS NULL AND NOT EXISTS ({_SAME_CLAUSE} AND number = NEW.number - 1 AND content IS NOT NULL))"
)
"""When a row is refused: its number is not the next, or it goes back to ours where nothing was worded otherwise."""


def upgrade() -> None:
    """Make the table, and guard it."""
    op.create_table(
        TABLE,
        sa.Column("section", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("language", sa.String(5), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("based_on", sa.String(60), nullable=False),
        sa.Column("content", sa.Text()),
        sa.Column("worded_by", sa.Integer(), nullable=False),
        sa.Column("worded_at", UTCDateTime(), nullable=False),
        sa.Column("leaf", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("leaf", name="uq_policy_clause_copy_leaf"),
        *(sa.CheckConstraint(condition, name=name) for name, condition in CHECKS.items()),
    )
    op.guard_table(TABLE, keys=[["section", "language", "number"], ["leaf"]], sqlite_insert_when=WRONG_NEXT)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"""CREATE FUNCTION policy_clause_next() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF {WRONG_NEXT} THEN
                RAISE EXCEPTION 'a wording takes the next number, and only another wording is taken back'
                    USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW; END $$""")
        op.execute(f"""CREATE TRIGGER policy_clause_next BEFORE INSERT ON {TABLE}
            FOR EACH ROW EXECUTE FUNCTION policy_clause_next()""")
        op.execute(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER policy_clause_next")


def downgrade() -> None:
    """Drop the table; its guards go with it."""
    op.drop_table(TABLE)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION policy_clause_next()")
