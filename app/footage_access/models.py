"""Owns the tables of the footage register: projections of sealed entries, append-only (guards in migration 0005)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.footage_access.domain import Act, Form, Kind, Method, Purpose


def one_of(column: str, values: type[Act | Form | Kind | Method | Purpose]) -> str:
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
    corrects_leaf: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("footage_access.leaf"), unique=True)
    search: Mapped[str]
    erased_on: Mapped[date | None]  # Since then ``text`` and ``search`` are empty: they are personal.

    __table_args__ = (
        ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"]),
        *(CheckConstraint(condition, name=name) for name, condition in CHECKS.items()),
        Index("ix_footage_access_occurred_at_leaf", "occurred_at", "leaf"),
        Index("ix_footage_access_handler_id_occurred_at_leaf", "handler_id", "occurred_at", "leaf"),
        Index("ix_footage_access_request_number", "request_number"),
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

    __table_args__ = (
        Index("ix_footage_access_camera_site_code_leaf", "site_code", "leaf"),
        Index("ix_footage_access_camera_camera_code_leaf", "camera_code", "leaf"),
    )


class FootageAccessParty(Base):
    """To whom footage was given, or who used it: personal, erased when its retention ends."""

    __tablename__ = "footage_access_party"

    leaf: Mapped[int] = mapped_column(BigInteger, ForeignKey("footage_access.leaf"), primary_key=True)
    recipient: Mapped[str]

    __table_args__ = (CheckConstraint("length(trim(recipient)) > 0", name="recipient_named"),)
