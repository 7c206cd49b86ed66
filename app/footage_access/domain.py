"""Owns what an entry of the footage register is, and what each kind of it needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.kernel.actor import Actor, Role
from app.kernel.acts import FOOTAGE
from app.kernel.acts import Act as Exercised
from app.kernel.clock import kst_day
from app.kernel.errors import NotAllowed
from app.kernel.messages import N_
from app.law.periods import access_log_years, register_years
from app.viewing_requests.domain import Handling, Place

RECORDERS = (Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER)
READERS = (*RECORDERS, Role.AUDITOR)


def check_may_record(actor: Actor, *acts: Exercised) -> None:
    """Let people who work with footage make entries; not the system, since every entry names who handled footage.

    :param acts: what the entry tells of, of which one must be allowed; any of ``FOOTAGE`` if none is named.
    :raises NotAllowed: if the person does not, or may not.
    """
    if not actor.has(*RECORDERS, acts=acts or FOOTAGE):
        raise NotAllowed


def records_at(actor: Actor, places: Iterable[Place]) -> bool:
    """Return whether the person works with footage at every one of some places."""
    recording = actor.acting_as(*RECORDERS)
    return actor.has(*RECORDERS) and all(
        actor.sees_site(place.site_code) and recording.sees_site(place.site_code) for place in places
    )


def check_may_take_out(actor: Actor) -> None:
    """Let the system, and people who read the register, take a copy of it out.

    :raises NotAllowed: if the person may not.
    """
    if not actor.may_act_as(*READERS, acts=(Exercised.PRINT,)):
        raise NotAllowed


class Kind(StrEnum):
    """What was done with footage; stored names are permanent. The last four are the statutory form's (별지 제3호)."""

    LIVE = "live"  # 실시간
    PLAYBACK = "playback"  # 재생 (표준지침 §47.4)
    VIEWING = "viewing"  # 열람
    USE = "use"  # 이용
    PROVISION = "provision"  # 제공
    DESTRUCTION = "destruction"  # 파기


_EXERCISED: Mapping[Kind, Exercised] = {
    Kind.LIVE: Exercised.WATCH_LIVE,
    Kind.PLAYBACK: Exercised.PLAYBACK,
    Kind.VIEWING: Exercised.HAND_OVER,
    Kind.USE: Exercised.COPY,
    Kind.PROVISION: Exercised.HAND_OVER,
    Kind.DESTRUCTION: Exercised.REGISTER,
}
"""What somebody must be allowed to have done, to write down that they did it."""


def writing(actor: Actor, kind: Kind, *, copied: bool) -> Actor:
    """Return the person with only those rights that allow what an entry of a kind tells of.

    :raises NotAllowed: if none does.
    """
    able = actor.doing(_EXERCISED[kind])
    if copied:
        able = able.doing(Exercised.COPY)
    check_may_record(able)
    return able


class Act(StrEnum):
    """Whether an entry tells something new, corrects an older entry, or takes it back."""

    ACCESSED = "accessed"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class Purpose(StrEnum):
    """The closed list of purposes; the text beside it says the rest."""

    FACILITY_SAFETY = "facility_safety"
    FIRE_PREVENTION = "fire_prevention"
    CRIME_PREVENTION = "crime_prevention"
    VISITOR_SAFETY = "visitor_safety"
    INCIDENT = "incident"
    DATA_SUBJECT = "data_subject"
    INVESTIGATION = "investigation"
    INSPECTION = "inspection"
    EXPIRY = "expiry"


class Form(StrEnum):
    """In which form footage was used, shown or given (이용·제공 형태)."""

    SCREEN = "screen"
    FILE = "file"
    STILL = "still"
    PRINT = "print"


class Method(StrEnum):
    """How footage was destroyed (시행령 16①, 표준지침 §41③)."""

    ERASED = "erased"
    OVERWRITTEN = "overwritten"
    DEGAUSSED = "degaussed"
    SHREDDED = "shredded"
    BURNT = "burnt"


class ConsentItem(StrEnum):
    """What somebody must have been told before they consent (법 18③); the five in the order of the law."""

    RECIPIENT = "recipient"
    PURPOSE = "purpose"
    ITEMS = "items"
    PERIOD = "period"
    REFUSAL = "refusal"


