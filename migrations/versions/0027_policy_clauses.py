"""Clauses of the policy as the organisation words them: copies of ours, with what was changed."""

revision = "0027_policy_clauses"
down_revision = "0026_policy_versions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Drop the tables."""
