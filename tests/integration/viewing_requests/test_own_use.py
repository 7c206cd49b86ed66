"""What our own people look at beyond its purpose is a use (표준지침 §42①): no letter, and no provision."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.database import db, unit_of_work
from app.footage_access import queries as register
from app.footage_access.domain import Kind, Purpose
from app.footage_access.verification import check_footage
from app.viewing_requests import queries
from app.viewing_requests.domain import Channel, RequesterKind, RequestKind
from app.viewing_requests.refusals import GroundNotAllowed
from app.viewing_requests.states import Status
from app.viewing_requests.verification import check_requests
from tests.builders.handovers import IN_A_MONTH, an_item, hand_over, handovers, provided, shown, the_duties
from tests.builders.ledger import unguard
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, approve, grant_provision, receive

URGENT = "pipa.18.2.3"


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def asked_by_ourselves(**values):
    given = {
        "requester_kind": RequesterKind.INTERNAL,
        "subject_in_footage": False,
        "requester_name": "조사 담당",
        "requester_body": "안전관리팀",
        "channel": Channel.EMAIL,
    }
    return receive(**{**given, **values})


def entry(leaf):
    return register.entry_row(db.session(), leaf=leaf, actor=OLGA)


def test_the_register_calls_it_a_use_with_user_and_ground_and_no_letter_is_written():
    number = grant_provision(asked_by_ourselves(), ground=URGENT, reason="누출이 이어질 수 있음")

    done = hand_over(number, shown(recipient_body=None, duties=the_duties()))

    found = entry(done.entry_leaf)
    assert (found.kind, found.recipient, found.ground, found.purpose) == (
        Kind.USE,
        "안전관리팀",
        URGENT,
        Purpose.INCIDENT,
    )
    assert (found.request_number, found.file_name) == (None, f"화면 ({number})")
    (given,) = handovers(number)
    assert (given.letter_leaf, given.entry_leaf) == (None, done.entry_leaf)
    assert queries.request_row(db.session(), number=number, actor=OLGA, now=NOW).status is Status.CLOSED
    assert register.letters_of(db.session(), numbers=[number]) == {}
    assert list(check_requests(db.session())) == []
    assert list(check_footage(db.session())) == []


def test_a_copy_for_ourselves_has_its_period_and_the_same_key_writes_nothing_twice():
    number = grant_provision(asked_by_ourselves(kind=RequestKind.COPY), ground=URGENT, reason="누출이 이어질 수 있음")
    copy = provided(duties=None, recipient_body="안전관리팀", items=(an_item(),))

    first, again = (hand_over(number, copy, key="0123456789abcdef") for _ in range(2))

    assert (entry(first.entry_leaf).kind, entry(first.entry_leaf).period_until) == (Kind.USE, IN_A_MONTH)
    assert (again.entry_leaf, again.repeated) == (first.entry_leaf, True)
    assert queries.asked_in_year(db.session(), year=2026, actor=AMIR)[0].provided == 0


def test_a_use_rests_on_no_ground_of_providing_alone():
    with pytest.raises(GroundNotAllowed):
        approve(asked_by_ourselves(), ground="pipa.17.1", reason="수집 목적 안")


def test_the_database_wants_the_letter_of_every_provision_and_of_no_use():
    ours = grant_provision(asked_by_ourselves(), ground=URGENT, reason="누출이 이어질 수 있음")
    hand_over(ours, shown())
    (given,) = handovers(ours)

    unguard("viewing_request_handover")
    for values, rule in [
        ("requester_kind = 'insurer'", "duties_of_a_provision|FOREIGN KEY|fk_viewing_request_handover_requester"),
        ("letter_leaf = leaf, accepted_on = '2026-11-20'", "used_by_ourselves"),
    ]:
        with pytest.raises(IntegrityError, match=rule), unit_of_work() as session:
            session.execute(text(f"UPDATE viewing_request_handover SET {values} WHERE leaf = {given.leaf}"))
