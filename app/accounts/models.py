"""Owns the tables of people, their rights, their sessions and failed sign-ins."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.leaving import Leaving
from app.accounts.standing_in import LENT, Absence
from app.database import Base, UTCDateTime
from app.kernel.actor import Role

_ROLES = ", ".join(f"'{role.value}'" for role in Role)
_LENT = ", ".join(f"'{role.value}'" for role in LENT)
_DEPARTURES = ", ".join(f"'{kind.value}'" for kind in Leaving)
_ABSENCES = ", ".join(f"'{absence.value}'" for absence in Absence)


class Account(Base):
    """One person who may sign in. Never deleted: what they did still names them."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)  # 0 is the system itself and has no row.
    sign_in_name: Mapped[str] = mapped_column(String(40), unique=True)
    display_name: Mapped[str] = mapped_column(String(80))
    password_hash: Mapped[str | None] = mapped_column(String(255))  # None: no sign-in by password.
    must_change: Mapped[bool]  # The password was handed over by somebody else.
    must_enrol: Mapped[bool] = mapped_column(default=False, server_default=false())  # The second factor was reset.
    password_changed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    erased_on: Mapped[date | None]  # Since then both names are ``#`` and the number: they are personal.

    __table_args__ = (
        CheckConstraint("id >= 1", name="id_is_not_the_system"),
        CheckConstraint("length(sign_in_name) >= 2", name="sign_in_name_not_blank"),
        CheckConstraint("length(trim(display_name)) >= 1", name="display_name_not_blank"),
        CheckConstraint(
            "erased_on IS NULL OR (disabled_at IS NOT NULL AND sign_in_name = '#' || id AND display_name = '#' || id)",
            name="erased_only_when_closed",
        ),
    )


class AccountRole(Base):
    """A right from when it was given until when it was taken. Kept, never deleted; triggers see to it."""

    __tablename__ = "account_role"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    site_code: Mapped[str | None] = mapped_column(String(64))  # None: every site.
    granted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    granted_by: Mapped[int]  # No foreign key: the system (0) grants too.
    reason: Mapped[str] = mapped_column(String(500))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_by: Mapped[int | None]
    end_reason: Mapped[str | None] = mapped_column(String(500))
    erased_on: Mapped[date | None]  # Since then a reason that was blanked is empty: people write names into reasons.
    valid_from: Mapped[datetime | None] = mapped_column(UTCDateTime)  # None: since it was given.
    valid_until: Mapped[datetime | None] = mapped_column(UTCDateTime)  # First moment without it; None: until ended.
    acts: Mapped[str | None] = mapped_column(String(200))  # Separated by spaces; None: all acts of the role.
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # When somebody last said it is still needed.
    confirmed_by: Mapped[int | None]

    __table_args__ = (
        CheckConstraint(f"role IN ({_ROLES})", name="role_is_known"),
        CheckConstraint(
            "valid_until IS NULL OR (valid_until > granted_at AND (valid_from IS NULL OR valid_until > valid_from))",
            name="times_run_forwards",
        ),
        CheckConstraint("acts IS NULL OR acts = 'read' OR acts LIKE 'read %'", name="acts_include_reading"),
        CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by IS NULL) AND (confirmed_at IS NULL OR confirmed_at >= granted_at)",
            name="confirmation_is_complete",
        ),
        CheckConstraint("confirmed_by IS NULL OR confirmed_by <> account_id", name="not_confirmed_by_oneself"),
        CheckConstraint(
            "length(trim(reason)) >= 1 OR (erased_on IS NOT NULL AND reason = '')", name="reason_not_blank"
        ),
        CheckConstraint("site_code IS NULL OR length(site_code) >= 1", name="site_code_not_blank"),
        CheckConstraint("granted_by <> account_id", name="not_granted_by_oneself"),
        CheckConstraint("ended_by IS NULL OR ended_by <> account_id", name="not_ended_by_oneself"),
        CheckConstraint(
            "(ended_at IS NULL AND ended_by IS NULL AND end_reason IS NULL) OR "
            "(ended_at IS NOT NULL AND ended_by IS NOT NULL AND end_reason IS NOT NULL AND ended_at >= granted_at "
            "AND (length(trim(end_reason)) >= 1 OR (erased_on IS NOT NULL AND end_reason = '')))",
            name="end_is_complete",
        ),
        Index(
            "uq_account_role_held_everywhere",
            "account_id",
            "role",
            unique=True,
            sqlite_where=text("ended_at IS NULL AND site_code IS NULL"),
            postgresql_where=text("ended_at IS NULL AND site_code IS NULL"),
        ),
        Index(
            "uq_account_role_held_at_site",
            "account_id",
            "role",
            "site_code",
            unique=True,
            sqlite_where=text("ended_at IS NULL AND site_code IS NOT NULL"),
            postgresql_where=text("ended_at IS NULL AND site_code IS NOT NULL"),
        ),
    )


