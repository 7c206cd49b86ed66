"""What came in by the web is taken over by somebody, who then is responsible and does not decide."""

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.inbox import queries as inbox
from app.kernel.actor import Actor, Role
from app.kernel.clock import utc_now
from app.viewing_requests import commands, queries
from app.viewing_requests.public_refusals import (
    ActedOnIt,
    DecidedByYourself,
    GivenBackBefore,
    NothingToGiveBack,
    NothingToTakeOver,
    TakenByYourself,
)
from app.viewing_requests.refusals import OwnRequest, RequestNotFound
from app.viewing_requests.states import Status
from app.viewing_requests.verification import check_requests
from tests.builders.public_requests import ask, receipt_in
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, OLGA, PETRA, SAM, approve, check_identity, receive

WORDS = {"site": "-", "place_words": "버스 정류장 맞은편"}


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


@pytest.fixture
def number(client):
    return receipt_in(ask(client))[0]


def take_over(number, actor):
    with unit_of_work() as session:
        commands.take_over_request(session, number=number, actor=actor, now=utc_now())


def row(number, actor=OLGA):
    return queries.request_row(db.session(), number=number, actor=actor, now=utc_now())


def to_decide(actor):
    return [one.number for one in queries.requests_to_decide(db.session(), actor=actor, now=utc_now())]


def test_staff_see_that_nobody_took_it_up_and_take_it_over(sign_in, number):
    client = sign_in("Olga")
    assert "인터넷 접수, 담당자 확인 전" in client.get(f"/requests/{number}").text
    answer = client.post(f"/requests/{number}/take-over", follow_redirects=True)
    assert "맡은 사람" in answer.text
    assert "Olga" in answer.text
    assert "담당자 확인 전" not in answer.text
    assert list(check_requests(db.session())) == []


def test_whoever_took_it_over_does_not_decide_and_somebody_else_does(number):
    assert number in to_decide(AMIR)
    take_over(number, AMIR)
    assert number not in to_decide(AMIR)
    with pytest.raises(OwnRequest):
        approve(number, actor=AMIR, now=utc_now())
    approve(number, actor=PETRA, now=utc_now())
    assert row(number).status is Status.APPROVED


def test_a_decision_page_of_whoever_took_it_over_offers_no_decision(sign_in, cast, number):
    client, _petra = sign_in("Amir"), cast("Petra")
    client.post(f"/requests/{number}/take-over")
    assert "본인이 접수한 요청이므로" in client.get(f"/requests/{number}").text


def test_whoever_stands_in_for_them_does_not_decide_for_them_either(number):
    take_over(number, AMIR)
    deputy = Actor(
        id=190,
        name="Deputy",
        roles=frozenset({Role.MANAGER}),
        rights=frozenset({(Role.MANAGER, None)}),
        standing_in=frozenset({(Role.MANAGER, None, AMIR.id)}),
    )
    with pytest.raises(OwnRequest):
        approve(number, actor=deputy, now=utc_now())


def test_nobody_takes_over_twice_or_what_they_decided_or_what_somebody_took_in(number):
    take_over(number, OLGA)
    with pytest.raises(TakenByYourself):
        take_over(number, OLGA)
    approve(number, actor=AMIR, now=utc_now())
    with pytest.raises(DecidedByYourself):
        take_over(number, AMIR)
    with pytest.raises(NothingToTakeOver):
        take_over(receive(now=utc_now()), AMIR)


def give_back(number, actor):
    with unit_of_work() as session:
        commands.give_back_request(session, number=number, actor=actor, now=utc_now())


def test_who_took_it_over_by_mistake_gives_it_back_and_decides(sign_in, cast, number):
    client, olga, _petra = sign_in("Amir"), cast("Olga"), cast("Petra")
    client.post(f"/requests/{number}/take-over")
    assert f'action="/requests/{number}/give-back"' in client.get(f"/requests/{number}").text
    answer = client.post(f"/requests/{number}/give-back", follow_redirects=True)
    assert "아직 아무도 맡지 않았습니다" in answer.text
    assert "내려놓았습니다" in answer.text
    assert queries.takeovers(db.session(), request_id=row(number).id) == []
    told = inbox.told(db.session(), subject=f"viewing_request:{number}")
    assert [one.account_id for one in told if one.settled_at is None] == [olga.id]
    assert number in to_decide(client.actor)
    with pytest.raises(GivenBackBefore):
        take_over(number, client.actor)
    approve(number, actor=client.actor, now=utc_now())
    assert list(check_requests(db.session())) == []


def test_nothing_is_given_back_by_another_after_an_act_or_after_the_decision(number):
    with pytest.raises(NothingToGiveBack):
        give_back(number, OLGA)
    take_over(number, OLGA)
    take_over(number, AMIR)
    check_identity(number, actor=OLGA, now=utc_now())
    with pytest.raises(ActedOnIt):
        give_back(number, OLGA)
    with pytest.raises(NothingToGiveBack):
        give_back(number, PETRA)
    approve(number, actor=PETRA, now=utc_now())
    with pytest.raises(NothingToGiveBack):
        give_back(number, AMIR)


def test_what_is_over_is_not_taken_over(number):
    with unit_of_work() as session:
        commands.withdraw_request(session, number=number, reason="전화로 철회", actor=OLGA, now=utc_now())
    with pytest.raises(NothingToTakeOver):
        take_over(number, OLGA)


def test_somebody_else_may_take_it_on_and_both_do_not_decide(number):
    take_over(number, AMIR)
    take_over(number, OLGA)
    found = queries.takeovers(db.session(), request_id=row(number).id)
    assert [one.taken_by for one in found] == [AMIR.id, OLGA.id]
    with pytest.raises(OwnRequest):
        approve(number, actor=AMIR, now=utc_now())


def test_a_place_in_words_is_for_people_who_work_everywhere_and_whoever_took_it_over(client):
    number = receipt_in(ask(client, **WORDS))[0]
    assert row(number, OLGA).number == number
    with pytest.raises(RequestNotFound):
        row(number, SAM)
    with pytest.raises(RequestNotFound):
        take_over(number, SAM)
    take_over(number, OLGA)
    limited = Actor(id=OLGA.id, name="Olga", roles=OLGA.roles, sites=frozenset({"OTHER-SITE"}))
    found = queries.request_detail(db.session(), number=number, actor=limited, now=utc_now())
    assert found.party.place_words == WORDS["place_words"]


def test_the_message_is_done_once_somebody_took_it_over(number, cast):
    olga = cast("Olga")
    late = receive(now=utc_now())
    assert late
    take_over(number, olga)
    assert all(one.settled_at for one in inbox.told(db.session(), subject=f"viewing_request:{number}") if one)


def test_a_takeover_nobody_sealed_is_named(number):
    with unit_of_work() as session:
        session.execute(
            text(
                "INSERT INTO viewing_request_takeover (leaf, request_id, taken_by, taken_at)"
                " SELECT 9999, id, 77, recorded_at FROM viewing_request"
            )
        )
    assert len(list(check_requests(db.session()))) == 1
