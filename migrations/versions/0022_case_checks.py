"""Checks of identity and authority, and attachments of a case."""

revision = "0022_case_checks"
down_revision = "0021_holds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
