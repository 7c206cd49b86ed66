"""Owns what the ledger keeps about people and their rights. Names and addresses are personal parts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from app.accounts.about import AboutAccount
from app.accounts.domain import Scope, SessionEnd
from app.accounts.sign_in_rules import Proof
from app.kernel.actor import Role
from app.ledger.events import Event, personal


@dataclass(frozen=True, kw_only=True)
class AccountOpened(AboutAccount, Event):
    """A person got an account."""

    name: ClassVar[str] = "account.opened"
    sign_in_name: str = personal("account")
    display_name: str = personal("account")


@dataclass(frozen=True, kw_only=True)
class AccountDisabled(AboutAccount, Event):
    """An account was closed; its sessions ended with it."""

    name: ClassVar[str] = "account.disabled"
    reason: str = personal("reason")


@dataclass(frozen=True, kw_only=True)
class RoleGranted(AboutAccount, Event):
    """A person got a right, at one site or everywhere. Version 1 had no times and no acts: it counted from then on."""

    name: ClassVar[str] = "account.role_granted"
    version: ClassVar[int] = 2

    grant_id: int
    role: Role
    at_site: str | None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    acts: str | None = None  # Separated by spaces; None: all acts of the role.
    reason: str = personal("reason")

    @property
    def site_code(self) -> str | None:
        """Return the site the right holds at; None for all."""
        return self.at_site


@dataclass(frozen=True, kw_only=True)
class RoleEnded(AboutAccount, Event):
    """A right was taken back."""

    name: ClassVar[str] = "account.role_ended"
    grant_id: int
    role: Role
    at_site: str | None
    reason: str = personal("reason")

    @property
    def site_code(self) -> str | None:
        """Return the site the right held at; None for all."""
        return self.at_site


@dataclass(frozen=True, kw_only=True)
class PasswordSet(AboutAccount, Event):
    """A password was chosen by its owner, or handed over by an administrator."""

    name: ClassVar[str] = "account.password_set"
    handed_over: bool


@dataclass(frozen=True, kw_only=True)
class SessionOpened(AboutAccount, Event):
    """A person signed in. ``session`` is the beginning of the stored hash: enough to tell sessions apart."""

    name: ClassVar[str] = "session.opened"
    version: ClassVar[int] = 2  # Version 1 did not say by what they showed who they are.
    session: str
    proven_by: Proof = Proof.PASSWORD
    address: str | None = personal("origin")
    user_agent: str | None = personal("origin")


@dataclass(frozen=True, kw_only=True)
class SessionEnded(AboutAccount, Event):
    """A session was ended before its time."""

    name: ClassVar[str] = "session.ended"
    session: str
    why: SessionEnd


@dataclass(frozen=True, kw_only=True)
class SignInFailed(Event):
    """A sign-in failed. Whose it was, if anybody's, is known only as account number."""

    name: ClassVar[str] = "sign_in.failed"
    account_id: int | None
    sign_in_name: str = personal("attempt")
    address: str | None = personal("attempt")

    @property
    def subject(self) -> str:
        """Return the account, or that there is none."""
        return f"account:{self.account_id}" if self.account_id is not None else "account:unknown"


@dataclass(frozen=True, kw_only=True)
class _OfPrincipal:
    """What the events about standing in share; no event by itself."""

    principal_id: int
    deputy_id: int
    role: Role
    at_site: str | None

    @property
    def subject(self) -> str:
        """Return the account of who is away."""
        return f"account:{self.principal_id}"

    @property
    def site_code(self) -> str | None:
        """Return the site it holds at; None for all of the right."""
        return self.at_site


@dataclass(frozen=True, kw_only=True)
class StandInSet(_OfPrincipal, Event):
    """Somebody was named who decides for another. Why (an ``Absence``) is personal: it may be an illness."""

    name: ClassVar[str] = "stand_in.set"
    from_on: date
    until_on: date
    reason: str = personal("reason")
    reason_text: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class StandInEnded(_OfPrincipal, Event):
    """Standing in ended before its last day, at once; ``set_leaf`` is the entry that began it."""

    name: ClassVar[str] = "stand_in.ended"
    set_leaf: int


@dataclass(frozen=True, kw_only=True)
class _OfToken:
    """What the events about tokens share; no event by itself."""

    token_id: int

    @property
    def subject(self) -> str:
        """Return the token."""
        return f"token:{self.token_id}"


@dataclass(frozen=True, kw_only=True)
class TokenIssued(_OfToken, Event):
    """A program got a token; ``digest`` is the SHA-256 of a secret of 256 bits, which nobody can guess from it."""

    name: ClassVar[str] = "token.issued"
    label: str
    scopes: tuple[Scope, ...]
    sites: tuple[str, ...] | None
    expires_at: datetime
    digest: str
    reason: str = personal("reason")


@dataclass(frozen=True, kw_only=True)
class TokenRevoked(_OfToken, Event):
    """A token was ended before its time."""

    name: ClassVar[str] = "token.revoked"
    reason: str = personal("reason")
