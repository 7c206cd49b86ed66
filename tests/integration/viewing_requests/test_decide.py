"""Approving, refusing, withdrawing: by the right people, at the right moment, with what the law asks."""

import pytest

from app.database import db, unit_of_work
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.viewing_requests import commands, queries
from app.viewing_requests.refusals import (
    GroundMissing,
    GroundNotAllowed,
    NotADecider,
    ObjectionMissing,
    OwnRequest,
    ReasonMissing,
    RequestNotFound,
    WithdrawalReasonMissing,
    WrongMoment,
)
from app.viewing_requests.states import Status
from app.viewing_requests.verification import check_requests
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, PETRA, SAM, UMA, a_provision, approve, receive, refuse


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def status(number):
    return queries.request_row(db.session(), number=number, actor=OLGA, now=NOW).status


def test_an_approval_is_written_and_sealed():
    number = approve(receive())

    found = queries.request_detail(db.session(), number=number, actor=AMIR, now=NOW)
    assert (found.row.status, found.decision.decided_by, found.decision.outcome) == (Status.APPROVED, 102, "approved")
    assert [entry.name for entry in ledger.entries(db.session(), prefix="viewing_request.")][-1] == (
        "viewing_request.approved"
    )


def test_a_refusal_closes_the_case_and_stops_its_clocks():
    number = refuse(receive(), actor=PETRA)

    row = queries.request_row(db.session(), number=number, actor=AMIR, now=NOW)
    assert (row.status, row.clocks) == (Status.REFUSED, ())


@pytest.mark.parametrize("actor", [OLGA, UMA], ids=["operator", "auditor"])
def test_only_manager_and_privacy_officer_decide(actor):
    number = receive(actor=PETRA)

    with pytest.raises(NotADecider):
        approve(number, actor=actor)


def test_nobody_decides_on_their_own_request():
    number = receive(actor=AMIR)

    with pytest.raises(OwnRequest):
        approve(number, actor=AMIR)
    with pytest.raises(OwnRequest):
        refuse(number, actor=AMIR)
    assert status(number) is Status.VERIFYING  # As the check of who asks left it.


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        pytest.param({"reason": " "}, ReasonMissing, id="no reason"),
        pytest.param({"objection": ""}, ObjectionMissing, id="no way to object"),
        pytest.param({"ground": None}, GroundMissing, id="no ground"),
        pytest.param({"ground": "pipa.35.4.3"}, GroundNotAllowed, id="a ground of public bodies"),
        pytest.param({"ground": "공익적 사유"}, GroundNotAllowed, id="a ground of no law"),
    ],
)
def test_an_unlawful_refusal_is_refused(values, refusal):
    number = receive()

    with pytest.raises(refusal):
        refuse(number, **values)
    assert status(number) is Status.RECEIVED


def test_a_provision_is_declined_without_a_ground_and_approved_only_with_one():
    with pytest.raises(GroundNotAllowed):
        approve(a_provision(), ground=None)
    with pytest.raises(GroundNotAllowed):
        approve(a_provision(), ground="pipa.18.2.7")

    assert status(refuse(a_provision(), ground=None)) is Status.REFUSED


def test_a_decision_is_taken_once():
    number = approve(receive())

    with pytest.raises(WrongMoment):
        approve(number, actor=PETRA)
    with pytest.raises(WrongMoment):
        refuse(number, actor=PETRA)


def test_a_decider_of_another_site_does_not_find_it():
    number = receive()
    elsewhere = type(SAM)(id=9, name="Mara", roles=AMIR.roles, sites=frozenset({"G-1"}))

    with pytest.raises(RequestNotFound):
        approve(number, actor=elsewhere)


def test_what_was_withdrawn_is_over():
    number = receive()
    with unit_of_work() as session:
        commands.withdraw_request(session, number=number, reason="전화로 철회", actor=OLGA, now=NOW)

    with pytest.raises(WrongMoment):
        approve(number)
    assert list(check_requests(db.session())) == []


def test_a_withdrawal_says_why_and_is_noted_by_people_who_work_on_cases():
    number = receive()
    with unit_of_work() as session:
        with pytest.raises(NotAllowed):
            commands.withdraw_request(session, number=number, reason="전화로 철회", actor=UMA, now=NOW)
        with pytest.raises(WithdrawalReasonMissing):
            commands.withdraw_request(session, number=number, reason=" ", actor=OLGA, now=NOW)
        with pytest.raises(NotAllowed):
            commands.fulfil_request(session, number=number, entry_leaf=0, actor=UMA, now=NOW)

    assert queries.request_row(db.session(), number=number, actor=OLGA, now=NOW).status is Status.RECEIVED
