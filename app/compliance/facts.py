"""Owns what rules look at: facts on one day, each in plain values, and the objects they are about."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.compliance.standing_facts import BackupFact, LackFact, LintedFact, PostFact, SecurityFact
from app.kernel.actor import Role
from app.registry.snapshot import Snapshot


class Subject(StrEnum):
    """The kinds of object a finding can point at."""

    ORGANISATION = "organisation"
    ROW = "row"
    SITE = "site"
    ZONE = "zone"
    CAMERA = "camera"
    CONTRACTOR = "contractor"
    SIGN = "sign"
    VIEWING_REQUEST = "viewing_request"
    ACCOUNT = "account"
    ENTRY = "entry"
    MONTH = "month"
    REVIEW = "review"
    SETTING = "setting"


@dataclass(frozen=True, slots=True)
class Place:
    """An object a breach was found at. ``site_code`` None: it belongs to no single site."""

    kind: Subject
    code: str
    name: str
    site_code: str | None = None


class ContractorLine(StrEnum):
    """How the line of contractors stands on a sign."""

    SOUND = "sound"  # Or there is no contractor.
    NOT_PRINTED = "not_printed"
    WITHOUT_PHONE = "without_phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class InsteadFact:
    """What stands for a sign. ``reason_elsewhere``: the same words at another site; ``is_live``: people see it."""

    number: int
    exempt: bool = False
    on_homepage: bool = False
    reason: str = ""
    reason_elsewhere: bool = False
    has_document: bool = False
    is_live: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SignFact:
    """What rules need of a sign that must hang somewhere. ``missing`` names the required lines without a value.

    ``instead`` says what stands for the sign today. ``places``: how many separate places a sign at an entrance is for.
    ``last_seen`` and ``photographed`` tell what was noted on the wall, ``is_lost`` that no copy hangs any more.
    """

    number: str  # Empty while none is issued.
    target: str
    name: str
    site_code: str
    row: tuple[str, str] | None = None
    open_place: bool = True
    missing: tuple[str, ...] = ()
    printed: bool = False
    stale: bool = False  # What was printed last differs from what must be said now.
    instead: InsteadFact | None = None
    places: int | None = None
    contractor: ContractorLine = ContractorLine.SOUND
    printed_on: date | None = None
    last_seen: date | None = None
    photographed: bool = False
    is_lost: bool = False

    @property
    def to_renew(self) -> bool:
        """Return whether somebody must print it, or first complete it; not where something stands for it."""
        if self.instead is not None:
            return False
        return self.stale or bool(self.missing) or (self.open_place and not self.printed)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFact:
    """What rules need of an open viewing request. ``due_on`` is the sooner of the promised and the legal last day."""

    number: str
    undecided: bool
    due_on: date
    legal_on: date
    has_legal_day: bool = True  # False: the law sets none, it is our own.
    asks_to_erase: bool = False  # Or to suspend: its result has a period of its own.
    overwritten_on: date | None = None  # None: locked, or no period is known.
    given_up_on: date | None = None  # From when footage goes that a decider gave up.


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeFact:
    """What rules need of a case whose asker was not checked, or that keeps a paper which was asked about.

    ``given``: shown or handed over already. ``asked_about``: how many papers looked like an identity card.
    """

    number: str
    given: bool = False
    identity_missing: bool = False
    authority_missing: bool = False
    asked_about: int = 0
    without_self: bool = False  # Shown as a viewing though who asked is not in the footage.


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldFact:
    """What rules need of footage still locked for a case that needs it no more. ``over_on`` None: not closed."""

    number: str
    name: str
    site_code: str | None
    over_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFact:
    """What rules need of an account that can sign in. ``last_seen_on`` None: never used.

    ``two_places_on``: the last day it was used from two addresses at once, if that is not long ago.
    """

    sign_in_name: str
    display_name: str
    roles: frozenset[Role]
    created_on: date
    last_seen_on: date | None = None
    two_places_on: date | None = None
    confirm_by: date | None = None  # By when somebody should have said that its rights are still needed.
    is_weakly_hashed: bool = False  # Its password is stored otherwise than by argon2id.


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFact:
    """What rules need of an entry of use or provision. ``sites``: where its cameras are."""

    number: int
    provision: bool
    sites: tuple[str, ...]
    ground: str | None
    document: str | None = None
    consented: bool = False  # The day is known, and each of the five items was told.
    has_letter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecorderFact:
    """What a recorder's log says of a month at a site: playbacks and exports the register does not have."""

    name: str
    month: str
    site_code: str
    waiting: int = 0
    explained: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionFact:
    """What rules need of a camera's recorder: what was published, set and measured. Days; None: not known.

    ``measured_days`` is what it keeps at least, ``kept_days`` the age of the oldest footage found. ``is_held``: a hold
    keeps some of it longer on purpose.
    """

    place: Place
    row: tuple[str, str] | None = None
    recorded: bool = True
    shortest_days: int | None = None
    longest_days: int | None = None
    configured_days: int | None = None
    measured_days: int | None = None
    kept_days: int | None = None
    locked_left_out: bool = True
    is_young: bool = False
    is_held: bool = False
    offset_seconds: int | None = None
    looked_on: date | None = None
    is_unknown: bool = False
    is_overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFact:
    """What rules need of a hand-over, or of a request fulfilled without. In won; ``overdue``: copies and their day."""

    number: str
    masking_answered: bool = True
    gave_copy: bool = False
    copies: int = 0
    fee: int = 0
    cost: int = 0
    caused_by_us: bool = False
    overdue: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFact:
    """What rules need of an answer: last days while nobody has told the asker, else what limits a viewing and why."""

    number: str
    due_on: date | None = None
    legal_on: date | None = None
    has_legal_day: bool = True
    limits: bool = False
    ground: str | None = None
    is_complete: bool = True
    unmasked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFact:
    """What rules need of the published policy. ``in_force`` None: no version has taken effect.

    ``moved_on``: the text of the version in force would be another one by the registry of the day. ``stale``: announced
    versions composed from another registry or other clauses than those of their day, with the day they take effect.
    ``linted``: what the linter says of the text in force. ``untold_contractors``: code and name of those not in it.
    """

    in_force: int | None = None
    moved_on: bool = False
    stale: tuple[tuple[int, date], ...] = ()
    linted: tuple[LintedFact, ...] = ()
    untold_contractors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything rules look at, on one day; what is left out is not looked at."""

    on: date
    snapshot: Snapshot | None = None
    signs: tuple[SignFact, ...] = ()
    requests: tuple[RequestFact, ...] = ()
    intakes: tuple[IntakeFact, ...] = ()
    holds: tuple[HoldFact, ...] = ()
    handovers: tuple[HandoverFact, ...] = ()
    answers: tuple[AnswerFact, ...] = ()
    accounts: tuple[AccountFact, ...] = ()
    entries: tuple[EntryFact, ...] = ()
    recorders: tuple[RecorderFact, ...] = ()
    retentions: tuple[RetentionFact, ...] = ()
    policy: PolicyFact | None = None
    security: SecurityFact | None = None
    backup: BackupFact | None = None
    posts: tuple[PostFact, ...] = ()
    lacks: tuple[LackFact, ...] = ()
    is_public_institution: bool = False
