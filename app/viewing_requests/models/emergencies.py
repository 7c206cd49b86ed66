"""Owns the table of what was granted at once in an emergency, and how it was reviewed (migration 0024)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.viewing_requests.emergencies import EMERGENCY_GROUNDS, EmergencyKind
from app.viewing_requests.models.cases import one_of

_NOT_REVIEWED = text("reviewed_at IS NULL")


def _one_unreviewed(column: str) -> Index:
    return Index(
        f"uq_viewing_request_emergency_{column}_unreviewed",
        column,
        unique=True,
        sqlite_where=_NOT_REVIEWED,
        postgresql_where=_NOT_REVIEWED,
    )


class ViewingRequestEmergency(Base):
    """A request granted without a decision; who opened one opens no other until somebody else has reviewed it."""

    __tablename__ = "viewing_request_emergency"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(index=True)
    received_by: Mapped[int]
    handling: Mapped[str]
    kind: Mapped[str]
    ground: Mapped[str | None]
    reason: Mapped[str]
    opened_by: Mapped[int]
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    review_due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    reviewed_by: Mapped[int | None]
    reviewed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    justified: Mapped[bool | None]
    review_note: Mapped[str | None]
    review_leaf: Mapped[int | None] = mapped_column(BigInteger)
    erased_on: Mapped[date | None]  # Since then what was written is empty.

    __table_args__ = (
        ForeignKeyConstraint(
            ["request_id", "received_by", "handling"],
            ["viewing_request.id", "viewing_request.received_by", "viewing_request.handling"],
            name="fk_viewing_request_emergency_request",
        ),
        CheckConstraint(one_of("kind", EmergencyKind), name="kind_known"),
        CheckConstraint("length(trim(reason)) > 0 OR erased_on IS NOT NULL", name="reason_given"),
        CheckConstraint(
            f"(handling = 'viewing') = (ground IS NULL) AND (ground IS NULL OR {one_of('ground', EMERGENCY_GROUNDS)})",
            name="provision_has_a_ground",
        ),
        CheckConstraint("review_due_at > opened_at", name="reviewed_later"),
        CheckConstraint(
            "(reviewed_at IS NULL AND reviewed_by IS NULL AND justified IS NULL AND review_note IS NULL"
            " AND review_leaf IS NULL) OR (reviewed_at IS NOT NULL AND reviewed_by IS NOT NULL"
            " AND justified IS NOT NULL AND review_note IS NOT NULL AND review_leaf IS NOT NULL"
            " AND reviewed_at >= opened_at AND (length(trim(review_note)) > 0 OR erased_on IS NOT NULL))",
            name="review_is_complete",
        ),
        CheckConstraint("reviewed_by <> opened_by AND reviewed_by <> received_by", name="reviewed_by_another"),
        _one_unreviewed("opened_by"),
        _one_unreviewed("request_id"),
    )
