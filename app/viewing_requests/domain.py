"""Owns the words of a viewing request: who asks for what, and who may work on it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.kernel.actor import SYSTEM_ID, Actor, Role
from app.kernel.acts import Act
from app.kernel.errors import NotAllowed
from app.kernel.messages import N_
from app.viewing_requests.refusals import OwnRequest, SpanBackwards, SpanInFuture


class Channel(StrEnum):
    """How the request came in (개인정보 보호법 38④: more than one way must be open)."""

    COUNTER = "counter"
    PHONE = "phone"
    LETTER = "letter"
    EMAIL = "email"
    FAX = "fax"
    WEB = "web"


class RequestKind(StrEnum):
    """What is asked for (개인정보 보호법 35, 36, 37)."""

    VIEWING = "viewing"  # 열람
    COPY = "copy"  # 사본
    EXISTENCE = "existence"  # 존재확인
    DELETION = "deletion"  # 삭제
    SUSPENSION = "suspension"  # 처리정지: closed places only (법 58②)


class RequesterKind(StrEnum):
    """Who asks."""

    SUBJECT = "subject"  # 정보주체 본인
    GUARDIAN = "guardian"  # 법정대리인
    AGENT = "agent"  # 위임받은 대리인
    INVESTIGATOR = "investigator"  # 수사기관
    COURT = "court"  # 법원
    INSURER = "insurer"  # 보험사
    THIRD_PARTY = "third_party"  # 그 밖의 제3자
    INTERNAL = "internal"  # 내부


class Handling(StrEnum):
    """Under which rules the request is answered: viewing (법 35) or provision to a third party (법 17, 18)."""

    VIEWING = "viewing"
    PROVISION = "provision"


CHANNEL_NAMES: Mapping[Channel, str] = {
    Channel.COUNTER: N_("방문"),
    Channel.PHONE: N_("전화"),
    Channel.LETTER: N_("우편"),
    Channel.EMAIL: N_("전자우편"),
    Channel.FAX: N_("팩스"),
    Channel.WEB: N_("인터넷"),
}
KIND_NAMES: Mapping[RequestKind, str] = {
    RequestKind.VIEWING: N_("열람"),
    RequestKind.COPY: N_("사본"),
    RequestKind.EXISTENCE: N_("존재확인"),
    RequestKind.DELETION: N_("삭제"),
    RequestKind.SUSPENSION: N_("처리정지"),
}
REQUESTER_NAMES: Mapping[RequesterKind, str] = {
    RequesterKind.SUBJECT: N_("정보주체 본인"),
    RequesterKind.GUARDIAN: N_("법정대리인"),
    RequesterKind.AGENT: N_("위임받은 대리인"),
    RequesterKind.INVESTIGATOR: N_("수사기관"),
    RequesterKind.COURT: N_("법원"),
    RequesterKind.INSURER: N_("보험사"),
    RequesterKind.THIRD_PARTY: N_("그 밖의 제3자"),
    RequesterKind.INTERNAL: N_("내부"),
}
NOT_FILMED_NAME = N_("촬영되지 않은 신청인")
"""Who asks for themselves and is not in the footage: no data subject of it."""
STEPS_NEEDED: Mapping[Handling, int] = {Handling.VIEWING: 1, Handling.PROVISION: 2}
"""How many people grant it: a provision to a third party the manager first, then the privacy officer."""

HANDLING_NAMES: Mapping[Handling, str] = {Handling.VIEWING: N_("열람"), Handling.PROVISION: N_("제공")}

USE_NAME = N_("이용")
"""What a request of our own people is called: footage used beyond its purpose, provided to nobody (표준지침 §42①)."""

ON_BEHALF_OF_SUBJECT: frozenset[RequesterKind] = frozenset(
    {RequesterKind.SUBJECT, RequesterKind.GUARDIAN, RequesterKind.AGENT}
)

FOR_ANOTHER: frozenset[RequesterKind] = frozenset({RequesterKind.GUARDIAN, RequesterKind.AGENT})
"""Who asks for somebody else, who is named (시행령 45①)."""


def handling_for(requester: RequesterKind, *, subject_in_footage: bool) -> Handling:
    """Return the rules that apply: only somebody who appears in the footage, or acts for them, asks to *view*.

    Everybody else asks to be *provided* with footage of others (표준지침 §44①; 개인정보 보호법 17, 18).
    """
    if requester in ON_BEHALF_OF_SUBJECT and subject_in_footage:
        return Handling.VIEWING
    return Handling.PROVISION


def name_of_requester(requester: RequesterKind, handling: Handling) -> str:
    """Return what an asker is called, a message id; whoever is given footage of others is not its data subject."""
    is_filmed = requester is not RequesterKind.SUBJECT or handling is Handling.VIEWING
    return REQUESTER_NAMES[requester] if is_filmed else NOT_FILMED_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What was filmed: a camera, a zone, or a whole site without zones; ``label`` is how it was called then."""

    site_code: str
    zone_code: str | None = None
    camera_code: str | None = None
    label: str = ""

    @property
    def code(self) -> str:
        """Return the code people use: the camera's, else the zone's, else the site's."""
        return self.camera_code or self.zone_code or self.site_code

    @property
    def key(self) -> str:
        """Return what a form sends for this place."""
        return "|".join((self.site_code, self.zone_code or "", self.camera_code or ""))


