"""Hold what people did about findings: acknowledgements, owners, history."""

revision = "0038_findings_followed"
down_revision = "0037_access_record"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create nothing yet."""


def downgrade() -> None:
    """Remove nothing yet."""
