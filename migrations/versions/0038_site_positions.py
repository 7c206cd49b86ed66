"""Note where a site lies on the map, in whole millionths of a degree; both numbers or neither, on the globe."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

revision = "0038_site_positions"
down_revision = "0037_log_review"
branch_labels = None
depends_on = None

TABLE = "site_version"
KEPT = (
    "id", "code", "valid_from", "valid_to", "recorded_leaf", "name", "search", "value", "space_class",
    "retention_days", "position", "camera_count", "kind", "region", "row_code", "parent_code",
)  # fmt: skip
ADDED = ("latitude", "longitude")
CHECKS = {
    "point_whole": "(latitude IS NULL) = (longitude IS NULL)",
    "latitude": "latitude BETWEEN -90000000 AND 90000000",
    "longitude": "longitude BETWEEN -180000000 AND 180000000",
}


def upgrade() -> None:
    """Add the two numbers; a recorded one stands like every other column."""
    op.drop_guards(TABLE)
    with op.batch_alter_table(TABLE) as batch:
        for name in ADDED:
            batch.add_column(sa.Column(name, sa.Integer()))
        for name, rule in CHECKS.items():
            batch.create_check_constraint(name, rule)
    _guard((*KEPT, *ADDED))


def downgrade() -> None:
    """Forget the two numbers; the sealed entries still say them."""
    op.drop_guards(TABLE)
    with op.batch_alter_table(TABLE) as batch:
        for name in CHECKS:
            batch.drop_constraint(name, type_="check")
        for name in ADDED:
            batch.drop_column(name)
    _guard(KEPT)


def _guard(columns: tuple[str, ...]) -> None:
    """Refuse every change but closing a row that was open; closing is final."""
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
    op.guard_table(
        TABLE,
        keys=(("id",),),
        update_when=f"OLD.superseded_leaf IS NOT NULL OR NEW.superseded_leaf IS NULL OR {changed}",
    )
