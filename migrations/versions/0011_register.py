"""The further facts of the footage register."""

revision = "0011_register"
down_revision = "0010_keys"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change nothing yet."""


def downgrade() -> None:
    """Change nothing yet."""
