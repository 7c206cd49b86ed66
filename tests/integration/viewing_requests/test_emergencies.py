"""The emergency path: granted at once, told, carried out, reviewed by somebody else, and not used again before."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.database import db, unit_of_work
from app.inbox import queries as inbox
from app.kernel.actor import Role
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.viewing_requests import commands, queries
from app.viewing_requests.decision_refusals import (
    ActReasonMissing,
    EmergencyNotReviewed,
    NothingToReview,
    OwnEmergency,
)
from app.viewing_requests.emergencies import EmergencyKind
from app.viewing_requests.models import ViewingRequestEmergency
from app.viewing_requests.refusals import GroundNotAllowed, NotADecider, WrongMoment
from app.viewing_requests.states import Status
from app.viewing_requests.verification import check_requests
from tests.builders.decisions import do, hurry, review
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, PETRA, SAM, UMA, a_provision, approve, receive, refuse


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def status(number):
    db.session().expire_all()
    return queries.request_row(db.session(), number=number, actor=AMIR, now=NOW).status


def entries(number):
    return [
        entry.name.partition(".")[2]
        for entry in ledger.entries(db.session(), prefix="viewing_request.", subject=f"viewing_request:{number}")
        if "hold" not in entry.name
    ]


def fulfil(number):
    """Note a register entry, whichever it is."""
    return do(commands.fulfil_request, number, actor=OLGA, entry_leaf=0)


def test_five_entries_tell_of_an_emergency_from_opening_to_closing():
    number = review(fulfil(hurry(receive())))

    assert status(number) in {Status.CLOSED, Status.HANDED_OVER}
    seen = ["emergency_opened", "emergency_told", "fulfilled", "emergency_reviewed", "closed"]
    assert [name for name in entries(number) if name in seen] == seen
    assert status(number) is Status.CLOSED
    assert list(check_requests(db.session())) == []


def test_everybody_who_decides_at_the_site_is_told(cast):
    manager, officer, operator = cast(Role.MANAGER), cast(Role.PRIVACY_OFFICER), cast(Role.OPERATOR)

    number = hurry(receive())

    told = next(ledger.entries(db.session(), names={"viewing_request.emergency_told"}))
    assert set(told.data["accounts"]) == {manager.id, officer.id}
    assert [inbox.unread_count(db.session(), actor=who) for who in (manager, officer, operator)] == [1, 1, 0]
    review(number)
    assert inbox.unread_count(db.session(), actor=manager) == 0


def test_a_provision_in_an_emergency_rests_on_a_ground_a_company_has():
    number = hurry(a_provision())

    (opened,) = queries.emergencies_of(db.session(), number=number, actor=OLGA)
    assert (opened.ground, opened.reason) == ("pipa.18.2.3", "가스 누출, 사람이 갇힘")
    with pytest.raises(GroundNotAllowed):
        hurry(a_provision(), actor=AMIR, ground="pipa.18.2.7")


@pytest.mark.parametrize("reason", [".", "  ", "확인", "ㅁㄴㅇㄹ"])
def test_an_emergency_says_why(reason):
    with pytest.raises(ActReasonMissing):
        hurry(receive(), reason=reason)


def test_only_people_who_work_on_cases_open_one_and_only_while_it_is_undecided():
    with pytest.raises(NotAllowed):
        hurry(receive(), actor=UMA)
    with pytest.raises(WrongMoment):
        hurry(refuse(receive()))
    with pytest.raises(WrongMoment):
        hurry(approve(receive()))


def test_who_opened_one_opens_no_other_until_somebody_else_has_reviewed_it():
    first, second = hurry(receive()), receive()

    with pytest.raises(EmergencyNotReviewed, match=first):
        hurry(second)
    hurry(second, actor=AMIR)
    review(first)
    hurry(receive())


def test_the_database_holds_it_too():
    hurry(receive())
    receive()
    again = (
        "INSERT INTO viewing_request_emergency (leaf, request_id, received_by, handling, kind, reason, opened_by,"
        " opened_at, review_due_at) SELECT 9999, r.id, r.received_by, r.handling, e.kind, e.reason, e.opened_by,"
        " e.opened_at, e.review_due_at FROM viewing_request_emergency e, viewing_request r WHERE r.number = '2026-0002'"
    )

    with pytest.raises(IntegrityError), unit_of_work() as session:
        session.execute(text(again))
    with unit_of_work() as session:
        session.execute(text(again.replace("e.opened_by", "e.opened_by + 1")))


@pytest.mark.parametrize(("actor", "refusal"), [(OLGA, NotADecider), (AMIR, OwnEmergency)])
def test_whoever_opened_it_does_not_review_it(actor, refusal):
    number = hurry(receive(), actor=actor)

    with pytest.raises(refusal):
        review(number, actor=actor)


def test_whoever_took_it_in_does_not_review_it_and_it_is_reviewed_once():
    number = hurry(receive(actor=AMIR))
    with pytest.raises(OwnEmergency):
        review(number, actor=AMIR)

    review(number, actor=PETRA)
    with pytest.raises(NothingToReview):
        review(number, actor=PETRA)


def test_one_that_was_none_and_is_not_carried_out_is_decided_anew():
    number = review(hurry(receive()), justified=False, note="급한 일이 아니었음")

    assert status(number) is Status.IN_REVIEW
    assert list(check_requests(db.session())) == []
    assert status(approve(number, actor=PETRA)) is Status.APPROVED
    assert list(check_requests(db.session())) == []


def test_one_may_be_reviewed_after_its_case_was_taken_back():
    number = hurry(receive())
    do(commands.withdraw_request, number, actor=OLGA, reason="전화로 철회")
    review(number)

    (opened,) = queries.emergencies_of(db.session(), number=number, actor=OLGA)
    assert (opened.justified, opened.note) == (True, "현장 기록과 맞음")
    assert list(check_requests(db.session())) == []


def test_those_to_review_and_those_overdue_are_listed():
    number = hurry(receive(), kind=EmergencyKind.LIFE_IN_DANGER)
    listed = queries.emergencies_to_review

    assert [one.number for one in listed(db.session(), actor=AMIR)] == [number]
    assert listed(db.session(), actor=SAM) == ()
    assert listed(db.session(), actor=AMIR, overdue_at=NOW + timedelta(hours=24)) == ()
    assert len(listed(db.session(), actor=AMIR, overdue_at=NOW + timedelta(hours=25))) == 1
    review(number)
    assert listed(db.session(), actor=AMIR) == ()


@pytest.mark.parametrize(
    "change",
    ["reason = 'x'", "opened_by = 7", "review_due_at = opened_at", "ground = 'pipa.18.2.3'", "justified = true"],
)
def test_what_was_recorded_of_one_does_not_change(change):
    hurry(receive())

    with pytest.raises(Exception, match=r"append-only|constraint|violates"), unit_of_work() as session:
        session.execute(text(f"UPDATE viewing_request_emergency SET {change}"))
    assert db.session().query(ViewingRequestEmergency).count() == 1
