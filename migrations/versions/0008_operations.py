"""Tables of operations."""

revision = "0008_operations"
down_revision = "0007_signage"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop the tables."""
