"""Owns the tables of the ledger. Moments are whole microseconds since 1970 UTC; triggers make most append-only."""

from datetime import date

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class LedgerHead(Base):
    """One log: how far it has grown. Whoever appends locks this row; it never shrinks."""

    __tablename__ = "ledger_head"
    __table_args__ = (
        CheckConstraint("size >= 0", name="size"),
        CheckConstraint("length(frontier) % 32 = 0", name="frontier"),
    )

    log_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    origin: Mapped[str] = mapped_column(String(200), unique=True)
    size: Mapped[int] = mapped_column(BigInteger)
    frontier: Mapped[bytes] = mapped_column(LargeBinary)
    last_at: Mapped[int] = mapped_column(BigInteger)
    clock_at: Mapped[int] = mapped_column(BigInteger)  # What the clock showed last; falls back when the clock does.
    note: Mapped[str | None] = mapped_column(Text)


class LedgerEntry(Base):
    """One sealed event. ``body`` is the truth; the other columns repeat parts of it for filters."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        ForeignKeyConstraint(["log_id"], ["ledger_head.log_id"]),
        CheckConstraint("leaf >= 0", name="leaf"),
        CheckConstraint("length(entry_id) = 36", name="entry_id"),
        CheckConstraint("length(event) > 0 AND length(subject) > 0", name="named"),
        CheckConstraint("length(body) BETWEEN 2 AND 65535", name="body"),
        CheckConstraint("length(leaf_hash) = 32", name="leaf_hash"),
        # What is filtered by together stands in the index, so an entry is only read once it is known to fit.
        Index("ix_ledger_entry_site", "log_id", "site_code", "leaf", "event", "actor_id"),
        Index("ix_ledger_entry_actor", "log_id", "actor_id", "leaf", "site_code", "event"),
        Index("ix_ledger_entry_event", "log_id", "event", "leaf", "site_code", "actor_id"),
        Index("ix_ledger_entry_subject", "log_id", "subject", "leaf"),
    )

    log_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    entry_id: Mapped[str] = mapped_column(String(36), unique=True)
    recorded_at: Mapped[int] = mapped_column(BigInteger)
    event: Mapped[str] = mapped_column(String(80))
    site_code: Mapped[str | None] = mapped_column(String(80))
    actor_id: Mapped[int] = mapped_column(BigInteger)
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    leaf_hash: Mapped[bytes] = mapped_column(LargeBinary)


class LedgerNode(Base):
    """The hash of a perfect subtree, so that a proof reads few rows."""

    __tablename__ = "ledger_node"
    __table_args__ = (
        ForeignKeyConstraint(["log_id"], ["ledger_head.log_id"]),
        CheckConstraint("level IN (8, 16, 24)", name="level"),
        CheckConstraint("length(hash) = 32", name="hash"),
    )

    log_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    level: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class LedgerCheckpoint(Base):
    """A signed statement of size and root (C2SP checkpoint)."""

    __tablename__ = "ledger_checkpoint"
    __table_args__ = (ForeignKeyConstraint(["log_id"], ["ledger_head.log_id"]),)

    log_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    made_at: Mapped[int] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(Text)


class LedgerAnchor(Base):
    """Evidence that somebody outside holds a checkpoint: a witness's signature, a printed page, a mail."""

    __tablename__ = "ledger_anchor"
    __table_args__ = (ForeignKeyConstraint(["log_id"], ["ledger_head.log_id"]),)

    log_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    via: Mapped[str] = mapped_column(String(200), primary_key=True)
    evidence: Mapped[str] = mapped_column(Text)
    at: Mapped[int] = mapped_column(BigInteger)


class LedgerKey(Base):
    """A public key the log has signed with, from which size on; without a row the key never changed."""

    __tablename__ = "ledger_key"
    __table_args__ = (
        ForeignKeyConstraint(["log_id"], ["ledger_head.log_id"]),
        CheckConstraint("first_size >= 0", name="first_size"),
        CheckConstraint("length(vkey) > 0", name="vkey"),
    )

    log_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    first_size: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    vkey: Mapped[str] = mapped_column(String(400), unique=True)
    made_at: Mapped[int] = mapped_column(BigInteger)  # When it first signed.


class LedgerPrivate(Base):
    """A personal part of an entry with the salt of its commitment. Erasable, never editable but for ``erase_on``."""

    __tablename__ = "ledger_private"
    __table_args__ = (
        ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"]),
        CheckConstraint("length(salt) = 32", name="salt"),
        Index("ix_ledger_private_erase_on", "log_id", "erase_on"),
    )

    log_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(String(40), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    erase_on: Mapped[date | None] = mapped_column(Date)


class LedgerSubmission(Base):
    """The key an entry was sent under, so that one sent again is known; nothing personal is hashed into it."""

    __tablename__ = "ledger_submission"
    __table_args__ = (
        ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"]),
        CheckConstraint("length(key_hash) = 32", name="key_hash"),
        CheckConstraint("length(content_hash) = 32", name="content_hash"),
        UniqueConstraint("log_id", "leaf"),
    )

    log_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    key_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    leaf: Mapped[int] = mapped_column(BigInteger)
    content_hash: Mapped[bytes] = mapped_column(LargeBinary)


class LedgerErasure(Base):
    """Of which neighbouring entries a personal part was destroyed, and by which entry: a projection of that entry."""

    __tablename__ = "ledger_erasure"
    __table_args__ = (
        ForeignKeyConstraint(
            ["log_id", "erased_leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"], name="fk_ledger_erasure_sealed"
        ),
        CheckConstraint("length(part) > 0", name="part"),
        CheckConstraint("0 <= first_leaf AND first_leaf <= last_leaf", name="run"),
        CheckConstraint("last_leaf < erased_leaf", name="erased_later"),
        Index("ix_ledger_erasure_erased_leaf", "log_id", "erased_leaf"),
    )

    log_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(String(40), primary_key=True)
    first_leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    last_leaf: Mapped[int] = mapped_column(BigInteger)
    erased_leaf: Mapped[int] = mapped_column(BigInteger)
    erased_on: Mapped[date] = mapped_column(Date)


class LedgerDay(Base):
    """Which leaves a day (in Korea) holds: time never goes back, so a span of days is a span of leaves."""

    __tablename__ = "ledger_day"
    __table_args__ = (
        ForeignKeyConstraint(["log_id"], ["ledger_head.log_id"]),
        CheckConstraint("first_leaf <= last_leaf", name="span"),
    )

    log_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    first_leaf: Mapped[int] = mapped_column(BigInteger)
    last_leaf: Mapped[int] = mapped_column(BigInteger)


class LedgerDaily(Base):
    """How many entries of a kind a site had on a day; an entry of no single site counts under an empty code."""

    __tablename__ = "ledger_daily"
    __table_args__ = (
        ForeignKeyConstraint(["log_id"], ["ledger_head.log_id"]),
        CheckConstraint("entries > 0", name="entries"),
    )

    log_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    site_code: Mapped[str] = mapped_column(String(80), primary_key=True)
    event: Mapped[str] = mapped_column(String(80), primary_key=True)
    entries: Mapped[int] = mapped_column(BigInteger)
