"""Note where a site lies on the map."""

revision = "0038_site_positions"
down_revision = "0037_log_review"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
