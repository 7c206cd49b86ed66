"""Owns the tables of what moves the last day to answer. Triggers (migration 0016) keep what was recorded."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.viewing_requests.days import DayKind
from app.viewing_requests.domain import Channel
from app.viewing_requests.models.cases import one_of
from app.viewing_requests.moves import Cause, Resumed


class AnswerDay(Base):
    """A day off that was added, or a public holiday that was taken away, until somebody lifts it again."""

    __tablename__ = "answer_day"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    day: Mapped[date]
    kind: Mapped[str]
    title: Mapped[str]
    known_since: Mapped[date]
    reason: Mapped[str]
    set_by: Mapped[int]
    set_at: Mapped[datetime] = mapped_column(UTCDateTime)
    lifted_by: Mapped[int | None]
    lifted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    lift_reason: Mapped[str | None]

    __table_args__ = (
        Index(
            "uq_answer_day_in_force",
            "day",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
        CheckConstraint(one_of("kind", DayKind), name="kind_known"),
        CheckConstraint("length(trim(title)) > 0", name="titled"),
        CheckConstraint("length(trim(reason)) > 0", name="reason_given"),
        CheckConstraint(
            "(lifted_at IS NULL AND lifted_by IS NULL AND lift_reason IS NULL) OR (lifted_at IS NOT NULL"
            " AND lifted_by IS NOT NULL AND lift_reason IS NOT NULL AND length(trim(lift_reason)) > 0"
            " AND lifted_at >= set_at)",
            name="lifting_is_complete",
        ),
    )


class ViewingRequestPostponement(Base):
    """A decision to answer later, because there is a ground not to answer yet; the newest of a request counts."""

    __tablename__ = "viewing_request_postponement"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(index=True)
    received_by: Mapped[int]
    handling: Mapped[str]
    ground_ends_on: Mapped[date]
    days: Mapped[int]
    reason: Mapped[str]
    objection_method: Mapped[str]
    notified_on: Mapped[date]
    notified_by: Mapped[str]
    decided_by: Mapped[int]
    decided_at: Mapped[datetime] = mapped_column(UTCDateTime)
    erased_on: Mapped[date | None]  # Since then the reason is empty.

    __table_args__ = (
        ForeignKeyConstraint(
            ["request_id", "received_by", "handling"],
            ["viewing_request.id", "viewing_request.received_by", "viewing_request.handling"],
            name="fk_viewing_request_postponement_request",
        ),
        CheckConstraint("decided_by <> received_by", name="not_own_request"),
        CheckConstraint("days >= 1", name="days_positive"),
        CheckConstraint(one_of("notified_by", Channel), name="channel_known"),
        CheckConstraint("length(trim(reason)) > 0 OR erased_on IS NOT NULL", name="reason_given"),
        CheckConstraint("length(trim(objection_method)) > 0", name="says_how_to_object"),
        CheckConstraint("erased_on IS NULL OR reason = ''", name="erased_reason_is_empty"),
    )


class ViewingRequestPause(Base):
    """A time the case waits for the asker. The period stands still only where somebody else chose so with a reason."""

    __tablename__ = "viewing_request_pause"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(index=True)
    received_by: Mapped[int]
    handling: Mapped[str]
    began_on: Mapped[date]
    until_on: Mapped[date]
    reason: Mapped[str]
    stops_clock: Mapped[bool]
    stop_reason: Mapped[str | None]
    notified_on: Mapped[date]
    notified_by: Mapped[str]
    paused_by: Mapped[int]
    paused_at: Mapped[datetime] = mapped_column(UTCDateTime)
    resumed_on: Mapped[date | None]
    resumed_because: Mapped[str | None]
    resumed_by: Mapped[int | None]
    resumed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    erased_on: Mapped[date | None]  # Since then both reasons are empty.

    __table_args__ = (
        ForeignKeyConstraint(
            ["request_id", "received_by", "handling"],
            ["viewing_request.id", "viewing_request.received_by", "viewing_request.handling"],
            name="fk_viewing_request_pause_request",
        ),
        CheckConstraint("until_on > began_on", name="lasts_a_day"),
        CheckConstraint(one_of("notified_by", Channel), name="channel_known"),
        CheckConstraint("length(trim(reason)) > 0 OR erased_on IS NOT NULL", name="reason_given"),
        CheckConstraint("stops_clock = (stop_reason IS NOT NULL)", name="stop_has_its_reason"),
        CheckConstraint(
            "stop_reason IS NULL OR length(trim(stop_reason)) > 0 OR erased_on IS NOT NULL", name="stop_reason_given"
        ),
        CheckConstraint("NOT stops_clock OR paused_by <> received_by", name="not_own_clock"),
        CheckConstraint(
            "(resumed_on IS NULL AND resumed_because IS NULL AND resumed_by IS NULL AND resumed_at IS NULL)"
            f" OR (resumed_on >= began_on AND {one_of('resumed_because', Resumed)}"
            " AND resumed_by IS NOT NULL AND resumed_at IS NOT NULL AND resumed_on IS NOT NULL"
            " AND resumed_because IS NOT NULL)",
            name="resuming_is_complete",
        ),
        CheckConstraint(
            "erased_on IS NULL OR (reason = '' AND (stop_reason IS NULL OR stop_reason = ''))",
            name="erased_reasons_are_empty",
        ),
    )


class ViewingRequestDueMove(Base):
    """One move of the last day to answer: from which day to which, and why."""

    __tablename__ = "viewing_request_due_move"

    request_id: Mapped[int] = mapped_column(ForeignKey("viewing_request.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    old_on: Mapped[date]
    new_on: Mapped[date]
    cause: Mapped[str]
    day: Mapped[date | None]  # The day that was added, taken away or lifted, and how it is called.
    day_title: Mapped[str | None]
    moved_by: Mapped[int]
    moved_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        CheckConstraint("position >= 1", name="position_starts_at_one"),
        CheckConstraint("old_on <> new_on", name="moves"),
        CheckConstraint(one_of("cause", Cause), name="cause_known"),
        CheckConstraint(
            "(cause IN ('day_added', 'day_removed', 'day_lifted')) = (day IS NOT NULL AND day_title IS NOT NULL)",
            name="names_the_day",
        ),
        Index("ix_viewing_request_due_move_moved_at", "moved_at"),
    )
