"""Follow findings of the board: since when, who acknowledged them, until when."""

revision = "0039_findings_followed"
down_revision = "0038_site_positions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
