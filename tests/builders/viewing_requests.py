"""Builds viewing requests through the commands; each test states only what matters to it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from app.database import db, unit_of_work
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from app.registry import queries as registry
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import FOR_ANOTHER, Channel, Handling, Intake, RequesterKind, RequestKind
from app.viewing_requests.identity import methods_for, needed_checks
from app.viewing_requests.places import places_matching
from app.viewing_requests.states import OPEN, Status

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)  # Friday 10:00 in Korea.
OLGA = Actor(id=101, name="Olga", roles=frozenset({Role.OPERATOR}))
AMIR = Actor(id=102, name="Amir", roles=frozenset({Role.MANAGER}))
PETRA = Actor(id=103, name="Petra", roles=frozenset({Role.PRIVACY_OFFICER}))
UMA = Actor(id=104, name="Uma", roles=frozenset({Role.AUDITOR}))
SAM = Actor(id=105, name="Sam", roles=frozenset({Role.OPERATOR}), sites=frozenset({"OTHER-SITE"}))
OBJECTION = "결과를 받은 날부터 경영지원실에 서면으로 이의를 제기할 수 있습니다."


def places(*typed):
    """Return the first place that fits each text, in the registry of today."""
    snapshot = registry.snapshot(db.session(), as_of=kst_day(NOW))
    return tuple(places_matching(snapshot, one, sites=None)[0] for one in typed)


def an_intake(*, now=NOW, **values):
    """What somebody at the counter asks: themselves, yesterday at noon, one camera."""
    given = {
        "channel": Channel.COUNTER,
        "kind": RequestKind.VIEWING,
        "requester_kind": RequesterKind.SUBJECT,
        "subject_in_footage": True,
        "requester_name": "청구인 갑",
        "requester_contact": "010-0000-0001",
        "span_from": now - timedelta(hours=22),
        "span_to": now - timedelta(hours=21),
        "purpose": "주차장에서 물건을 잃어버림",
        "received_at": now - timedelta(minutes=5),
    }
    if "place_words" not in values:
        values.setdefault("places", places("C-1"))
    if values.get("requester_kind") in FOR_ANOTHER:
        given |= {"subject_name": "정보주체 을", "subject_relation": "배우자"}
    return Intake(**{**given, **values})


def receive(*, actor=OLGA, now=NOW, key=None, **values):
    """Take a request in and return its number."""
    intake = an_intake(now=now, **values)
    with unit_of_work() as session:
        return commands.receive_request(session, intake=intake, actor=actor, now=now, key=key)


def check_identity(number, *, actor=OLGA, now=NOW, passed=True, note=""):
    """Record every check a request still needs, by the first method that works over its channel."""
    session = db.session()
    row = session.execute(
        text("SELECT id, requester_kind, handling, channel, status FROM viewing_request WHERE number = :number"),
        {"number": number},
    ).one_or_none()
    if row is None or Status(row.status) not in OPEN:
        return number
    done = queries.passed_checks(session, request_id=row.id)
    session.rollback()
    for needed in needed_checks(RequesterKind(row.requester_kind), Handling(row.handling)):
        if needed.what not in done:
            method = methods_for(needed.what, Channel(row.channel))[0]
            check(number, needed.what, method, actor=actor, now=now, passed=passed, note=note)
    return number


def check(number, what, method, *, actor=OLGA, now=NOW, at=None, passed=True, note=""):
    """Record one check and return its leaf."""
    with unit_of_work() as session:
        return commands.record_check(
            session,
            number=number,
            what=what,
            method=method,
            at=at or now,
            passed=passed,
            note=note,
            actor=actor,
            now=now,
        )


def approve(number, *, actor=AMIR, now=NOW, reason=None, ground=None):
    """Take one step of approving a request, all of it for a viewing, once it is checked who asks."""
    check_identity(number, now=now)
    reason = reason or ("영장 원본과 대조함" if ground else "본인 확인, 다른 사람 없음")
    with unit_of_work() as session:
        commands.approve_request(session, number=number, reason=reason, ground=ground, actor=actor, now=now)
    return number


def grant_provision(number, *, now=NOW, ground="pipa.18.2.2", reason="영장 확인"):
    """Let the manager agree to a provision and the privacy officer approve it."""
    approve(number, actor=AMIR, now=now, ground=ground, reason=reason)
    return approve(number, actor=PETRA, now=now, ground=ground, reason=reason)


def refuse(
    number,
    *,
    actor=AMIR,
    now=NOW,
    ground="pipa.35.4.2",
    reason="옆 점포의 금고가 보여 그 재산을 해칠 우려",
    objection=OBJECTION,
):
    """Refuse a request."""
    with unit_of_work() as session:
        commands.refuse_request(
            session, number=number, ground=ground, reason=reason, objection_method=objection, actor=actor, now=now
        )
    return number


def a_provision(**values):
    """Take in a request of the police for footage of others, and return its number."""
    given = {
        "requester_kind": RequesterKind.INVESTIGATOR,
        "subject_in_footage": False,
        "requester_name": "담당 수사관",
        "requester_body": "예시경찰서 형사과",
        "document_no": "형사-2026-4471",
    }
    return receive(**{**given, **values})
