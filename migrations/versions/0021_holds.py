"""Holds: footage kept from being overwritten for a case."""

revision = "0021_holds"
down_revision = "0020_stand_ins"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
