"""What recorders were found to keep, and how wrong their clocks were."""

revision = "0018_recorder_checks"
down_revision = "0017_case_states"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
