"""Builds entries of the footage register through the commands; each test states only what matters to it."""

from datetime import timedelta

from app.database import unit_of_work
from app.footage_access import commands
from app.footage_access.domain import REQUEST_HANDLING, Facts, Form, Kind, Method, Purpose
from app.kernel.clock import kst_day
from app.viewing_requests import commands as requests
from tests.builders.handovers import shown
from tests.builders.viewing_requests import NOW, OLGA, places

COMPLETE = {
    Kind.LIVE: {},
    Kind.PLAYBACK: {"text": "야간 외곽 침입 감지 재확인", "span_from": NOW - timedelta(hours=9)},
    Kind.VIEWING: {
        "text": "본인 확인 뒤 화면으로 보여 줌",
        "span_from": NOW - timedelta(hours=22),
        "file_name": "화면",
        "purpose": Purpose.DATA_SUBJECT,
    },
    Kind.USE: {
        "text": "침입자 신원 확인을 위한 내부 조사",
        "span_from": NOW - timedelta(hours=9),
        "file_name": "C-1.mp4",
        "recipient": "경영지원실 조사 담당",
        "ground": "pipa.18.2.3",
        "form": Form.FILE,
    },
    Kind.PROVISION: {
        "text": "공문에 따라 사본 한 개를 제공",
        "span_from": NOW - timedelta(hours=22),
        "file_name": "C-1.mp4",
        "form": Form.FILE,
        "purpose": Purpose.INVESTIGATION,
    },
    Kind.DESTRUCTION: {"file_name": "2026-10 저장분", "method": Method.OVERWRITTEN, "purpose": Purpose.EXPIRY},
}


def facts(kind=Kind.LIVE, *, now=NOW, **values):
    """A complete entry of a kind; a viewing or provision still needs its request number."""
    given = {"kind": kind, "occurred_at": now, "purpose": Purpose.FACILITY_SAFETY, **COMPLETE[kind], **values}
    if given.get("span_from") and "span_to" not in given:
        given["span_to"] = given["span_from"] + timedelta(minutes=15)
    if "places" not in given:
        given["places"] = places("C-1")
    return Facts(**given)


def log(kind=Kind.LIVE, *, actor=OLGA, now=NOW, closes_request=True, **values):
    """Record an access and return its receipt; what fulfils a request is handed over."""
    entry = facts(kind, now=now, **values)
    if kind in REQUEST_HANDLING and entry.request_number and closes_request:
        return give(entry, actor=actor, now=now)
    with unit_of_work() as session:
        return commands.record_access(session, facts=entry, actor=actor, now=now, closes_request=closes_request)


def give(entry, *, actor=OLGA, now=NOW):
    """Fulfil a request with an entry of exactly these facts and return its receipt.

    A viewing has its masking answer. A provision is one of before the letter was part of the act: none is with it, so
    that tests can send it.
    """
    number = entry.request_number
    with unit_of_work() as session:
        receipt = commands.write_access(session, facts=entry, actor=actor, now=now)
        if entry.kind is Kind.VIEWING:
            requests.write_handover(
                session,
                number=number,
                handover=shown(handed_at=now),
                recipient="청구인 갑",
                entry_leaf=receipt.leaf,
                letter_leaf=None,
                actor=actor,
                now=now,
            )
        requests.fulfil_request(session, number=number, entry_leaf=receipt.leaf, actor=actor, now=now)
        return receipt


A_LETTER = {
    "sent_on": kst_day(NOW),
    "document": "안전관리-2026-118",
    "limits": "수사 목적으로만 이용",
    "measures": "암호화하여 보관하고 끝나면 파기",
}


def send_letter(leaf, *, actor=OLGA, now=NOW, **values):
    """Record the letter that goes with a provision."""
    with unit_of_work() as session:
        letter = commands.Letter(**{**A_LETTER, **values})
        return commands.record_letter(session, leaf=leaf, letter=letter, actor=actor, now=now)


def end(leaf, *, actor=OLGA, now=NOW, **values):
    """End a running viewing."""
    with unit_of_work() as session:
        return commands.end_viewing(session, leaf=leaf, actor=actor, now=now, **values)
