"""Owns the tables of looks at recorders: projections of sealed entries, append-only (guards in migration 0018)."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.recorder_checks.domain import LONGEST_LABEL, MOST_DAYS, MOST_OFFSET_SECONDS, Footage

_FOOTAGE = ", ".join(f"'{each.value}'" for each in Footage)
CHECKS = {
    "recorder_check": {
        "site_not_blank": "length(trim(site_code)) > 0",
        "recorder_named": f"length(trim(recorder)) > 0 AND length(recorder) <= {LONGEST_LABEL}",
        "footage_known": f"footage IN ({_FOOTAGE})",
        "found_has_its_time": "(footage = 'found') = (oldest_at IS NOT NULL)",
        "locked_left_out_of_found": "footage = 'found' OR locked_left_out = false",
        "configured_in_range": f"configured_days BETWEEN 1 AND {MOST_DAYS}",
        "offset_in_range": f"offset_seconds BETWEEN -{MOST_OFFSET_SECONDS} AND {MOST_OFFSET_SECONDS}",
        "something_measured": ("footage <> 'not_looked' OR configured_days IS NOT NULL OR offset_seconds IS NOT NULL"),
        "not_in_future": "checked_at <= recorded_at",
    },
    "recorder_check_place": {
        "site_not_blank": "length(trim(site_code)) > 0",
        "camera_in_a_zone": "camera_code IS NULL OR zone_code IS NOT NULL",
        "position_counts_from_one": "position >= 1",
    },
}
"""What the database itself refuses, by table."""


def _checks(table: str) -> tuple[CheckConstraint, ...]:
    return tuple(CheckConstraint(condition, name=name) for name, condition in CHECKS[table].items())


class RecorderCheck(Base):
    """One look at a recorder, at one site."""

    __tablename__ = "recorder_check"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    site_code: Mapped[str] = mapped_column(String(80))
    checked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    checked_by: Mapped[int]  # No foreign key: the system (0) looks too.
    recorder: Mapped[str] = mapped_column(String(LONGEST_LABEL))
    configured_days: Mapped[int | None]
    footage: Mapped[str] = mapped_column(String(10))
    oldest_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # By the recorder's clock.
    locked_left_out: Mapped[bool]
    offset_seconds: Mapped[int | None]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"]),
        *_checks("recorder_check"),
        Index("ix_recorder_check_site_code_checked_at", "site_code", "checked_at"),
    )


class RecorderCheckPlace(Base):
    """A camera, zone or site a look was about."""

    __tablename__ = "recorder_check_place"

    leaf: Mapped[int] = mapped_column(BigInteger, ForeignKey("recorder_check.leaf"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    site_code: Mapped[str] = mapped_column(String(80))
    zone_code: Mapped[str | None] = mapped_column(String(80))
    camera_code: Mapped[str | None] = mapped_column(String(80))

    __table_args__ = (
        *_checks("recorder_check_place"),
        Index("ix_recorder_check_place_site_code", "site_code"),
        Index("ix_recorder_check_place_zone_code", "zone_code"),
        Index("ix_recorder_check_place_camera_code", "camera_code"),
    )
