"""Hold reviews of the register: what was looked at, what people said, what was decided, and the minutes."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0037_log_review"
down_revision = "0036_granted_rights"
branch_labels = None
depends_on = None

SEALED = (["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"])
DECISIONS = "('accepted', 'returned', 'follow_up', 'looked_at', 'marked_odd')"
CHECKS = {
    "log_review": {
        "month_is_a_month": "length(month) = 7",
        "due_after_the_month": "due_on > first_day_after AND opened_on >= first_day_after",
        "says_what_was_looked_at": "length(said) > 2",
    },
    "log_review_item": {"numbered_from_one": "number >= 1", "opened_before": "review < leaf"},
    "log_review_concern": {"somebody": "account_id > 0"},
    "log_review_move": {
        "move_known": "move IN ('explained', 'accepted', 'returned', 'follow_up', 'looked_at', 'marked_odd')",
        "comes_after": "leaf > item",
        "by_somebody": "by_id > 0",
        "words_needed": ("erased_on IS NOT NULL OR length(trim(words)) > 0 OR move IN ('accepted', 'looked_at')"),
        "erased_says_nothing": "erased_on IS NULL OR words = ''",
    },
    "log_review_minutes": {
        "concluded_after": "leaf > review",
        "digest_whole": "length(digest) = 64",
        "document_named": "length(trim(document)) > 0",
        "file_until_erased": "(erased_on IS NULL) = (pdf IS NOT NULL)",
        "by_somebody": "concluded_by > 0",
    },
}
OWN = f"""(NEW.move IN {DECISIONS} AND (
    EXISTS (SELECT 1 FROM log_review_concern WHERE item = NEW.item AND account_id = NEW.by_id)
    OR EXISTS (SELECT 1 FROM log_review_move WHERE item = NEW.item AND move = 'explained' AND by_id = NEW.by_id)))"""
"""Nobody decides about what they did themselves, or explained."""
FROZEN = """EXISTS (SELECT 1 FROM log_review_minutes JOIN log_review_item
    ON log_review_item.review = log_review_minutes.review WHERE log_review_item.leaf = NEW.item)"""
UNDECIDED = """EXISTS (SELECT 1 FROM log_review_item WHERE log_review_item.review = NEW.review
    AND COALESCE((SELECT move FROM log_review_move WHERE item = log_review_item.leaf ORDER BY leaf DESC LIMIT 1), '')
    NOT IN ('accepted', 'follow_up', 'looked_at'))"""
LATE_ITEM = "EXISTS (SELECT 1 FROM log_review_minutes WHERE log_review_minutes.review = NEW.review)"
RULES = {
    "log_review_move": (f"{OWN} OR {FROZEN}", "nobody decides about their own, and concluded is concluded"),
    "log_review_minutes": (UNDECIDED, "every item is decided before the minutes"),
    "log_review_item": (LATE_ITEM, "a concluded review takes no more items"),
}


def upgrade() -> None:
    """Make the tables and guard them."""
    _tables()
    changed = ["leaf", "log_id", "item", "move", "by_id", "at"]
    op.guard_table("log_review", keys=[["leaf"], ["month"]])
    op.guard_table(
        "log_review_item", keys=[["leaf"], ["review", "number"]], sqlite_insert_when=RULES["log_review_item"][0]
    )
    op.guard_table("log_review_concern", keys=[["item", "account_id"]])
    op.guard_table(
        "log_review_move",
        keys=[["leaf"]],
        update_when=_only_erased(changed, "NEW.words <> ''"),
        sqlite_insert_when=RULES["log_review_move"][0],
    )
    changed = ["leaf", "log_id", "review", "document", "digest", "concluded_by", "concluded_at"]
    op.guard_table(
        "log_review_minutes",
        keys=[["leaf"], ["review"]],
        update_when=_only_erased(changed, "NEW.pdf IS NOT NULL"),
        sqlite_insert_when=RULES["log_review_minutes"][0],
    )
    if op.get_bind().dialect.name == "postgresql":
        for table, (wrong, why) in RULES.items():
            op.execute(f"""CREATE FUNCTION {table}_fits() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF {wrong} THEN
                    RAISE EXCEPTION '{table}: INSERT is refused, {why}' USING ERRCODE = 'restrict_violation';
                END IF;
                RETURN NEW; END $$""")
            op.execute(f"""CREATE TRIGGER {table}_fits BEFORE INSERT ON {table}
                FOR EACH ROW EXECUTE FUNCTION {table}_fits()""")
            op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_fits")


def downgrade() -> None:
    """Drop the tables; their guards go with them."""
    for table in ("log_review_minutes", "log_review_move", "log_review_concern", "log_review_item", "log_review"):
        op.drop_table(table)
        if op.get_bind().dialect.name == "postgresql" and table in RULES:
            op.execute(f"DROP FUNCTION {table}_fits()")


def _tables() -> None:
    _table(
        "log_review",
        sa.Column("month", sa.String(7), nullable=False, unique=True),
        sa.Column("first_day_after", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
    )
    _table(
        "log_review_item",
        sa.Column("review", sa.BigInteger(), sa.ForeignKey("log_review.leaf"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.UniqueConstraint("review", "number"),
    )
    op.create_table(
        "log_review_concern",
        sa.Column("item", sa.BigInteger(), sa.ForeignKey("log_review_item.leaf"), primary_key=True),
        sa.Column("account_id", sa.Integer(), primary_key=True),
        *_checks("log_review_concern"),
    )
    _table(
        "log_review_move",
        sa.Column("item", sa.BigInteger(), sa.ForeignKey("log_review_item.leaf"), nullable=False),
        sa.Column("move", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("erased_on", sa.Date()),
    )
    op.create_index("ix_log_review_move_item_leaf", "log_review_move", ["item", "leaf"])
    _table(
        "log_review_minutes",
        sa.Column("review", sa.BigInteger(), sa.ForeignKey("log_review.leaf"), nullable=False, unique=True),
        sa.Column("document", sa.String(40), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("pdf", sa.LargeBinary()),
        sa.Column("concluded_by", sa.Integer(), nullable=False),
        sa.Column("concluded_at", UTCDateTime(), nullable=False),
        sa.Column("erased_on", sa.Date()),
    )


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        *parts,
        sa.ForeignKeyConstraint(*SEALED),
        *_checks(name),
    )


def _checks(name: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(condition, name=each) for each, condition in CHECKS[name].items()]


def _only_erased(kept: list[str], filled: str) -> str:
    """Return when an update is more than emptying what is personal, once."""
    changed = [f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in kept]
    return " OR ".join(["OLD.erased_on IS NOT NULL", "NEW.erased_on IS NULL", filled, *changed])
