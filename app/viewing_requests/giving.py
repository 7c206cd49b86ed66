"""Owns what a hand-over is: how it was done, what left, to whom, who hid others in it, and what it cost. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.kernel.messages import N_
from app.viewing_requests.domain import Place, RequestKind


class Mode(StrEnum):
    """What was done for the asker; stored names are permanent."""

    SHOWN = "shown"
    PRINT = "print"
    FILE = "file"
    ANSWER = "answer"  # Existence was confirmed; nothing was shown.
    DELETED = "deleted"
    SUSPENDED = "suspended"


class Medium(StrEnum):
    """What a copy is on; stored names are permanent."""

    USB = "usb"
    DISC = "disc"
    EMAIL = "email"
    TRANSFER = "transfer"
    PAPER = "paper"


class Delivery(StrEnum):
    """How it reached the recipient; stored names are permanent."""

    IN_PERSON = "in_person"
    REGISTERED_MAIL = "registered_mail"
    ENCRYPTED_EMAIL = "encrypted_email"
    TRANSFER = "transfer"
    COLLECTED = "collected"  # By an officer of the body that asked.
    TOLD = "told"  # In words or in writing: nothing else left.


class Identity(StrEnum):
    """What the recipient showed (시행령 46①, 표준지침 §44③). Only that it was seen: no number, no picture of it."""

    RESIDENT_CARD = "resident_card"
    DRIVING_LICENCE = "driving_licence"
    PASSPORT = "passport"
    OFFICIAL_CARD = "official_card"
    CHECKED_BEFORE = "checked_before"  # When the request was checked: it went by mail.


class Masking(StrEnum):
    """Whether others in the footage were hidden (표준지침 §46); stored names are permanent."""

    DONE = "done"
    BY_CONTRACTOR = "by_contractor"
    NOT_NEEDED = "not_needed"


class MaskMethod(StrEnum):
    """How others were hidden; stored names are permanent."""

    MOSAIC = "mosaic"
    BLUR = "blur"
    BOX = "box"
    CUT = "cut"


class Unmasked(StrEnum):
    """Why nobody had to be hidden; stored names are permanent."""

    NOBODY_ELSE = "nobody_else"
    NOT_RECOGNISABLE = "not_recognisable"
    CONSENTED = "consented"
    COVERED = "covered"  # On the screen, while it was shown.
    BY_STATUTE = "by_statute"  # A statute or warrant asks for the footage as it is: provisions only.
    NOTHING_SHOWN = "nothing_shown"


class EndsWith(StrEnum):
    """What becomes of a copy; stored names are permanent."""

    RETURN = "return"
    DESTROY = "destroy"
    KEPT = "kept"


class KeptBecause(StrEnum):
    """Why a copy is not expected back; stored names are permanent."""

    OWN_COPY = "own_copy"  # The subject's own: 법 35①.
    CASE_FILE = "case_file"  # Part of the files of an investigation or a trial.
    STATUTE = "statute"


class Returned(StrEnum):
    """What became of a copy; stored names are permanent."""

    RETURNED = "returned"
    DESTROYED = "destroyed"
    KEPT_BY_LAW = "kept_by_law"


MODE_NAMES: Mapping[Mode, str] = {
    Mode.SHOWN: N_("화면으로 보여 줌"),
    Mode.PRINT: N_("정지 사진·출력물을 줌"),
    Mode.FILE: N_("영상 파일을 줌"),
    Mode.ANSWER: N_("존재 여부만 알림"),
    Mode.DELETED: N_("영상을 삭제함"),
    Mode.SUSPENDED: N_("처리를 정지함"),
}
MEDIUM_NAMES: Mapping[Medium, str] = {
    Medium.USB: N_("USB 저장장치"),
    Medium.DISC: N_("CD·DVD"),
    Medium.EMAIL: N_("전자우편 첨부"),
    Medium.TRANSFER: N_("전송"),
    Medium.PAPER: N_("종이"),
}
DELIVERY_NAMES: Mapping[Delivery, str] = {
    Delivery.IN_PERSON: N_("직접 전달"),
    Delivery.REGISTERED_MAIL: N_("등기우편"),
    Delivery.ENCRYPTED_EMAIL: N_("암호화한 전자우편"),
    Delivery.TRANSFER: N_("기관 간 전송"),
    Delivery.COLLECTED: N_("요청 기관 직원이 받아 감"),
    Delivery.TOLD: N_("말이나 글로 알림"),
}
IDENTITY_NAMES: Mapping[Identity, str] = {
    Identity.RESIDENT_CARD: N_("주민등록증"),
    Identity.DRIVING_LICENCE: N_("운전면허증"),
    Identity.PASSPORT: N_("여권"),
    Identity.OFFICIAL_CARD: N_("공무원증"),
    Identity.CHECKED_BEFORE: N_("접수할 때 확인함(우편·전송)"),
}
MASKING_NAMES: Mapping[Masking, str] = {
    Masking.DONE: N_("가렸음"),
    Masking.BY_CONTRACTOR: N_("수탁자가 가렸음"),
    Masking.NOT_NEEDED: N_("가릴 필요가 없음"),
}
MASK_METHOD_NAMES: Mapping[MaskMethod, str] = {
    MaskMethod.MOSAIC: N_("모자이크"),
    MaskMethod.BLUR: N_("흐리게"),
    MaskMethod.BOX: N_("덮어 가림"),
    MaskMethod.CUT: N_("잘라 냄"),
}
UNMASKED_NAMES: Mapping[Unmasked, str] = {
    Unmasked.NOBODY_ELSE: N_("다른 사람이 나오지 않음"),
    Unmasked.NOT_RECOGNISABLE: N_("다른 사람을 알아볼 수 없음"),
    Unmasked.CONSENTED: N_("나온 사람 모두가 동의함"),
    Unmasked.COVERED: N_("보여 주는 동안 화면의 그 부분을 가림"),
    Unmasked.BY_STATUTE: N_("법률·영장이 원본 그대로를 요구함"),
    Unmasked.NOTHING_SHOWN: N_("보여 주거나 준 영상이 없음"),
}
ENDS_WITH_NAMES: Mapping[EndsWith, str] = {
    EndsWith.RETURN: N_("돌려받음"),
    EndsWith.DESTROY: N_("받은 사람이 파기함"),
    EndsWith.KEPT: N_("돌려받지 않음"),
}
KEPT_NAMES: Mapping[KeptBecause, str] = {
    KeptBecause.OWN_COPY: N_("정보주체 본인의 사본"),
    KeptBecause.CASE_FILE: N_("수사·재판 기록에 편철"),
    KeptBecause.STATUTE: N_("법령에 따라 보관"),
}
RETURNED_NAMES: Mapping[Returned, str] = {
    Returned.RETURNED: N_("돌려받음"),
    Returned.DESTROYED: N_("파기했음을 확인함"),
    Returned.KEPT_BY_LAW: N_("법령에 따라 보관함을 확인함"),
}

COPIES = (Mode.PRINT, Mode.FILE)
"""Something left the house."""
GIVING_MODES = (Mode.SHOWN, *COPIES)
"""Footage was seen by somebody else."""
MODES_OF: Mapping[RequestKind, tuple[Mode, ...]] = {
    RequestKind.VIEWING: (*GIVING_MODES, Mode.ANSWER),
    RequestKind.COPY: (Mode.FILE, Mode.PRINT, Mode.SHOWN),
    RequestKind.EXISTENCE: (Mode.ANSWER, Mode.SHOWN),
    RequestKind.DELETION: (Mode.DELETED,),
    RequestKind.SUSPENSION: (Mode.SUSPENDED,),
}
"""What may be done for what was asked, the likeliest first."""
MOST_ITEMS = 20
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})$")


def is_digest(text: str) -> bool:
    """Return whether a text is a SHA-256 as 64 small hexadecimal digits."""
    return _DIGEST.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What it cost, in won, and who pays: actual cost (시행령 47①), nothing where the company is to blame (②)."""

    copying: int = 0
    masking: int = 0
    postage: int = 0
    caused_by_us: bool = False
    waived: bool = False

    @property
    def total(self) -> int:
        """Return what it cost."""
        return self.copying + self.masking + self.postage

    @property
    def fee(self) -> int:
        """Return what is asked of the recipient."""
        return 0 if self.caused_by_us or self.waived else self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One copy. ``file_name`` is personal: it may hold a name. Paper has neither digest nor size."""

    file_name: str
    medium: Medium
    span_from: datetime
    span_to: datetime
    places: tuple[Place, ...]
    sha256: str | None = None
    size_bytes: int | None = None


def open_name(number: str, position: int, item: Item) -> str:
    """Return a copy's open name: case, head of its SHA-256 or its place, ending; its own may hold a person's."""
    found = _ENDING.search(item.file_name)
    mark = item.sha256[:8] if item.sha256 else str(position)
    return f"{number}-{mark}" + (f".{found[1].lower()}" if found and item.sha256 else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskAnswer:
    """Who hid others in the footage and how, and who looked at the result; or why nobody had to be hidden."""

    masking: Masking
    method: MaskMethod | None = None
    masked_by: int | None = None
    contractor: str | None = None
    checked_by: int | None = None
    unmasked: Unmasked | None = None
    words: str = ""  # Personal: what was looked at, in words.


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """What a recipient was asked and accepted (법 18⑤); words are personal, a day is None until it is checked."""

    sent_on: date | None
    document: str
    limits: str
    measures: str
    accepted_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterEntry:
    """The letter to a recipient as it is written before anything leaves (법 18⑤)."""

    letter_on: date
    document: str
    limits: str
    measures: str
    use_until: date | None = None
    ends_with: EndsWith | None = None
    return_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Everything that is written down when something is shown or given. ``recipient_name`` None: the asker."""

    mode: Mode
    delivery: Delivery
    handed_at: datetime
    what: str  # What was done, in words: the reason in the register.
    mask: MaskAnswer
    recipient_name: str | None = None
    recipient_body: str | None = None  # An organisation, never a person.
    identity: Identity | None = None
    items: tuple[Item, ...] = ()
    copy_reason: str | None = None
    encrypted: bool = False
    password_apart: bool = False
    player_note: str = ""
    duties: Duties | None = None
    costs: Costs = Costs()
    use_until: date | None = None
    ends_with: EndsWith | None = None
    return_by: date | None = None
    kept_because: KeptBecause | None = None
    method: str | None = None  # How footage was destroyed, as the register calls it.
    more_to_come: bool = False
    consent_on: date | None = None  # Of a provision by consent (법 18②1): when those in the footage gave it …
    consent_items: tuple[str, ...] = ()  # … and what they were told before (법 18③), as the register calls it.
