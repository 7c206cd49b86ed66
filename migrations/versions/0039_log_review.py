"""Hold reviews of the register: what was looked at, what people said, what was decided, and the minutes."""

revision = "0039_log_review"
down_revision = "0038_findings_followed"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create nothing yet."""


def downgrade() -> None:
    """Remove nothing yet."""
