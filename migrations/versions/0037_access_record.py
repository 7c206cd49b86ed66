"""Hold who looked at whose data."""

revision = "0037_access_record"
down_revision = "0036_granted_rights"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create nothing yet."""


def downgrade() -> None:
    """Remove nothing yet."""
