"""Keys by which an entry sent twice is known again."""

revision = "0009_submission"
down_revision = "0008_operations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change nothing yet."""


def downgrade() -> None:
    """Change nothing yet."""
