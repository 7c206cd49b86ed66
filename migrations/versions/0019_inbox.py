"""Messages to people, and e-mails waiting to be sent."""

revision = "0019_inbox"
down_revision = "0018_recorder_checks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
