"""What finds entries by two syllables."""

revision = "0012_search"
down_revision = "0011_register"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change nothing yet."""


def downgrade() -> None:
    """Change nothing yet."""
