"""Tables of policy: none yet. The policy is composed from the registry; versions of it come with their approval."""

revision = "0006_policy"
down_revision = "0005_footage_access"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop the tables."""
