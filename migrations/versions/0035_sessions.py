"""Hold sessions, so that they can be listed, timed out and ended."""

revision = "0035_sessions"
down_revision = "0034_sign_in"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create nothing yet."""


def downgrade() -> None:
    """Remove nothing yet."""
