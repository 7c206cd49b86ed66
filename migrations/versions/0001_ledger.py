"""Tables of the ledger, its guards, and the one log with nothing in it."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001_ledger"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "ledger_head",
    "ledger_entry",
    "ledger_node",
    "ledger_checkpoint",
    "ledger_anchor",
    "ledger_private",
    "ledger_day",
    "ledger_daily",
)


def upgrade() -> None:
    """Make the tables."""
    head = op.create_table(
        "ledger_head",
        sa.Column("log_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("origin", sa.String(200), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("frontier", sa.LargeBinary(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("clock_at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint("size >= 0", name="size"),
        sa.CheckConstraint("length(frontier) % 32 = 0", name="frontier"),
        sa.PrimaryKeyConstraint("log_id", name="pk_ledger_head"),
        sa.UniqueConstraint("origin", name="uq_ledger_head_origin"),
    )
    op.create_table(
        "ledger_entry",
        sa.Column("log_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("leaf", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.String(36), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.String(80), nullable=False),
        sa.Column("site_code", sa.String(80), nullable=True),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("leaf_hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("leaf >= 0", name="leaf"),
        sa.CheckConstraint("length(entry_id) = 36", name="entry_id"),
        sa.CheckConstraint("length(event) > 0 AND length(subject) > 0", name="named"),
        sa.CheckConstraint("length(body) BETWEEN 2 AND 65535", name="body"),
        sa.CheckConstraint("length(leaf_hash) = 32", name="leaf_hash"),
        sa.ForeignKeyConstraint(["log_id"], ["ledger_head.log_id"], name="fk_ledger_entry_log_id"),
        sa.PrimaryKeyConstraint("log_id", "leaf", name="pk_ledger_entry"),
        sa.UniqueConstraint("entry_id", name="uq_ledger_entry_entry_id"),
    )
    for column, name in (("site_code", "site"), ("actor_id", "actor"), ("event", "event"), ("subject", "subject")):
        op.create_index(f"ix_ledger_entry_{name}", "ledger_entry", ["log_id", column, "leaf"])
    op.create_table(
        "ledger_node",
        sa.Column("log_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("level", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("level IN (8, 16, 24)", name="level"),
        sa.CheckConstraint("length(hash) = 32", name="hash"),
        sa.ForeignKeyConstraint(["log_id"], ["ledger_head.log_id"], name="fk_ledger_node_log_id"),
        sa.PrimaryKeyConstraint("log_id", "level", "position", name="pk_ledger_node"),
    )
    op.create_table(
        "ledger_checkpoint",
        sa.Column("log_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["log_id"], ["ledger_head.log_id"], name="fk_ledger_checkpoint_log_id"),
        sa.PrimaryKeyConstraint("log_id", "size", name="pk_ledger_checkpoint"),
    )
    op.create_table(
        "ledger_anchor",
        sa.Column("log_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("via", sa.String(200), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["log_id"], ["ledger_head.log_id"], name="fk_ledger_anchor_log_id"),
        sa.PrimaryKeyConstraint("log_id", "size", "via", name="pk_ledger_anchor"),
    )
    op.create_table(
        "ledger_private",
        sa.Column("log_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("leaf", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("erase_on", sa.Date(), nullable=True),
        sa.CheckConstraint("length(salt) = 32", name="salt"),
        sa.ForeignKeyConstraint(
            ["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"], name="fk_ledger_private_log_id"
        ),
        sa.PrimaryKeyConstraint("log_id", "leaf", "part", name="pk_ledger_private"),
    )
    op.create_index("ix_ledger_private_erase_on", "ledger_private", ["log_id", "erase_on"])
    op.create_table(
        "ledger_day",
        sa.Column("log_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("first_leaf", sa.BigInteger(), nullable=False),
        sa.Column("last_leaf", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("first_leaf <= last_leaf", name="span"),
        sa.ForeignKeyConstraint(["log_id"], ["ledger_head.log_id"], name="fk_ledger_day_log_id"),
        sa.PrimaryKeyConstraint("log_id", "day", name="pk_ledger_day"),
    )
    op.create_table(
        "ledger_daily",
        sa.Column("log_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("site_code", sa.String(80), nullable=False),
        sa.Column("event", sa.String(80), nullable=False),
        sa.Column("entries", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("entries > 0", name="entries"),
        sa.ForeignKeyConstraint(["log_id"], ["ledger_head.log_id"], name="fk_ledger_daily_log_id"),
        sa.PrimaryKeyConstraint("log_id", "day", "site_code", "event", name="pk_ledger_daily"),
    )
    guard()
    # No two installations share a name; `name_log` may give a better one until the first signature.
    origin = f"watchbook/{secrets.token_hex(8)}"
    op.bulk_insert(
        head,
        [{"log_id": 1, "origin": origin, "size": 0, "frontier": b"", "last_at": 0, "clock_at": 0, "note": None}],
    )


def guard() -> None:
    """Make what was recorded unchangeable, and the head grow only."""
    op.guard_table(
        "ledger_head",
        keys=(("log_id",), ("origin",)),
        update_when=(
            "NEW.log_id <> OLD.log_id OR NEW.size < OLD.size OR NEW.last_at < OLD.last_at "
            "OR (NEW.origin <> OLD.origin AND OLD.note IS NOT NULL)"
        ),
    )
    op.guard_table(
        "ledger_entry",
        keys=(("log_id", "leaf"), ("entry_id",)),
        sqlite_insert_when=(
            "NEW.leaf <> (SELECT coalesce(max(leaf) + 1, 0) FROM ledger_entry WHERE log_id = NEW.log_id)"
        ),
    )
    op.guard_table("ledger_node", keys=(("log_id", "level", "position"),))
    op.guard_table("ledger_checkpoint", keys=(("log_id", "size"),))
    op.guard_table("ledger_anchor", keys=(("log_id", "size", "via"),))
    # Erasable, but never editable; only the day of its erasure may become known, or move for a legal hold.
    op.guard_table(
        "ledger_private",
        keys=(("log_id", "leaf", "part"),),
        refuse=("update",),
        update_when=(
            "NEW.log_id <> OLD.log_id OR NEW.leaf <> OLD.leaf OR NEW.part <> OLD.part "
            "OR NEW.salt <> OLD.salt OR NEW.content <> OLD.content"
        ),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)
