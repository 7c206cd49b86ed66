"""Owns the table of letters to recipients written before anything leaves. Triggers (migration 0029) keep them."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.viewing_requests.giving import EndsWith
from app.viewing_requests.models.cases import one_of


class ViewingRequestLetterDraft(Base):
    """What a recipient is to be asked in writing (법 18⑤), before anything is given; of several the newest counts.

    ``limits`` and ``measures`` are tokens of the vault, empty once erased.
    """

    __tablename__ = "viewing_request_letter_draft"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(index=True)
    received_by: Mapped[int]
    handling: Mapped[str]
    letter_on: Mapped[date]
    document: Mapped[str]
    limits: Mapped[str]
    measures: Mapped[str]
    use_until: Mapped[date | None]
    ends_with: Mapped[str | None]
    return_by: Mapped[date | None]
    drafted_by: Mapped[int]
    drafted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    erased_on: Mapped[date | None]  # Since then its words are empty.

    __table_args__ = (
        ForeignKeyConstraint(
            ["request_id", "received_by", "handling"],
            ["viewing_request.id", "viewing_request.received_by", "viewing_request.handling"],
            name="fk_viewing_request_letter_draft_request",
        ),
        CheckConstraint("handling = 'provision'", name="only_provisions"),
        CheckConstraint("length(trim(document)) > 0", name="document_named"),
        CheckConstraint(
            "erased_on IS NOT NULL OR (length(trim(limits)) > 0 AND length(trim(measures)) > 0)", name="asks_for_both"
        ),
        CheckConstraint("erased_on IS NULL OR (limits = '' AND measures = '')", name="erased_words_are_empty"),
        CheckConstraint(f"ends_with IS NULL OR {one_of('ends_with', EndsWith)}", name="end_known"),
        CheckConstraint(
            "return_by IS NULL OR (ends_with IS NOT NULL AND ends_with <> 'kept')", name="something_comes_back"
        ),
        CheckConstraint("use_until >= letter_on AND return_by >= letter_on", name="used_after_the_letter"),
        CheckConstraint("return_by >= use_until", name="comes_back_after_use"),
    )
