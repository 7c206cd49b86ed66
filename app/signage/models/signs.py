"""Owns the tables of signs: their numbers, and what stood on each one printed. Placements will refer to both."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.signage.domain import SignKind

_KINDS = ", ".join(f"'{kind.value}'" for kind in SignKind)


class Sign(Base):
    """A number given to one zone, entrance or camera for good. Never deleted: it may still hang somewhere."""

    __tablename__ = "sign"

    number: Mapped[str] = mapped_column(String(8), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    target: Mapped[str] = mapped_column(
        String(80)
    )  # Code of the zone, site or camera; the registry's history keeps it.
    site_code: Mapped[str] = mapped_column(String(80), index=True)
    issued_at: Mapped[datetime] = mapped_column(UTCDateTime)
    leaf: Mapped[int] = mapped_column(BigInteger)  # The ledger entry that says so.
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    __table_args__ = (
        CheckConstraint("length(number) = 8", name="number_is_whole"),
        CheckConstraint(f"kind IN ({_KINDS})", name="kind_is_known"),
        CheckConstraint("length(target) >= 1 AND length(site_code) >= 1", name="target_not_blank"),
        CheckConstraint("leaf >= 0", name="leaf_is_an_entry"),
        CheckConstraint("withdrawn_at IS NULL OR withdrawn_at >= issued_at", name="withdrawn_after_issue"),
        Index(
            "uq_sign_standing",
            "kind",
            "target",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )


class SignPrint(Base):
    """One sign in one batch that was printed, with everything that stood on it."""

    __tablename__ = "sign_print"

    batch: Mapped[str] = mapped_column(String(36), primary_key=True)
    number: Mapped[str] = mapped_column(ForeignKey("sign.number"), primary_key=True)
    revision: Mapped[str] = mapped_column(String(6))
    content: Mapped[str] = mapped_column(Text)  # Canonical JSON of SignContent.printed().
    size: Mapped[str] = mapped_column(String(30))
    printed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    printed_by: Mapped[int]  # No foreign key: the system (0) prints too.
    leaf: Mapped[int] = mapped_column(BigInteger)  # The ledger entry that says so.

    __table_args__ = (
        CheckConstraint("length(revision) = 6", name="revision_is_whole"),
        CheckConstraint("length(content) >= 2", name="content_not_blank"),
        CheckConstraint("length(batch) = 36", name="batch_is_whole"),
        CheckConstraint("leaf >= 0", name="leaf_is_an_entry"),
        Index("ix_sign_print_number_printed_at", "number", "printed_at"),
    )
