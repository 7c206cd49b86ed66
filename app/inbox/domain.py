"""Owns what kinds of messages there are, what one may hold, and when a mail is tried again. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_


class Kind(StrEnum):
    """What somebody is told; stored names are permanent."""

    HOLD_DUE = "hold_due"
    HOLD_OVERDUE = "hold_overdue"
    HOLD_RELEASE = "hold_release"
    DECISION_WAITING = "decision_waiting"
    DECISION_OVERDUE = "decision_overdue"
    ANSWER_DUE = "answer_due"
    ANSWER_OVERDUE = "answer_overdue"
    HANDOVER_WAITING = "handover_waiting"
    EMERGENCY_OPENED = "emergency_opened"
    EMERGENCY_REVIEW = "emergency_review"
    RETURN_OVERDUE = "return_overdue"
    DUE_MOVED = "due_moved"
    REQUEST_RECEIVED = "request_received"
    STAND_IN_NAMED = "stand_in_named"
    MAIL_FAILED = "mail_failed"
    OTHER = "other"


KIND_NAMES: Mapping[Kind, str] = {
    Kind.HOLD_DUE: N_("보존할 영상"),
    Kind.HOLD_OVERDUE: N_("보존이 늦음"),
    Kind.HOLD_RELEASE: N_("보존 해제"),
    Kind.DECISION_WAITING: N_("결정 대기"),
    Kind.DECISION_OVERDUE: N_("결정이 늦음"),
    Kind.ANSWER_DUE: N_("답변 기한"),
    Kind.ANSWER_OVERDUE: N_("답변이 늦음"),
    Kind.HANDOVER_WAITING: N_("이행 대기"),
    Kind.EMERGENCY_OPENED: N_("긴급 열람"),
    Kind.EMERGENCY_REVIEW: N_("긴급 열람 사후 검토"),
    Kind.RETURN_OVERDUE: N_("회수·파기 확인이 늦음"),
    Kind.DUE_MOVED: N_("기한이 바뀜"),
    Kind.REQUEST_RECEIVED: N_("새 신청"),
    Kind.STAND_IN_NAMED: N_("대행 지정"),
    Kind.MAIL_FAILED: N_("전자우편 오류"),
    Kind.OTHER: N_("알림"),
}
KIND_ICONS: Mapping[Kind, str] = {
    Kind.HOLD_DUE: "camera",
    Kind.HOLD_OVERDUE: "camera",
    Kind.HOLD_RELEASE: "camera",
    Kind.DECISION_WAITING: "check",
    Kind.DECISION_OVERDUE: "check",
    Kind.ANSWER_DUE: "clock",
    Kind.ANSWER_OVERDUE: "clock",
    Kind.HANDOVER_WAITING: "download",
    Kind.EMERGENCY_OPENED: "warn",
    Kind.EMERGENCY_REVIEW: "warn",
    Kind.RETURN_OVERDUE: "upload",
    Kind.DUE_MOVED: "clock",
    Kind.REQUEST_RECEIVED: "add",
    Kind.STAND_IN_NAMED: "people",
    Kind.MAIL_FAILED: "mail",
    Kind.OTHER: "bell",
}
"""The picture beside a message; names of ``macros/icons.html``."""

LONGEST_KEY, LONGEST_LINK, LONGEST_SUBJECT, LONGEST_ADDRESS = 200, 300, 120, 254
MAIL_WITHIN = timedelta(days=1)
"""A mail is tried this long after its message, then given up: our choice, no legal number."""
LEASE = timedelta(minutes=10)
"""A mail claimed longer ago than this and never finished may be claimed again: its sender died."""
_PAUSES = (1, 2, 5, 10, 30)
_LONGEST_PAUSE = 60
_SUBJECT = re.compile(r"[a-z_]+:[0-9A-Za-z가-힣._-]+")
_LOCAL_PART = r"[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]+(?:\.[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?"
_ADDRESS = re.compile(rf"(?P<local>{_LOCAL_PART})@(?P<domain>{_LABEL}(?:\.{_LABEL})*)")
_LONGEST_LOCAL_PART = 64


class MailState(StrEnum):
    """How far a mail is; stored names are permanent."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"  # It is tried again.
    GIVEN_UP = "given_up"


TO_SEND = (MailState.WAITING, MailState.FAILED)


class NoSuchMessage(NotFound):
    """There is no such message, or it is somebody else's."""

    text = N_("그런 알림이 없습니다.")


class BadAddress(Refusal):
    """The e-mail address cannot be one; line breaks in it would forge headers."""

    text = N_("전자우편 주소를 확인하십시오. 예: gildong@example.co.kr (영문과 숫자, 주소 하나)")


class NoAddress(Refusal):
    """There is no e-mail address to take away."""

    text = N_("등록한 전자우편 주소가 없습니다.")


class Unfit(ValueError):
    """A caller's mistake: a message that could not be shown or led nowhere. Never shown to people."""


def address_of(typed: str) -> str:
    """Return an e-mail address, cleaned: one address, printable ASCII, as RFC 5321 limits its length.

    :raises BadAddress: if it is none. A line break or any control character is never cleaned away but refused.
    """
    address = typed.strip(" ")
    match = _ADDRESS.fullmatch(address)
    if match is None or len(address) > LONGEST_ADDRESS or len(match["local"]) > _LONGEST_LOCAL_PART:
        raise BadAddress
    return f"{match['local']}@{match['domain'].lower()}"


def check_link(link: str) -> None:
    """Raise Unfit unless a link is a path inside this application."""
    fits = link.startswith("/") and not link.startswith("//") and "\\" not in link and " " not in link
    if not fits or not link.isprintable() or len(link) > LONGEST_LINK:
        raise Unfit(f"no path of ours: {link!r}")


def check_subject(subject: str) -> None:
    """Raise Unfit unless a subject is a kind and a code, ``viewing_request:2026-0001``."""
    if not _SUBJECT.fullmatch(subject) or len(subject) > LONGEST_SUBJECT:
        raise Unfit(f"no subject: {subject!r}")


def check_key(key: str) -> None:
    """Raise Unfit unless a key says something and fits."""
    if not key.strip() or len(key) > LONGEST_KEY:
        raise Unfit(f"no key: {key!r}")


def next_try(now: datetime, *, attempts: int) -> datetime:
    """Return when a mail that failed so many times (at least once) is tried again: sooner at first, at last hourly."""
    minutes = _PAUSES[attempts - 1] if attempts <= len(_PAUSES) else _LONGEST_PAUSE
    return now + timedelta(minutes=minutes)


def address_context(account_id: int) -> str:
    """Return what the vault binds an account's address to: it opens for no other account."""
    return f"account:{account_id}:notice_address"