class Departure(Base):
    """That a person leaves or moves on a day: what they held until then ends with it. Triggers let it only be settled.

    ``successor_id`` is who takes on what they had open; None: nobody, and somebody looked at what it is.
    """

    __tablename__ = "account_departure"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    leaves_at: Mapped[datetime] = mapped_column(UTCDateTime)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str] = mapped_column(String(500))
    planned_by: Mapped[int]  # No foreign key: the system (0) plans too.
    planned_at: Mapped[datetime] = mapped_column(UTCDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    called_off: Mapped[bool]  # Settled without anything ending: they stay.
    erased_on: Mapped[date | None]  # Since then the reason is empty.

    __table_args__ = (
        CheckConstraint(f"kind IN ({_DEPARTURES})", name="kind_is_known"),
        CheckConstraint(
            "length(trim(reason)) >= 1 OR (erased_on IS NOT NULL AND reason = '')", name="reason_not_blank"
        ),
        CheckConstraint("planned_by <> account_id", name="not_planned_by_oneself"),
        CheckConstraint("successor_id IS NULL OR successor_id <> account_id", name="succeeded_by_somebody_else"),
        CheckConstraint("settled_at IS NULL OR settled_at >= planned_at", name="settled_after_planned"),
        CheckConstraint("NOT called_off OR settled_at IS NOT NULL", name="called_off_is_settled"),
        Index(
            "uq_account_departure_open",
            "account_id",
            unique=True,
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
    )


class SignInSession(Base):
    """A browser somebody signed in with. The cookie holds a random token; here is only its SHA-256."""

    __tablename__ = "sign_in_session"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    end_reason: Mapped[str | None] = mapped_column(String(20))
    address: Mapped[str | None] = mapped_column(String(45))
    user_agent: Mapped[str | None] = mapped_column(String(200))
    proven_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # None: when it was opened.
    proven_by: Mapped[str] = mapped_column(String(20), default="password", server_default="password")
    waits_for: Mapped[str | None] = mapped_column(String(20))  # Half signed in: nothing else opens before that.

    __table_args__ = (
        CheckConstraint(
            "proven_by IN ('password', 'totp', 'recovery_code', 'passkey', 'pin', 'sso')", name="proof_is_known"
        ),
        CheckConstraint("waits_for IS NULL OR waits_for = 'second_factor'", name="waits_for_something_known"),
        CheckConstraint("length(token_hash) = 32", name="token_hash_is_sha256"),
        CheckConstraint("expires_at > created_at AND seen_at >= created_at", name="times_run_forwards"),
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="end_has_a_reason"),
    )


class SignInFailure(Base):
    """A sign-in that was tried and not, or not yet, proven right. Cleared by success, dropped after a day."""

    __tablename__ = "sign_in_failure"

    id: Mapped[int] = mapped_column(primary_key=True)
    name_hash: Mapped[bytes] = mapped_column(LargeBinary(32))  # Some type their password here by mistake.
    address: Mapped[str | None] = mapped_column(String(45))
    failed_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)

    __table_args__ = (
        Index("ix_sign_in_failure_name", "name_hash", "failed_at"),
        Index("ix_sign_in_failure_address", "address", "failed_at"),
    )


class ApiToken(Base):
    """A token by which a recorder or another program writes. Here is only its SHA-256; triggers let it only end."""

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    label: Mapped[str] = mapped_column(String(80))
    scopes: Mapped[str] = mapped_column(String(200))  # Separated by spaces.
    sites: Mapped[str | None] = mapped_column(String(2000))  # The same; None: every site.
    issued_at: Mapped[datetime] = mapped_column(UTCDateTime)
    issued_by: Mapped[int]  # No foreign key: the system (0) issues too.
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revoked_by: Mapped[int | None]
    last_used_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint("length(token_hash) = 32", name="token_hash_is_sha256"),
        CheckConstraint("length(trim(label)) >= 2", name="label_says_something"),
        CheckConstraint("length(scopes) >= 1", name="allows_something"),
        CheckConstraint("sites IS NULL OR length(sites) >= 1", name="sites_not_blank"),
        CheckConstraint("expires_at > issued_at", name="expires_later"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_by IS NULL)", name="revoked_by_somebody"),
    )


class StandIn(Base):
    """Who decides for somebody who is away, from a day to a day in Korea, both included. Triggers refuse chains.

    Triggers let it only end, at once, and be blanked.
    """

    __tablename__ = "stand_in"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    principal_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    deputy_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    site_code: Mapped[str | None] = mapped_column(String(64))  # None: wherever the right holds.
    from_on: Mapped[date]
    until_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(20))
    reason_text: Mapped[str | None] = mapped_column(String(200))
    set_by: Mapped[int]  # No foreign key: the system (0) sets too.
    set_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_by: Mapped[int | None]
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    erased_on: Mapped[date | None]  # Since then the reason is empty.

    __table_args__ = (
        CheckConstraint("principal_id <> deputy_id", name="for_somebody_else"),
        CheckConstraint("set_by <> deputy_id", name="not_set_by_the_deputy"),
        CheckConstraint(f"role IN ({_LENT})", name="role_is_lent"),
        CheckConstraint("site_code IS NULL OR length(site_code) >= 1", name="site_code_not_blank"),
        CheckConstraint("until_on >= from_on", name="days_run_forwards"),
        CheckConstraint(
            f"(erased_on IS NULL AND reason IN ({_ABSENCES})) OR (erased_on IS NOT NULL AND reason = '')",
            name="reason_is_known",
        ),
        CheckConstraint(
            "(reason = 'other') = (reason_text IS NOT NULL)"
            " AND (reason_text IS NULL OR length(trim(reason_text)) >= 1)",
            name="other_reason_is_told",
        ),
        CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL OR ended_at >= set_at)",
            name="end_is_complete",
        ),
    )
