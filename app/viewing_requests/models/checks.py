"""Owns the tables of checks and attachments of a case. Triggers (migration 0022) keep what was recorded."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.viewing_requests.identity import WAYS, CheckKind, Method, RevokedBecause
from app.viewing_requests.models.cases import one_of
from app.viewing_requests.papers_in import AttachmentKind, MediaType, RemovedBecause

METHOD_FITS = " OR ".join(
    f"(what = '{what}' AND {one_of('method', [method for method, way in WAYS.items() if what in way.shows])})"
    for what in CheckKind
)


class ViewingRequestCheck(Base):
    """That somebody checked who asks, or that they may: how and when. Never a number or an image of a card."""

    __tablename__ = "viewing_request_check"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("viewing_request.id"), index=True)
    what: Mapped[str]
    method: Mapped[str]
    checked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    passed: Mapped[bool]
    note: Mapped[str | None]  # Sealed by the vault; empty once erased.
    checked_by: Mapped[int]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    revoked_by: Mapped[int | None]
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revoked_because: Mapped[str | None]
    erased_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint(one_of("what", CheckKind), name="what_known"),
        CheckConstraint(one_of("method", Method), name="method_known"),
        CheckConstraint(METHOD_FITS, name="method_fits"),
        CheckConstraint("checked_at <= recorded_at", name="checked_before_recorded"),
        CheckConstraint("note IS NULL OR length(note) > 0 OR erased_on IS NOT NULL", name="note_says_something"),
        CheckConstraint("erased_on IS NULL OR note = ''", name="erased_note_is_empty"),
        CheckConstraint(
            "(revoked_by IS NULL AND revoked_at IS NULL AND revoked_because IS NULL) OR (revoked_by IS NOT NULL"
            " AND revoked_at IS NOT NULL AND revoked_because IS NOT NULL AND revoked_at >= recorded_at"
            f" AND {one_of('revoked_because', RevokedBecause)})",
            name="revoking_is_complete",
        ),
    )


class ViewingRequestAttachment(Base):
    """A paper that came with a request. The file stands encrypted in the vault's store; its name is sealed.

    Size and SHA-256 are of what is stored. The row stays when file and name go: removed by somebody, or on schedule.
    """

    __tablename__ = "viewing_request_attachment"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("viewing_request.id"), index=True)
    kind: Mapped[str]
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    stored_name: Mapped[str | None] = mapped_column(unique=True)
    warned: Mapped[str]  # What was noticed, separated by commas.
    masked_confirmed: Mapped[bool]  # By who attached it, against what was noticed.
    attached_by: Mapped[int]
    attached_at: Mapped[datetime] = mapped_column(UTCDateTime)
    removed_by: Mapped[int | None]
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    removed_because: Mapped[str | None]
    erased_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint(one_of("kind", AttachmentKind), name="kind_known"),
        CheckConstraint(one_of("media_type", MediaType), name="media_type_known"),
        CheckConstraint("size > 0", name="not_empty"),
        CheckConstraint("length(sha256) = 64", name="hash_is_whole"),
        CheckConstraint("stored_name IS NULL OR length(stored_name) = 32", name="stored_under_a_random_name"),
        CheckConstraint(
            "(stored_name IS NULL) = (removed_at IS NOT NULL OR erased_on IS NOT NULL)", name="file_goes_with_its_name"
        ),
        CheckConstraint("(warned <> '') = masked_confirmed", name="warning_was_answered"),
        CheckConstraint("length(file_name) > 0 OR erased_on IS NOT NULL", name="named"),
        CheckConstraint("erased_on IS NULL OR file_name = ''", name="erased_name_is_empty"),
        CheckConstraint(
            "(removed_by IS NULL AND removed_at IS NULL AND removed_because IS NULL) OR (removed_by IS NOT NULL"
            " AND removed_at IS NOT NULL AND removed_because IS NOT NULL AND removed_at >= attached_at"
            f" AND {one_of('removed_because', RemovedBecause)})",
            name="removing_is_complete",
        ),
    )
