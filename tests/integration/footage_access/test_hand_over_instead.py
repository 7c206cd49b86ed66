"""What was granted is shown or given by the hand-over and its masking answer (표준지침 §46), and in no other way."""

from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from app.database import db, unit_of_work
from app.footage_access import commands, queries
from app.footage_access.domain import Filter, Kind
from app.footage_access.submission import record
from app.kernel.clock import utc_now
from app.ledger import queries as ledger
from app.viewing_requests import queries as requests
from app.viewing_requests.handover_refusals import HandOverInstead
from app.viewing_requests.states import Status
from tests.browsing import form_with
from tests.builders.footage_access import facts, log
from tests.builders.handovers import granted, granted_provision, hand_over, provided, shown
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, OLGA, approve, receive

SCRIPT = {"HX-Request": "true"}
TEXT = "본인 확인 뒤 화면으로 보여 줌"


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def rows():
    db.session.rollback()
    return queries.page_of_entries(db.session(), wanted=Filter(), actor=OLGA).rows


def status_of(number):
    return requests.request_row(db.session(), number=number, actor=OLGA, now=NOW).status


@pytest.mark.parametrize("closes_request", [True, False])
@pytest.mark.parametrize("kind", [Kind.VIEWING, Kind.PROVISION])
@pytest.mark.parametrize("key", [None, "desk-1"])
def test_an_entry_never_stands_for_the_hand_over_of_what_was_granted(kind, closes_request, key):
    number = granted() if kind is Kind.VIEWING else granted_provision()

    with pytest.raises(HandOverInstead, match=rf"요청 {number}의 .*제46조"):
        record(facts=facts(kind, request_number=number), actor=OLGA, now=NOW, key=key, closes_request=closes_request)

    assert rows() == ()
    assert list(ledger.entries(db.session(), names=["footage.accessed", "viewing_request.fulfilled"])) == []
    assert status_of(number) is Status.APPROVED


def test_it_is_said_before_anything_is_asked_of_the_entry():
    said = replace(facts(Kind.VIEWING, request_number=granted()), file_name=None, text="", span_from=None)

    with pytest.raises(HandOverInstead):
        record(facts=said, actor=OLGA, now=NOW)


def test_more_is_recorded_on_a_request_after_its_first_hand_over_and_only_a_hand_over_ends_it():
    number = granted()
    hand_over(number, shown(more_to_come=True))

    log(Kind.VIEWING, request_number=number, closes_request=False)

    with pytest.raises(HandOverInstead):
        record(facts=facts(Kind.VIEWING, request_number=number), actor=OLGA, now=NOW)
    assert (len(rows()), status_of(number)) == (2, Status.APPROVED)
    hand_over(number)
    assert (len(rows()), status_of(number)) == (3, Status.CLOSED)


def test_more_that_was_sent_before_is_answered_alike():
    number = granted()
    hand_over(number, shown(more_to_come=True))
    said = facts(Kind.VIEWING, request_number=number)

    first, again = (record(facts=said, actor=OLGA, now=NOW, key="desk-1", closes_request=False) for _ in range(2))

    assert (first.repeated, again.repeated, first.leaf) == (False, True, again.leaf)


def test_a_correction_does_not_bring_in_a_request_that_awaits_its_hand_over():
    number, leaf = granted(), log(Kind.PLAYBACK).leaf
    viewing = facts(Kind.VIEWING, request_number=number)

    with pytest.raises(HandOverInstead), unit_of_work() as session:
        commands.correct_entry(session, leaf=leaf, facts=viewing, actor=OLGA, now=NOW)


def test_the_entry_of_a_hand_over_is_corrected_like_any_other():
    number = granted_provision()
    leaf = hand_over(number, provided(more_to_come=True)).entry_leaf

    with unit_of_work() as session:
        said = replace(queries.facts_of(session, leaf=leaf), text="영장에 적힌 구간만 제공함")
        new = commands.correct_entry(session, leaf=leaf, facts=said, actor=OLGA, now=NOW).leaf

    assert queries.facts_of(db.session(), leaf=new).request_number == number


def approved_now():
    now = utc_now()
    return approve(receive(now=now - timedelta(minutes=9)), now=now - timedelta(minutes=8))


def test_the_desk_leads_to_the_page_of_the_hand_over(sign_in):
    olga, number = sign_in("Olga"), approved_now()

    led = olga.get(f"/footage?request={number}")
    assert (led.status_code, led.location) == (302, f"/footage/hand-over/{number}")

    typed = {"kind": "viewing", "purpose": "data_subject", "place_query": "C-1", "text": TEXT, "request_number": number}
    sent = {**form_with(olga.get("/footage").text, {"place_query"}).values, **typed}
    for answer in (olga.post("/footage", data=sent), olga.post("/footage", data=sent, headers=SCRIPT)):
        assert answer.status_code == 422
        assert f'href="/footage/hand-over/{number}"' in answer.text
        assert TEXT in answer.text
    assert rows() == ()


def test_the_desk_says_beforehand_where_a_request_is_handed_over(sign_in):
    page = sign_in("Olga").get("/footage").text

    assert "승인된 요청은 '이행하고 기록하기'에서 보여 주거나 줍니다." in unescape(page)
