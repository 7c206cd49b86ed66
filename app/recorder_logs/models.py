"""Owns the tables of recorders' logs: projections of sealed entries, append-only (guards in migration 0014)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.recorder_logs.domain import Direction, Move, Reason, Seen, Treatment


def one_of(column: str, values: type[StrEnum]) -> str:
    """Return the SQL of "this column holds one of these words"."""
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


CHECKS = {
    "recorder_source": {"code_not_blank": "length(trim(code)) > 0", "title_not_blank": "length(trim(title)) > 0"},
    "recorder_camera": {"name_not_blank": "length(trim(name)) > 0"},
    "recorder_user": {
        "treatment_known": one_of("treatment", Treatment),
        "person_has_account": "(treatment = 'person') = (account_id IS NOT NULL)",
        "user_not_blank": "erased_on IS NOT NULL OR length(trim(user_name)) > 0",
    },
    "recorder_log": {
        "part_of_parts": "part BETWEEN 1 AND parts",
        "file_is_a_hash": "length(file_hash) = 64",
        "covers_forwards": "covers_until >= covers_from",
    },
    "recorder_row": {
        "seen_known": one_of("seen", Seen),
        "camera_not_blank": "length(trim(camera)) > 0",
        "hash_until_erased": "(erased_on IS NULL) = (row_hash IS NOT NULL)",
        "erased_says_nothing": "erased_on IS NULL OR (user_name = '' AND address = '' AND action = '')",
    },
    "recorder_comparison": {
        "counts_add_up": "viewings = matched + unrecorded AND weak <= matched AND unseen <= entries",
        "counts_not_negative": "matched >= 0 AND weak >= 0 AND unrecorded >= 0 AND unseen >= 0 AND unknown_rows >= 0",
    },
    "recorder_finding": {
        "direction_known": one_of("direction", Direction),
        "runs_forwards": "until >= at",
        "viewing_names_its_row": "(direction = 'viewing') = (row_leaf IS NOT NULL AND row_position IS NOT NULL)",
        "entry_names_its_entry": "(direction = 'entry') = (entry_leaf IS NOT NULL)",
        "entry_has_a_person": "direction = 'viewing' OR account_id IS NOT NULL",
    },
    "recorder_finding_move": {
        "move_known": one_of("move", Move),
        "reason_known": one_of("reason", Reason),
        "explained_with_reason": "(move = 'explained') = (reason IS NOT NULL)",
        "late_entry_named": "reason IS NULL OR (reason = 'late_entry') = (entry_leaf IS NOT NULL)",
        "comes_after": "leaf > finding",
        "words_needed": (
            "erased_on IS NOT NULL OR length(trim(words)) > 0 OR move NOT IN ('explained', 'returned') "
            "OR reason = 'late_entry'"
        ),
    },
}
"""What the database itself refuses, by table."""


def _checks(table: str) -> tuple[CheckConstraint, ...]:
    return tuple(CheckConstraint(condition, name=name) for name, condition in CHECKS[table].items())


def _sealed() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"])


class RecorderSource(Base):
    """The settings of a recorder from one entry on; the newest holds."""

    __tablename__ = "recorder_source"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    code: Mapped[str] = mapped_column(String(40))
    title: Mapped[str]
    settings: Mapped[str] = mapped_column(Text)  # Canonical JSON of what the entry says.
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by: Mapped[int]  # No foreign key: the system (0) records too.

    __table_args__ = (_sealed(), *_checks("recorder_source"), Index("ix_recorder_source_code_leaf", "code", "leaf"))


class RecorderCamera(Base):
    """Which camera a recorder's name means from one entry on; None: none of ours."""

    __tablename__ = "recorder_camera"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True)
    log_id: Mapped[int]
    source: Mapped[str] = mapped_column(String(40))
    name: Mapped[str]
    camera_code: Mapped[str | None]

    __table_args__ = (_sealed(), *_checks("recorder_camera"), Index("ix_recorder_camera_source_leaf", "source", "leaf"))


class RecorderUser(Base):
    """Who stands behind a recorder's user from one entry on."""

    __tablename__ = "recorder_user"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    source: Mapped[str] = mapped_column(String(40))
    user_name: Mapped[str]
    treatment: Mapped[str]
    account_id: Mapped[int | None]  # No foreign key: the log outlives the account.
    erased_on: Mapped[date | None]

    __table_args__ = (_sealed(), *_checks("recorder_user"), Index("ix_recorder_user_source_leaf", "source", "leaf"))


