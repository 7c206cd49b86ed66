"""Owns the table of what askers were told of a decision, and when and how (migration 0024)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.viewing_requests.domain import Channel
from app.viewing_requests.models.cases import one_of
from app.viewing_requests.states import Told


class ViewingRequestNotice(Base):
    """The asker was told of one decision, once. It refers to what it tells of: a refusal there has its reason."""

    __tablename__ = "viewing_request_notice"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("viewing_request.id", name="fk_viewing_request_notice_request"))
    told: Mapped[str]
    round: Mapped[int | None]
    step: Mapped[int | None]
    postponement_leaf: Mapped[int | None] = mapped_column(
        ForeignKey("viewing_request_postponement.leaf", name="fk_viewing_request_notice_postponement"), unique=True
    )
    emergency_leaf: Mapped[int | None] = mapped_column(
        ForeignKey("viewing_request_emergency.leaf", name="fk_viewing_request_notice_emergency"), unique=True
    )
    notified_on: Mapped[date]
    notified_by: Mapped[str]
    offered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # When the footage can be seen, if granted.
    offered_place: Mapped[str | None]
    noted_by: Mapped[int]
    noted_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["request_id", "round", "step", "told"],
            [f"viewing_request_decision.{column}" for column in ("request_id", "round", "step", "outcome")],
            name="fk_viewing_request_notice_decision",
        ),
        UniqueConstraint("request_id", "round", "step"),
        CheckConstraint(one_of("told", Told), name="told_known"),
        CheckConstraint(one_of("notified_by", Channel), name="channel_known"),
        CheckConstraint(
            "(round IS NULL) = (step IS NULL)"
            " AND (CASE WHEN round IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN postponement_leaf IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN emergency_leaf IS NULL THEN 0 ELSE 1 END) = 1"
            " AND (told = 'postponed') = (postponement_leaf IS NOT NULL)"
            " AND (emergency_leaf IS NULL OR told = 'approved')",
            name="tells_of_one_decision",
        ),
        CheckConstraint(
            "(offered_at IS NULL) = (offered_place IS NULL)"
            " AND (offered_at IS NULL OR told IN ('approved', 'partly_approved'))"
            " AND (offered_place IS NULL OR length(trim(offered_place)) > 0)",
            name="offers_what_was_granted",
        ),
    )
