"""Keep where each printed sign hangs, and what was seen of it."""

revision = "0031_sign_placements"
down_revision = "0030_sign_choices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
