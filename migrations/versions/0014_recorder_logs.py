"""Recorders' own logs and how they match the register."""

revision = "0014_recorder_logs"
down_revision = "0013_tokens"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change nothing yet."""


def downgrade() -> None:
    """Change nothing yet."""
