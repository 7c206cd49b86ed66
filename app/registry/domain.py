"""Owns the values of the registry: what can be declared, at which level, and for how long.

One value declared once is inherited downwards: organisation → published row → site → zone → camera.
``None`` always means "not declared here"; an empty tuple means "declared: none".
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.errors import NotAllowed
from app.registry.points import Point

EDITORS = (Role.MANAGER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)
"""Who may change the registry, each within their sites."""


def check_may_edit(actor: Actor) -> None:
    """Let the system, and people who keep the registry, change it.

    :raises NotAllowed: if the person does not.
    """
    if not actor.may_act_as(*EDITORS, acts=(Act.MAINTAIN,)):
        raise NotAllowed


class Kind(StrEnum):
    """The kinds of object the registry holds; stored names are permanent."""

    ORGANISATION = "organisation"
    POST = "post"
    CONTRACTOR = "contractor"
    AGREEMENT = "agreement"
    ROW = "row"
    SITE = "site"
    ZONE = "zone"
    CAMERA = "camera"


class Level(StrEnum):
    """Where a value may be declared, highest first; the lowest that declares it wins."""

    ORGANISATION = "organisation"
    ROW = "row"
    SITE = "site"
    ZONE = "zone"
    CAMERA = "camera"


class SpaceClass(StrEnum):
    """Whether the public may enter without restriction: decides which law governs (개인정보 보호법 25 or 15)."""

    OPEN = "open"  # 공개된 장소
    CLOSED = "closed"  # 비공개 장소


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """Why footage is taken, and the legal item it rests on (a key of ``law.grounds``; None: not mapped yet)."""

    text: str
    ground: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long footage is kept, in days counted from the day of recording.

    ``text`` is the wording as published ("20일 이내"); ``days`` is set for one fixed period, ``least_days`` and
    ``most_days`` for a range. ``recorded`` is False where cameras are watched live and nothing is kept.
    """

    text: str | None = None
    days: int | None = None
    least_days: int | None = None
    most_days: int | None = None
    condition: str | None = None
    reason: str | None = None  # Written reason; expected when longer than the guideline's period.
    recorded: bool = True

    @property
    def longest_days(self) -> int | None:
        """Return the longest period in days, if it can be known."""
        return self.days if self.days is not None else self.most_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A post in a duty, e.g. manager (관리책임자) or access holder (접근권한자), with the label printed beside it."""

    post: str  # Code of a Post.
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """What is published about the devices themselves."""

    kind: str | None = None  # "fixed", "mobile" or free text.
    resolution: str | None = None
    audio: str | None = None  # Statement on sound, as published.
    network: str | None = None
    recorder: str | None = None
    functions: tuple[tuple[str, str], ...] = ()  # Name and value, e.g. ("확대", "있음").


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Everything that may be declared at any level and is inherited downwards."""

    purposes: tuple[Purpose, ...] | None = None
    location: str | None = None  # 설치 위치
    coverage: str | None = None  # 촬영 범위
    hours: str | None = None  # 촬영시간
    retention: Retention | None = None  # 보관기간
    storage_place: str | None = None  # 보관장소
    processing_method: str | None = None  # 처리방법
    checking_method: str | None = None  # 영상정보 확인 방법
    checking_place: str | None = None  # 영상정보 확인 장소
    checking_hours: str | None = None
    manager: Duty | None = None  # 관리책임자
    access_holders: tuple[Duty, ...] | None = None  # 접근권한자
    space_class: SpaceClass | None = None
    device: Device | None = None
    operation: str | None = None  # 자체/위탁 as published.
    unit: str | None = None  # Team or unit the object belongs to, as published.
    installed: str | None = None  # When installed, as published: a day, a month or a year.
    remarks: tuple[str, ...] | None = None


