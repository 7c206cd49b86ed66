"""Hold second factors, recovery codes, passkeys and failed sign-ins."""

revision = "0034_sign_in"
down_revision = "0033_sign_batches"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create nothing yet."""


def downgrade() -> None:
    """Remove nothing yet."""
