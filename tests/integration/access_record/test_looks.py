"""Whoever is shown personal data is recorded first, once in ten minutes; without a record there is no page."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from app.access_record import commands, queries
from app.access_record.domain import Asked, BadReason, Work
from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.ledger.erasing import erase_due
from app.ledger.wiring import forgetters
from app.web.access import SESSION_COOKIE
from tests.builders.registry import record_estate
from tests.builders.stand_ins import stand_in
from tests.builders.viewing_requests import AMIR, PETRA, UMA, receive

NOON = datetime(2026, 11, 23, 3, tzinfo=UTC)


@pytest.fixture
def number(app):
    record_estate()
    with time_machine.travel(NOON - timedelta(hours=1), tick=False):
        return receive()


def looks(**asked):
    db.session.rollback()
    return queries.page_of_looks(db.session(), asked=Asked(**asked), sites=None, size=50).rows


def at(moment):
    return time_machine.travel(moment, tick=False)


def test_a_page_of_a_request_leaves_who_when_from_where_whose_data_and_what_work(number, sign_in):
    with at(NOON):
        uma = sign_in("Uma")
        assert uma.get(f"/requests/{number}").status_code == 200

    [look] = looks()
    assert (look.account_id, look.at, look.address) == (uma.actor.id, NOON, "127.0.0.1")
    assert (look.subject, look.work, look.roles) == (f"viewing_request:{number}", Work.VIEWED, ("auditor",))
    entry = ledger.entry_at(db.session(), leaf=look.leaf, sites=None)
    assert "127.0.0.1" not in str(entry.body)


def test_the_same_session_is_recorded_once_in_ten_minutes_and_another_session_by_itself(number, sign_in):
    with at(NOON):
        first, second = sign_in("Uma"), sign_in("Uma")
    for minute, client in ((0, first), (9, first), (9, second), (11, first)):
        with at(NOON + timedelta(minutes=minute)):
            client.get(f"/requests/{number}")

    assert [look.at - NOON for look in looks()] == [timedelta(minutes=minute) for minute in (11, 9, 0)]


def test_a_page_that_asks_by_itself_leaves_one_look_an_hour(number, sign_in):
    with at(NOON):
        olga = sign_in("Olga")
    for minute in (0, 12, 25, 45, 59, 61):
        with at(NOON + timedelta(minutes=minute)):
            olga.get("/footage/live", headers={"X-Watchbook-Poll": "1", "HX-Request": "true"}, checked=False)
            olga.get("/account")  # Keeps the session alive, shows nobody else.

    assert len(looks(thing="footage/register")) == 2


def test_words_searched_for_are_personal_and_erased_with_the_address(number, sign_in):
    with at(NOON):
        sign_in("Petra").get("/requests?q=홍길동")
    [look] = looks(work=Work.SEARCHED)
    assert look.typed == "홍길동"
    assert "홍길동" not in str(ledger.entry_at(db.session(), leaf=look.leaf, sites=None).body)

    for day, left in ((date(2027, 11, 23), "홍길동"), (date(2027, 11, 24), None)):
        with unit_of_work() as session:
            erase_due(session, on=day, forgetters=forgetters(), actor=PETRA, now=NOON + timedelta(days=366))
        [look] = looks(work=Work.SEARCHED)
        assert look.typed == left
    assert look.is_erased


def test_nothing_is_shown_if_the_look_cannot_be_recorded(app, number, sign_in):
    def fail(_look):
        raise RuntimeError("the disk is full")

    uma = sign_in("Uma")
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.extensions["looks.record"] = fail
    answer = uma.get(f"/requests/{number}", checked=False)

    assert answer.status_code == 500
    assert number not in answer.text
    assert uma.get("/help").status_code == 200


def test_refused_and_missing_pages_and_data_subjects_leave_no_look(number, sign_in, client):
    assert sign_in("Olga").get("/people").status_code == 403
    assert sign_in("Uma").get("/requests/2020-9999", checked=False).status_code == 404
    assert client.get("/public/request/receipt").status_code == 200
    assert sign_in("Olga").post(f"/requests/{number}/give-back").status_code == 409

    assert looks() == ()


def test_papers_exports_and_the_register_stand_in_the_same_list_with_their_address(number, sign_in):
    olga = sign_in("Olga")
    assert olga.get("/footage").status_code == 200
    assert olga.get(f"/requests/{number}/papers/request-form.html", use="request", checked=False).status_code == 200

    assert {(look.work, look.address) for look in looks()} == {
        (Work.VIEWED, "127.0.0.1"),
        (Work.PRINTED, "127.0.0.1"),
    }


def test_the_cookie_itself_is_not_in_the_record(number, sign_in):
    uma = sign_in("Uma")
    uma.get(f"/requests/{number}")

    [look] = looks()
    body = ledger.entry_at(db.session(), leaf=look.leaf, sites=None).body
    assert len(body["data"]["session"]) == 16
    assert uma.get_cookie(SESSION_COOKIE).value not in str(body)


@pytest.mark.parametrize(("many", "until"), [(False, date(2027, 11, 24)), (True, date(2028, 11, 24))])
def test_what_the_privacy_officer_declares_decides_between_one_year_and_two(app, number, sign_in, many, until):
    with unit_of_work() as session:
        commands.set_keeping(session, many_or_sensitive=many, reason="고객 3만 명", actor=PETRA, now=NOON)
    with at(NOON):
        sign_in("Uma").get(f"/requests/{number}")

    [look] = looks()
    days = {part.erase_on for part in ledger.personal_parts(db.session(), leaf=look.leaf)}
    assert days == {until}


def test_only_the_privacy_officer_declares_it_and_with_a_reason(app):
    of_one_site = replace(PETRA, sites=frozenset({"HQ"}), rights=frozenset({(Role.PRIVACY_OFFICER, "HQ")}))
    for actor in (UMA, AMIR, of_one_site):
        with pytest.raises(NotAllowed), unit_of_work() as session:
            commands.set_keeping(session, many_or_sensitive=True, reason="주민등록번호", actor=actor, now=NOON)
    for reason in ("", "  ", "가" * 501):
        with pytest.raises(BadReason), unit_of_work() as session:
            commands.set_keeping(session, many_or_sensitive=True, reason=reason, actor=PETRA, now=NOON)
    assert queries.keeping(db.session()).declared_at is None


def test_only_the_right_that_opens_the_page_is_said(number, sign_in):
    both = sign_in("Uma", roles={Role.AUDITOR, Role.MANAGER}, name="Mina")
    both.get("/access-record")

    [look] = looks(thing="access_record/list")
    assert look.roles == ("auditor",)  # The page opens to auditors, not to managers.
    assert look.standing_in_for is None


def test_who_stands_in_is_recorded_with_whom_for_as_long_as_they_do(number, sign_in, cast):
    petra, olga = cast("Petra"), cast("Olga")
    stand_in(petra, olga, role=Role.PRIVACY_OFFICER, now=NOON)  # Until the 30th.
    after = NOON + timedelta(days=8)
    for moment, status in ((NOON, 200), (after, 403)):
        with at(moment):
            client = sign_in("Olga")
            assert client.get("/access-record", checked=False).status_code == status
            client.get(f"/requests/{number}")

    case = f"viewing_request:{number}"
    assert {(look.at, look.subject, look.account_id, look.roles, look.standing_in_for) for look in looks()} == {
        (NOON, "access_record:list", olga.id, ("privacy_officer",), petra.id),
        (NOON, case, olga.id, ("operator", "privacy_officer"), petra.id),
        (after, case, olga.id, ("operator",), None),
    }
    with at(after):
        lines = sign_in("Petra").get("/access-record.csv", use="review", checked=False).text.splitlines()
    assert sum(f",{petra.id}," in line and line.startswith(f"{olga.id},Olga,") for line in lines) == 2
