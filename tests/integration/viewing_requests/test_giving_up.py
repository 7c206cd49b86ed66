"""Giving footage up before it is locked: a decider's word with its reason, told of until it is asked for again."""

from datetime import timedelta

import pytest

from app.compliance.queries.standing import findings_for
from app.database import db
from app.viewing_requests.hold_refusals import GivingUpUnsaid, NothingGivenUp
from app.viewing_requests.holding import HoldState
from app.viewing_requests.refusals import NotADecider, OwnRequest
from app.viewing_requests.verification import check_requests
from tests.builders.holds import again, drop, holds, leaves_in, lock
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, receive

OLD = {"span_from": NOW - timedelta(days=15), "span_to": NOW - timedelta(days=15) + timedelta(minutes=20)}


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


@pytest.fixture
def number():
    return receive(**OLD)


def states(number):
    return [str(hold.state) for hold in holds(number, actor=AMIR)]


def sealed_well():
    db.session.rollback()
    return [str(fault.message) for fault in check_requests(db.session())] == []


def given_up_of():
    """Return the cases whose footage the checks say was given up."""
    db.session.rollback()
    found = findings_for(db.session(), actor=AMIR, now=NOW)
    said = "보존하지 않기로 정한 영상이 {day}에 자동 파기됩니다. 답하는 데 필요하면 다시 잠그십시오."
    return [place.code for one in found for place in one.places if one.rule == "REQ-09" and one.message.text == said]


def test_what_was_given_up_is_still_told_of_and_can_be_asked_for_again(number):
    drop(number, now=NOW)
    assert given_up_of() == [number]
    again(number, now=NOW)
    assert states(number) == ["dropped", "raised"]
    with pytest.raises(NothingGivenUp):
        again(number, now=NOW)
    assert sealed_well()


def test_a_lock_of_another_case_on_the_same_camera_silences_no_check(number):
    other = receive(**OLD)
    drop(number, now=NOW)
    assert given_up_of() == [number]
    lock(other, now=NOW)
    assert given_up_of() == [number]
    again(number, now=NOW)
    assert given_up_of() == []


@pytest.mark.parametrize(
    ("actor", "reason", "refusal"),
    [(OLGA, "필요 없음", NotADecider), (AMIR, " ", GivingUpUnsaid)],
)
def test_only_a_decider_gives_footage_up_and_says_why(number, actor, reason, refusal):
    with pytest.raises(refusal):
        drop(number, actor=actor, reason=reason, now=NOW)
    assert states(number) == ["raised"]


def test_who_took_a_case_in_does_not_give_its_footage_up():
    own = receive(actor=AMIR, **OLD)
    with pytest.raises(OwnRequest):
        drop(own, now=NOW, chosen=leaves_in(own, HoldState.RAISED))
    assert states(own) == ["raised"]
