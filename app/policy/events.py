"""Owns what is sealed about versions and clauses of the policy. None of it is personal: it names posts, no people."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.ledger.events import Event


@dataclass(frozen=True, slots=True)
class PinnedText:
    """One form in one language, by the SHA-256 of its canonical JSON."""

    form: str
    language: str
    digest: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file as it was published, by the SHA-256 of its bytes."""

    form: str
    language: str
    format: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class _OfVersion:
    """Something happened to a version."""

    number: int

    @property
    def subject(self) -> str:
        """Return ``policy_version:3``."""
        return f"policy_version:{self.number}"


@dataclass(frozen=True, kw_only=True)
class _Composed(_OfVersion):
    """A text was composed and pinned: by which choices, from which registry, with which clauses."""

    effective_on: date
    note: str
    forms: tuple[str, ...]
    languages: tuple[str, ...]
    numbering: str
    registry_revision: str
    clauses: tuple[str, ...]
    clauses_digest: str
    text_digest: str
    texts: tuple[PinnedText, ...]
    authors: tuple[int, ...] = ()  # Accounts who worded what is new in it, beside who drafts it.


@dataclass(frozen=True, kw_only=True)
class PolicyDrafted(_Composed, Event):
    """A version was begun."""

    name: ClassVar[str] = "policy.drafted"


@dataclass(frozen=True, kw_only=True)
class PolicyRefreshed(_Composed, Event):
    """A draft was composed anew."""

    name: ClassVar[str] = "policy.refreshed"


@dataclass(frozen=True, kw_only=True)
class PolicyReviewed(_OfVersion, Event):
    """Somebody else read a draft and vouches for it."""

    name: ClassVar[str] = "policy.reviewed"

    text_digest: str
    for_account: int | None = None


@dataclass(frozen=True, kw_only=True)
class PolicySentBack(_OfVersion, Event):
    """A reviewed or approved version became a draft again. The reason names nobody."""

    name: ClassVar[str] = "policy.sent_back"

    reason: str


@dataclass(frozen=True, kw_only=True)
class PolicyApproved(_OfVersion, Event):
    """The privacy officer approved exactly this text."""

    name: ClassVar[str] = "policy.approved"

    text_digest: str
    registry_revision: str
    for_account: int | None = None
    cautions: int = 0  # How many our own reading of the text cautions of, as they were shown.
    caution_rules: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()  # Which sentences were confirmed to be so, by clause and block: "8-signs".
    groundless: int = 0  # How many purposes it publishes without a legal ground, as they were shown.


@dataclass(frozen=True, kw_only=True)
class PolicyAnnounced(_OfVersion, Event):
    """A version was published with the day it takes effect; its files are kept as they were given out."""

    name: ClassVar[str] = "policy.announced"

    effective_on: date
    announced_on: date
    files: tuple[KeptFile, ...]
    files_digest: str


@dataclass(frozen=True, kw_only=True)
class PolicyEnteredIntoForce(_OfVersion, Event):
    """A version took effect."""

    name: ClassVar[str] = "policy.entered_into_force"

    effective_on: date
    entered_on: date


@dataclass(frozen=True, kw_only=True)
class PolicyReplaced(_OfVersion, Event):
    """A version gave way to a later one."""

    name: ClassVar[str] = "policy.replaced"

    by: int


@dataclass(frozen=True, kw_only=True)
class PolicyWithdrawn(_OfVersion, Event):
    """A version will not take effect. The reason names nobody."""

    name: ClassVar[str] = "policy.withdrawn"

    reason: str
    was: str


@dataclass(frozen=True, kw_only=True)
class _OfClause:
    """Something happened to the wording of a clause."""

    section: int
    language: str
    number: int
    based_on: str

    @property
    def subject(self) -> str:
        """Return ``policy_clause:6-ko``."""
        return f"policy_clause:{self.section}-{self.language}"


@dataclass(frozen=True, kw_only=True)
class PolicyClauseReworded(_OfClause, Event):
    """The organisation words a clause its own way. It is published text: it names posts, never people."""

    name: ClassVar[str] = "policy.clause_reworded"

    content: str
    caution_rules: tuple[str, ...] = ()  # What was cautioned of, and read.
    reason: str | None = None  # Why it is said so all the same. It names nobody.


@dataclass(frozen=True, kw_only=True)
class PolicyClauseRestored(_OfClause, Event):
    """The organisation went back to our wording of a clause."""

    name: ClassVar[str] = "policy.clause_restored"
