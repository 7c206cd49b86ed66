"""Nobody is led into a case that nobody can finish: who could decide is asked before an act, and told after it."""

from datetime import timedelta

import pytest

from app.database import db, unit_of_work
from app.inbox import queries as inbox
from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.viewing_requests import commands
from app.viewing_requests.decision_refusals import NobodyForSecond
from app.viewing_requests.domain import Handling
from app.viewing_requests.public_refusals import LeavesNobody
from app.viewing_requests.queries.board import board_page
from app.viewing_requests.queries.deciders import deciders, left_by_intake
from app.viewing_requests.queries.signing import Why
from app.viewing_requests.queries.tasks import case_tasks
from app.viewing_requests.reminding.nobody import remind_undecidable
from tests.builders.accounts import a_right, an_account
from tests.builders.public_requests import ask, receipt_in
from tests.builders.registry import record_estate
from tests.builders.stand_ins import stand_in
from tests.builders.viewing_requests import NOW, a_provision, approve, receive

HERE, GROUND = frozenset({"HQ"}), "pipa.18.2.2"
DAYS = {"from_on": kst_day(NOW), "until_on": kst_day(NOW) + timedelta(days=9), "now": NOW}


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def somebody(name, *roles, sites=HERE):
    with unit_of_work() as session:
        return an_account(session, name=name, roles=roles, sites=sites, now=NOW)


def open_of(now=NOW):
    """Return the only case: of each open step who could sign, and why nobody could."""
    db.session().expire_all()
    (found,) = deciders(db.session(), request_ids=[1], now=now).values()
    names = {step.step: [one.actor.name for one in step.signers] for step in found.steps}
    return names, found.lack


def test_one_of_either_role_signs_a_viewing_and_not_who_took_it_in():
    mia, oz = somebody("Mia", Role.MANAGER), somebody("Oz", Role.PRIVACY_OFFICER)
    somebody("Far", Role.MANAGER, sites={"OTHER-SITE"})
    receive(actor=mia)
    assert open_of() == ({1: ["Oz"]}, None)
    with unit_of_work() as session:
        session.connection().exec_driver_sql(f"UPDATE account SET disabled_at = created_at WHERE id = {oz.id}")
    names, lack = open_of()
    assert (names, lack.why, str(lack.missing)) == (
        {1: []},
        Why.TOOK_PART,
        "설치장소 HQ의 관리책임자나 개인정보 보호책임자",
    )


def test_each_step_of_a_provision_needs_somebody_of_its_own():
    clerk = somebody("Olli", Role.OPERATOR)
    both = somebody("Bo", Role.MANAGER, Role.PRIVACY_OFFICER)
    a_provision(actor=clerk)
    names, lack = open_of()
    assert (names, lack.step, lack.why) == ({1: [], 2: []}, 2, Why.SAME_PERSON)
    somebody("Mia", Role.MANAGER)
    assert open_of() == ({1: ["Mia"], 2: ["Bo"]}, None)
    somebody("Oz", Role.PRIVACY_OFFICER)
    assert open_of() == ({1: ["Bo", "Mia"], 2: ["Bo", "Oz"]}, None)
    approve("2026-0001", actor=both, ground=GROUND)
    assert open_of() == ({2: ["Oz"]}, None)


def test_a_deputy_signs_only_while_they_stand_in_and_not_for_who_took_it_in():
    mia, clerk, far = somebody("Mia", Role.MANAGER), somebody("Olli", Role.OPERATOR), somebody("Dee", Role.OPERATOR)
    stand_in(mia, far, **DAYS)
    receive(actor=clerk)
    assert open_of()[0] == {1: ["Dee", "Mia"]}
    assert open_of(NOW + timedelta(days=20))[0] == {1: ["Mia"]}
    assert left_by_intake(db.session(), sites=HERE, handling=Handling.VIEWING, actor=mia, now=NOW).lack.step == 1


def test_the_only_officer_does_not_sign_the_first_step_for_the_manager():
    mia, oz = somebody("Mia", Role.MANAGER), somebody("Oz", Role.PRIVACY_OFFICER)
    stand_in(mia, oz, **DAYS)
    number = a_provision(actor=somebody("Olli", Role.OPERATOR))
    deputy = next(one.actor for one in _seconds() if one.actor.id == oz.id)
    with pytest.raises(NobodyForSecond, match=r"결정할 사람이 없습니다.*다른 사람이 합니다: Mia"):
        approve(number, actor=deputy, ground=GROUND)
    somebody("Other officer", Role.PRIVACY_OFFICER)
    approve(number, actor=deputy, ground=GROUND)
    assert open_of() == ({2: ["Other officer"]}, None)


