"""Owns the tables of the registry: one row per version, a projection of the ledger.

A change closes rows (``superseded_leaf``) and adds rows (``recorded_leaf``); nothing is overwritten, and triggers hold
that. Among the rows that are known now (``superseded_leaf`` empty) no two of one code share a day: a trigger on SQLite,
an exclusion constraint on PostgreSQL (migration 0003). ``value`` is the canonical JSON of the whole value; the columns
before it repeat parts of it to search and sort by.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.database import Base
from app.registry.domain import Kind

_KNOWN = text("superseded_leaf IS NULL")


class VersionColumns:
    """What every version has."""

    __tablename__: str

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(64))
    valid_from: Mapped[date | None] = mapped_column(Date)  # Empty: always was.
    valid_to: Mapped[date | None] = mapped_column(Date)  # Exclusive. Empty: still is.
    recorded_leaf: Mapped[int] = mapped_column(BigInteger)
    superseded_leaf: Mapped[int | None] = mapped_column(BigInteger)
    name: Mapped[str | None] = mapped_column(String(200))
    search: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805  # SQLAlchemy passes the class.
        """Return the constraints every version table has, and those of its own."""
        table = cls.__tablename__
        return (
            CheckConstraint("length(code) > 0", name="code"),
            CheckConstraint("valid_from < valid_to", name="days"),
            CheckConstraint("recorded_leaf >= 0 AND superseded_leaf >= recorded_leaf", name="leaves"),
            *cls.own_constraints(),
            Index(f"ix_{table}_known", "code", sqlite_where=_KNOWN, postgresql_where=_KNOWN),
            Index(f"ix_{table}_code", "code"),
            Index(f"ix_{table}_recorded_leaf", "recorded_leaf"),
            Index(f"ix_{table}_superseded_leaf", "superseded_leaf"),
            *(
                Index(f"ix_{table}_{column}", column, sqlite_where=_KNOWN, postgresql_where=_KNOWN)
                for column in cls.belongs_by()
            ),
        )

    @classmethod
    def own_constraints(cls) -> tuple[CheckConstraint, ...]:
        """Return further constraints of one table."""
        return ()

    @classmethod
    def belongs_by(cls) -> tuple[str, ...]:
        """Return the columns that name what an object belongs to."""
        return ()


class DeclaredColumns(VersionColumns):
    """What is searched among the values a level declares itself; inherited ones are not repeated."""

    space_class: Mapped[str | None] = mapped_column(String(16))
    retention_days: Mapped[int | None] = mapped_column(Integer)

    @classmethod
    def own_constraints(cls) -> tuple[CheckConstraint, ...]:
        """Return the rules for declared values."""
        return (
            CheckConstraint("space_class IN ('open', 'closed')", name="space_class"),
            CheckConstraint("retention_days > 0", name="retention_days"),
        )


class CountedColumns(DeclaredColumns):
    """What is counted, in a stated order."""

    position: Mapped[int] = mapped_column(Integer)
    camera_count: Mapped[int | None] = mapped_column(Integer)

    @classmethod
    def own_constraints(cls) -> tuple[CheckConstraint, ...]:
        """Return the rules for counts."""
        return (*super().own_constraints(), CheckConstraint("camera_count >= 0", name="camera_count"))


class OrganisationVersion(DeclaredColumns, Base):
    """The organisation over a span of days; there is one."""

    __tablename__ = "organisation_version"

    @classmethod
    def own_constraints(cls) -> tuple[CheckConstraint, ...]:
        """Return that there is one organisation."""
        return (*super().own_constraints(), CheckConstraint("code = 'self'", name="one"))


class PostVersion(VersionColumns, Base):
    """A post over a span of days."""

    __tablename__ = "post_version"

    department: Mapped[str | None] = mapped_column(String(200))


class ContractorVersion(VersionColumns, Base):
    """A contractor over a span of days."""

    __tablename__ = "contractor_version"


class AgreementVersion(VersionColumns, Base):
    """An arrangement with another body over a span of days."""

    __tablename__ = "agreement_version"


class RowVersion(CountedColumns, Base):
    """A published row over a span of days."""

    __tablename__ = "row_version"

    kind: Mapped[str | None] = mapped_column(Text)


class SiteVersion(CountedColumns, Base):
    """A site over a span of days."""

    __tablename__ = "site_version"

    kind: Mapped[str | None] = mapped_column(Text)
    region: Mapped[str | None] = mapped_column(Text)
    row_code: Mapped[str | None] = mapped_column(String(64))
    parent_code: Mapped[str | None] = mapped_column(String(64))
    latitude: Mapped[int | None] = mapped_column(Integer)  # Millionths of a degree.
    longitude: Mapped[int | None] = mapped_column(Integer)

    @classmethod
    def own_constraints(cls) -> tuple[CheckConstraint, ...]:
        """Return that a place on the map has both numbers, and lies on the globe."""
        return (
            *super().own_constraints(),
            CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="point_whole"),
            CheckConstraint("latitude BETWEEN -90000000 AND 90000000", name="latitude"),
            CheckConstraint("longitude BETWEEN -180000000 AND 180000000", name="longitude"),
        )

    @classmethod
    def belongs_by(cls) -> tuple[str, ...]:
        """Return row and parent."""
        return ("row_code", "parent_code")


class ZoneVersion(CountedColumns, Base):
    """A zone over a span of days."""

    __tablename__ = "zone_version"

    site_code: Mapped[str] = mapped_column(String(64))
    split_by: Mapped[str] = mapped_column(String(32))

    @classmethod
    def belongs_by(cls) -> tuple[str, ...]:
        """Return the site."""
        return ("site_code",)


class CameraVersion(DeclaredColumns, Base):
    """A camera over a span of days."""

    __tablename__ = "camera_version"

    zone_code: Mapped[str] = mapped_column(String(64))
    installed_on: Mapped[date | None] = mapped_column(Date)
    removed_on: Mapped[date | None] = mapped_column(Date)

    @classmethod
    def own_constraints(cls) -> tuple[CheckConstraint, ...]:
        """Return that nothing is removed before it is installed."""
        return (*super().own_constraints(), CheckConstraint("installed_on <= removed_on", name="installed"))

    @classmethod
    def belongs_by(cls) -> tuple[str, ...]:
        """Return the zone."""
        return ("zone_code",)


AnyVersion = (
    OrganisationVersion
    | PostVersion
    | ContractorVersion
    | AgreementVersion
    | RowVersion
    | SiteVersion
    | ZoneVersion
    | CameraVersion
)
TABLES: Mapping[Kind, type[AnyVersion]] = {
    Kind.ORGANISATION: OrganisationVersion,
    Kind.POST: PostVersion,
    Kind.CONTRACTOR: ContractorVersion,
    Kind.AGREEMENT: AgreementVersion,
    Kind.ROW: RowVersion,
    Kind.SITE: SiteVersion,
    Kind.ZONE: ZoneVersion,
    Kind.CAMERA: CameraVersion,
}


class PostHolding(Base):
    """A person in a post over a span of days: by account, or by a name that only the ledger's erasable part holds."""

    __tablename__ = "post_holding"
    __table_args__ = (
        CheckConstraint("valid_from < valid_to", name="days"),
        CheckConstraint("length(assignment) = 36", name="assignment"),
        CheckConstraint("recorded_leaf >= 0 AND superseded_leaf >= recorded_leaf", name="leaves"),
        Index("ix_post_holding_known", "post_code", sqlite_where=_KNOWN, postgresql_where=_KNOWN),
        Index("ix_post_holding_assignment", "assignment"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    assignment: Mapped[str] = mapped_column(String(36))  # The entry id of the assignment: names the holding for good.
    assigned_leaf: Mapped[int] = mapped_column(BigInteger)  # Where the ledger keeps the name.
    post_code: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[int | None] = mapped_column(Integer)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    recorded_leaf: Mapped[int] = mapped_column(BigInteger)
    superseded_leaf: Mapped[int | None] = mapped_column(BigInteger)
