"""Owns the tables of followed and acknowledged findings: projections of sealed entries, append-only.

Their guards are in the migrations 0039 and 0040.
"""

from datetime import date

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base
from app.law.severity import Severity

_SAID = "length(trim(reason)) > 0 OR (erased_on IS NOT NULL AND reason = '')"
CHECKS = {
    "finding_look": {
        "follows_an_earlier_one": "previous < leaf",
        "counts_not_negative": "looked >= 0 AND began >= 0 AND ended >= 0",
        "began_were_looked_at": "began <= looked",
        "digest_whole": "length(digest) = 64",
    },
    "finding_turn": {
        "position_counts_from_one": "position >= 1",
        "mark_whole": "length(mark) = 64",
        "turn_known": "turn IN ('began', 'ended')",
        "severity_known": f"severity IN ({', '.join(repr(each.value) for each in Severity)})",
        "somewhere": "count >= 1",
        "rule_named": "length(trim(rule)) > 0",
    },
    "finding_acknowledgement": {
        "follows_an_earlier_one": "previous < leaf",
        "mark_whole": "length(mark) = 64",
        "rule_named": "length(trim(rule)) > 0",
        "severity_known": f"severity IN ({', '.join(repr(each.value) for each in Severity)})",
        "somewhere": "count >= 1",
        "ends_later": "until_day > on_day",
        "reason_not_blank": _SAID,
    },
    "finding_acknowledgement_end": {"ends_an_earlier_one": "acknowledged < leaf", "reason_not_blank": _SAID},
}
"""What the database itself refuses, by table."""


def _checks(table: str) -> tuple[CheckConstraint, ...]:
    return tuple(CheckConstraint(condition, name=name) for name, condition in CHECKS[table].items())


class FindingLook(Base):
    """One look at everything the rules find. ``previous`` is the leaf of the look before, -1 for the first."""

    __tablename__ = "finding_look"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    previous: Mapped[int] = mapped_column(BigInteger)
    on_day: Mapped[date]
    looked: Mapped[int]
    began: Mapped[int]
    ended: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"]),
        UniqueConstraint("previous"),
        *_checks("finding_look"),
    )


class FindingTurn(Base):
    """A finding began or ended. ``mark`` is the SHA-256 of its key, since a key can name a person."""

    __tablename__ = "finding_turn"

    leaf: Mapped[int] = mapped_column(BigInteger, ForeignKey("finding_look.leaf"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(64))
    rule: Mapped[str] = mapped_column(String(20))
    turn: Mapped[str] = mapped_column(String(5))
    severity: Mapped[str] = mapped_column(String(7))
    count: Mapped[int]

    __table_args__ = (
        UniqueConstraint("leaf", "mark"),
        *_checks("finding_turn"),
        Index("ix_finding_turn_mark_leaf", "mark", "leaf"),
    )


class FindingAcknowledgement(Base):
    """Somebody acknowledged a finding until a day. ``previous`` is the leaf of its acknowledgement before, or -1."""

    __tablename__ = "finding_acknowledgement"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    mark: Mapped[str] = mapped_column(String(64))
    rule: Mapped[str] = mapped_column(String(20))
    severity: Mapped[str] = mapped_column(String(7))
    count: Mapped[int]
    on_day: Mapped[date]
    until_day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(500))
    acknowledged_by: Mapped[int]
    previous: Mapped[int] = mapped_column(BigInteger)
    erased_on: Mapped[date | None]

    __table_args__ = (
        ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"]),
        UniqueConstraint("mark", "previous"),
        *_checks("finding_acknowledgement"),
    )


class FindingAcknowledgementEnd(Base):
    """Somebody took an acknowledgement back before its day."""

    __tablename__ = "finding_acknowledgement_end"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    acknowledged: Mapped[int] = mapped_column(BigInteger, ForeignKey("finding_acknowledgement.leaf"), unique=True)
    on_day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(500))
    ended_by: Mapped[int]
    erased_on: Mapped[date | None]

    __table_args__ = (
        ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"]),
        *_checks("finding_acknowledgement_end"),
    )