WORKS_ON_CASES = (Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER)
"""Who takes requests in, closes those taken back, and shows or gives what was approved."""


PUBLIC = Actor(id=SYSTEM_ID, name=N_("인터넷 접수"))
"""Whoever asks by the web form or shows a receipt: nobody is signed in, and what they may do is one command each."""


def check_may_work_on_cases(actor: Actor, act: Act = Act.REGISTER, *others: Act) -> None:
    """Let the system go on, and people who work on cases and may do one of some acts; taking in, if none is named.

    :raises NotAllowed: if the person does not, or may not.
    """
    if not actor.may_act_as(*WORKS_ON_CASES, acts=(act, *others)):
        raise NotAllowed


def check_not_own(*, received_by: int, decided_by: int) -> None:
    """Let somebody decide who did not take the request in.

    :raises OwnRequest: if both are the same person.
    """
    if received_by == decided_by:
        raise OwnRequest


def check_span(start: datetime, end: datetime, *, now: datetime) -> None:
    """Accept a span of footage that runs forwards and has begun.

    :raises SpanBackwards: if it does not end after it starts.
    :raises SpanInFuture: if it starts later than now.
    """
    if end <= start:
        raise SpanBackwards
    if start > now:
        raise SpanInFuture


_RESIDENT_NUMBER = re.compile(r"(?<!\d)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\s*-?\s*[1-8]\d{6}(?!\d)")


def holds_resident_number(text: str) -> bool:
    """Return whether a text holds what looks like a resident registration number."""
    return _RESIDENT_NUMBER.search(text) is not None


ASKER_FIELDS = ("requester_name", "requester_contact", "place_words", "purpose", "subject_name", "subject_relation")
"""What is sealed of whoever asks, and of whom they ask for, each for itself."""


def asker_context(number: str, field: str) -> str:
    """Return what the vault binds a field of an asker to: it opens for no other request and no other field."""
    return f"viewing_request:{number}:{field}"


def decision_context(number: str) -> str:
    """Return what the vault binds words of deciders to: they open for no other request."""
    return f"viewing_request:{number}:decision"


def number_of(year: int, sequence: int) -> str:
    """Return the number people use, e.g. ``2026-0143``."""
    return f"{year}-{sequence:04d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What is written down when a request comes in. Words and names of people are personal data."""

    channel: Channel
    kind: RequestKind
    requester_kind: RequesterKind
    subject_in_footage: bool
    requester_name: str
    requester_contact: str
    span_from: datetime
    span_to: datetime
    purpose: str
    received_at: datetime
    requester_body: str | None = None  # Police station, court, insurer: an organisation, not a person.
    document_no: str | None = None  # Number of the official letter or warrant.
    places: tuple[Place, ...] = ()
    place_words: str | None = None
    subject_name: str | None = None  # Whom a guardian or agent asks for (시행령 45①); personal, as the next.
    subject_relation: str | None = None  # Who the asker is to them.