def _seconds():
    (found,) = deciders(db.session(), request_ids=[1], now=NOW).values()
    return found.steps[1].signers


def test_whom_an_intake_leaves_is_known_before_it():
    mia = somebody("Mia", Role.MANAGER)
    clerk = somebody("Olli", Role.OPERATOR)
    left = left_by_intake(db.session(), sites=HERE, handling=Handling.VIEWING, actor=mia, now=NOW)
    assert (left.lack.why, left.was_so, left.instead) == (Why.TOOK_PART, False, ("Olli",))
    assert left_by_intake(db.session(), sites=HERE, handling=Handling.VIEWING, actor=clerk, now=NOW).lack is None
    provision = left_by_intake(db.session(), sites=HERE, handling=Handling.PROVISION, actor=clerk, now=NOW)
    assert (provision.lack.step, provision.lack.why, provision.was_so) == (2, Why.NOBODY, True)
    everywhere = left_by_intake(db.session(), sites=frozenset(), handling=Handling.VIEWING, actor=clerk, now=NOW)
    assert str(everywhere.lack.missing).startswith("모든 설치장소를 맡은")


def test_the_only_decider_does_not_take_a_web_request_over(client):
    number = receipt_in(ask(client))[0]
    mia = somebody("Mia", Role.MANAGER, sites=None)
    olli = somebody("Olli", Role.OPERATOR, sites=None)
    with pytest.raises(LeavesNobody, match="Olli"), unit_of_work() as session:
        commands.take_over_request(session, number=number, actor=mia, now=NOW)
    with unit_of_work() as session:
        commands.take_over_request(session, number=number, actor=olli, now=NOW)


def test_the_board_the_tasks_and_those_who_give_rights_are_told_until_somebody_can():
    mia, oz = somebody("Mia", Role.MANAGER), somebody("Oz", Role.PRIVACY_OFFICER)
    ada = somebody("Ada", Role.ADMINISTRATOR, sites=None)
    somebody("Far", Role.ADMINISTRATOR, sites={"OTHER-SITE"})
    number = a_provision(actor=oz)
    (line,) = board_page(db.session(), actor=ada, now=NOW).rows
    said = "결정할 사람이 없습니다: 설치장소 HQ의 개인정보 보호책임자는 이미 이 요청에 관여한 사람뿐입니다."
    assert (line.is_mine, str(line.next_step.says)) == (True, said)
    ((row, why),) = case_tasks(db.session(), actor=mia, now=NOW).undecidable
    assert (row.number, str(why)) == (number, said)

    assert remind() == 2
    assert remind() == 0
    told = inbox.told(db.session(), subject=f"viewing_request:{number}")
    assert {one.account_id for one in told if one.settled_at is None} == {ada.id, oz.id}

    with unit_of_work() as session:
        a_right(session, account_id=ada.id, role=Role.PRIVACY_OFFICER, site_code="HQ", now=NOW)
    assert remind() == 0
    told = inbox.told(db.session(), subject=f"viewing_request:{number}")
    assert all(one.settled_at for one in told)
    assert case_tasks(db.session(), actor=mia, now=NOW).undecidable == ()


def remind():
    with unit_of_work() as session:
        return remind_undecidable(session, now=NOW)


def test_the_form_warns_beside_it_and_the_case_says_it_after(sign_in, cast):
    client, fields = sign_in("Amir"), {"place_query": "C-1", "requester_kind": "subject", "subject_in_footage": "y"}
    warned = "직접 접수하면 결정할 사람이 없습니다("
    assert f"{warned}모든 설치장소를 맡은" in client.get("/requests/new").text
    assert f"{warned}설치장소 HQ의 관리책임자나" in client.post("/requests/new/preview", data=fields).text
    number = receive(actor=client.actor, now=utc_now())
    told = client.get(f"/requests/{number}").text
    assert "결정할 사람이 없습니다: 설치장소 HQ의" in told
    assert "대리 정하기" in told
    assert "결정할 사람이 없는 요청" in client.get("/requests/tasks").text
    cast("Petra")
    assert warned not in client.post("/requests/new/preview", data=fields).text
    assert "결정할 사람이 없습니다" not in client.get(f"/requests/{number}").text