class RecorderLog(Base):
    """One part of an imported log."""

    __tablename__ = "recorder_log"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    source: Mapped[str] = mapped_column(String(40))
    file_hash: Mapped[str] = mapped_column(String(64))
    part: Mapped[int]
    parts: Mapped[int]
    covers_from: Mapped[datetime] = mapped_column(UTCDateTime)
    covers_until: Mapped[datetime] = mapped_column(UTCDateTime)
    imported_at: Mapped[datetime] = mapped_column(UTCDateTime)
    imported_by: Mapped[int]  # No foreign key: the system (0) imports too.

    __table_args__ = (_sealed(), *_checks("recorder_log"), Index("ix_recorder_log_source_leaf", "source", "leaf"))


class RecorderRow(Base):
    """One row of a recorder's log. Once erased, it says when and where, but not who."""

    __tablename__ = "recorder_row"

    leaf: Mapped[int] = mapped_column(BigInteger, ForeignKey("recorder_log.leaf"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    camera: Mapped[str]
    seen: Mapped[str]
    user_name: Mapped[str]
    address: Mapped[str]
    action: Mapped[str]
    row_hash: Mapped[str | None] = mapped_column(String(32))  # None once erased: a hash of a name can be guessed.
    erased_on: Mapped[date | None]

    __table_args__ = (
        *_checks("recorder_row"),
        UniqueConstraint("source", "row_hash"),
        Index("ix_recorder_row_source_at", "source", "at"),
    )


class RecorderComparison(Base):
    """What one comparison of a month counted; the newest of a month holds."""

    __tablename__ = "recorder_comparison"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    source: Mapped[str] = mapped_column(String(40))
    month: Mapped[str] = mapped_column(String(7))
    viewings: Mapped[int]
    matched: Mapped[int]
    weak: Mapped[int]
    entries: Mapped[int]
    unrecorded: Mapped[int]
    unseen: Mapped[int]
    unknown_rows: Mapped[int]
    offset_seconds: Mapped[int]
    compared_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        _sealed(),
        *_checks("recorder_comparison"),
        Index("ix_recorder_comparison_source_month_leaf", "source", "month", "leaf"),
    )


class RecorderFinding(Base):
    """A viewing without an entry, or an entry without a viewing."""

    __tablename__ = "recorder_finding"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    source: Mapped[str] = mapped_column(String(40))
    month: Mapped[str] = mapped_column(String(7))
    direction: Mapped[str]
    site_code: Mapped[str]
    place: Mapped[str]
    at: Mapped[datetime] = mapped_column(UTCDateTime)  # By the register's clock.
    until: Mapped[datetime] = mapped_column(UTCDateTime)
    act: Mapped[str]  # What the recorder saw, or the kind of the entry.
    account_id: Mapped[int | None]
    weak: Mapped[bool]
    entry_leaf: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("footage_access.leaf"))
    row_leaf: Mapped[int | None] = mapped_column(BigInteger)
    row_position: Mapped[int | None]
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        _sealed(),
        ForeignKeyConstraint(["row_leaf", "row_position"], ["recorder_row.leaf", "recorder_row.position"]),
        *_checks("recorder_finding"),
        UniqueConstraint("row_leaf", "row_position"),
        UniqueConstraint("entry_leaf", "place", "source"),
        Index("ix_recorder_finding_source_month", "source", "month"),
        Index("ix_recorder_finding_at_leaf", "at", "leaf"),
    )


class RecorderFindingMove(Base):
    """Something that happened to a finding; the newest says how it stands."""

    __tablename__ = "recorder_finding_move"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    finding: Mapped[int] = mapped_column(BigInteger, ForeignKey("recorder_finding.leaf"))
    move: Mapped[str]
    reason: Mapped[str | None]
    entry_leaf: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("footage_access.leaf"))
    words: Mapped[str]
    by_id: Mapped[int]  # Who explained, accepted or returned; no foreign key: the system (0) compares too.
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    erased_on: Mapped[date | None]

    __table_args__ = (
        _sealed(),
        *_checks("recorder_finding_move"),
        Index("ix_recorder_finding_move_finding_leaf", "finding", "leaf"),
    )
