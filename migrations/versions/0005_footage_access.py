"""Tables of footage access."""

revision = "0005_footage_access"
down_revision = "0004_viewing_requests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop the tables."""
