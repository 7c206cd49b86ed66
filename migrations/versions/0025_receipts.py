"""Receipts by which an asker sees where their request stands."""

revision = "0025_receipts"
down_revision = "0024_emergencies"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
