"""The pages of decisions: part, gone, anew, emergency, review, notice; each by a form that works without script."""

import pytest

from app.database import db
from app.kernel.actor import Role
from app.viewing_requests import queries
from app.viewing_requests.states import Status
from tests.builders.decisions import HARM, PART, grant_part, hurry
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, approve, check_identity, receive, refuse


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def status(number):
    db.session().rollback()
    return queries.request_row(db.session(), number=number, actor=AMIR, now=NOW).status


def test_the_guards_alternative_leads_to_the_part_already_put_into_words(sign_in):
    number, amir = check_identity(receive()), sign_in("Amir")

    stopped = amir.post(
        f"/requests/{number}/refuse",
        data={"ground": "pipa.35.4.2", "reason": "다른 사람이 함께 촬영되어", "objection_method": "서면"},
    )
    form = amir.get(f"/requests/{number}/part?opinion=mask")

    assert f"/requests/{number}/part?opinion=mask" in stopped.text
    assert "알아볼 수 없게 가린 영상 전부" in form.text
    data = {
        "allowed_part": "함께 촬영된 다른 사람을 알아볼 수 없게 가린 영상 전부",
        "ground": "pipa.35.4.2",
        "reason": "가린 부분을 그대로 보여 주면 함께 촬영된 다른 사람의 사생활을 부당하게 침해할 우려가 있습니다.",
        "objection_method": "서면",
    }
    assert amir.post(f"/requests/{number}/part", data=data).status_code == 303
    assert status(number) is Status.PARTLY_APPROVED
    page = amir.get(f"/requests/{number}").text
    assert data["allowed_part"] in page


def test_an_unlawful_reason_for_the_rest_is_stopped_on_the_page_too(sign_in):
    number, petra = check_identity(receive()), sign_in("Petra")
    data = {"allowed_part": PART, "ground": "pipa.35.4.2", "reason": "경찰 입회 없음", "objection_method": "서면"}

    stopped = petra.post(f"/requests/{number}/part", data=data)

    assert stopped.status_code == 422
    assert "이 사유로는 제한할 수 없습니다" in stopped.text
    assert 'name="other_reading"' in stopped.text
    assert PART in stopped.text
    done = petra.post(
        f"/requests/{number}/part", data={**data, "other_reading": "입회를 요구한 것이 아니라 인용한 말임"}
    )
    assert done.status_code == 303


def test_gone_footage_is_answered_from_its_page(sign_in):
    number, amir = receive(), sign_in("Amir")
    data = {"gone_because": "not_shown", "reason": "영상을 모두 보았으나 없음", "objection_method": "서면"}
    data["second_look"] = "담당자가 청구한 구간을 두 번 재생함"

    assert amir.get(f"/requests/{number}/not-existing").status_code == 200
    assert amir.post(f"/requests/{number}/not-existing", data={**data, "reason": ""}).status_code == 422
    assert amir.post(f"/requests/{number}/not-existing", data=data).status_code == 303
    assert status(number) is Status.NOT_EXISTING


def test_what_was_granted_may_be_decided_anew_or_answered_as_lost(sign_in):
    one, other, petra = approve(receive()), grant_part(receive()), sign_in("Petra")
    page = petra.get(f"/requests/{other}").text

    assert f"/requests/{other}/not-existing" in page
    assert petra.get(f"/requests/{other}/not-existing").location.endswith("?granted=1")
    data = {"gone_because": "not_shown", "reason": "다시 보니 없음", "objection_method": "서면"}
    data["second_look"] = "담당자가 청구한 구간을 두 번 재생함"
    assert petra.post(f"/requests/{other}/not-existing", data=data).status_code == 409
    assert petra.post(f"/requests/{other}/not-existing?granted=1", data=data).status_code == 303
    assert petra.post(f"/requests/{one}/reopen", data={"reason": "."}).status_code == 409
    assert petra.post(f"/requests/{one}/reopen", data={"reason": "보관기간이 바뀜"}).status_code == 303
    assert (status(one), status(other)) == (Status.IN_REVIEW, Status.NOT_EXISTING)


def test_an_emergency_is_opened_listed_and_reviewed(sign_in):
    number, olga, amir = receive(), sign_in("Olga"), sign_in("Amir")

    assert "승인 없이 열기" in olga.get(f"/requests/{number}/emergency").text
    data = {"kind": "gas_incident", "reason": "가스 누출, 사람이 갇힘"}
    assert olga.post(f"/requests/{number}/emergency", data=data).status_code == 303
    listed = amir.get("/requests/emergencies").text
    assert number in listed
    assert "가스 누출, 사람이 갇힘" in listed
    assert olga.get("/requests/emergencies").status_code == 403
    read = sign_in(Role.AUDITOR).get("/requests/emergencies").text
    assert number in read
    assert f"{number}/emergency/review" not in read
    assert "가스 누출, 사람이 갇힘" in amir.get(f"/requests/{number}/emergency/review").text
    done = amir.post(f"/requests/{number}/emergency/review", data={"justified": "yes", "note": "현장 기록과 맞음"})
    assert done.status_code == 303
    assert "현장 기록과 맞음" in amir.get(f"/requests/{number}").text
    assert "긴급 처리" in sign_in("Uma").get("/ledger").text


def test_a_notice_is_noted_from_the_case_page(sign_in):
    granted, refused, olga = approve(receive()), refuse(receive()), sign_in("Olga")

    assert f"/requests/{granted}/notice" in olga.get(f"/requests/{granted}").text
    assert 'name="offered_at"' in olga.get(f"/requests/{granted}/notice").text
    assert 'name="offered_at"' not in olga.get(f"/requests/{refused}/notice").text
    assert olga.post(f"/requests/{refused}/notice", data={"notified_on": "2000-01-01"}).status_code == 422
    (entry,) = [olga.post(f"/requests/{refused}/notice", data={"notified_on": "오늘", "notified_by": "email"})]
    assert entry.status_code == 303
    assert f"/requests/{refused}/notice" not in olga.get(f"/requests/{refused}").text


def test_a_case_is_put_before_the_deciders_from_its_page(sign_in):
    number, olga = receive(), sign_in("Olga")

    assert f"/requests/{number}/submit" in olga.get(f"/requests/{number}").text
    assert olga.post(f"/requests/{number}/submit").status_code == 303
    assert status(number) is Status.IN_REVIEW
    assert sign_in("Uma").post(f"/requests/{number}/submit").status_code == 403


@pytest.mark.parametrize("page", ["part", "not-existing", "reopen", "emergency", "emergency/review", "notice"])
def test_another_sites_case_gives_nothing_away(sign_in, page):
    number = hurry(receive())

    assert sign_in("Amir", sites={"G-1"}, name="Mara").get(f"/requests/{number}/{page}").status_code == 404


def test_the_reason_of_a_part_is_on_the_page_for_those_who_may_see_the_case(sign_in):
    number = grant_part(receive())

    assert HARM in sign_in("Uma").get(f"/requests/{number}").text
