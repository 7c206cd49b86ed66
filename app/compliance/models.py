"""Owns the tables of followed findings: projections of sealed entries, append-only (guards in migration 0039)."""

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
