"""Table of job runs."""

import sqlalchemy as sa
from alembic import op

revision = "0008_operations"
down_revision = "0007_signage"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "job_run",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("slot", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.String(16)),
        sa.Column("detail", sa.String(2000)),
        sa.PrimaryKeyConstraint("name", "slot", name="pk_job_run"),
        sa.CheckConstraint("(finished_at IS NULL) = (outcome IS NULL)", name="ck_job_run_finished_with_outcome"),
        sa.CheckConstraint("outcome IN ('done', 'failed')", name="ck_job_run_known_outcome"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("job_run")
