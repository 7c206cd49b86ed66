"""Builds one of everything that names people, all of it over, and reads a raw copy of the database."""

import json
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import inspect, text

from app.accounts import commands as accounts
from app.database import db, unit_of_work
from app.footage_access.domain import Kind
from app.kernel.actor import SYSTEM, Role
from app.kernel.canonical import canonical_bytes
from app.kernel.clock import kst_day
from app.registry import commands as registry
from app.viewing_requests import commands as requests
from tests.builders.due_dates import pause, postpone
from tests.builders.footage_access import log
from tests.builders.registry import RECORDED_AT, record_estate
from tests.builders.viewing_requests import NOW, OLGA, PETRA, a_provision, approve, receive, refuse

LONG_AFTER = NOW + timedelta(days=4 * 366)
SYSTEM_ADDRESS = "203.0.113.77"
PEOPLE = {
    "가나다로": "account",
    "ganada": "sign-in name",
    "청구인 가상": "requester",
    "010-0000-7777": "contact",
    "수령인 가상": "recipient",
    "소장 가상": "holder of a post",
    "이름 적힌 사유": "reason of a right",
    "이름 적힌 종료": "reason of its end",
    "이름 적힌 퇴직": "reason of closing an account",
    "이름 적힌 의견": "opinion of a decision",
    "이름 적힌 거절: 협박 신고를 한 이웃의 생명을 해칠 우려": "reason of a refusal",
    "이름 적힌 철회": "reason of a withdrawal",
    "이름 적힌 연기": "reason of a postponement",
    "이름 적힌 기다림": "what a case waited for",
    "이름 적힌 멈춤": "reason a period stood still",
    "이름 적힌 확인": "words of an entry",
    "이름 적힌 목적": "purpose of a request",
    SYSTEM_ADDRESS: "where a sign-in came from",
    "amugae": "a name that was tried",
}
"""Everything written about people below, by which a guesser may look, and what it is."""
ENCRYPTED = frozenset(
    {
        "청구인 가상",
        "010-0000-7777",
        "이름 적힌 목적",
        "이름 적힌 의견",
        "이름 적힌 거절: 협박 신고를 한 이웃의 생명을 해칠 우려",
        "이름 적힌 철회",
        "이름 적힌 연기",
        "이름 적힌 기다림",
        "이름 적힌 멈춤",
    }
)
"""What no raw copy shows even before it is erased."""


def everything_that_names_people() -> None:
    """Record one of everything that names people, and bring all of it to its end."""
    record_estate()
    _an_account_that_was_closed()
    _requests_that_were_closed()
    log(Kind.USE, text="이름 적힌 확인", recipient="수령인 가상")
    with unit_of_work() as session:
        held = registry.assign_post(
            session, post="lead", holder="소장 가상", valid_from=date(2026, 1, 6), actor=SYSTEM, now=RECORDED_AT
        )
    with unit_of_work() as session:
        registry.release_post(session, assignment=held, on=date(2026, 3, 1), actor=SYSTEM, now=NOW)


def _an_account_that_was_closed() -> None:
    with unit_of_work() as session:
        number = accounts.open_account(
            session,
            sign_in_name="ganada",
            display_name="가나다로",
            password_hash="hash",
            must_change=False,
            actor=SYSTEM,
            now=RECORDED_AT,
        )
        for role in (Role.OPERATOR, Role.MANAGER):
            given = {"role": role, "site_code": "HQ", "reason": "이름 적힌 사유", "actor": SYSTEM, "now": RECORDED_AT}
            grant = accounts.grant_role(session, account_id=number, **given)
    with unit_of_work() as session:
        accounts.record_attempt(session, sign_in_name="amugae", address=SYSTEM_ADDRESS, now=NOW)
        accounts.record_failed_sign_in(session, sign_in_name="amugae", address=SYSTEM_ADDRESS, actor=SYSTEM, now=NOW)
        accounts.sign_in(
            session, account_id=number, verified_hash="hash", address=SYSTEM_ADDRESS, user_agent="Browser", now=NOW
        )
    with unit_of_work() as session:
        accounts.end_role(session, grant_id=grant, reason="이름 적힌 종료", actor=SYSTEM, now=NOW)
        accounts.disable_account(session, account_id=number, reason="이름 적힌 퇴직", actor=SYSTEM, now=NOW)


def _requests_that_were_closed() -> None:
    asked = {
        "requester_name": "청구인 가상",
        "requester_contact": "010-0000-7777",
        "purpose": "이름 적힌 목적",
    }
    shown = approve(receive(**asked), reason="이름 적힌 의견")
    log(Kind.VIEWING, request_number=shown, text="이름 적힌 확인")
    refuse(receive(**asked), reason="이름 적힌 거절: 협박 신고를 한 이웃의 생명을 해칠 우려")
    withdrawn = receive(**asked)
    postpone(withdrawn, kst_day(NOW + timedelta(days=14)), reason="이름 적힌 연기")
    pause(
        withdrawn,
        kst_day(NOW + timedelta(days=7)),
        actor=PETRA,
        reason="이름 적힌 기다림",
        stop_reason="이름 적힌 멈춤",
    )
    with unit_of_work() as session:
        requests.withdraw_request(session, number=withdrawn, reason="이름 적힌 철회", actor=OLGA, now=NOW)
    a_provision()  # Still open: nobody knows yet when it ends.


def raw_copy() -> bytes:
    """Return what a thief of the database holds: the bytes of its file and log, or every value of all tables."""
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        path = Path(db.engine.url.database)
        files = [path, *(path.with_name(path.name + end) for end in ("-wal", "-journal"))]
        return b"\n".join(file.read_bytes() for file in files if file.exists())
    found = []
    with db.engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                found += [value if isinstance(value, bytes) else str(value).encode() for value in row]
    return b"\n".join(bytes(value) for value in found)


def found_in(copy: bytes, salts: list[bytes]) -> set[str]:
    """Return what a guesser finds in a raw copy: as it stands, by its hash, or by a commitment and a salt."""
    return {word for word in PEOPLE if _is_found(word, copy, salts)}


def _is_found(word: str, copy: bytes, salts: list[bytes]) -> bool:
    plain = word.encode()
    hashed = sha256(plain)
    if any(each in copy for each in (plain, json.dumps(word).encode(), hashed.digest(), hashed.hexdigest().encode())):
        return True
    fields = ("display_name", "reason", "text", "recipient", "holder")
    contents = [canonical_bytes({name: word}) for name in fields]
    return any(sha256(salt + content).hexdigest().encode() in copy for salt in salts for content in contents)


def commitments_opened(salts: list[bytes], bodies: list[bytes]) -> set[str]:
    """Return the words for which a guess with one of some salts is a commitment of one of some sealed bodies."""
    sealed = {value for body in bodies for value in json.loads(body)["private"].values()}
    fields = ("reason", "text", "recipient", "holder")
    return {
        word
        for word in PEOPLE
        for salt in salts
        for name in fields
        if sha256(salt + canonical_bytes({name: word})).hexdigest() in sealed
    }
