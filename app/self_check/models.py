"""Owns the tables of the self-check: projections of sealed entries, append-only (guards in migration 0041)."""

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
from app.kernel.actor import Role
from app.self_check.domain import NEEDS_EVIDENCE, Outcome

_ROLES = ", ".join(repr(role.value) for role in Role)
CHECKS = {
    "self_check_answer": {
        "question_named": "length(trim(question)) > 0",
        "outcome_known": f"outcome IN ({', '.join(repr(each.value) for each in Outcome)})",
        "note_not_blank": "length(trim(note)) > 0 OR (erased_on IS NOT NULL AND note = '')",
        "evidence_where_met": "length(trim(evidence)) > 0 OR outcome NOT IN "
        f"({', '.join(repr(each.value) for each in Outcome if each in NEEDS_EVIDENCE)})",
        "holds_for_a_time": "valid_until > answered_on",
        "role_known": f"as_role IN ({_ROLES})",
        "follows_an_earlier_one": "previous < leaf",
        "by_somebody": "by_id > 0",
    },
    "self_check_action": {
        "question_named": "length(trim(question)) > 0",
        "says_what": "length(trim(what)) > 0",
        "role_known": f"role IN ({_ROLES})",
        "until_later": "until_on >= planned_on",
        "by_somebody": "by_id > 0",
    },
    "self_check_action_end": {"ends_an_earlier_one": "action < leaf", "by_somebody": "by_id > 0"},
    "self_check_year": {
        "year_is_a_year": "year BETWEEN 2020 AND 2999",
        "document_named": "length(trim(document)) > 0",
        "digests_whole": "length(digest) = 64 AND length(paper_digest) = 64",
        "says_something": "length(content) > 2",
        "has_a_paper": "length(pdf) > 0",
        "by_somebody": "frozen_by > 0",
    },
}
"""What the database itself refuses, by table."""


def _checks(table: str) -> tuple[CheckConstraint, ...]:
    return tuple(CheckConstraint(condition, name=name) for name, condition in CHECKS[table].items())


def _sealed() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"])


class SelfCheckAnswer(Base):
    """What a person answered. ``previous`` is the leaf of the question's answer before, -1 for the first."""

    __tablename__ = "self_check_answer"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    question: Mapped[str] = mapped_column(String(60))
    outcome: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(String(1000))
    evidence: Mapped[str] = mapped_column(String(200))
    answered_on: Mapped[date]
    valid_until: Mapped[date]
    as_role: Mapped[str] = mapped_column(String(20))
    by_id: Mapped[int]
    previous: Mapped[int] = mapped_column(BigInteger)
    erased_on: Mapped[date | None]

    __table_args__ = (_sealed(), UniqueConstraint("question", "previous"), *_checks("self_check_answer"))


class SelfCheckAction(Base):
    """A line of the action plan: what is done about a question, by which role, until when."""

    __tablename__ = "self_check_action"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    question: Mapped[str] = mapped_column(String(60))
    what: Mapped[str] = mapped_column(String(300))
    role: Mapped[str] = mapped_column(String(20))
    planned_on: Mapped[date]
    until_on: Mapped[date]
    by_id: Mapped[int]

    __table_args__ = (
        _sealed(),
        *_checks("self_check_action"),
        Index("ix_self_check_action_question_leaf", "question", "leaf"),
    )


class SelfCheckActionEnd(Base):
    """A line of the action plan was done, or dropped."""

    __tablename__ = "self_check_action_end"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    action: Mapped[int] = mapped_column(BigInteger, ForeignKey("self_check_action.leaf"), unique=True)
    done: Mapped[bool]
    ended_on: Mapped[date]
    by_id: Mapped[int]

    __table_args__ = (_sealed(), *_checks("self_check_action_end"))


class SelfCheckYear(Base):
    """A frozen year: ``content`` is canonical JSON of everything it said, ``pdf`` its paper."""

    __tablename__ = "self_check_year"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int]
    year: Mapped[int] = mapped_column(unique=True)
    document: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64))
    paper_digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
    frozen_on: Mapped[date]
    frozen_at: Mapped[datetime] = mapped_column(UTCDateTime)
    frozen_by: Mapped[int]

    __table_args__ = (_sealed(), *_checks("self_check_year"))
