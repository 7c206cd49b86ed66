"""Tokens by which recorders write entries."""

revision = "0013_tokens"
down_revision = "0012_search"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change nothing yet."""


def downgrade() -> None:
    """Change nothing yet."""
