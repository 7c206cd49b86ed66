"""Owns what the ledger keeps about how people prove who they are: rules, second factors, PINs, parallel use."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.accounts.about import AboutAccount
from app.accounts.sign_in_rules import FactorEnd, LinkEnd, Proof
from app.kernel.actor import Role
from app.ledger.events import Event, personal


@dataclass(frozen=True, kw_only=True)
class SignInRuleSet(Event):
    """An administrator said how people of a role sign in: second factor, and times in minutes."""

    name: ClassVar[str] = "sign_in_rule.set"
    role: Role
    second_factor: bool
    idle_minutes: int
    absolute_minutes: int
    fresh_minutes: int
    one_session: bool
    reason: str = personal("reason")

    @property
    def subject(self) -> str:
        """Return the role."""
        return f"role:{self.role.value}"


@dataclass(frozen=True, kw_only=True)
class AuthenticatorEnrolled(AboutAccount, Event):
    """A person set up an authenticator app; ``digest`` is the SHA-256 of its secret as it is kept, encrypted."""

    name: ClassVar[str] = "authenticator.enrolled"
    authenticator_id: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class AuthenticatorEnded(AboutAccount, Event):
    """An authenticator app opens nothing any more."""

    name: ClassVar[str] = "authenticator.ended"
    authenticator_id: int
    why: FactorEnd
    reason: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class RecoveryCodesIssued(AboutAccount, Event):
    """A person got recovery codes, shown once; all before them are void."""

    name: ClassVar[str] = "recovery_codes.issued"
    count: int


@dataclass(frozen=True, kw_only=True)
class RecoveryCodeUsed(AboutAccount, Event):
    """A recovery code was used instead of the app; it opens nothing again."""

    name: ClassVar[str] = "recovery_codes.used"
    left: int


@dataclass(frozen=True, kw_only=True)
class PasskeyRegistered(AboutAccount, Event):
    """A person registered a passkey; ``digest`` is the SHA-256 of its public key."""

    name: ClassVar[str] = "passkey.registered"
    passkey_id: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class PasskeyEnded(AboutAccount, Event):
    """A passkey opens nothing any more."""

    name: ClassVar[str] = "passkey.ended"
    passkey_id: int
    why: FactorEnd
    reason: str | None = personal("reason")


@dataclass(frozen=True, kw_only=True)
class SwitchPinSet(AboutAccount, Event):
    """A person chose a PIN for the shared computer."""

    name: ClassVar[str] = "switch_pin.set"


@dataclass(frozen=True, kw_only=True)
class SwitchPinRemoved(AboutAccount, Event):
    """A PIN for the shared computer opens nothing any more."""

    name: ClassVar[str] = "switch_pin.removed"
    why: FactorEnd


@dataclass(frozen=True, kw_only=True)
class ProvenAgain(AboutAccount, Event):
    """A person proved again who they are, before an act that asks for it."""

    name: ClassVar[str] = "session.proven_again"
    session: str
    proven_by: Proof


@dataclass(frozen=True, kw_only=True)
class UsedInParallel(AboutAccount, Event):
    """An account was used from two addresses within minutes: perhaps by two people."""

    name: ClassVar[str] = "session.used_in_parallel"
    session: str
    other_session: str
    address: str | None = personal("origin")
    other_address: str | None = personal("origin")


@dataclass(frozen=True, kw_only=True)
class FirstLinkMade(Event):
    """A link was made by which the first administrator opens their account; ``digest`` is the SHA-256 of 256 bits."""

    name: ClassVar[str] = "first_link.made"
    digest: str
    expires_at: datetime

    @property
    def subject(self) -> str:
        """Return that it is about the installation."""
        return "first_link:first"


@dataclass(frozen=True, kw_only=True)
class FirstLinkEnded(Event):
    """Such a link opens nothing any more: an account was opened by it, or a newer link took its place."""

    name: ClassVar[str] = "first_link.ended"
    made_leaf: int
    why: LinkEnd
    account_id: int | None

    @property
    def subject(self) -> str:
        """Return the account, or that there is none."""
        return "first_link:first" if self.account_id is None else f"account:{self.account_id}"
