"""Versions of the policy from draft to replaced, and the files they were published as."""

revision = "0026_policy_versions"
down_revision = "0025_receipts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop the tables."""
