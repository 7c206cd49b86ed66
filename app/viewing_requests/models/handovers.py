"""Owns the tables of what left the house with a case, and what became of it. Triggers (migration 0023) keep them."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.viewing_requests.giving import (
    COPIES,
    GIVING_MODES,
    Delivery,
    EndsWith,
    Identity,
    KeptBecause,
    Masking,
    MaskMethod,
    Medium,
    Mode,
    Returned,
    Unmasked,
)
from app.viewing_requests.models.cases import one_of

_COPIES, _GIVEN = one_of("mode", COPIES), one_of("mode", GIVING_MODES)
HANDOVER_CHECKS = {
    "handed_before_recorded": "handed_at <= recorded_at",
    "mode_known": one_of("mode", Mode),
    "delivery_known": one_of("delivery", Delivery),
    "identity_known": f"identity IS NULL OR {one_of('identity', Identity)}",
    "identity_seen": f"identity IS NOT NULL OR NOT ({_GIVEN})",
    "copies_are_delivered": "NOT (mode IN ('print', 'file')) OR delivery <> 'told'",
    "shown_in_person": "mode <> 'shown' OR delivery = 'in_person'",
    "mail_is_encrypted": "delivery <> 'encrypted_email' OR encrypted",
    "password_of_something": "NOT password_apart OR encrypted",
    "entry_made": "entry_leaf IS NOT NULL OR mode = 'suspended'",
    "masking_known": one_of("masking", Masking),
    "masked_here": (
        "masking <> 'done' OR (masked_by IS NOT NULL AND method IS NOT NULL AND checked_by IS NOT NULL"
        " AND checked_by <> masked_by AND contractor IS NULL AND unmasked IS NULL)"
    ),
    "masked_by_contractor": (
        "masking <> 'by_contractor' OR (contractor IS NOT NULL AND length(trim(contractor)) > 0"
        " AND method IS NOT NULL AND checked_by IS NOT NULL AND masked_by IS NULL AND unmasked IS NULL)"
    ),
    "not_masked_because": (
        "masking <> 'not_needed' OR (unmasked IS NOT NULL AND method IS NULL AND masked_by IS NULL"
        " AND contractor IS NULL AND checked_by IS NULL)"
    ),
    "method_known": f"method IS NULL OR {one_of('method', MaskMethod)}",
    "unmasked_known": f"unmasked IS NULL OR {one_of('unmasked', Unmasked)}",
    "nothing_shown_nothing_masked": (
        f"({_GIVEN}) = (unmasked IS NULL OR unmasked <> 'nothing_shown') AND (({_GIVEN}) OR masking = 'not_needed')"
    ),
    "covered_on_the_screen": "unmasked IS NULL OR unmasked <> 'covered' OR mode = 'shown'",
    "unmasked_by_statute": "unmasked IS NULL OR unmasked <> 'by_statute' OR handling = 'provision'",
    "recipient_named": "erased_on IS NOT NULL OR length(trim(recipient)) > 0",
    "masking_in_words": f"erased_on IS NOT NULL OR NOT ({_GIVEN}) OR length(trim(mask_words)) > 0",
    "letter_and_acceptance": "(letter_leaf IS NULL) = (accepted_on IS NULL)",
    "duties_of_a_provision": (
        f"handling <> 'provision' OR requester_kind = 'internal' OR NOT ({_GIVEN}) OR letter_leaf IS NOT NULL"
    ),
    "used_by_ourselves": "requester_kind <> 'internal' OR letter_leaf IS NULL",
    "costs_are_won": "cost_copying >= 0 AND cost_masking >= 0 AND cost_postage >= 0",
    "fee_at_cost": (
        "fee = CASE WHEN caused_by_us OR waived THEN 0 ELSE cost_copying + cost_masking + cost_postage END"
    ),
    "end_known": f"ends_with IS NULL OR {one_of('ends_with', EndsWith)}",
    "copies_end_somehow": f"({_COPIES}) = (ends_with IS NOT NULL)",
    "back_by_a_day": "(ends_with IS NOT NULL AND ends_with IN ('return', 'destroy')) = (return_by IS NOT NULL)",
    "kept_for_a_reason": "(ends_with IS NOT NULL AND ends_with = 'kept') = (kept_because IS NOT NULL)",
    "kept_reason_known": f"kept_because IS NULL OR {one_of('kept_because', KeptBecause)}",
    "own_copy_of_a_subject": "kept_because IS NULL OR kept_because <> 'own_copy' OR handling = 'viewing'",
    "provided_for_a_time": f"handling <> 'provision' OR NOT ({_COPIES}) OR use_until IS NOT NULL",
    "used_before_back": "use_until IS NULL OR return_by IS NULL OR return_by >= use_until",
    "erased_words_are_empty": ("erased_on IS NULL OR (recipient = '' AND mask_words = '' AND player_note = '')"),
}
ITEM_CHECKS = {
    "position_starts_at_one": "position >= 1 AND ordinal >= 1",
    "medium_known": one_of("medium", Medium),
    "named": "length(trim(name)) > 0",
    "file_named": "erased_on IS NOT NULL OR length(trim(file_name)) > 0",
    "erased_name_is_empty": "erased_on IS NULL OR file_name = ''",
    "span_runs_forwards": "span_to > span_from",
    "paper_has_no_digest": (
        "(medium = 'paper' AND sha256 IS NULL AND size_bytes IS NULL)"
        " OR (medium <> 'paper' AND sha256 IS NOT NULL AND length(sha256) = 64"
        " AND trim(sha256, '0123456789abcdef') = '' AND size_bytes IS NOT NULL AND size_bytes > 0)"
    ),
}
RETURN_CHECKS = {
    "how_known": one_of("how", Returned),
    "said_by_somebody": "erased_on IS NOT NULL OR length(trim(word_of)) > 0",
    "law_has_a_document": "how <> 'kept_by_law' OR (document IS NOT NULL AND length(trim(document)) > 0)",
    "erased_word_is_empty": "erased_on IS NULL OR word_of = ''",
}


class ViewingRequestHandover(Base):
    """One act of showing, giving, deleting or telling. What was asked of the recipient is in ``footage_letter``.

    ``recipient``, ``mask_words`` and ``player_note`` are sealed by the vault; why a copy was given is in the register.
    """

    __tablename__ = "viewing_request_handover"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(index=True)
    received_by: Mapped[int]
    handling: Mapped[str]
    requester_kind: Mapped[str]
    mode: Mapped[str]
    delivery: Mapped[str]
    entry_leaf: Mapped[int | None] = mapped_column(BigInteger)  # Of the register.
    letter_leaf: Mapped[int | None] = mapped_column(BigInteger)
    accepted_on: Mapped[date | None]
    recipient: Mapped[str]
    recipient_is_asker: Mapped[bool]
    recipient_body: Mapped[str | None]
    identity: Mapped[str | None]
    masking: Mapped[str]
    method: Mapped[str | None]
    masked_by: Mapped[int | None]
    contractor: Mapped[str | None]
    checked_by: Mapped[int | None]
    unmasked: Mapped[str | None]
    mask_words: Mapped[str]
    encrypted: Mapped[bool]
    password_apart: Mapped[bool]
    player_note: Mapped[str]
    cost_copying: Mapped[int]
    cost_masking: Mapped[int]
    cost_postage: Mapped[int]
    caused_by_us: Mapped[bool]
    waived: Mapped[bool]
    fee: Mapped[int]
    use_until: Mapped[date | None]
    ends_with: Mapped[str | None]
    return_by: Mapped[date | None]
    kept_because: Mapped[str | None]
    handed_by: Mapped[int]
    handed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    erased_on: Mapped[date | None]

    __table_args__ = (
        ForeignKeyConstraint(
            ["request_id", "received_by", "handling"],
            ["viewing_request.id", "viewing_request.received_by", "viewing_request.handling"],
            name="fk_viewing_request_handover_request",
        ),
        ForeignKeyConstraint(
            ["request_id", "requester_kind"],
            ["viewing_request.id", "viewing_request.requester_kind"],
            name="fk_viewing_request_handover_requester",
        ),
        UniqueConstraint("leaf", "request_id"),  # What copies refer to, so that they cannot pretend.
        *(CheckConstraint(rule, name=name) for name, rule in HANDOVER_CHECKS.items()),
        Index("ix_viewing_request_handover_return_by", "return_by"),
    )


class ViewingRequestHandoverItem(Base):
    """A copy that left. ``name`` is what it is called in the open, ``file_name`` (sealed by the vault) its own name."""

    __tablename__ = "viewing_request_handover_item"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int]
    ordinal: Mapped[int]  # Among all copies of the case.
    name: Mapped[str]
    file_name: Mapped[str]
    medium: Mapped[str]
    sha256: Mapped[str | None]
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    span_from: Mapped[datetime] = mapped_column(UTCDateTime)
    span_to: Mapped[datetime] = mapped_column(UTCDateTime)
    erased_on: Mapped[date | None]

    __table_args__ = (
        ForeignKeyConstraint(
            ["leaf", "request_id"],
            ["viewing_request_handover.leaf", "viewing_request_handover.request_id"],
            name="fk_viewing_request_handover_item_handover",
        ),
        UniqueConstraint("request_id", "ordinal"),
        *(CheckConstraint(rule, name=name) for name, rule in ITEM_CHECKS.items()),
        Index("ix_viewing_request_handover_item_sha256", "sha256"),
    )


class ViewingRequestHandoverPlace(Base):
    """A camera or zone a copy shows, as it was called at the time."""

    __tablename__ = "viewing_request_handover_place"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    item: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("viewing_request.id"), index=True)
    site_code: Mapped[str]
    zone_code: Mapped[str | None]
    camera_code: Mapped[str | None]
    label: Mapped[str]

    __table_args__ = (
        ForeignKeyConstraint(
            ["leaf", "item"],
            ["viewing_request_handover_item.leaf", "viewing_request_handover_item.position"],
            name="fk_viewing_request_handover_place_item",
        ),
    )


class ViewingRequestReturn(Base):
    """What became of a copy, once. ``word_of`` (sealed by the vault) is who said so."""

    __tablename__ = "viewing_request_return"

    handover_leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True)
    leaf: Mapped[int] = mapped_column(BigInteger, index=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("viewing_request.id"), index=True)
    how: Mapped[str]
    on_day: Mapped[date]
    word_of: Mapped[str]
    document: Mapped[str | None]
    confirmed_by: Mapped[int]
    confirmed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    erased_on: Mapped[date | None]

    __table_args__ = (
        ForeignKeyConstraint(
            ["handover_leaf", "position"],
            ["viewing_request_handover_item.leaf", "viewing_request_handover_item.position"],
            name="fk_viewing_request_return_item",
        ),
        CheckConstraint("leaf > handover_leaf", name="after_it_left"),
        *(CheckConstraint(rule, name=name) for name, rule in RETURN_CHECKS.items()),
    )
