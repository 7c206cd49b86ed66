"""Tables of viewing requests."""

revision = "0004_viewing_requests"
down_revision = "0003_registry"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop the tables."""
