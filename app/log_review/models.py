"""Owns the tables of reviews: projections of sealed entries, append-only (guards and rules in migration 0037)."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.log_review.states import Move

CHECKS = {
    "log_review": {
        "month_is_a_month": "length(month) = 7",
        "due_after_the_month": "due_on > first_day_after AND opened_on >= first_day_after",
        "says_what_was_looked_at": "length(said) > 2",
    },
    "log_review_item": {"numbered_from_one": "number >= 1", "opened_before": "review < leaf"},
    "log_review_concern": {"somebody": "account_id > 0"},
    "log_review_move": {
        "move_known": f"move IN ({', '.join(repr(str(move)) for move in Move)})",
        "comes_after": "leaf > item",
        "by_somebody": "by_id > 0",
        "words_needed": ("erased_on IS NOT NULL OR length(trim(words)) > 0 OR move IN ('accepted', 'looked_at')"),
        "erased_says_nothing": "erased_on IS NULL OR words = ''",
    },
    "log_review_minutes": {
        "concluded_after": "leaf > review",
        "digest_whole": "length(digest) = 64",
        "document_named": "length(trim(document)) > 0",
        "file_until_erased": "(erased_on IS NULL) = (pdf IS NOT NULL)",
        "by_somebody": "concluded_by > 0",
    },
}
"""What the database itself refuses, by table; what compares tables stands in triggers."""


def _checks(table: str) -> tuple[CheckConstraint, ...]:
    return tuple(CheckConstraint(condition, name=name) for name, condition in CHECKS[table].items())


def _sealed() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"])


class LogReview(Base):
    """The review of a month. ``said`` is the canonical JSON of its entry: settings, sources, counts, seed."""

    __tablename__ = "log_review"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    month: Mapped[str] = mapped_column(String(7), unique=True)
    first_day_after: Mapped[date]
    due_on: Mapped[date]
    opened_on: Mapped[date]
    said: Mapped[str] = mapped_column(Text)
    opened_by: Mapped[int]  # No foreign key: the system (0) opens too.
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (_sealed(), *_checks("log_review"))


class LogReviewItem(Base):
    """What is explained and decided. ``said`` is the canonical JSON of its entry: people, entries, places, why."""

    __tablename__ = "log_review_item"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    review: Mapped[int] = mapped_column(BigInteger, ForeignKey("log_review.leaf"))
    number: Mapped[int]
    said: Mapped[str] = mapped_column(Text)

    __table_args__ = (_sealed(), *_checks("log_review_item"), UniqueConstraint("review", "number"))


class LogReviewConcern(Base):
    """Somebody whose doing an item is about: they never decide about it."""

    __tablename__ = "log_review_concern"

    item: Mapped[int] = mapped_column(BigInteger, ForeignKey("log_review_item.leaf"), primary_key=True)
    account_id: Mapped[int] = mapped_column(primary_key=True)  # No foreign key: the entry outlives the account.

    __table_args__ = _checks("log_review_concern")


class LogReviewMove(Base):
    """Something that happened to an item; the newest says how it stands."""

    __tablename__ = "log_review_move"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    item: Mapped[int] = mapped_column(BigInteger, ForeignKey("log_review_item.leaf"))
    move: Mapped[str]
    words: Mapped[str]
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    erased_on: Mapped[date | None]

    __table_args__ = (
        _sealed(),
        *_checks("log_review_move"),
        Index("ix_log_review_move_item_leaf", "item", "leaf"),
    )


class LogReviewMinutes(Base):
    """The minutes of a concluded review, as a file until what people said in it is erased."""

    __tablename__ = "log_review_minutes"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    review: Mapped[int] = mapped_column(BigInteger, ForeignKey("log_review.leaf"), unique=True)
    document: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64))
    pdf: Mapped[bytes | None] = mapped_column(LargeBinary)
    concluded_by: Mapped[int]
    concluded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    erased_on: Mapped[date | None]

    __table_args__ = (_sealed(), *_checks("log_review_minutes"))
