"""Owns the tables of rounds and of what was seen of signs: projections of sealed entries (guards in migration 0031)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.signage.placing import LONGEST_DAMAGE, LONGEST_PLACE, MOST_CAMERAS, Act, Source

_ACTS = ", ".join(f"'{act.value}'" for act in Act)
_SOURCES = ", ".join(f"'{source.value}'" for source in Source)
CHECKS = {
    "sign_round": {
        "id_is_whole": "length(id) = 36",
        "something_due": "length(sites) >= 4 AND length(numbers) >= 4",
        "region_not_blank": "region IS NULL OR length(trim(region)) > 0",
        "closed_whole": (
            "(closed_at IS NULL AND closed_by IS NULL AND close_leaf IS NULL) OR "
            "(closed_at IS NOT NULL AND closed_by IS NOT NULL AND close_leaf IS NOT NULL AND closed_at >= opened_at)"
        ),
    },
    "sign_sighting": {
        "id_is_whole": "length(id) = 36",
        "act_is_known": f"act IN ({_ACTS})",
        "source_is_known": f"source IN ({_SOURCES})",
        "revision_is_whole": "revision IS NULL OR length(revision) = 6",
        "site_not_blank": "length(trim(site_code)) > 0",
        "place_given": (
            f"length(place) <= {LONGEST_PLACE} AND (act NOT IN ('mounted', 'elsewhere') OR length(trim(place)) > 0)"
        ),
        "damage_told": f"length(damage) <= {LONGEST_DAMAGE} AND (act <> 'damaged' OR length(trim(damage)) > 0)",
        "looked_at": (
            "(act <> 'seen' OR (text_matches IS NOT NULL AND readable IS NOT NULL)) AND "
            "(act IN ('mounted', 'seen', 'damaged') OR (text_matches IS NULL AND readable IS NULL))"
        ),
        "cameras_in_range": f"cameras_counted BETWEEN 0 AND {MOST_CAMERAS}",
        "elsewhere_in_a_round": "act <> 'elsewhere' OR (round_id IS NOT NULL AND batch IS NULL)",
        "photo_whole": (
            "(photo_sha256 IS NULL AND photo_name IS NULL AND erased_on IS NULL) OR (length(photo_sha256) = 64 AND "
            "((photo_name IS NULL) = (erased_on IS NOT NULL)) AND (photo_name IS NULL OR length(photo_name) = 32))"
        ),
    },
}
"""What the database itself refuses, by table."""


def _checks(table: str) -> tuple[CheckConstraint, ...]:
    return tuple(CheckConstraint(condition, name=name) for name, condition in CHECKS[table].items())


class SignRound(Base):
    """Somebody is to look at the signs of some sites until a day. Only its end is added later."""

    __tablename__ = "sign_round"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    region: Mapped[str | None] = mapped_column(String(80))
    sites: Mapped[str] = mapped_column(Text)  # JSON, sorted codes.
    numbers: Mapped[str] = mapped_column(Text)  # JSON, sorted: what is due.
    assigned_to: Mapped[int]
    due_on: Mapped[date]
    opened_by: Mapped[int]
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    leaf: Mapped[int] = mapped_column(BigInteger, unique=True)
    closed_by: Mapped[int | None]
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    close_leaf: Mapped[int | None] = mapped_column(BigInteger)

    __table_args__ = (*_checks("sign_round"), Index("ix_sign_round_closed_at_due_on", "closed_at", "due_on"))


class SignSighting(Base):
    """What somebody did or saw at one sign. Never changed; only its photo goes when its time is over."""

    __tablename__ = "sign_sighting"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    number: Mapped[str] = mapped_column(ForeignKey("sign.number"))
    site_code: Mapped[str] = mapped_column(String(80))
    act: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    source: Mapped[str] = mapped_column(String(5))
    revision: Mapped[str | None] = mapped_column(String(6))
    batch: Mapped[str | None] = mapped_column(String(36))  # The copy it was matched to.
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE))
    text_matches: Mapped[bool | None]
    readable: Mapped[bool | None]
    damage: Mapped[str] = mapped_column(String(LONGEST_DAMAGE))
    cameras_counted: Mapped[int | None]
    round_id: Mapped[str | None] = mapped_column(ForeignKey("sign_round.id"))
    photo_sha256: Mapped[str | None] = mapped_column(String(64))
    photo_name: Mapped[str | None] = mapped_column(String(32))  # In the vault's store.
    erased_on: Mapped[date | None]
    recorded_by: Mapped[int]  # No foreign key: the system (0) records too.
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    leaf: Mapped[int] = mapped_column(BigInteger, unique=True)

    __table_args__ = (
        ForeignKeyConstraint(["batch", "number"], ["sign_print.batch", "sign_print.number"]),
        *_checks("sign_sighting"),
        Index("ix_sign_sighting_number_at", "number", "at"),
        Index("ix_sign_sighting_round_id", "round_id"),
    )
