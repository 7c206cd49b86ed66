"""The pages of the last day to answer: postponing, waiting, going on, and the days off."""

import json
from datetime import timedelta

import pytest
from flask.cli import ScriptInfo

from app.cli import watchbook
from app.kernel.clock import kst_day, utc_now
from app.viewing_requests.clocks import answer_due
from tests.builders.due_dates import due_on, pause, set_day
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import PETRA, receive


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def ahead(days):
    return kst_day(utc_now()) + timedelta(days=days)


def a_free_day():
    """Return the last day of what comes in now: the day that moves it, if it becomes a day off."""
    return answer_due(kst_day(utc_now()), 10).on


def take_in(**values):
    return receive(now=utc_now(), **values)


def test_a_manager_postpones_and_the_case_explains_it(sign_in):
    number, amir = take_in(), sign_in("Amir")

    response = amir.fill(
        f"/requests/{number}/postpone",
        ground_ends_on=ahead(20).isoformat(),
        reason="모자이크 처리에 시간이 더 걸림",
        notified_by="letter",
        follow_redirects=True,
    )

    assert response.status_code == 200
    due = answer_due(ahead(20), 10).on
    assert due_on(number, now=utc_now()) == due
    for said in (
        "연기 사유가 끝나는 날",
        "모자이크 처리에 시간이 더 걸림",
        "국토교통부 개인정보 보호지침",
        "Amir",
        "제35조제3항",
    ):
        assert said in response.text
    assert f"→ {due}" in response.text


def test_an_unlawful_reason_to_postpone_is_stopped_with_what_to_do_instead(sign_in):
    number, asked = take_in(), {"ground_ends_on": ahead(20).isoformat(), "reason": "경찰 입회가 있어야 합니다"}

    manager = sign_in("Amir").fill(f"/requests/{number}/postpone", **asked)
    officer = sign_in("Petra").fill(f"/requests/{number}/postpone", **asked)

    assert (manager.status_code, officer.status_code) == (422, 422)
    for said in ("이 사유로는 연기할 수 없습니다", "경찰이 함께 있어야 보여 준다", "대신 할 수 있는 일"):
        assert said in manager.text
    assert 'name="other_reading"' not in manager.text
    assert 'name="other_reading"' in officer.text


def test_a_postponement_without_reason_stays_on_the_page(sign_in):
    number = take_in()

    response = sign_in("Amir").fill(f"/requests/{number}/postpone", ground_ends_on=ahead(20).isoformat(), reason="")

    assert response.status_code == 409
    assert "연기 사유를 적으십시오." in response.text
    assert ahead(20).isoformat() in response.text


def test_who_took_it_in_is_not_offered_a_postponement(sign_in):
    amir = sign_in("Amir")
    number = take_in(actor=amir.actor)

    assert f"/requests/{number}/postpone" not in amir.get(f"/requests/{number}").text
    assert "다른 승인자가 결정합니다" in amir.get(f"/requests/{number}/postpone").text


def test_an_operator_waits_for_the_asker_and_goes_on(sign_in):
    number, olga = take_in(), sign_in("Olga")
    due = due_on(number, now=utc_now())

    waiting = olga.fill(
        f"/requests/{number}/pause", reason="위임장", until_on=ahead(5).isoformat(), follow_redirects=True
    ).text
    assert "기간은 그대로 감" in waiting
    assert "법령에서 확인하지 못했다" in waiting
    assert "그대로입니다" in waiting

    gone_on = olga.fill(f"/requests/{number}/resume", because="not_coming", follow_redirects=True).text
    assert "오지 않아 그대로 진행" in gone_on
    assert due_on(number, now=utc_now()) == due


def test_only_the_privacy_officer_is_offered_to_stop_the_period(sign_in):
    number = take_in()

    assert "stop_reason" not in sign_in("Olga").get(f"/requests/{number}/pause").text
    petra = sign_in("Petra")
    response = petra.fill(
        f"/requests/{number}/pause",
        reason="신분 확인",
        until_on=ahead(5).isoformat(),
        stops_clock="y",
        stop_reason="본인인지 알 수 없음",
        follow_redirects=True,
    )
    assert "기간을 멈춤" in response.text
    assert "기다리는 동안 세지 않기로 함" in response.text
    assert due_on(number, now=utc_now()) > a_free_day()


