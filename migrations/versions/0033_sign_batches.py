"""Keep what was made of orders of many signs."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0033_sign_batches"
down_revision = "0032_policy_gates"
branch_labels = None
depends_on = None

CHECKS = (
    ("batch_is_whole", "length(batch) = 36"),
    ("holds_signs", "count >= 1 AND left_out >= 0 AND pages >= 1 AND pages <= count"),
    ("variant_is_known", "variant IN ('plain', 'print-shop', 'plate')"),
    ("says_korean", "substr(languages, 1, 2) = 'ko'"),
    ("size_not_blank", "length(size) >= 2"),
    (
        "margins_with_a_sheet",
        (
            "(sheet IS NULL AND margin IS NULL AND gap IS NULL) OR "
            "(sheet IS NOT NULL AND margin IS NOT NULL AND gap IS NOT NULL AND margin >= 0 AND gap >= 0)"
        ),
    ),
    ("a_page_each_without_a_sheet", "sheet IS NOT NULL OR pages = count"),
    ("state_is_known", "state IS NULL OR state IN ('stale', 'unprinted')"),
    ("digest_whole", "length(digest) = 64 AND digest = lower(digest)"),
    ("look_is_numbered", "look >= 0"),
    ("leaf_is_an_entry", "leaf >= 0"),
)


def upgrade() -> None:
    """Make the table, whose rows stand."""
    op.create_table(
        "sign_batch",
        sa.Column("batch", sa.String(36), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("size", sa.String(30), nullable=False),
        sa.Column("variant", sa.String(20), nullable=False),
        sa.Column("languages", sa.String(40), nullable=False),
        sa.Column("sheet", sa.String(30)),
        sa.Column("margin", sa.Integer()),
        sa.Column("gap", sa.Integer()),
        sa.Column("marked", sa.Boolean(), nullable=False),
        sa.Column("chosen_site", sa.String(80)),
        sa.Column("region", sa.String(200)),
        sa.Column("kind", sa.String(200)),
        sa.Column("state", sa.String(20)),
        sa.Column("look", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("leaf", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("leaf", name="uq_sign_batch_leaf"),
        *(sa.CheckConstraint(condition, name=check) for check, condition in CHECKS),
    )
    op.guard_table("sign_batch", keys=(("batch",), ("leaf",)))


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("sign_batch")
