"""Hold orders of many signs and what was made of them."""

revision = "0033_sign_batches"
down_revision = "0032_policy_gates"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create nothing yet."""


def downgrade() -> None:
    """Remove nothing yet."""
