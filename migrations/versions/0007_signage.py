"""Tables of signage."""

revision = "0007_signage"
down_revision = "0006_policy"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop the tables."""