def test_the_privacy_officer_adds_a_day_and_whoever_took_the_case_in_is_told(sign_in):
    olga, day = sign_in("Olga"), a_free_day()
    number = take_in(actor=olga.actor)

    response = sign_in("Petra").fill(
        "/requests/days", kind="extra", day=day.isoformat(), title="임시공휴일", reason="관보", follow_redirects=True
    )

    assert "답변 기한이 바뀐 요청: 1건" in response.text
    assert "더한 휴일" in response.text
    board = olga.get("/requests").text
    assert "내가 접수한 요청의 답변 기한이 바뀌었습니다." in board
    assert f"{day.isoformat()} 휴일을 더함: 임시공휴일" in board
    case = olga.get(f"/requests/{number}").text
    assert "더한 휴일: 임시공휴일" in case
    assert "내가 접수한" not in sign_in("Amir").get("/requests").text


def test_an_administrator_lifts_a_day(sign_in):
    day = a_free_day()
    set_day(day, now=utc_now())
    ada = sign_in("Ada")
    page = ada.get("/requests/days").text
    address = page.split('href="/requests/days/')[1].split('"')[0]

    response = ada.fill(f"/requests/days/{address}", reason="취소됨", follow_redirects=True)

    assert "변경을 거두었습니다" in response.text
    assert "더한 휴일</span>" not in response.text


def test_a_day_that_is_off_already_stays_on_the_page(sign_in):
    response = sign_in("Petra").fill(
        "/requests/days", kind="extra", day=f"{ahead(0).year}-12-25", title="성탄", reason="관보"
    )

    assert response.status_code == 422
    assert "이미 쉬는 날입니다" in response.text


@pytest.mark.parametrize("member", ["Olga", "Amir", "Uma"])
def test_others_see_the_days_and_change_none(sign_in, member):
    client = sign_in(member)

    page = client.get("/requests/days")
    assert page.status_code == 200
    assert "휴일 더하고 빼기" not in page.text
    assert client.post("/requests/days", data={}).status_code == 403


@pytest.mark.parametrize(
    ("member", "page"), [("Olga", "postpone"), ("Uma", "pause"), ("Ada", "resume"), ("Uma", "postpone")]
)
def test_who_does_not_work_on_it_opens_no_form(sign_in, member, page):
    assert sign_in(member).get(f"/requests/{take_in()}/{page}").status_code == 403


def test_another_site_s_case_is_not_there(sign_in):
    number = take_in()

    for page in ("pause", "resume"):
        assert sign_in("Sam").get(f"/requests/{number}/{page}").status_code == 404


def test_the_ledger_tells_every_step_in_words(sign_in):
    number = take_in()
    pause(number, ahead(3), now=utc_now(), actor=PETRA, stop_reason="이유")

    page = sign_in("Uma").get("/ledger").text

    assert "기다리며 답변 기간을 멈추기로 했습니다" in page
    assert "로 바뀌었습니다" in page


def test_the_command_line_tells_the_days_and_the_moved_dates(app):
    day = a_free_day()
    number = take_in()
    set_day(day, now=utc_now())

    days = json.loads(run(app, "requests", "days", "--json"))
    due = json.loads(run(app, "requests", "due", "--json"))

    assert [(each["name"], each["change"]) for each in days if each["day"] == day.isoformat()] == [
        ("임시공휴일", "extra")
    ]
    assert f"+ {day.isoformat()}" in run(app, "requests", "days")
    assert "  설날" in run(app, "requests", "days")
    assert [each["answer_due_on"] for each in due] == [due_on(number, now=utc_now()).isoformat()]
    assert "0건" in run(app, "requests", "recount")


def run(app, *words):
    result = app.test_cli_runner().invoke(watchbook, words, obj=ScriptInfo(create_app=lambda: app))
    assert result.exit_code == 0, result.output
    return result.output
