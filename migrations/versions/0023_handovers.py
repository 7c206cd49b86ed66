"""What left the house with a case, and what becomes of it."""

revision = "0023_handovers"
down_revision = "0022_case_checks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
