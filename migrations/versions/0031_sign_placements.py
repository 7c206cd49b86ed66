"""Keep where each printed sign hangs, what was seen of it, and the rounds people make to look."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0031_sign_placements"
down_revision = "0030_sign_choices"
branch_labels = None
depends_on = None

ROUND = ("id", "region", "sites", "numbers", "assigned_to", "due_on", "opened_by", "opened_at", "leaf")
SEEN = (
    "id", "number", "site_code", "act", "at", "source", "revision", "batch", "place", "text_matches", "readable",
    "damage", "cameras_counted", "round_id", "photo_sha256", "recorded_by", "recorded_at", "leaf",
)  # fmt: skip
"""What never changes."""


def upgrade() -> None:
    """Add both tables."""
    _rounds()
    _sightings()


def downgrade() -> None:
    """Drop both tables."""
    for table in ("sign_sighting", "sign_round"):
        op.drop_guards(table)
        op.drop_table(table)


def _rounds() -> None:
    op.create_table(
        "sign_round",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("region", sa.String(80)),
        sa.Column("sites", sa.Text(), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.Column("assigned_to", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("leaf", sa.BigInteger(), nullable=False),
        sa.Column("closed_by", sa.Integer()),
        sa.Column("closed_at", UTCDateTime()),
        sa.Column("close_leaf", sa.BigInteger()),
        sa.UniqueConstraint("leaf"),
        sa.CheckConstraint("length(id) = 36", name="id_is_whole"),
        sa.CheckConstraint("length(sites) >= 4 AND length(numbers) >= 4", name="something_due"),
        sa.CheckConstraint("region IS NULL OR length(trim(region)) > 0", name="region_not_blank"),
        sa.CheckConstraint(
            "(closed_at IS NULL AND closed_by IS NULL AND close_leaf IS NULL) OR "
            "(closed_at IS NOT NULL AND closed_by IS NOT NULL AND close_leaf IS NOT NULL AND closed_at >= opened_at)",
            name="closed_whole",
        ),
    )
    op.create_index("ix_sign_round_closed_at_due_on", "sign_round", ["closed_at", "due_on"])
    op.guard_table(
        "sign_round", keys=(("id",), ("leaf",)), update_when=f"OLD.closed_at IS NOT NULL OR NOT ({_same(*ROUND)})"
    )


def _sightings() -> None:
    op.create_table(
        "sign_sighting",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("number", sa.String(8), nullable=False),
        sa.Column("site_code", sa.String(80), nullable=False),
        sa.Column("act", sa.String(10), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("source", sa.String(5), nullable=False),
        sa.Column("revision", sa.String(6)),
        sa.Column("batch", sa.String(36)),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("text_matches", sa.Boolean()),
        sa.Column("readable", sa.Boolean()),
        sa.Column("damage", sa.String(300), nullable=False),
        sa.Column("cameras_counted", sa.Integer()),
        sa.Column("round_id", sa.String(36)),
        sa.Column("photo_sha256", sa.String(64)),
        sa.Column("photo_name", sa.String(32)),
        sa.Column("erased_on", sa.Date()),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("leaf", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["sign.number"], name="fk_sign_sighting_number"),
        sa.ForeignKeyConstraint(
            ["batch", "number"], ["sign_print.batch", "sign_print.number"], name="fk_sign_sighting_batch"
        ),
        sa.ForeignKeyConstraint(["round_id"], ["sign_round.id"], name="fk_sign_sighting_round_id"),
        sa.UniqueConstraint("leaf"),
        sa.CheckConstraint("length(id) = 36", name="id_is_whole"),
        sa.CheckConstraint(
            "act IN ('mounted', 'seen', 'damaged', 'missing', 'removed', 'elsewhere')", name="act_is_known"
        ),
        sa.CheckConstraint("source IN ('desk', 'field')", name="source_is_known"),
        sa.CheckConstraint("revision IS NULL OR length(revision) = 6", name="revision_is_whole"),
        sa.CheckConstraint("length(trim(site_code)) > 0", name="site_not_blank"),
        sa.CheckConstraint(
            "length(place) <= 200 AND (act NOT IN ('mounted', 'elsewhere') OR length(trim(place)) > 0)",
            name="place_given",
        ),
        sa.CheckConstraint(
            "length(damage) <= 300 AND (act <> 'damaged' OR length(trim(damage)) > 0)", name="damage_told"
        ),
        sa.CheckConstraint(
            "(act <> 'seen' OR (text_matches IS NOT NULL AND readable IS NOT NULL)) AND "
            "(act IN ('mounted', 'seen', 'damaged') OR (text_matches IS NULL AND readable IS NULL))",
            name="looked_at",
        ),
        sa.CheckConstraint("cameras_counted BETWEEN 0 AND 999", name="cameras_in_range"),
        sa.CheckConstraint(
            "act <> 'elsewhere' OR (round_id IS NOT NULL AND batch IS NULL)", name="elsewhere_in_a_round"
        ),
        sa.CheckConstraint(
            "(photo_sha256 IS NULL AND photo_name IS NULL AND erased_on IS NULL) OR (length(photo_sha256) = 64 AND "
            "((photo_name IS NULL) = (erased_on IS NOT NULL)) AND (photo_name IS NULL OR length(photo_name) = 32))",
            name="photo_whole",
        ),
    )
    op.create_index("ix_sign_sighting_number_at", "sign_sighting", ["number", "at"])
    op.create_index("ix_sign_sighting_round_id", "sign_sighting", ["round_id"])
    op.guard_table(
        "sign_sighting",
        keys=(("id",), ("leaf",)),
        update_when=(
            f"NOT ({_same(*SEEN)}) OR OLD.erased_on IS NOT NULL OR OLD.photo_name IS NULL"
            " OR NEW.photo_name IS NOT NULL OR NEW.erased_on IS NULL"
        ),
    )


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)
