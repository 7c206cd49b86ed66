"""What erasing needs."""

revision = "0015_erasure"
down_revision = "0014_recorder_logs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change nothing yet."""


def downgrade() -> None:
    """Change nothing yet."""
