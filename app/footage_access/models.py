"""Owns the tables of the footage register: projections of sealed entries, append-only (guards in migration 0005)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.footage_access.domain import REGISTER_KINDS, Act, Form, Kind, Method, Purpose


def one_of(column: str, values: Iterable[StrEnum]) -> str:
    """Return the SQL of "this column holds one of these words"."""
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


CHECKS = {
    "kind_known": one_of("kind", Kind),
    "act_known": one_of("act", Act),
    "purpose_known": one_of("purpose", Purpose),
    "form_known": one_of("form", Form),
    "method_known": one_of("method", Method),
    "correction_names_the_old": "(act = 'accessed') = (corrects_leaf IS NULL)",
    "old_comes_before": "corrects_leaf < leaf",
    "span_has_two_ends": "(span_from IS NULL) = (span_to IS NULL)",
    "span_runs_forwards": "span_to > span_from",
    "not_before_it_happened": "occurred_at <= recorded_at",
    "span_needed": "kind IN ('live', 'destruction') OR span_from IS NOT NULL",
    "text_needed": "erased_on IS NOT NULL OR kind IN ('live', 'destruction') OR length(trim(text)) > 0",
    "request_needed": "(kind IN ('viewing', 'provision')) = (request_number IS NOT NULL)",
    "file_needed": "kind IN ('live', 'playback') OR (file_name IS NOT NULL AND length(trim(file_name)) > 0)",
    "form_needed": "kind NOT IN ('use', 'provision') OR form IS NOT NULL",
    "ground_needed": "kind NOT IN ('use', 'provision') OR ground IS NOT NULL",
    "method_needed": "kind <> 'destruction' OR method IS NOT NULL",
    "cycle_and_check": "(cycle_days IS NULL) = (cycle_checked_on IS NULL)",
    "cycle_positive": "cycle_days >= 1",
}
"""What each kind needs, as the database holds it; the same as ``domain.NEEDS``."""
LATER_CHECKS = {
    "version_known": "version IN (1, 2)",
    "runs_where_it_can": "NOT runs OR (kind IN ('live', 'playback') AND act <> 'withdrawn')",
    "document_needed": (
        "version = 1 OR act = 'withdrawn' OR ground IS NULL OR ground <> 'pipa.18.2.2'"
        " OR (document IS NOT NULL AND length(trim(document)) > 0)"
    ),
    "consent_needed": (
        "version = 1 OR act = 'withdrawn' OR ground IS NULL OR ground <> 'pipa.18.2.1' OR (consent_on IS NOT NULL"
        " AND consent_items IS NOT NULL AND consent_items = 'recipient,purpose,items,period,refusal')"
    ),
    "copy_needed": (
        "version = 1 OR act = 'withdrawn' OR erased_on IS NOT NULL OR kind <> 'viewing' OR form IS NULL"
        " OR form = 'screen' OR (copied IS NOT NULL AND length(trim(copied)) > 0)"
    ),
    "copy_reason_needed": "erased_on IS NOT NULL OR (copied IS NULL) = (copy_reason IS NULL)",
}
"""What came later (migration 0011). Entries sealed as version 1 were made before anybody was asked."""

CAMERA_WALKS = {
    "site_moment": ("site_code", "occurred_at", "leaf", "handler_id", "kind"),
    "site_handler": ("site_code", "handler_id", "occurred_at", "leaf", "kind"),
    "camera_moment": ("camera_code", "occurred_at", "leaf", "handler_id", "kind"),
    "site_rare": ("site_code", "kind", "occurred_at", "leaf", "handler_id"),
}
ENTRY_WALKS = {
    "handler_moment": ("handler_id", "occurred_at", "leaf", "kind"),
    "kind_moment": ("kind", "occurred_at", "leaf", "handler_id"),
    "file_name": ("file_name",),
    "document": ("document",),
    "running": ("occurred_at", "leaf"),
}
_SOME = {
    "site_rare": one_of("kind", REGISTER_KINDS),
    "file_name": "file_name IS NOT NULL",
    "document": "document IS NOT NULL",
    "running": "runs",
}


def walked(table: str, walks: Mapping[str, tuple[str, ...]]) -> tuple[Index, ...]:
    """Return the indexes lists walk along, each with all a filter asks for (migration 0012)."""
    return tuple(
        Index(f"ix_{table}_{name}", *columns, sqlite_where=some, postgresql_where=some)
        for name, columns in walks.items()
        for some in (text(_SOME[name]) if name in _SOME else None,)
    )


class FootageAccess(Base):
    """One entry of the register; ``leaf`` is its place in the ledger."""

    __tablename__ = "footage_access"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    act: Mapped[str]
    kind: Mapped[str]
    handler_id: Mapped[int]  # No foreign key: the entry outlives the account.
    occurred_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    span_from: Mapped[datetime | None] = mapped_column(UTCDateTime)
    span_to: Mapped[datetime | None] = mapped_column(UTCDateTime)
    purpose: Mapped[str]
    text: Mapped[str]
    request_number: Mapped[str | None] = mapped_column(ForeignKey("viewing_request.number"))
    file_name: Mapped[str | None]
    ground: Mapped[str | None]
    form: Mapped[str | None]
    period_until: Mapped[date | None]
    method: Mapped[str | None]
    cycle_days: Mapped[int | None]
    cycle_checked_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=2, server_default="1")  # Of the event.
    document: Mapped[str | None]
    runs: Mapped[bool] = mapped_column(default=False, server_default=false())
    consent_on: Mapped[date | None]
    consent_items: Mapped[str | None]  # ``ConsentItem``, in their order, between commas.
    copied: Mapped[str | None]
    copy_reason: Mapped[str | None]
    via: Mapped[str | None]
    corrects_leaf: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("footage_access.leaf"), unique=True)
    search: Mapped[str]
    erased_on: Mapped[date | None]  # Since then what was typed freely is gone: it is personal.

    __table_args__ = (
        ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"]),
        *(CheckConstraint(condition, name=name) for name, condition in (CHECKS | LATER_CHECKS).items()),
        Index("ix_footage_access_occurred_at_leaf", "occurred_at", "leaf", unique=True),  # Ends refer to the pair.
        Index("ix_footage_access_request_number", "request_number"),
        *walked("footage_access", ENTRY_WALKS),
    )


class FootageAccessCamera(Base):
    """A camera, or a zone as a whole, an entry is about, as it was called at the time."""

    __tablename__ = "footage_access_camera"

    leaf: Mapped[int] = mapped_column(BigInteger, ForeignKey("footage_access.leaf"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    site_code: Mapped[str]
    zone_code: Mapped[str | None]
    camera_code: Mapped[str | None]
    label: Mapped[str]
    search: Mapped[str]
    occurred_at: Mapped[datetime] = mapped_column(UTCDateTime)  # These three repeat the entry's: lists walk by them.
    handler_id: Mapped[int]
    kind: Mapped[str]

    __table_args__ = (
        Index("ix_footage_access_camera_site_code_leaf", "site_code", "leaf"),
        *walked("footage_access_camera", CAMERA_WALKS),
    )


class FootageAccessParty(Base):
    """To whom footage was given, or who used it: personal, erased when its retention ends."""

    __tablename__ = "footage_access_party"

    leaf: Mapped[int] = mapped_column(BigInteger, ForeignKey("footage_access.leaf"), primary_key=True)
    recipient: Mapped[str]

    __table_args__ = (CheckConstraint("length(trim(recipient)) > 0", name="recipient_named"),)


class FootageAccessEnd(Base):
    """When a viewing ended that was recorded as it began."""

    __tablename__ = "footage_access_end"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    end_leaf: Mapped[int] = mapped_column(BigInteger, unique=True)
    began_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_by: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(
            ["began_at", "leaf"],
            ["footage_access.occurred_at", "footage_access.leaf"],
            name="fk_footage_access_end_entry",
        ),
        ForeignKeyConstraint(
            ["log_id", "end_leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"], name="fk_footage_access_end_sealed"
        ),
        CheckConstraint("ended_at >= began_at", name="ends_after_it_began"),
        CheckConstraint("end_leaf > leaf", name="sealed_after_it_began"),
    )


class FootageLetter(Base):
    """A letter to whoever was given footage (법 18⑤); the newest of a request counts."""

    __tablename__ = "footage_letter"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    entry_leaf: Mapped[int] = mapped_column(BigInteger, ForeignKey("footage_access.leaf"))
    request_number: Mapped[str] = mapped_column(ForeignKey("viewing_request.number"), index=True)
    sent_on: Mapped[date]
    document: Mapped[str]
    recorded_by: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(
            ["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"], name="fk_footage_letter_sealed"
        ),
        CheckConstraint("entry_leaf < leaf", name="letter_after_the_entry"),
        CheckConstraint("length(trim(document)) > 0", name="document_named"),
    )


class FootageLetterWords(Base):
    """What the letter asks for, in words: personal, as all that is typed freely; erased when its retention ends."""

    __tablename__ = "footage_letter_words"

    leaf: Mapped[int] = mapped_column(BigInteger, ForeignKey("footage_letter.leaf"), primary_key=True)
    limits: Mapped[str]
    measures: Mapped[str]

    __table_args__ = (
        CheckConstraint("length(trim(limits)) > 0", name="limits_stated"),
        CheckConstraint("length(trim(measures)) > 0", name="measures_stated"),
    )


class FootageShift(Base):
    """A shift that was handed over."""

    __tablename__ = "footage_shift"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    shift_start: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    shift_end: Mapped[datetime] = mapped_column(UTCDateTime)
    entries: Mapped[int]
    open_items: Mapped[int]
    handed_by: Mapped[int]
    handed_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"], name="fk_footage_shift_sealed"
        ),
        UniqueConstraint("leaf", "handed_by"),  # What taking over refers to, so that it cannot pretend.
        CheckConstraint("shift_end > shift_start", name="shift_runs_forwards"),
        CheckConstraint("handed_at >= shift_start", name="handed_over_after_it_began"),
        CheckConstraint("entries >= 0 AND open_items >= 0", name="counts_are_counts"),
    )


class FootageShiftRemark(Base):
    """What the leaving person said: personal, erased when its retention ends."""

    __tablename__ = "footage_shift_remark"

    leaf: Mapped[int] = mapped_column(BigInteger, ForeignKey("footage_shift.leaf"), primary_key=True)
    remark: Mapped[str]

    __table_args__ = (CheckConstraint("length(trim(remark)) > 0", name="remark_says_something"),)


class FootageShiftTaken(Base):
    """Who took a shift over, and when; never the person who left."""

    __tablename__ = "footage_shift_taken"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    taken_leaf: Mapped[int] = mapped_column(BigInteger, unique=True)
    handed_by: Mapped[int]
    taken_by: Mapped[int]
    taken_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["leaf", "handed_by"],
            ["footage_shift.leaf", "footage_shift.handed_by"],
            name="fk_footage_shift_taken_shift",
        ),
        ForeignKeyConstraint(
            ["log_id", "taken_leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"], name="fk_footage_shift_taken_sealed"
        ),
        CheckConstraint("taken_by <> handed_by", name="taken_by_somebody_else"),
        CheckConstraint("taken_leaf > leaf", name="taken_after_handed"),
    )
