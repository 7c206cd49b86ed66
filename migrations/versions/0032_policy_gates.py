"""Hold what a version of the policy must pass before it is published."""

revision = "0032_policy_gates"
down_revision = "0031_sign_placements"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
