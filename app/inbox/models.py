"""Owns the tables of messages, of mails to send, and of the addresses they go to.

Messages and mails are by-products and deleted in time; addresses are projections of sealed entries (migration 0019).
"""

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
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.inbox.domain import Kind, MailState
from app.ledger.domain import LOG_ID


def one_of(column: str, values: type[StrEnum]) -> str:
    """Return the SQL of "this column holds one of these words"."""
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


CHECKS = {
    "inbox_message": {
        "kind_known": one_of("kind", Kind),
        "key_not_blank": "length(trim(key)) > 0",
        "text_not_blank": "length(trim(text)) > 0",
        "subject_has_a_code": "length(replace(subject, ':', '')) BETWEEN 2 AND length(subject) - 1",
        "link_is_a_path": "substr(link, 1, 1) = '/' AND substr(link, 1, 2) <> '//'",
    },
    "outgoing_mail": {
        "state_known": one_of("state", MailState),
        "attempts_not_negative": "attempts >= 0",
        "tried_again_until_it_ends": "(state IN ('waiting', 'failed')) = (next_try_at IS NOT NULL)",
        "ends_once": "(state IN ('sent', 'given_up')) = (ended_at IS NOT NULL)",
        "sent_was_tried": "state <> 'sent' OR (attempts >= 1 AND last_error IS NULL)",
        "failed_says_why": "state NOT IN ('failed', 'given_up') OR last_error IS NOT NULL",
        "no_address_in_errors": "last_error IS NULL OR replace(last_error, '@', '') = last_error",
    },
    "notice_address": {
        "erased_is_empty": "erased_on IS NULL OR address = ''",
        "empty_is_erased": "address IS NULL OR erased_on IS NOT NULL OR length(address) > 0",
    },
}
"""What the database itself refuses, by table."""
_UNREAD = text("read_at IS NULL AND settled_at IS NULL")


def _checks(table: str) -> list[CheckConstraint]:
    return [CheckConstraint(condition, name=name) for name, condition in CHECKS[table].items()]


class InboxMessage(Base):
    """What one person was told. Nothing in it names somebody who asked for footage."""

    __tablename__ = "inbox_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    key: Mapped[str] = mapped_column(String(200), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    subject: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(String(500))  # Korean message id.
    gaps: Mapped[str] = mapped_column(Text)  # JSON.
    link: Mapped[str] = mapped_column(String(300))
    urgent: Mapped[bool]
    told_by: Mapped[int]  # No foreign key: the system (0) tells too.
    told_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    __table_args__ = (
        *_checks("inbox_message"),
        UniqueConstraint("account_id", "key"),
        Index("ix_inbox_message_account_id_told_at", "account_id", "told_at"),
        Index("ix_inbox_message_subject", "subject"),
        Index(
            "ix_inbox_message_unread",
            "account_id",
            sqlite_where=_UNREAD,
            postgresql_where=_UNREAD,
        ),
    )


class OutgoingMail(Base):
    """That a message goes out by mail, and how far it is. The mail itself is written when it is sent and not kept."""

    __tablename__ = "outgoing_mail"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("inbox_message.id"), unique=True)
    state: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int]
    next_try_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    last_error: Mapped[str | None] = mapped_column(String(80))  # What kind and which code; never an address.
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    __table_args__ = (*_checks("outgoing_mail"),)


class NoticeAddress(Base):
    """Where an account gets its mail from here on; the newest row of an account counts."""

    __tablename__ = "notice_address"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    log_id: Mapped[int] = mapped_column(default=LOG_ID)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    address: Mapped[str | None] = mapped_column(Text)  # Sealed by the vault; None: taken away; empty: erased.
    set_by: Mapped[int]
    set_at: Mapped[datetime] = mapped_column(UTCDateTime)
    erased_on: Mapped[date | None]

    __table_args__ = (
        ForeignKeyConstraint(["log_id", "leaf"], ["ledger_entry.log_id", "ledger_entry.leaf"]),
        *_checks("notice_address"),
        Index("ix_notice_address_account_id_leaf", "account_id", "leaf"),
    )
