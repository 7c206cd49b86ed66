"""Let a place be told by another sign or none, and signs be taken back."""

revision = "0030_sign_choices"
down_revision = "0029_drafts_and_subjects"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
