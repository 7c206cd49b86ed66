"""The refusal guard: what is stopped, what is offered instead, and who may say that a reason was misread."""

import pytest

from app.database import db, unit_of_work
from app.ledger import queries as ledger
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import RequestKind
from app.viewing_requests.refusals import (
    GroundNotAllowed,
    OnlyOfficerReadsOtherwise,
    OtherReadingUnsaid,
    ReasonMissing,
    UnlawfulReason,
)
from app.viewing_requests.states import Status
from app.viewing_requests.verification import check_requests
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OBJECTION, OLGA, PETRA, SAM, UMA, a_provision, receive, refuse

POLICE = "경찰 입회 없이는 보여 드릴 수 없음"
MISREAD = "경찰이 낸 의견서를 인용한 것이고 입회를 요구한 것이 아닙니다."


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def status(number):
    return queries.request_row(db.session(), number=number, actor=OLGA, now=NOW).status


def refuse_read_otherwise(number, *, actor=PETRA, reason=POLICE, ground="pipa.35.4.2", other_reading=MISREAD):
    with unit_of_work() as session:
        commands.refuse_request(
            session,
            number=number,
            ground=ground,
            reason=reason,
            objection_method=OBJECTION,
            other_reading=other_reading,
            actor=actor,
            now=NOW,
        )


def names_of_entries():
    return [entry.name for entry in ledger.entries(db.session(), prefix="viewing_request.")]


@pytest.mark.parametrize("kind", [RequestKind.VIEWING, RequestKind.COPY, RequestKind.EXISTENCE])
def test_an_unlawful_reason_is_stopped_before_anything_is_written(kind):
    number = receive(kind=kind)

    with pytest.raises(UnlawfulReason) as stopped:
        refuse(number, reason=POLICE)

    assert stopped.value.grounds == ("police_present",)
    assert "제35조제4항" in str(stopped.value)
    assert "대신" in str(stopped.value)
    assert (status(number), names_of_entries()) == (Status.RECEIVED, ["viewing_request.received"])


def test_reasons_of_a_provision_are_not_read():
    assert status(refuse(a_provision(), ground=None, reason="회사 방침상 불가")) is Status.REFUSED


def test_the_reason_of_refusing_a_deletion_is_read_and_that_it_was_not_viewed_is_one(sign_in):
    number, viewing, unseen = receive(kind=RequestKind.DELETION), receive(), "청구인이 아직 열람하지 않은 영상입니다"

    with pytest.raises(UnlawfulReason) as stopped:
        refuse(number, reason="기술적으로 곤란함")
    assert "삭제를 승인하고 결과를 알리기" in str(stopped.value)
    assert "보여" not in str(stopped.value)
    with pytest.raises(UnlawfulReason):
        refuse(viewing, reason=unseen)
    with pytest.raises(ReasonMissing, match="제43조제3항"):
        refuse(number, reason=" ")
    amir = sign_in("Amir")
    typed = [
        amir.post(
            "/requests/reason-check", data={"reason": unseen, "number": one, "ground": "pipa.35.4.2"}
        ).text.strip()
        for one in (number, viewing)
    ]

    assert stopped.value.grounds == ("technical",)
    assert (typed[0], bool(typed[1])) == ("", True)
    assert status(refuse(number, reason=unseen)) is Status.REFUSED


def test_the_officer_may_say_it_was_misread_and_it_is_sealed_by_whom_and_about_what():
    number = receive()

    refuse_read_otherwise(number)

    assert names_of_entries()[-2:] == ["viewing_request.guard_overridden", "viewing_request.refused"]
    (found,) = queries.overrides(db.session(), actor=UMA)
    assert (found.number, found.overridden_by, found.grounds) == (number, PETRA.id, ("police_present",))
    assert found.other_reading == MISREAD
    sealed = next(ledger.entries(db.session(), names={"viewing_request.guard_overridden"}))
    assert MISREAD not in str(sealed.body)
    assert list(check_requests(db.session())) == []