DECLARABLE: tuple[str, ...] = tuple(Declared.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A dated line of a policy's change history."""

    on: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignPlan:
    """A sign as a policy states it: where, how large, how many."""

    place: str | None = None
    size: str | None = None
    count: int | None = None


ORGANISATION_CODE = "self"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """고정형영상정보처리기기운영자. ``code`` is always ``self``: one organisation per log."""

    code: str = ORGANISATION_CODE
    name: str
    name_en: str | None = None
    sector: str | None = None
    language: str = "ko"
    homepage: str | None = None
    address: str | None = None
    phone: str | None = None
    is_public_institution: bool = False
    effective_on: date | None = None  # Effective date of the policy the facts come from.
    legal_bases: tuple[str, ...] = ()
    safeguards: tuple[str, ...] = ()
    request_channels: tuple[str, ...] = ()
    request_form: str | None = None
    refusal_notice_days: int | None = None  # The organisation's own published promise, in days.
    entrustment_statement: str | None = None  # e.g. an explicit "none".
    privacy_officer: Duty | None = None
    stated_total: int | None = None  # A total printed by the source; compared, never stored as truth.
    stated_total_reason: str | None = None  # Why the sum of the rows holds, where that total is another.
    history: tuple[Revision, ...] = ()
    sign_plans: tuple[SignPlan, ...] = ()
    source_url: str | None = None
    declared: Declared = field(default_factory=Declared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """직위. A sign needs only the post, never a person. ``title`` None: only the department is named."""

    code: str
    title: str | None = None
    department: str | None = None
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contractor:
    """수탁자, with the work and the sites it covers (empty: all)."""

    code: str
    name: str
    work: str | None = None
    phones: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    contract_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """An arrangement with police, a control centre or another body that gives access."""

    code: str
    party: str
    scope: str | None = None
    agreed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the published policy under which sites stand together, e.g. "원주·횡성 정압기 164대"."""

    code: str
    name: str
    order: int = 0
    kind: str | None = None
    camera_count: int | None = None  # As published; the sites beneath must add up to it.
    places_count: int | None = None
    declared: Declared = field(default_factory=Declared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """설치장소. Belongs to a published row, or stands as its own row when ``row`` is None.

    A part of another site (``parent``) inherits what that one declares; each counts only its own cameras.
    """

    code: str
    name: str
    kind: str | None = None  # Freely named: 사옥, CNG 충전소, 정압기 …
    row: str | None = None
    order: int = 0
    region: str | None = None  # e.g. 원주시; for filters.
    address: str | None = None
    point: Point | None = None  # For those who must find it; never printed on a sign nor published.
    parent: str | None = None  # Code of a site this one is part of (building > floor).
    camera_count: int | None = None
    places_count: int | None = None
    zones_complete: bool = True  # False: the zones listed are only some of the site.
    declared: Declared = field(default_factory=Declared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A part of a site that is filmed as one and gets one sign. Zones of different ``by`` may overlap."""

    code: str
    site: str
    name: str
    order: int = 0
    by: str = "place"  # place, floor, storage, purpose, manager, device, publicness …
    camera_count: int | None = None
    installed_on: date | None = None
    sensitive: str | None = None  # What private place it may see into (법 25②), None: none.
    declared: Declared = field(default_factory=Declared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """One device."""

    code: str
    zone: str
    name: str | None = None
    type: str | None = None
    ptz: bool | None = None
    audio_enabled: bool | None = None
    audio_off_verified_on: date | None = None
    recorder: str | None = None
    recorder_channel: str | None = None
    installed_on: date | None = None
    removed_on: date | None = None
    declared: Declared = field(default_factory=Declared)


type_of_kind: dict[Kind, type] = {
    Kind.ORGANISATION: Organisation,
    Kind.POST: Post,
    Kind.CONTRACTOR: Contractor,
    Kind.AGREEMENT: Agreement,
    Kind.ROW: Row,
    Kind.SITE: Site,
    Kind.ZONE: Zone,
    Kind.CAMERA: Camera,
}

Thing = Organisation | Post | Contractor | Agreement | Row | Site | Zone | Camera
