"""Hold acts granted to accounts at sites, with their time and reason."""

revision = "0036_granted_rights"
down_revision = "0035_sessions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create nothing yet."""


def downgrade() -> None:
    """Remove nothing yet."""
