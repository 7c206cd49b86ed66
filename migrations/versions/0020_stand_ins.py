"""Who decides for whom, on which days."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0020_stand_ins"
down_revision = "0019_inbox"
branch_labels = None
depends_on = None

_KEPT = (
    "leaf", "principal_id", "deputy_id", "role", "site_code", "from_on", "until_on", "set_by", "set_at",
)  # fmt: skip
_LONGEST = 90
_CLASH = (
    "NEW.ended_at IS NULL AND EXISTS (SELECT 1 FROM stand_in s WHERE s.ended_at IS NULL AND s.role = NEW.role"
    " AND s.from_on <= NEW.until_on AND s.until_on >= NEW.from_on AND ("
    "s.deputy_id = NEW.principal_id OR s.principal_id = NEW.deputy_id OR (s.principal_id = NEW.principal_id"
    " AND (s.site_code IS NULL OR NEW.site_code IS NULL OR s.site_code = NEW.site_code))))"
)
"""No chains, and not two at once for the same person, role and site."""


def upgrade() -> None:
    """Make the table; a stand-in can only end, at once, and be blanked."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    lasts = "julianday(until_on) - julianday(from_on)" if sqlite else "until_on - from_on"
    op.create_table(
        "stand_in",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("principal_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("deputy_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("site_code", sa.String(64)),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("reason_text", sa.String(200)),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", UTCDateTime(), nullable=False),
        sa.Column("ended_by", sa.Integer()),
        sa.Column("ended_at", UTCDateTime()),
        sa.Column("erased_on", sa.Date()),
        sa.CheckConstraint("principal_id <> deputy_id", name="for_somebody_else"),
        sa.CheckConstraint("set_by <> deputy_id", name="not_set_by_the_deputy"),
        sa.CheckConstraint("role IN ('manager', 'privacy_officer')", name="role_is_lent"),
        sa.CheckConstraint("site_code IS NULL OR length(site_code) >= 1", name="site_code_not_blank"),
        sa.CheckConstraint("until_on >= from_on", name="days_run_forwards"),
        sa.CheckConstraint(f"{lasts} < {_LONGEST}", name="not_too_many_days"),
        sa.CheckConstraint(
            "(erased_on IS NULL AND reason IN ('leave', 'travel', 'illness', 'vacancy', 'other'))"
            " OR (erased_on IS NOT NULL AND reason = '')",
            name="reason_is_known",
        ),
        sa.CheckConstraint(
            "(reason = 'other') = (reason_text IS NOT NULL)"
            " AND (reason_text IS NULL OR length(trim(reason_text)) >= 1)",
            name="other_reason_is_told",
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL OR ended_at >= set_at)",
            name="end_is_complete",
        ),
    )
    op.create_index("ix_stand_in_principal_id", "stand_in", ["principal_id"])
    op.create_index("ix_stand_in_deputy_id", "stand_in", ["deputy_id"])
    ends = f"OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL AND {_same('reason', 'reason_text', 'erased_on')}"
    blanks = f"OLD.erased_on IS NULL AND NEW.erased_on IS NOT NULL AND {_same('ended_by', 'ended_at')}"
    op.guard_table(
        "stand_in",
        keys=[["leaf"]],
        update_when=f"NOT ({_same(*_KEPT)} AND (({ends}) OR ({blanks})))",
        sqlite_insert_when=_CLASH,
    )
    if not sqlite:
        _refuse_chains_on_postgresql()


def _refuse_chains_on_postgresql() -> None:
    """Refuse what the guard refuses on SQLite. Both people are locked first, so that two at once see each other."""
    op.execute(f"""CREATE FUNCTION stand_in_start() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM 1 FROM account WHERE id IN (NEW.principal_id, NEW.deputy_id) ORDER BY id FOR UPDATE;
        IF {_CLASH} THEN
            RAISE EXCEPTION 'stand_in: somebody stands in already, or it would be a chain; the table is append-only'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW; END $$""")
    op.execute("CREATE TRIGGER stand_in_start BEFORE INSERT ON stand_in FOR EACH ROW EXECUTE FUNCTION stand_in_start()")
    op.execute("ALTER TABLE stand_in ENABLE ALWAYS TRIGGER stand_in_start")


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)


def downgrade() -> None:
    """Drop the table."""
    op.drop_guards("stand_in")
    op.drop_table("stand_in")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION stand_in_start()")