KIND_NAMES: Mapping[Kind, str] = {
    Kind.LIVE: N_("실시간"),
    Kind.PLAYBACK: N_("재생"),
    Kind.VIEWING: N_("열람"),
    Kind.USE: N_("이용"),
    Kind.PROVISION: N_("제공"),
    Kind.DESTRUCTION: N_("파기"),
}
PURPOSE_NAMES: Mapping[Purpose, str] = {
    Purpose.FACILITY_SAFETY: N_("시설안전"),
    Purpose.FIRE_PREVENTION: N_("화재예방"),
    Purpose.CRIME_PREVENTION: N_("범죄예방"),
    Purpose.VISITOR_SAFETY: N_("이용자 안전사고 예방"),
    Purpose.INCIDENT: N_("사고조사"),
    Purpose.DATA_SUBJECT: N_("정보주체 청구"),
    Purpose.INVESTIGATION: N_("수사기관·법원 제공"),
    Purpose.INSPECTION: N_("시스템 점검"),
    Purpose.EXPIRY: N_("보관기간 만료 파기"),
}
FORM_NAMES: Mapping[Form, str] = {
    Form.SCREEN: N_("화면 열람"),
    Form.FILE: N_("영상 파일"),
    Form.STILL: N_("정지 사진"),
    Form.PRINT: N_("출력물"),
}
METHOD_NAMES: Mapping[Method, str] = {
    Method.ERASED: N_("영구 삭제"),
    Method.OVERWRITTEN: N_("초기화·덮어쓰기"),
    Method.DEGAUSSED: N_("전용 소자장비"),
    Method.SHREDDED: N_("파쇄"),
    Method.BURNT: N_("소각"),
}
CONSENT_NAMES: Mapping[ConsentItem, str] = {
    ConsentItem.RECIPIENT: N_("제공받는 자"),
    ConsentItem.PURPOSE: N_("이용 목적"),
    ConsentItem.ITEMS: N_("이용·제공하는 항목"),
    ConsentItem.PERIOD: N_("보유·이용 기간"),
    ConsentItem.REFUSAL: N_("거부할 권리와 거부에 따른 불이익"),
}
ACT_NAMES: Mapping[Act, str] = {Act.ACCESSED: N_("기록"), Act.CORRECTED: N_("정정"), Act.WITHDRAWN: N_("철회")}
REQUEST_HANDLING: Mapping[Kind, Handling] = {Kind.VIEWING: Handling.VIEWING, Kind.PROVISION: Handling.PROVISION}
"""Kinds that happen only against an approved request, and how that request is handled."""
REGISTER_KINDS = (Kind.VIEWING, Kind.USE, Kind.PROVISION, Kind.DESTRUCTION)
"""Kinds the statutory form has (별지 제3호)."""
RUNNING_KINDS = (Kind.LIVE, Kind.PLAYBACK)
"""Kinds that may be recorded when they begin, and ended later."""
GROUND_CONSENT, GROUND_STATUTE = "pipa.18.2.1", "pipa.18.2.2"
"""Grounds that need more: the five items of consent (법 18③); the statute or warrant and its number (법 18②2)."""
COPIES = (Form.FILE, Form.STILL, Form.PRINT)
"""Forms in which a viewing leaves a copy with the person (표준지침 §44⑤5)."""


def names_recipient(kind: str) -> bool:
    """Return whether an entry of a kind says who used footage or was given it."""
    return kind in {Kind.USE, Kind.PROVISION}


def names_copy(kind: str, form: str | None, version: int) -> bool:
    """Return whether an entry says which copy was given at a viewing; version 1 of the event did not ask."""
    return kind == Kind.VIEWING and form in COPIES and version > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an entry says.

    ``text``, ``copied``, ``copy_reason`` and ``recipient`` are personal; everything else stays for good.
    """

    kind: Kind
    occurred_at: datetime
    places: tuple[Place, ...]
    purpose: Purpose
    text: str = ""
    span_from: datetime | None = None
    span_to: datetime | None = None
    request_number: str | None = None
    file_name: str | None = None
    recipient: str | None = None
    ground: str | None = None
    form: Form | None = None
    period_until: date | None = None
    method: Method | None = None
    cycle_days: int | None = None  # Automatic deletion: its cycle …
    cycle_checked_on: date | None = None  # … and the day its working was checked.
    document: str | None = None  # Number of the official letter or warrant, and the statute it rests on.
    runs: bool = False  # Begun, and not over when it was recorded.
    copied: str | None = None  # What the copy given at a viewing shows …
    copy_reason: str | None = None  # … and why it was given.
    consent_on: date | None = None
    consent_items: tuple[ConsentItem, ...] = ()


def erase_day(occurred_at: datetime) -> date:
    """Return the day in Korea on which what an entry says of people is erased: our retention of the register."""
    day = kst_day(occurred_at)
    return register_years(day).first_day_after(day)


def look_erase_day(now: datetime) -> date:
    """Return the day in Korea on which the words of a search are erased."""
    day = kst_day(now)
    return access_log_years(day).first_day_after(day)


def erased(on: date | str | None) -> str:
    """Return what stands in files and on paper where words were erased; without a day where none is known."""
    return f"파기됨 ({on})" if on else "파기됨"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which entries a list shows. Empty: all the person may see."""

    text: str = ""
    since: datetime | None = None
    until: datetime | None = None
    handler_id: int | None = None
    site: str | None = None
    camera: str | None = None
    kinds: tuple[Kind, ...] = ()
    request_number: str | None = None
    statutory_only: bool = False

    @property
    def asked_kinds(self) -> tuple[Kind, ...] | None:
        """Return the kinds asked for, None: all."""
        kinds = self.kinds or tuple(Kind)
        if self.statutory_only:
            kinds = tuple(kind for kind in kinds if kind in REGISTER_KINDS)
        return None if set(kinds) == set(Kind) else kinds