def test_a_lawful_reason_needs_no_other_reading_and_leaves_no_trace_of_one():
    number = receive()

    refuse_read_otherwise(number, reason="협박 신고를 한 이웃의 생명을 해칠 우려")

    assert queries.overrides(db.session(), actor=UMA, number=number) == []


def test_nobody_else_says_it_was_misread_and_never_with_the_reason_itself():
    number = receive()

    with pytest.raises(OnlyOfficerReadsOtherwise):
        refuse_read_otherwise(number, actor=AMIR)
    with pytest.raises(OtherReadingUnsaid):
        refuse_read_otherwise(number, other_reading=f" {POLICE} ")
    assert status(number) is Status.RECEIVED


def test_a_ground_the_act_does_not_give_is_never_read_otherwise():
    number = receive()

    with pytest.raises(GroundNotAllowed):
        refuse_read_otherwise(number, ground="pipa.35.4.3")
    assert status(number) is Status.RECEIVED


def test_the_page_names_the_claim_why_it_is_none_and_what_to_do_instead(sign_in):
    number, amir = receive(), sign_in("Amir")

    answer = amir.post(
        f"/requests/{number}/refuse",
        data={"ground": "pipa.35.4.2", "reason": "다른 사람이 함께 촬영되어", "objection_method": "서면"},
    )

    assert answer.status_code == 422
    assert "다른 사람이 함께 촬영되었다" in answer.text
    assert "제46조" in answer.text
    assert "승인하고 가려서 보여 주기" in answer.text
    assert 'name="other_reading"' not in answer.text
    assert "다른 사람이 함께 촬영되어</textarea>" in answer.text
    assert "가린 뒤 보여 줍니다" in amir.get(f"/requests/{number}?opinion=mask").text
    assert amir.get(f"/requests/{number}?opinion=nonsense").status_code == 200


def test_the_officer_refuses_from_the_page_and_the_auditor_sees_it(sign_in):
    number, petra = receive(), sign_in("Petra")
    asked = {"ground": "pipa.35.4.2", "reason": POLICE, "objection_method": "서면"}

    first = petra.post(f"/requests/{number}/refuse", data=asked)
    again = petra.post(f"/requests/{number}/refuse", data={**asked, "other_reading": POLICE})
    done = petra.post(f"/requests/{number}/refuse", data={**asked, "other_reading": MISREAD})

    assert (first.status_code, again.status_code, done.status_code) == (422, 422, 303)
    assert 'name="other_reading"' in first.text
    assert 'name="other_reading"' in again.text
    uma = sign_in("Uma")
    for page in ("/requests/overrides", f"/requests/{number}"):
        text = uma.get(page).text
        assert MISREAD in text
        assert "경찰이 함께 있어야 보여 준다" in text
    assert "다르게 읽었다고 적었습니다" in uma.get("/ledger").text


def test_a_reason_is_read_while_it_is_typed(sign_in):
    petra = sign_in("Petra")

    unlawful = petra.post("/requests/reason-check", data={"reason": "담당자 부재", "number": "2026-0001"})
    lawful = petra.post("/requests/reason-check", data={"reason": "협박 신고를 한 이웃의 생명을 해칠 우려"})
    opinion = petra.post("/requests/reason-check", data={"reason": "승인해도 될 것 같음"})
    no_fact = petra.post("/requests/reason-check", data={"reason": "승인해도 될 것 같음", "ground": "pipa.35.4.2"})
    page = petra.get(f"/requests/{receive()}").text

    assert "담당자가 없다" in unlawful.text
    assert (lawful.status_code, lawful.text.strip(), opinion.text.strip()) == (200, "", "")
    assert "사실이 적혀 있지 않다" in no_fact.text
    assert 'hx-post="/requests/reason-check"' in page
    assert sign_in("Olga").post("/requests/reason-check", data={"reason": "x"}).status_code == 403


def test_overrides_of_other_sites_are_not_shown(sign_in):
    refuse_read_otherwise(receive())

    assert queries.overrides(db.session(), actor=SAM) == []
    assert sign_in("Olga").get("/requests/overrides").status_code == 403
