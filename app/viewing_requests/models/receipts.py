"""Owns the tables of receipts, of who took over what came in by the web, and of what public pages count (0025)."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.viewing_requests.models.cases import one_of
from app.viewing_requests.receipts import Attempt


class ViewingRequestReceipt(Base):
    """A receipt somebody was given. Of its secret only a keyed digest is known; a new one ends the one before."""

    __tablename__ = "viewing_request_receipt"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("viewing_request.id"))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    issued_by: Mapped[int]
    issued_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    __table_args__ = (
        CheckConstraint("length(digest) = 64", name="digest_is_whole"),
        CheckConstraint("ended_at >= issued_at", name="ended_after_issued"),
        Index(
            "ix_viewing_request_receipt_live",
            "request_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )


class ViewingRequestTakeover(Base):
    """Somebody took over what came in by the web; the newest is responsible, and none of them decides on it."""

    __tablename__ = "viewing_request_takeover"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("viewing_request.id"))
    taken_by: Mapped[int]
    taken_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        UniqueConstraint("request_id", "taken_by"),
        CheckConstraint("taken_by > 0", name="taken_by_a_person"),
    )


class PublicFormUse(Base):
    """A form that was sent: sent again, it makes no second request. Dropped after a day."""

    __tablename__ = "public_form_use"

    nonce: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    number: Mapped[str]
    used_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)


class PublicAttempt(Base):
    """Something tried on a public page; the address only as a keyed digest. Dropped after a day."""

    __tablename__ = "public_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]
    address: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    tried_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        CheckConstraint(one_of("what", Attempt), name="what_known"),
        Index("ix_public_attempt_what_tried_at", "what", "tried_at"),
        Index("ix_public_attempt_address", "address", "tried_at"),
    )


class PublicGate(Base):
    """One row for each thing that is counted; its lock lets one count at a time, whichever worker asks."""

    __tablename__ = "public_gate"

    what: Mapped[str] = mapped_column(primary_key=True)

    __table_args__ = (CheckConstraint(one_of("what", Attempt), name="what_known"),)
