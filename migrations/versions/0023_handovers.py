"""What left the house with a case, and what becomes of it."""
# mypy: disable-error-code="attr-defined"
# Because migrations/guards.py gives op its guard_table.

import sqlalchemy as sa
from alembic import op

from app.database import UTCDateTime

revision = "0023_handovers"
down_revision = "0022_case_checks"
branch_labels = None
depends_on = None

_HANDOVER_CHECKS = {
    "handed_before_recorded": "handed_at <= recorded_at",
    "mode_known": "mode IN ('shown', 'print', 'file', 'answer', 'deleted', 'suspended')",
    "delivery_known": (
        "delivery IN ('in_person', 'registered_mail', 'encrypted_email', 'transfer', 'collected', 'told')"
    ),
    "identity_known": (
        "identity IS NULL OR identity IN ('resident_card', 'driving_licence', 'passport',"
        " 'official_card', 'checked_before')"
    ),
    "identity_seen": "identity IS NOT NULL OR NOT (mode IN ('shown', 'print', 'file'))",
    "copies_are_delivered": "NOT (mode IN ('print', 'file')) OR delivery <> 'told'",
    "shown_in_person": "mode <> 'shown' OR delivery = 'in_person'",
    "mail_is_encrypted": "delivery <> 'encrypted_email' OR encrypted",
    "password_of_something": "NOT password_apart OR encrypted",
    "entry_made": "entry_leaf IS NOT NULL OR mode = 'suspended'",
    "masking_known": "masking IN ('done', 'by_contractor', 'not_needed')",
    "masked_here": (
        "masking <> 'done' OR (masked_by IS NOT NULL AND method IS NOT NULL AND checked_by"
        " IS NOT NULL AND checked_by <> masked_by AND contractor IS NULL AND unmasked IS"
        " NULL)"
    ),
    "masked_by_contractor": (
        "masking <> 'by_contractor' OR (contractor IS NOT NULL AND length(trim(contractor))"
        " > 0 AND method IS NOT NULL AND checked_by IS NOT NULL AND masked_by IS NULL AND"
        " unmasked IS NULL)"
    ),
    "not_masked_because": (
        "masking <> 'not_needed' OR (unmasked IS NOT NULL AND method IS NULL AND masked_by"
        " IS NULL AND contractor IS NULL AND checked_by IS NULL)"
    ),
    "method_known": "method IS NULL OR method IN ('mosaic', 'blur', 'box', 'cut')",
    "unmasked_known": (
        "unmasked IS NULL OR unmasked IN ('nobody_else', 'not_recognisable', 'consented',"
        " 'covered', 'by_statute', 'nothing_shown')"
    ),
    "nothing_shown_nothing_masked": (
        "(mode IN ('shown', 'print', 'file')) = (unmasked IS NULL OR unmasked <>"
        " 'nothing_shown') AND ((mode IN ('shown', 'print', 'file')) OR masking ="
        " 'not_needed')"
    ),
    "covered_on_the_screen": "unmasked IS NULL OR unmasked <> 'covered' OR mode = 'shown'",
    "unmasked_by_statute": "unmasked IS NULL OR unmasked <> 'by_statute' OR handling = 'provision'",
    "recipient_named": "erased_on IS NOT NULL OR length(trim(recipient)) > 0",
    "masking_in_words": (
        "erased_on IS NOT NULL OR NOT (mode IN ('shown', 'print', 'file')) OR length(trim(mask_words)) > 0"
    ),
    "letter_and_acceptance": "(letter_leaf IS NULL) = (accepted_on IS NULL)",
    "duties_of_a_provision": (
        "handling <> 'provision' OR requester_kind = 'internal' OR NOT (mode IN ('shown', 'print', 'file'))"
        " OR letter_leaf IS NOT NULL"
    ),
    "used_by_ourselves": "requester_kind <> 'internal' OR letter_leaf IS NULL",
    "costs_are_won": "cost_copying >= 0 AND cost_masking >= 0 AND cost_postage >= 0",
    "fee_at_cost": (
        "fee = CASE WHEN caused_by_us OR waived THEN 0 ELSE cost_copying + cost_masking + cost_postage END"
    ),
    "end_known": "ends_with IS NULL OR ends_with IN ('return', 'destroy', 'kept')",
    "copies_end_somehow": "(mode IN ('print', 'file')) = (ends_with IS NOT NULL)",
    "back_by_a_day": ("(ends_with IS NOT NULL AND ends_with IN ('return', 'destroy')) = (return_by IS NOT NULL)"),
    "kept_for_a_reason": "(ends_with IS NOT NULL AND ends_with = 'kept') = (kept_because IS NOT NULL)",
    "kept_reason_known": "kept_because IS NULL OR kept_because IN ('own_copy', 'case_file', 'statute')",
    "own_copy_of_a_subject": "kept_because IS NULL OR kept_because <> 'own_copy' OR handling = 'viewing'",
    "provided_for_a_time": ("handling <> 'provision' OR NOT (mode IN ('print', 'file')) OR use_until IS NOT NULL"),
    "used_before_back": "use_until IS NULL OR return_by IS NULL OR return_by >= use_until",
    "erased_words_are_empty": "erased_on IS NULL OR (recipient = '' AND mask_words = '' AND player_note = '')",
}
_ITEM_CHECKS = {
    "position_starts_at_one": "position >= 1 AND ordinal >= 1",
    "medium_known": "medium IN ('usb', 'disc', 'email', 'transfer', 'paper')",
    "named": "length(trim(name)) > 0",
    "file_named": "erased_on IS NOT NULL OR length(trim(file_name)) > 0",
    "erased_name_is_empty": "erased_on IS NULL OR file_name = ''",
    "span_runs_forwards": "span_to > span_from",
    "paper_has_no_digest": (
        "(medium = 'paper' AND sha256 IS NULL AND size_bytes IS NULL) OR (medium <> 'paper'"
        " AND sha256 IS NOT NULL AND length(sha256) = 64 AND trim(sha256,"
        " '0123456789abcdef') = '' AND size_bytes IS NOT NULL AND size_bytes > 0)"
    ),
}
_RETURN_CHECKS = {
    "how_known": "how IN ('returned', 'destroyed', 'kept_by_law')",
    "said_by_somebody": "erased_on IS NOT NULL OR length(trim(word_of)) > 0",
    "law_has_a_document": "how <> 'kept_by_law' OR (document IS NOT NULL AND length(trim(document)) > 0)",
    "erased_word_is_empty": "erased_on IS NULL OR word_of = ''",
}
_HANDOVER_FACTS = (
    "leaf", "request_id", "received_by", "handling", "requester_kind", "mode", "delivery", "entry_leaf", "letter_leaf",
    "accepted_on", "recipient_is_asker", "recipient_body", "identity", "masking", "method", "masked_by", "contractor",
    "checked_by", "unmasked", "encrypted", "password_apart", "cost_copying", "cost_masking", "cost_postage",
    "caused_by_us", "waived", "fee", "use_until", "ends_with", "return_by", "kept_because", "handed_by",
    "handed_at", "recorded_at",
)  # fmt: skip
_ITEM_FACTS = (
    "leaf", "position", "request_id", "ordinal", "name", "medium", "sha256", "size_bytes", "span_from", "span_to",
)  # fmt: skip
_RETURN_FACTS = (
    "handover_leaf", "position", "leaf", "request_id", "how", "on_day", "document", "confirmed_by", "confirmed_at",
)  # fmt: skip


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns)


