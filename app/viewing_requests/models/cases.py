"""Owns the tables of a request and its decisions. Triggers (migration 0017) hold the moves and keep facts."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.viewing_requests.domain import Channel, Handling, RequesterKind, RequestKind
from app.viewing_requests.states import DECIDED, GIVING, TERMINAL, WENT, GoneBecause, Outcome, Status


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
    overwrite_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # First footage gone, unless it is held.
    held_until: Mapped[datetime | None] = mapped_column(UTCDateTime)  # All of it is locked until then.
    steps_needed: Mapped[int] = mapped_column(server_default="1")  # Deciders needed to grant it, in order.
    round: Mapped[int] = mapped_column(server_default="1")  # Grows when it is decided anew.
    endorsed_by: Mapped[int | None]  # The manager, where a second decider follows.
    decided_by: Mapped[int | None]
    outcome: Mapped[str | None]
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    emergency_leaf: Mapped[int | None] = mapped_column(BigInteger)  # Entry that opened it without a decision.
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    entry_leaf: Mapped[int | None] = mapped_column(BigInteger)  # Register entry that fulfilled it.
    erased_on: Mapped[date | None]  # Since then nobody knows here who asked.

    __table_args__ = (
        UniqueConstraint("year", "sequence"),
        UniqueConstraint("id", "received_by", "handling"),  # What a decision refers to, so that it cannot pretend.
        Index("ix_viewing_request_id_requester_kind", "id", "requester_kind", unique=True),  # Of a hand-over.
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
        CheckConstraint(
            "status NOT IN ('handed_over', 'closed') OR entry_leaf IS NOT NULL OR kind IN ('deletion', 'suspension')",
            name="fulfilled_by_an_entry",
        ),
        CheckConstraint(f"({one_of('status', sorted(TERMINAL))}) = (closed_at IS NOT NULL)", name="closed_when_done"),
        CheckConstraint("decided_by <> received_by AND endorsed_by <> received_by", name="not_own_request"),
        CheckConstraint(
            f"NOT ({one_of('status', sorted(DECIDED))}) OR decided_by IS NOT NULL OR emergency_leaf IS NOT NULL",
            name="decided_by_somebody",
        ),
        CheckConstraint(f"outcome IS NULL OR {one_of('outcome', Outcome)}", name="outcome_known"),
        CheckConstraint(
            f"NOT ({one_of('status', sorted(DECIDED))}) OR (outcome IS NOT NULL AND answered_at IS NOT NULL)",
            name="answered_when_decided",
        ),
        CheckConstraint(
            "status NOT IN ('approved', 'partly_approved', 'refused', 'not_existing') OR outcome = status",
            name="stands_as_decided",
        ),
        CheckConstraint(
            "status NOT IN ('handed_over', 'closed') OR outcome IN ('approved', 'partly_approved')",
            name="only_what_was_granted_is_given",
        ),
        CheckConstraint("steps_needed IN (1, 2)", name="one_or_two_steps"),
        CheckConstraint("round >= 1", name="rounds_counted"),
        CheckConstraint(
            f"steps_needed = 1 OR NOT ({one_of('status', sorted(GIVING))}) OR emergency_leaf IS NOT NULL"
            " OR (endorsed_by IS NOT NULL AND endorsed_by <> decided_by)",
            name="two_people_grant_a_provision",
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
    subject_name: Mapped[str | None]  # For whom it is asked, if not for oneself.
    subject_relation: Mapped[str | None]

    __table_args__ = (
        CheckConstraint("length(trim(requester_name)) > 0", name="requester_named"),
        CheckConstraint("length(trim(requester_contact)) > 0", name="requester_reachable"),
        CheckConstraint("length(trim(purpose)) > 0", name="purpose_stated"),
        CheckConstraint("length(trim(subject_name)) > 0", name="subject_named"),
        CheckConstraint("length(trim(subject_relation)) > 0", name="subject_related"),
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
    """A step of a decision: of two, the manager's first, then the privacy officer's. Nobody decides on their own.

    ``for_account`` is whom the decider stood in for; what was pinned says on what it was decided.
    """

    __tablename__ = "viewing_request_decision"

    request_id: Mapped[int] = mapped_column(primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True, server_default="1")
    step: Mapped[int] = mapped_column(primary_key=True)
    received_by: Mapped[int]
    handling: Mapped[str]
    outcome: Mapped[str]
    ground: Mapped[str | None]
    reason: Mapped[str]
    allowed_part: Mapped[str | None]  # What is shown or given of it, where it is not all.
    objection_method: Mapped[str | None]
    gone_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    gone_because: Mapped[str | None]
    decided_by: Mapped[int]
    decided_as: Mapped[str | None]  # Role; None in rows from before there were two steps.
    for_account: Mapped[int | None]
    pinned_leaf: Mapped[int | None] = mapped_column(BigInteger)  # Newest entry about the case that was known.
    pinned_digest: Mapped[str | None]
    decided_at: Mapped[datetime] = mapped_column(UTCDateTime)
    erased_on: Mapped[date | None]  # Since then the reason is empty.

    __table_args__ = (
        ForeignKeyConstraint(
            ["request_id", "received_by", "handling"],
            ["viewing_request.id", "viewing_request.received_by", "viewing_request.handling"],
            name="fk_viewing_request_decision_request",
        ),
        UniqueConstraint("request_id", "round", "decided_by"),
        UniqueConstraint("request_id", "round", "for_account"),
        UniqueConstraint("request_id", "round", "step", "outcome"),  # What a notice refers to.
        CheckConstraint("step = 1 OR (step = 2 AND handling = 'provision')", name="one_step"),
        CheckConstraint("decided_by <> received_by", name="not_own_request"),
        CheckConstraint("for_account <> received_by AND for_account <> decided_by", name="not_for_who_took_it_in"),
        CheckConstraint(
            "decided_as IS NULL OR decided_as = 'privacy_officer' OR (decided_as = 'manager' AND step = 1)",
            name="decided_in_a_role",
        ),
        CheckConstraint(
            "decided_as IS NULL OR handling <> 'provision' OR outcome NOT IN ('approved', 'partly_approved')"
            " OR (step = 1 AND decided_as = 'manager') OR (step = 2 AND decided_as = 'privacy_officer')",
            name="manager_then_privacy_officer",
        ),
        CheckConstraint(one_of("outcome", Outcome), name="outcome_known"),
        CheckConstraint(
            "outcome NOT IN ('refused', 'partly_approved', 'not_existing')"
            " OR ((length(trim(reason)) > 0 OR erased_on IS NOT NULL)"
            " AND length(trim(objection_method)) > 0 AND objection_method IS NOT NULL)",
            name="refusal_has_reason_and_objection",
        ),
        CheckConstraint(
            "outcome NOT IN ('refused', 'partly_approved') OR handling <> 'viewing'"
            " OR (ground IS NOT NULL AND ground IN ('pipa.35.4.1', 'pipa.35.4.2'))",
            name="viewing_refused_on_a_ground",
        ),
        CheckConstraint(
            "outcome NOT IN ('approved', 'partly_approved') OR handling <> 'provision' OR ground IS NOT NULL",
            name="provision_has_a_ground",
        ),
        CheckConstraint(
            "(outcome = 'partly_approved') = (allowed_part IS NOT NULL)"
            " AND (allowed_part IS NULL OR length(trim(allowed_part)) > 0 OR erased_on IS NOT NULL)",
            name="part_is_named",
        ),
        CheckConstraint(
            "(outcome = 'not_existing') = (gone_because IS NOT NULL)"
            f" AND (gone_because IS NULL OR {one_of('gone_because', GoneBecause)})"
            f" AND (NOT ({one_of('gone_because', sorted(WENT))}) OR gone_at IS NOT NULL)",
            name="says_why_it_is_gone",
        ),
        CheckConstraint(
            "erased_on IS NULL OR (reason = '' AND (allowed_part IS NULL OR allowed_part = ''))",
            name="erased_reason_is_empty",
        ),
    )


class ViewingRequestCounter(Base):
    """The last number given in a year; the row is the lock that keeps numbers free of gaps."""

    __tablename__ = "viewing_request_counter"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
