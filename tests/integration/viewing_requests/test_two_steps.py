"""A provision to a third party is granted by the manager first and the privacy officer next, who are two people."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.database import db, unit_of_work
from app.kernel.actor import Actor, Role
from app.viewing_requests import queries
from app.viewing_requests.decision_refusals import ActReasonMissing, NoStepToTakeBack, StepOfAnother
from app.viewing_requests.refusals import ManagerFirst, NotADecider, OfficerNext, OneOfTwo
from app.viewing_requests.states import Status
from app.viewing_requests.verification import check_requests
from tests.builders.decisions import take_back
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, PETRA, a_provision, approve, refuse

GROUND = "pipa.18.2.2"
BOTH = Actor(id=108, name="Bo", roles=frozenset({Role.MANAGER, Role.PRIVACY_OFFICER}))
OTHER_MANAGER = Actor(id=109, name="Mia", roles=frozenset({Role.MANAGER}))


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def status(number):
    db.session().expire_all()
    return queries.request_row(db.session(), number=number, actor=AMIR, now=NOW).status


def test_the_manager_agrees_and_the_officer_approves():
    number = approve(a_provision(), ground=GROUND)
    assert status(number) is Status.IN_REVIEW

    approve(number, actor=PETRA, ground=GROUND)

    assert status(number) is Status.APPROVED
    assert list(check_requests(db.session())) == []


def test_the_officer_waits_for_the_manager():
    with pytest.raises(ManagerFirst):
        approve(a_provision(), actor=PETRA, ground=GROUND)


def test_who_agreed_takes_it_back_before_the_second_and_a_new_round_begins(sign_in):
    amir = sign_in("Amir")
    number = approve(a_provision(), actor=amir.actor, ground=GROUND)
    for actor, refusal in ((OTHER_MANAGER, StepOfAnother), (PETRA, StepOfAnother), (OLGA, NotADecider)):
        with pytest.raises(refusal):
            take_back(number, actor=actor)
    with pytest.raises(ActReasonMissing):
        take_back(number, actor=amir.actor, reason=".")
    for column in ("round = round + 1", "endorsed_by = NULL", "round = round + 1, outcome = 'approved'"):
        with pytest.raises(DBAPIError), unit_of_work() as session:
            session.execute(text(f"UPDATE viewing_request SET {column}"))  # A fixed list.

    assert "동의 거두기" in amir.get(f"/requests/{number}").text
    take_back(number, actor=amir.actor)

    assert "동의 거두기" not in amir.get(f"/requests/{number}").text
    with pytest.raises(NoStepToTakeBack):
        take_back(number, actor=amir.actor)
    with pytest.raises(ManagerFirst):
        approve(number, actor=PETRA, ground=GROUND)
    assert status(approve(number, actor=amir.actor, ground=GROUND)) is Status.IN_REVIEW
    assert status(approve(number, actor=PETRA, ground=GROUND)) is Status.APPROVED
    with pytest.raises(NoStepToTakeBack):
        take_back(number, actor=amir.actor)
    assert list(check_requests(db.session())) == []


def test_another_manager_does_not_take_the_second_step():
    number = approve(a_provision(), ground=GROUND)

    with pytest.raises(OfficerNext):
        approve(number, actor=OTHER_MANAGER, ground=GROUND)


def test_who_holds_both_roles_takes_one_step():
    number = approve(a_provision(), actor=BOTH, ground=GROUND)

    with pytest.raises(OneOfTwo):
        approve(number, actor=BOTH, ground=GROUND)
    approve(number, actor=PETRA, ground=GROUND)
    assert status(number) is Status.APPROVED


def test_one_is_enough_to_refuse_before_and_the_officer_after_the_manager_agreed():
    assert status(refuse(a_provision(), ground=None)) is Status.REFUSED
    number = approve(a_provision(), ground=GROUND)

    assert status(refuse(number, actor=PETRA, ground=None)) is Status.REFUSED
    assert list(check_requests(db.session())) == []


def test_the_list_of_what_waits_follows_the_steps():
    number = a_provision()
    waiting = lambda actor: [row.number for row in queries.requests_to_decide(db.session(), actor=actor, now=NOW)]  # noqa: E731  # Said four times below.
    assert (waiting(AMIR), waiting(PETRA), waiting(BOTH)) == ([number], [], [number])

    approve(number, actor=BOTH, ground=GROUND)

    db.session().expire_all()
    assert (waiting(AMIR), waiting(PETRA), waiting(BOTH)) == ([], [number], [])


def test_the_case_shows_both_steps_with_who_took_them_in_which_role_for_whom_when_and_their_words(sign_in):
    amir, petra = sign_in("Amir"), sign_in("Petra")
    number = approve(a_provision(), actor=amir.actor, ground=GROUND, reason="영장 원본과 대조함")
    own = replace(OTHER_MANAGER, rights=frozenset({(Role.MANAGER, None)}))
    deputy = own.borrowing([(Role.PRIVACY_OFFICER, None, petra.actor.id)])
    approve(number, actor=deputy, ground=GROUND, reason="영장의 기간이 구간과 맞음")

    for reader in (amir, petra):
        card = re.search(r"내려진 결정.*?</section>", reader.get(f"/requests/{number}").text, re.DOTALL)[0]
        said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", card))
        first, second = said.split("두 번째")
        assert re.search(r"승인 · \S+ \d\d:\d\d · Amir, 관리책임자.*영장 원본과 대조함", first), first
        assert re.search(
            r"승인 · \S+ \d\d:\d\d · —, 개인정보 보호책임자.*Petra 대행.*영장의 기간이 구간과 맞음", second
        ), second
