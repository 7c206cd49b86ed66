"""What a decision rests on, what makes it stale, deciding anew, and telling the asker."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.database import db, unit_of_work
from app.kernel.clock import kst_day
from app.ledger import queries as ledger
from app.registry.domain import Kind
from app.viewing_requests import commands, queries
from app.viewing_requests.basis import stale_parts
from app.viewing_requests.decision_refusals import (
    ActReasonMissing,
    NothingToReopen,
    NothingToTell,
    NoticeBeforeDecision,
    OfferHalf,
    OfferInPast,
    OfferNotGranted,
    Stale,
    ToldAlready,
)
from app.viewing_requests.models import ViewingRequestDecision
from app.viewing_requests.refusals import NoticeInFuture, OwnRequest, WrongMoment
from app.viewing_requests.states import Status
from app.viewing_requests.verification import check_requests
from tests.builders.decisions import Offer, answer_gone, do, grant_part, hurry, reopen, submit, tell
from tests.builders.due_dates import postpone
from tests.builders.registry import end, record_estate
from tests.builders.viewing_requests import (
    AMIR,
    NOW,
    OLGA,
    PETRA,
    SAM,
    a_provision,
    approve,
    grant_provision,
    receive,
    refuse,
)

OFFER = Offer(at=NOW + timedelta(days=1), place="본사 1층 민원실")


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def status(number):
    db.session().expire_all()
    return queries.request_row(db.session(), number=number, actor=AMIR, now=NOW).status


def stale(number):
    db.session().rollback()
    found = queries.stale_parts_of(db.session(), number=number, actor=AMIR, now=NOW)
    return [str(part) for part in found]


def test_a_grant_pins_each_part_and_the_newest_entry_it_knew():
    number = approve(receive())

    entry = list(ledger.entries(db.session(), names={"viewing_request.approved"}))[-1]
    row = db.session().query(ViewingRequestDecision).one()
    assert {name.partition(":")[0] for name in entry.data["pins"]} >= {"asked", "place"}
    assert row.pinned_digest == entry.data["pinned_digest"]
    assert row.pinned_leaf < entry.leaf
    assert stale(number) == []


def test_parts_that_changed_are_named_and_those_that_came_in_later_are_not():
    pinned = {"asked": "1", "check:identity:7": "2", "place:C-1:HQ|Z|C-1": "3", "law:pipa.35.4.2": "4"}
    present = {"asked": "1", "check:identity:9": "8", "place:C-1:HQ|Z|C-1": "x", "law:pipa.35.4.2": "y", "new": "z"}

    said = [str(part) for part in stale_parts(pinned, present)]

    assert said == [
        "본인 확인이 취소됨",
        "근거 조문이 바뀜",
        "C-1의 설정이 바뀜(운영 여부, 공개 구분, 보관기간)",
    ]


def test_a_place_that_is_taken_out_of_service_makes_a_grant_stale():
    number = approve(receive())
    end(Kind.CAMERA, "C-1", on=kst_day(NOW))

    assert any("설정이 바뀜" in part for part in stale(number))
    with pytest.raises(Stale, match="설정이 바뀜"):
        do(commands.fulfil_request, number, actor=OLGA, entry_leaf=0)
    assert status(number) is Status.APPROVED

    approve(reopen(number), actor=PETRA)
    assert stale(number) == []
    do(commands.fulfil_request, number, actor=OLGA, entry_leaf=0)
    assert list(check_requests(db.session())) == []


def test_deciding_anew_begins_with_the_first_step_of_a_new_round():
    number = reopen(grant_provision(a_provision()))

    assert status(number) is Status.IN_REVIEW
    grant_provision(number)
    assert status(number) is Status.APPROVED
    assert db.session().query(ViewingRequestDecision).count() == 4
    assert list(check_requests(db.session())) == []


def test_only_what_is_granted_is_decided_anew_by_another_with_a_reason():
    with pytest.raises(NothingToReopen):
        reopen(receive())
    with pytest.raises(OwnRequest):
        reopen(approve(receive(actor=PETRA)), actor=PETRA)
    with pytest.raises(ActReasonMissing):
        reopen(approve(receive()), reason=".")


def test_a_case_is_put_before_the_deciders_once():
    number = submit(receive())

    assert status(number) is Status.IN_REVIEW
    for one in (number, approve(receive()), refuse(receive())):
        with pytest.raises(WrongMoment):
            submit(one)
    assert list(check_requests(db.session())) == []


@pytest.mark.parametrize(
    ("decide", "told"),
    [
        (approve, "approved"),
        (grant_part, "partly_approved"),
        (refuse, "refused"),
        (answer_gone, "not_existing"),
    ],
)
def test_the_asker_is_told_once_of_each_decision(decide, told):
    number = decide(receive())
    assert [one.number for one in queries.unnotified(db.session(), actor=AMIR)] == [number]
    assert list(queries.unnotified(db.session(), actor=SAM)) == []

    tell(number)

    (notice,) = queries.notices_of(db.session(), number=number, actor=AMIR)
    assert (notice.told, notice.notified_by, notice.noted_by) == (told, "email", OLGA.id)
    assert list(queries.unnotified(db.session(), actor=AMIR)) == []
    with pytest.raises(ToldAlready):
        tell(number)
    assert list(check_requests(db.session())) == []


def test_what_an_emergency_opened_is_not_told():
    number = hurry(receive())

    assert list(queries.unnotified(db.session(), actor=AMIR)) == []
    assert not queries.is_untold(db.session(), number=number, actor=AMIR)
    with pytest.raises(NothingToTell):
        tell(number)


def test_a_postponement_was_told_when_it_was_recorded():
    number = receive()
    postpone(number, kst_day(NOW) + timedelta(days=20))

    assert not queries.is_untold(db.session(), number=number, actor=AMIR)
    with pytest.raises(ToldAlready):
        tell(number)
    refuse(number)
    assert queries.is_untold(db.session(), number=number, actor=AMIR)


def test_a_grant_offers_time_and_place():
    number = tell(approve(receive()), offer=OFFER)

    (notice,) = queries.notices_of(db.session(), number=number, actor=AMIR)
    assert (notice.offered_at, notice.offered_place) == (OFFER.at, OFFER.place)


@pytest.mark.parametrize(
    ("decide", "values", "refusal"),
    [
        (str, {}, NothingToTell),
        (approve, {"on": kst_day(NOW) + timedelta(days=1)}, NoticeInFuture),
        (approve, {"on": kst_day(NOW) - timedelta(days=1)}, NoticeBeforeDecision),
        (approve, {"offer": Offer(place="민원실")}, OfferHalf),
        (approve, {"offer": Offer(at=OFFER.at)}, OfferHalf),
        (approve, {"offer": Offer(at=NOW - timedelta(days=2), place="민원실")}, OfferInPast),
        (refuse, {"offer": OFFER}, OfferNotGranted),
    ],
)
def test_a_wrong_notice_is_refused(decide, values, refusal):
    number = decide(receive())

    with pytest.raises(refusal):
        tell(number, **values)


def test_the_database_keeps_a_notice_to_what_was_decided():
    number = tell(approve(receive()))
    insert = (
        "INSERT INTO viewing_request_notice (leaf, request_id, told, round, step, notified_on, notified_by,"
        " noted_by, noted_at) SELECT 9999, id, :told, 1, :step, '2026-11-20', 'email', 1, recorded_at"
        " FROM viewing_request WHERE number = :number"
    )

    for told, step in [("refused", 1), ("approved", 2), ("approved", 1), ("approved", None), ("postponed", 1)]:
        with pytest.raises(IntegrityError), unit_of_work() as session:
            session.execute(text(insert), {"told": told, "step": step, "number": number})
