"""States of a case, rounds and steps of decisions, and the moves between them."""

revision = "0017_case_states"
down_revision = "0016_due_dates"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
