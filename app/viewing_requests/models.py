"""Owns the tables of viewing requests. Triggers (migration 0004) hold the moves and keep decided facts unchanged."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.viewing_requests.domain import Channel, Handling, Outcome, RequesterKind, RequestKind, Status


def one_of(column: str, values: Iterable[str]) -> str:
    """Return the SQL of "this column holds one of these words"."""
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


class ViewingRequest(Base):
    """A request, without anything personal. ``due_at`` is the first moment too late to answer."""

    __tablename__ = "viewing_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    year: Mapped[int]
    sequence: Mapped[int]
    status: Mapped[str]
    channel: Mapped[str]
    kind: Mapped[str]
    requester_kind: Mapped[str]
    handling: Mapped[str]
    subject_in_footage: Mapped[bool]
    requester_body: Mapped[str | None]
    document_no: Mapped[str | None]
    span_from: Mapped[datetime] = mapped_column(UTCDateTime)
    span_to: Mapped[datetime] = mapped_column(UTCDateTime)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime)
    received_by: Mapped[int]  # Account that took it in; no foreign key, the request outlives the account.
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    due_on: Mapped[date]
    due_days: Mapped[int]
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    due_moves: Mapped[int] = mapped_column(server_default="0")  # How often the last day moved; it moves only so.
    overwrite_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by: Mapped[int | None]
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    entry_leaf: Mapped[int | None] = mapped_column(BigInteger)  # Register entry that fulfilled it.
    erased_on: Mapped[date | None]  # Since then nobody knows here who asked.

    __table_args__ = (
        UniqueConstraint("year", "sequence"),
        UniqueConstraint("id", "received_by", "handling"),  # What a decision refers to, so that it cannot pretend.
        CheckConstraint("sequence >= 1", name="sequence_starts_at_one"),
        CheckConstraint("span_to > span_from", name="footage_runs_forwards"),
        CheckConstraint("received_at <= recorded_at", name="received_before_recorded"),
        CheckConstraint("due_days >= 1", name="due_days_positive"),
        CheckConstraint("due_moves >= 0", name="due_moves_counted"),
        CheckConstraint(one_of("channel", Channel), name="channel_known"),
        CheckConstraint(one_of("kind", RequestKind), name="kind_known"),
        CheckConstraint(one_of("requester_kind", RequesterKind), name="requester_known"),
        CheckConstraint(one_of("handling", Handling), name="handling_known"),
        CheckConstraint(
            "handling = 'provision' OR (subject_in_footage AND requester_kind IN ('subject', 'guardian', 'agent'))",
            name="only_subjects_view",
        ),
        CheckConstraint(one_of("status", Status), name="status_known"),
        CheckConstraint("status <> 'fulfilled' OR entry_leaf IS NOT NULL", name="fulfilled_by_an_entry"),
        CheckConstraint(
            "(status IN ('refused', 'fulfilled', 'withdrawn')) = (closed_at IS NOT NULL)", name="closed_when_done"
        ),
        CheckConstraint("decided_by <> received_by", name="not_own_request"),
        CheckConstraint(
            "status NOT IN ('approved', 'refused', 'fulfilled') OR decided_by IS NOT NULL", name="decided_by_somebody"
        ),
        CheckConstraint("erased_on IS NULL OR closed_at IS NOT NULL", name="erased_only_when_closed"),
        Index("ix_viewing_request_status_due_at", "status", "due_at"),
    )


class ViewingRequestParty(Base):
    """Who asks and what they wrote: personal, erased when its retention ends; the request stays."""

    __tablename__ = "viewing_request_party"

    request_id: Mapped[int] = mapped_column(ForeignKey("viewing_request.id"), primary_key=True)
    requester_name: Mapped[str]
    requester_contact: Mapped[str]
    place_words: Mapped[str | None]
    purpose: Mapped[str]

    __table_args__ = (
        CheckConstraint("length(trim(requester_name)) > 0", name="requester_named"),
        CheckConstraint("length(trim(requester_contact)) > 0", name="requester_reachable"),
        CheckConstraint("length(trim(purpose)) > 0", name="purpose_stated"),
    )


class ViewingRequestPlace(Base):
    """A zone or camera whose footage is asked for, as it was called at the time."""

    __tablename__ = "viewing_request_place"

    request_id: Mapped[int] = mapped_column(ForeignKey("viewing_request.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    site_code: Mapped[str] = mapped_column(index=True)
    zone_code: Mapped[str | None]
    camera_code: Mapped[str | None]
    label: Mapped[str]


class ViewingRequestDecision(Base):
    """A decision; ``step`` leaves room for a second decider. Nobody decides on what they took in."""

    __tablename__ = "viewing_request_decision"

    request_id: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    received_by: Mapped[int]
    handling: Mapped[str]
    outcome: Mapped[str]
    ground: Mapped[str | None]
    reason: Mapped[str]
    objection_method: Mapped[str | None]
    decided_by: Mapped[int]
    decided_at: Mapped[datetime] = mapped_column(UTCDateTime)
    erased_on: Mapped[date | None]  # Since then the reason is empty.

    __table_args__ = (
        ForeignKeyConstraint(
            ["request_id", "received_by", "handling"],
            ["viewing_request.id", "viewing_request.received_by", "viewing_request.handling"],
            name="fk_viewing_request_decision_request",
        ),
        UniqueConstraint("request_id", "decided_by"),
        CheckConstraint("step = 1", name="one_step"),
        CheckConstraint("decided_by <> received_by", name="not_own_request"),
        CheckConstraint(one_of("outcome", Outcome), name="outcome_known"),
        CheckConstraint(
            "outcome <> 'refused' OR ((length(trim(reason)) > 0 OR erased_on IS NOT NULL)"
            " AND length(trim(objection_method)) > 0 AND objection_method IS NOT NULL)",
            name="refusal_has_reason_and_objection",
        ),
        CheckConstraint(
            "outcome <> 'refused' OR handling <> 'viewing'"
            " OR (ground IS NOT NULL AND ground IN ('pipa.35.4.1', 'pipa.35.4.2'))",
            name="viewing_refused_on_a_ground",
        ),
        CheckConstraint(
            "outcome <> 'approved' OR handling <> 'provision' OR ground IS NOT NULL", name="provision_has_a_ground"
        ),
        CheckConstraint("erased_on IS NULL OR reason = ''", name="erased_reason_is_empty"),
    )


class ViewingRequestCounter(Base):
    """The last number given in a year; the row is the lock that keeps numbers free of gaps."""

    __tablename__ = "viewing_request_counter"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
