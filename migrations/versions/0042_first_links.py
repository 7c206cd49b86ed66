"""Open the first administrator's account by a link that works once. Rows stand for good: a link ends by another row."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

revision = "0042_first_links"
down_revision = "0041_self_checks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables and guard them; that a link ends once is the key of the second."""
    op.create_table(
        "first_link",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("secret_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("secret_hash"),
        sa.CheckConstraint("length(secret_hash) = 32", name="secret_hash_is_sha256"),
        sa.CheckConstraint("expires_at > made_at", name="expires_later"),
    )
    op.create_table(
        "first_link_end",
        sa.Column(
            "link_leaf", sa.BigInteger(), sa.ForeignKey("first_link.leaf"), primary_key=True, autoincrement=False
        ),
        sa.Column("leaf", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.String(10), nullable=False),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("account_id"),
        sa.CheckConstraint("why IN ('used', 'replaced')", name="why_is_known"),
        sa.CheckConstraint("(why = 'used') = (account_id IS NOT NULL)", name="used_by_somebody"),
        sa.CheckConstraint("leaf > link_leaf", name="ends_after_it_began"),
    )
    op.guard_table("first_link", keys=[["leaf"], ["secret_hash"]])
    op.guard_table("first_link_end", keys=[["link_leaf"], ["account_id"]])


def downgrade() -> None:
    """Drop the tables; the sealed entries still say when links were made and used."""
    op.drop_table("first_link_end")
    op.drop_table("first_link")
