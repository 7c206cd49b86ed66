"""What needs no request is submitted, the rest goes with its request; one key makes one entry."""

from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest

from app.database import db
from app.footage_access import queries
from app.footage_access.domain import Filter, Kind, erase_day
from app.footage_access.refusals import EmptyReason, GroundNotAllowed
from app.footage_access.submission import record, submit_access
from app.footage_access.verification import check_footage
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.ledger.domain import KeyReused
from app.viewing_requests import queries as viewing_requests
from app.viewing_requests.states import Status
from tests.builders.footage_access import facts
from tests.builders.handovers import hand_over, shown
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, OLGA, UMA, approve, receive


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def rows():
    return queries.page_of_entries(db.session(), wanted=Filter(), actor=OLGA).rows


def test_a_submitted_entry_is_proved_at_once_and_is_a_row_like_any_other():
    sealed = submit_access(facts=facts(Kind.PLAYBACK), actor=OLGA, now=NOW, via="token:7")

    (row,) = rows()
    assert (row.leaf, row.via) == (sealed.receipt.leaf, "token:7")
    assert list(check_footage(db.session())) == []
    parts = ledger.personal_parts(db.session(), leaf=row.leaf)
    assert [part.erase_on for part in parts] == [erase_day(NOW)]


@pytest.mark.parametrize("kind", [Kind.LIVE, Kind.USE, Kind.DESTRUCTION, Kind.VIEWING])
def test_the_same_key_twice_makes_one_entry(kind):
    number = approve(receive()) if kind is Kind.VIEWING else None
    if number:
        hand_over(number, shown(more_to_come=True))
    said, before = facts(kind, request_number=number), len(rows())

    first, second = (
        record(facts=said, actor=OLGA, now=NOW, key="desk-1", closes_request=number is None) for _ in range(2)
    )

    assert first == second
    assert (first.repeated, second.repeated) == (False, True)
    assert len(rows()) == before + 1


def test_what_was_sent_before_its_request_was_closed_gives_the_same_receipt_afterwards():
    number = approve(receive())
    hand_over(number, shown(more_to_come=True))
    said = facts(Kind.VIEWING, request_number=number)
    first = record(facts=said, actor=OLGA, now=NOW, key="desk-1", closes_request=False)
    hand_over(number)
    assert viewing_requests.request_row(db.session(), number=number, actor=OLGA, now=NOW).status is Status.CLOSED

    for closes in (True, False):
        again = record(facts=said, actor=OLGA, now=NOW, key="desk-1", closes_request=closes)
        assert (again.leaf, again.repeated) == (first.leaf, True)


def test_the_same_key_with_something_else_is_refused():
    record(facts=facts(), actor=OLGA, now=NOW, key="desk-1")

    with pytest.raises(KeyReused):
        record(facts=replace(facts(), occurred_at=NOW - timedelta(hours=1)), actor=OLGA, now=NOW, key="desk-1")


def test_a_fulfilled_request_takes_no_second_entry_under_a_new_key():
    said = facts(Kind.VIEWING, request_number=approve(receive()))
    hand_over(said.request_number)

    with pytest.raises(Exception, match="승인된 요청이 아닙니다"):
        record(facts=said, actor=OLGA, now=NOW, key="desk-2")
    assert len(rows()) == 1


@pytest.mark.parametrize(
    ("said", "actor", "refusal"),
    [
        ({"text": "확인"}, OLGA, EmptyReason),
        ({"kind": Kind.USE, "ground": "pipa.18.2.7"}, OLGA, GroundNotAllowed),
        ({}, UMA, NotAllowed),
    ],
)
def test_what_is_refused_leaves_no_trace(said, actor, refusal):
    with pytest.raises(refusal):
        record(facts=facts(**said), actor=actor, now=NOW)

    assert rows() == ()
    assert list(ledger.entries(db.session(), prefix="footage.")) == []


def test_people_who_submit_at_once_each_get_their_own_entry(app):
    said, receipts = [facts(text=f"동시 경보 {number} 확인, 이상 없음") for number in range(8)], []

    def enter(one):
        with app.app_context():
            receipts.append(record(facts=one, actor=OLGA, now=NOW))

    threads = [Thread(target=enter, args=(one,)) for one in said]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    db.session.rollback()  # What others wrote is seen by a new transaction.
    assert len({receipt.leaf for receipt in receipts}) == 8
    assert {row.text for row in rows()} == {one.text for one in said}
