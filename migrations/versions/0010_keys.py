"""Keys of the ledger and what the outside holds."""

revision = "0010_keys"
down_revision = "0009_submission"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change nothing yet."""


def downgrade() -> None:
    """Change nothing yet."""
