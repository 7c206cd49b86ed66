"""Owns the tables of versions of the policy and of reworded clauses (guarded in migrations 0026, 0027, 0032)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.policy.domain import Form
from app.policy.versions import LONGEST_NOTE, Numbering, State

_HEX = 64
_FORMS = ", ".join(f"'{form.value}'" for form in Form)
_STATES = ", ".join(f"'{state.value}'" for state in State)
_DONE = "state IN ('announced', 'in_force', 'replaced')"
_NOT_AMONG_AUTHORS = "',' || authors || ',' NOT LIKE '%,' || CAST({} AS VARCHAR(20)) || ',%'"
_NUMBERINGS = ", ".join(f"'{each.value}'" for each in Numbering)
CHECKS = {
    "policy_version": {
        "state_known": f"state IN ({_STATES})",
        "numbered_from_one": "number >= 1",
        "says_what_changed": f"length(trim(note)) > 0 AND length(note) <= {LONGEST_NOTE}",
        "published_somehow": "length(forms) > 0 AND length(languages) > 0",
        "numbering_known": f"numbering IN ({_NUMBERINGS})",
        "digests_whole": f"length(text_digest) = {_HEX} AND length(clauses_digest) = {_HEX}",
        "not_reviewed_by_its_author": "reviewed_by <> drafted_by AND reviewed_for <> drafted_by",
        "not_approved_by_its_author": "approved_by <> drafted_by AND approved_for <> drafted_by",
        "not_approved_by_who_worded_it": _NOT_AMONG_AUTHORS.format("approved_by"),
        "not_approved_for_who_worded_it": _NOT_AMONG_AUTHORS.format("approved_for"),
        "draft_is_open": "state <> 'draft' OR (reviewed_by IS NULL AND approved_by IS NULL)",
        "reviewed_by_somebody": (
            f"NOT (state IN ('reviewed', 'approved') OR {_DONE})"
            " OR (reviewed_by IS NOT NULL AND reviewed_at IS NOT NULL)"
        ),
        "approved_after_review": (
            f"(approved_by IS NULL OR reviewed_by IS NOT NULL) AND (NOT (state = 'approved' OR {_DONE})"
            " OR (approved_by IS NOT NULL AND approved_at IS NOT NULL))"
        ),
        "reviewed_is_not_approved": "state <> 'reviewed' OR approved_by IS NULL",
        "announced_with_its_files": (
            f"(announced_on IS NULL) = (files_digest IS NULL) AND (NOT ({_DONE}) OR announced_on IS NOT NULL)"
            " AND (announced_on IS NULL OR approved_by IS NOT NULL)"
            " AND (announced_on IS NULL OR announced_on <= effective_on)"
        ),
        "files_digest_whole": f"length(files_digest) = {_HEX}",
        "in_force_on_its_day": (
            "(state IN ('in_force', 'replaced')) = (entered_on IS NOT NULL) AND (entered_on >= effective_on)"
        ),
        "replaced_by_a_later_one": "(state = 'replaced') = (replaced_by IS NOT NULL) AND (replaced_by > number)",
    },
    "policy_text": {
        "form_known": f"form IN ({_FORMS})",
        "digest_whole": f"length(digest) = {_HEX}",
        "says_something": "length(content) > 0",
    },
    "policy_file": {
        "form_known": f"form IN ({_FORMS})",
        "digest_whole": f"length(sha256) = {_HEX}",
        "says_something": "length(content) > 0",
    },
    "policy_clause_copy": {
        "section_known": "section BETWEEN 0 AND 8",
        "language_known": "language IN ('ko', 'en')",
        "numbered_from_one": "number >= 1",
        "based_on_something": "length(trim(based_on)) > 0",
        "says_something": "length(trim(content)) > 0",
    },
}
"""What the database itself refuses, by table."""


def _checks(table: str) -> tuple[CheckConstraint, ...]:
    return tuple(CheckConstraint(condition, name=name) for name, condition in CHECKS[table].items())


class PolicyVersion(Base):
    """A version of the policy: where it stands, what it was composed from, and who vouched for it."""

    __tablename__ = "policy_version"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(String(10))
    effective_on: Mapped[date]
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE))
    forms: Mapped[str] = mapped_column(String(40))  # By comma.
    languages: Mapped[str] = mapped_column(String(40))  # By comma.
    numbering: Mapped[str] = mapped_column(String(10))
    registry_revision: Mapped[str] = mapped_column(String(12))
    clauses: Mapped[str] = mapped_column(Text)  # Names, by comma.
    clauses_digest: Mapped[str] = mapped_column(String(_HEX))
    text_digest: Mapped[str] = mapped_column(String(_HEX))
    text_leaf: Mapped[int] = mapped_column(BigInteger)  # The entry that pinned the texts.
    authors: Mapped[str] = mapped_column(Text, server_default="")  # Who worded it beside its author: numbers, by comma.
    drafted_by: Mapped[int]  # No foreign key: the system (0) drafts too.
    drafted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    reviewed_by: Mapped[int | None]
    reviewed_for: Mapped[int | None]  # Whom they stood in for.
    reviewed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    approved_by: Mapped[int | None]
    approved_for: Mapped[int | None]
    approved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    announced_on: Mapped[date | None]
    files_digest: Mapped[str | None] = mapped_column(String(_HEX))
    entered_on: Mapped[date | None]
    replaced_by: Mapped[int | None]

    __table_args__ = (
        *_checks("policy_version"),
        Index(
            "uq_policy_version_in_force",
            "state",
            unique=True,
            sqlite_where=text("state = 'in_force'"),
            postgresql_where=text("state = 'in_force'"),
        ),
    )


class PolicyText(Base):
    """One form in one language as it was composed, named by the entry that pinned it. Never changed, never removed."""

    __tablename__ = "policy_text"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    form: Mapped[str] = mapped_column(String(10), primary_key=True)
    language: Mapped[str] = mapped_column(String(5), primary_key=True)
    digest: Mapped[str] = mapped_column(String(_HEX))
    content: Mapped[bytes] = mapped_column(LargeBinary)  # Canonical JSON, zlib.

    __table_args__ = _checks("policy_text")


class PolicyFile(Base):
    """One file as it was published. Never changed, never removed."""

    __tablename__ = "policy_file"

    version: Mapped[int] = mapped_column(ForeignKey("policy_version.number"), primary_key=True)
    form: Mapped[str] = mapped_column(String(10), primary_key=True)
    language: Mapped[str] = mapped_column(String(5), primary_key=True)
    format: Mapped[str] = mapped_column(String(20), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(_HEX))
    content: Mapped[bytes] = mapped_column(LargeBinary)  # The file's bytes, zlib.
    leaf: Mapped[int] = mapped_column(BigInteger)  # The entry that says so.

    __table_args__ = _checks("policy_file")


class PolicyClauseCopy(Base):
    """A clause as the organisation words it from then on; without ``content``: as we word it. Never changed."""

    __tablename__ = "policy_clause_copy"

    section: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    language: Mapped[str] = mapped_column(String(5), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # By section and language, from 1.
    based_on: Mapped[str] = mapped_column(String(60))  # The name of our clause it was made from.
    content: Mapped[str | None] = mapped_column(Text)  # As ``clauses.copies.kept_text``.
    worded_by: Mapped[int]
    worded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    leaf: Mapped[int] = mapped_column(BigInteger, unique=True)

    __table_args__ = _checks("policy_clause_copy")
