"""The emergency path, and its review."""

revision = "0024_emergencies"
down_revision = "0023_handovers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
