"""Owns the tables of second factors, passkeys, PINs, the rules of signing in, and of accounts used in parallel."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.kernel.actor import Role

_ROLES = ", ".join(f"'{role.value}'" for role in Role)
_ENDS = "'removed', 'replaced', 'reset', 'disabled'"


class SignInRule(Base):
    """How people of a role sign in, from when it was set; the newest of a role holds. Triggers keep what was set."""

    __tablename__ = "sign_in_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(String(20), index=True)
    second_factor: Mapped[bool]
    idle_minutes: Mapped[int]
    absolute_minutes: Mapped[int]
    fresh_minutes: Mapped[int]
    one_session: Mapped[bool]
    set_at: Mapped[datetime] = mapped_column(UTCDateTime)
    set_by: Mapped[int]  # No foreign key: the system (0) sets too.

    __table_args__ = (
        CheckConstraint(f"role IN ({_ROLES})", name="role_is_known"),
        CheckConstraint("idle_minutes BETWEEN 5 AND 240", name="idle_is_bounded"),
        CheckConstraint("absolute_minutes BETWEEN 30 AND 1440", name="absolute_is_bounded"),
        CheckConstraint("idle_minutes <= absolute_minutes", name="idle_ends_first"),
        CheckConstraint("fresh_minutes BETWEEN 1 AND 1440", name="fresh_is_bounded"),
    )


class Authenticator(Base):
    """An app that makes one-time codes (RFC 6238). Its secret is sealed by the vault, and goes when it ends."""

    __tablename__ = "authenticator"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    secret: Mapped[str | None] = mapped_column(String(400))
    last_step: Mapped[int] = mapped_column(BigInteger)  # No code of this step or one before opens anything again.
    enrolled_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    end_reason: Mapped[str | None] = mapped_column(String(20))

    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (secret IS NOT NULL)", name="secret_goes_with_the_end"),
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="end_has_a_reason"),
        CheckConstraint(f"end_reason IS NULL OR end_reason IN ({_ENDS})", name="end_reason_is_known"),
        CheckConstraint("ended_at IS NULL OR ended_at >= enrolled_at", name="times_run_forwards"),
        Index(
            "uq_authenticator_open",
            "account_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )


class RecoveryCode(Base):
    """A code for when the authenticator is lost; it opens once. Only a keyed hash is here; new ones replace all."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    __table_args__ = (CheckConstraint("length(code_hash) = 32", name="code_hash_is_sha256"),)


class Passkey(Base):
    """A key of a device somebody signs in with (WebAuthn). Triggers let it only be used and end."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary(2000))
    label: Mapped[str] = mapped_column(String(80))
    sign_count: Mapped[int] = mapped_column(BigInteger)
    registered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_used_on: Mapped[date | None]
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    end_reason: Mapped[str | None] = mapped_column(String(20))

    __table_args__ = (
        CheckConstraint("length(credential_id) >= 1 AND length(public_key) >= 1", name="key_is_there"),
        CheckConstraint("length(trim(label)) >= 1", name="label_says_something"),
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="end_has_a_reason"),
        CheckConstraint(f"end_reason IS NULL OR end_reason IN ({_ENDS})", name="end_reason_is_known"),
        CheckConstraint("ended_at IS NULL OR ended_at >= registered_at", name="times_run_forwards"),
    )


class PasskeyChallenge(Base):
    """What a browser was asked to sign; it counts once. Only its SHA-256 is here."""

    __tablename__ = "passkey_challenge"

    challenge_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))  # None: nobody is known yet.
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (CheckConstraint("length(challenge_hash) = 32", name="challenge_hash_is_sha256"),)


class SwitchPin(Base):
    """A number by which somebody takes over a shared computer, together with a one-time code; never alone."""

    __tablename__ = "switch_pin"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    pin_hash: Mapped[str] = mapped_column(String(255))
    set_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (CheckConstraint("length(pin_hash) >= 20", name="pin_is_hashed"),)


class ParallelUse(Base):
    """An account was used from two addresses at once: once a day at most. Triggers keep it."""

    __tablename__ = "parallel_use"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    seen_on: Mapped[date] = mapped_column(index=True)
    session: Mapped[str] = mapped_column(String(16))
    other_session: Mapped[str] = mapped_column(String(16))

    __table_args__ = (
        UniqueConstraint("account_id", "seen_on", name="uq_parallel_use_account_id_seen_on"),
        CheckConstraint("length(session) = 16 AND length(other_session) = 16", name="sessions_are_named"),
    )


class FirstLink(Base):
    """A link by which the first administrator opens their account. Here is only its SHA-256; triggers keep it."""

    __tablename__ = "first_link"

    leaf: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        CheckConstraint("length(secret_hash) = 32", name="secret_hash_is_sha256"),
        CheckConstraint("expires_at > made_at", name="expires_later"),
    )


class FirstLinkEnd(Base):
    """That such a link was used, or another took its place: once for each link, whoever asks at once."""

    __tablename__ = "first_link_end"

    link_leaf: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("first_link.leaf"), primary_key=True, autoincrement=False
    )
    leaf: Mapped[int] = mapped_column(BigInteger)
    why: Mapped[str] = mapped_column(String(10))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), unique=True)  # Who opened theirs by it.
    ended_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        CheckConstraint("why IN ('used', 'replaced')", name="why_is_known"),
        CheckConstraint("(why = 'used') = (account_id IS NOT NULL)", name="used_by_somebody"),
        CheckConstraint("leaf > link_leaf", name="ends_after_it_began"),
    )
