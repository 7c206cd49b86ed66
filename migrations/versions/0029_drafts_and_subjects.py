"""Letters to recipients written before anything leaves, and the person somebody asks for."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0029_drafts_and_subjects"
down_revision = "0028_steps_taken_back"
branch_labels = None
depends_on = None

DRAFT = "viewing_request_letter_draft"
FACTS = (
    "leaf", "request_id", "received_by", "handling", "letter_on", "document", "use_until", "ends_with", "return_by",
    "drafted_by", "drafted_at",
)  # fmt: skip
SUBJECT = {"subject_name": "subject_named", "subject_relation": "subject_related"}


def upgrade() -> None:
    """Make the table; of a draft only its words go, once. A party has two more columns, kept as the others are."""
    op.create_table(
        DRAFT,
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("received_by", sa.Integer(), nullable=False),
        sa.Column("handling", sa.String(), nullable=False),
        sa.Column("letter_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("limits", sa.String(), nullable=False),
        sa.Column("measures", sa.String(), nullable=False),
        sa.Column("use_until", sa.Date()),
        sa.Column("ends_with", sa.String()),
        sa.Column("return_by", sa.Date()),
        sa.Column("drafted_by", sa.Integer(), nullable=False),
        sa.Column("drafted_at", UTCDateTime(), nullable=False),
        sa.Column("erased_on", sa.Date()),
        sa.ForeignKeyConstraint(
            ["request_id", "received_by", "handling"],
            ["viewing_request.id", "viewing_request.received_by", "viewing_request.handling"],
            name=f"fk_{DRAFT}_request",
        ),
        sa.CheckConstraint("handling = 'provision'", name="only_provisions"),
        sa.CheckConstraint("length(trim(document)) > 0", name="document_named"),
        sa.CheckConstraint(
            "erased_on IS NOT NULL OR (length(trim(limits)) > 0 AND length(trim(measures)) > 0)", name="asks_for_both"
        ),
        sa.CheckConstraint("erased_on IS NULL OR (limits = '' AND measures = '')", name="erased_words_are_empty"),
        sa.CheckConstraint("ends_with IS NULL OR ends_with IN ('return', 'destroy', 'kept')", name="end_known"),
        sa.CheckConstraint(
            "return_by IS NULL OR (ends_with IS NOT NULL AND ends_with <> 'kept')", name="something_comes_back"
        ),
        sa.CheckConstraint("use_until >= letter_on AND return_by >= letter_on", name="used_after_the_letter"),
        sa.CheckConstraint("return_by >= use_until", name="comes_back_after_use"),
    )
    op.create_index(f"ix_{DRAFT}_request_id", DRAFT, ["request_id"])
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in FACTS)
    blanked = "NEW.limits = '' AND NEW.measures = '' AND NEW.erased_on IS NOT NULL"
    op.guard_table(DRAFT, keys=[["leaf"]], update_when=f"{changed} OR OLD.erased_on IS NOT NULL OR NOT ({blanked})")
    for column, rule in SUBJECT.items():
        named = f"CONSTRAINT ck_viewing_request_party_{rule} CHECK (length(trim({column})) > 0)"
        op.execute(f"ALTER TABLE viewing_request_party ADD COLUMN {column} VARCHAR {named}")


def downgrade() -> None:
    """Drop the table with its guards, and the columns with their checks."""
    for column in SUBJECT:
        op.execute(f"ALTER TABLE viewing_request_party DROP COLUMN {column}")
    op.drop_table(DRAFT)
