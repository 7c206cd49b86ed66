"""Who decides for whom, on which days."""

revision = "0020_stand_ins"
down_revision = "0019_inbox"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