def _checks(rules: dict[str, str]) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(rule, name=name) for name, rule in rules.items()]


def upgrade() -> None:
    """Make the tables and guard them: what was recorded stands, but for the blanking of personal words."""
    op.create_index("ix_viewing_request_id_requester_kind", "viewing_request", ["id", "requester_kind"], unique=True)
    op.create_table(
        "viewing_request_handover",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("received_by", sa.Integer(), nullable=False),
        sa.Column("handling", sa.String(), nullable=False),
        sa.Column("requester_kind", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("delivery", sa.String(), nullable=False),
        sa.Column("entry_leaf", sa.BigInteger()),
        sa.Column("letter_leaf", sa.BigInteger()),
        sa.Column("accepted_on", sa.Date()),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("recipient_is_asker", sa.Boolean(), nullable=False),
        sa.Column("recipient_body", sa.String()),
        sa.Column("identity", sa.String()),
        sa.Column("masking", sa.String(), nullable=False),
        sa.Column("method", sa.String()),
        sa.Column("masked_by", sa.Integer()),
        sa.Column("contractor", sa.String()),
        sa.Column("checked_by", sa.Integer()),
        sa.Column("unmasked", sa.String()),
        sa.Column("mask_words", sa.String(), nullable=False),
        sa.Column("encrypted", sa.Boolean(), nullable=False),
        sa.Column("password_apart", sa.Boolean(), nullable=False),
        sa.Column("player_note", sa.String(), nullable=False),
        sa.Column("cost_copying", sa.Integer(), nullable=False),
        sa.Column("cost_masking", sa.Integer(), nullable=False),
        sa.Column("cost_postage", sa.Integer(), nullable=False),
        sa.Column("caused_by_us", sa.Boolean(), nullable=False),
        sa.Column("waived", sa.Boolean(), nullable=False),
        sa.Column("fee", sa.Integer(), nullable=False),
        sa.Column("use_until", sa.Date()),
        sa.Column("ends_with", sa.String()),
        sa.Column("return_by", sa.Date()),
        sa.Column("kept_because", sa.String()),
        sa.Column("handed_by", sa.Integer(), nullable=False),
        sa.Column("handed_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("erased_on", sa.Date()),
        sa.ForeignKeyConstraint(
            ["request_id", "received_by", "handling"],
            ["viewing_request.id", "viewing_request.received_by", "viewing_request.handling"],
            name="fk_viewing_request_handover_request",
        ),
        sa.ForeignKeyConstraint(
            ["request_id", "requester_kind"],
            ["viewing_request.id", "viewing_request.requester_kind"],
            name="fk_viewing_request_handover_requester",
        ),
        sa.UniqueConstraint("leaf", "request_id"),
        *_checks(_HANDOVER_CHECKS),
    )
    op.create_index("ix_viewing_request_handover_request_id", "viewing_request_handover", ["request_id"])
    op.create_index("ix_viewing_request_handover_return_by", "viewing_request_handover", ["return_by"])
    op.create_table(
        "viewing_request_handover_item",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("sha256", sa.String()),
        sa.Column("size_bytes", sa.BigInteger()),
        sa.Column("span_from", UTCDateTime(), nullable=False),
        sa.Column("span_to", UTCDateTime(), nullable=False),
        sa.Column("erased_on", sa.Date()),
        sa.ForeignKeyConstraint(
            ["leaf", "request_id"],
            ["viewing_request_handover.leaf", "viewing_request_handover.request_id"],
            name="fk_viewing_request_handover_item_handover",
        ),
        sa.UniqueConstraint("request_id", "ordinal"),
        *_checks(_ITEM_CHECKS),
    )
    op.create_index("ix_viewing_request_handover_item_sha256", "viewing_request_handover_item", ["sha256"])
    op.create_table(
        "viewing_request_handover_place",
        sa.Column("leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("item", sa.Integer(), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("site_code", sa.String(), nullable=False),
        sa.Column("zone_code", sa.String()),
        sa.Column("camera_code", sa.String()),
        sa.Column("label", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["leaf", "item"],
            ["viewing_request_handover_item.leaf", "viewing_request_handover_item.position"],
            name="fk_viewing_request_handover_place_item",
        ),
        sa.ForeignKeyConstraint(["request_id"], ["viewing_request.id"]),
    )
    op.create_index("ix_viewing_request_handover_place_request_id", "viewing_request_handover_place", ["request_id"])
    op.create_table(
        "viewing_request_return",
        sa.Column("handover_leaf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("leaf", sa.BigInteger(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("word_of", sa.String(), nullable=False),
        sa.Column("document", sa.String()),
        sa.Column("confirmed_by", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", UTCDateTime(), nullable=False),
        sa.Column("erased_on", sa.Date()),
        sa.ForeignKeyConstraint(
            ["handover_leaf", "position"],
            ["viewing_request_handover_item.leaf", "viewing_request_handover_item.position"],
            name="fk_viewing_request_return_item",
        ),
        sa.ForeignKeyConstraint(["request_id"], ["viewing_request.id"]),
        sa.CheckConstraint("leaf > handover_leaf", name="after_it_left"),
        *_checks(_RETURN_CHECKS),
    )
    op.create_index("ix_viewing_request_return_leaf", "viewing_request_return", ["leaf"])
    op.create_index("ix_viewing_request_return_request_id", "viewing_request_return", ["request_id"])
    op.guard_table(
        "viewing_request_handover",
        keys=[["leaf"]],
        update_when=f"NOT ({_same(*_HANDOVER_FACTS)}) OR OLD.erased_on IS NOT NULL OR NEW.erased_on IS NULL",
    )
    op.guard_table(
        "viewing_request_handover_item",
        keys=[["leaf", "position"], ["request_id", "ordinal"]],
        update_when=f"NOT ({_same(*_ITEM_FACTS)}) OR OLD.erased_on IS NOT NULL OR NEW.erased_on IS NULL",
    )
    op.guard_table("viewing_request_handover_place", keys=[["leaf", "item", "position"]])
    op.guard_table(
        "viewing_request_return",
        keys=[["handover_leaf", "position"]],
        update_when=f"NOT ({_same(*_RETURN_FACTS)}) OR OLD.erased_on IS NOT NULL OR NEW.erased_on IS NULL",
    )


def downgrade() -> None:
    """Drop the tables; their guards go with them."""
    for table in ("return", "handover_place", "handover_item", "handover"):
        op.drop_table(f"viewing_request_{table}")
    op.drop_index("ix_viewing_request_id_requester_kind", "viewing_request")
