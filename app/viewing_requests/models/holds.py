"""Owns the table of holds. Triggers (migration 0021) hold the moves and keep what was recorded."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.viewing_requests.holding import (
    DROP_REASONS,
    GONE_REASONS,
    LIVE,
    RELEASE_REASONS,
    ExtendedBecause,
    HoldState,
    RaisedBecause,
)
from app.viewing_requests.models.cases import one_of

IS_LIVE = one_of("state", sorted(LIVE))
_SET = ("set_by", "set_at", "set_recorder", "locked_at", "locked_from", "locked_to", "until_on")
_EXTENDED = ("extended_by", "extended_at", "extended_because")


def _together(*columns: str) -> str:
    none = " AND ".join(f"{column} IS NULL" for column in columns)
    all_of_them = " AND ".join(f"{column} IS NOT NULL" for column in columns)
    return f"({none}) OR ({all_of_them})"


CHECKS = {
    "state_known": one_of("state", HoldState),
    "raised_for_a_reason": one_of("raised_because", RaisedBecause),
    "place_or_none": "(place = '') = (site_code IS NULL)",
    "zone_of_a_site": "zone_code IS NULL OR site_code IS NOT NULL",
    "camera_in_a_zone": "camera_code IS NULL OR zone_code IS NOT NULL",
    "footage_runs_forwards": "span_to > span_from",
    "setting_is_complete": _together(*_SET),
    "set_when_it_was": "state NOT IN ('set', 'confirmed', 'released') OR set_by IS NOT NULL",
    "not_set_before": "state NOT IN ('raised', 'dropped') OR set_by IS NULL",
    "found_before_set": "set_by IS NULL OR place <> ''",
    "recorder_named": "set_recorder IS NULL OR length(trim(set_recorder)) > 0",
    "covers_what_is_asked_for": "locked_from IS NULL OR (locked_from <= span_from AND locked_to >= span_to)",
    "locked_before_recorded": "locked_at IS NULL OR locked_at <= set_at",
    "confirming_is_complete": _together("confirmed_by", "confirmed_at"),
    "confirmed_when_it_was": "state <> 'confirmed' OR confirmed_by IS NOT NULL",
    "set_before_confirmed": "confirmed_by IS NULL OR set_by IS NOT NULL",
    "extending_is_complete": _together(*_EXTENDED),
    "set_before_extended": "extended_by IS NULL OR set_by IS NOT NULL",
    "extended_for_a_reason": f"extended_because IS NULL OR {one_of('extended_because', ExtendedBecause)}",
    "ending_is_complete": _together("ended_by", "ended_at", "ended_because"),
    "ended_when_over": f"({IS_LIVE}) = (ended_at IS NULL)",
    "ended_for_a_reason": (
        f"ended_because IS NULL OR (state = 'released' AND {one_of('ended_because', RELEASE_REASONS)})"
        f" OR (state = 'too_late' AND {one_of('ended_because', GONE_REASONS)})"
        f" OR (state = 'dropped' AND {one_of('ended_because', DROP_REASONS)})"
    ),
    "happened_at_the_recorder": "(state IN ('released', 'too_late')) = (happened_at IS NOT NULL)",
    "happened_before_recorded": "happened_at IS NULL OR happened_at <= ended_at",
}
"""What the database itself refuses."""


class ViewingRequestHold(Base):
    """Footage of one camera that must be, is, or was locked for a case; ``leaf`` is the entry that raised it.

    ``place`` is the key of the camera, empty while it is still to be found. Times of footage are true times.
    """

    __tablename__ = "viewing_request_hold"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("viewing_request.id"), index=True)
    place: Mapped[str]
    site_code: Mapped[str | None]
    zone_code: Mapped[str | None]
    camera_code: Mapped[str | None]
    label: Mapped[str]
    recorder: Mapped[str]  # As far as it is known; what was locked stands in ``set_recorder``.
    offset_seconds: Mapped[int | None]  # Recorder time minus true time; None: nobody looked at the clock.
    span_from: Mapped[datetime] = mapped_column(UTCDateTime)
    span_to: Mapped[datetime] = mapped_column(UTCDateTime)
    needed_by: Mapped[datetime] = mapped_column(UTCDateTime)  # It may be gone from then on.
    state: Mapped[str]
    raised_because: Mapped[str]
    raised_by: Mapped[int]
    raised_at: Mapped[datetime] = mapped_column(UTCDateTime)
    set_by: Mapped[int | None]
    set_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    set_recorder: Mapped[str | None]
    locked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    locked_from: Mapped[datetime | None] = mapped_column(UTCDateTime)
    locked_to: Mapped[datetime | None] = mapped_column(UTCDateTime)
    until_on: Mapped[date | None]
    confirmed_by: Mapped[int | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    extended_by: Mapped[int | None]
    extended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    extended_because: Mapped[str | None]
    ended_by: Mapped[int | None]
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_because: Mapped[str | None]
    happened_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # When it was unlocked, or found to be gone.

    __table_args__ = (
        *(CheckConstraint(condition, name=name) for name, condition in CHECKS.items()),
        Index(
            "uq_viewing_request_hold_live",
            "request_id",
            "place",
            unique=True,
            sqlite_where=text(IS_LIVE),
            postgresql_where=text(IS_LIVE),
        ),
        Index("ix_viewing_request_hold_state", "state"),
    )
