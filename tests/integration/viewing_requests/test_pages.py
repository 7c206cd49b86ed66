"""The pages of viewing requests: intake, board, case, decisions, the public page."""

from datetime import timedelta

import pytest

from app.database import db
from app.kernel.clock import kst_day, utc_now
from app.ledger import queries as ledger
from app.viewing_requests import queries
from app.viewing_requests.states import Status
from tests.browsing import form_with
from tests.builders.decisions import hurry, review, tell
from tests.builders.due_dates import pause, postpone
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, OLGA, PETRA, a_provision, receive, refuse


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def status(number):
    return queries.request_row(db.session(), number=number, actor=OLGA, now=NOW).status


INTAKE = {
    "requester_name": "청구인 을",
    "requester_contact": "010-0000-0002",
    "subject_in_footage": "y",
    "place_query": "C-1",
    "span_from": "2026-11-19 12:00",
    "span_to": "2026-11-19 12:30",
    "purpose": "차량이 긁힌 경위를 알고 싶음",
    "received_at": "2026-11-20 09:00",
}


def test_an_operator_takes_a_request_in(sign_in, app):
    response = sign_in("Olga").fill("/requests/new", follow_redirects=True, **INTAKE)

    assert response.status_code == 200
    assert "2026-0001 · 정보주체 본인 열람" in response.text
    assert "2026-11-30(월)" in response.text
    assert "접수일은 세지 않음" in response.text


def test_a_form_sent_twice_is_one_request_and_with_other_words_another_only_once_more(sign_in):
    olga = sign_in("Olga")
    sent = {**form_with(olga.get("/requests/new").text, INTAKE).values, **INTAKE}

    first, again = (olga.post("/requests/new", data=sent) for _ in range(2))
    other = olga.post("/requests/new", data={**sent, "purpose": "다른 사람의 일"})
    own = form_with(other.text, INTAKE).values["key"]
    third = olga.post("/requests/new", data={**sent, "purpose": "다른 사람의 일", "key": own})

    assert [one.status_code for one in (first, again, other, third)] == [303, 303, 422, 303]
    assert first.location == again.location
    assert "이미 2026-0001번 요청을 접수했습니다" in other.text
    assert third.location.endswith("/2026-0002")


def test_the_form_starts_with_the_present_moment(sign_in):
    page = sign_in("Olga").get("/requests/new").text

    assert f'value="{kst_day(utc_now())}' in page


def test_a_resident_number_is_not_taken(sign_in):
    response = sign_in("Olga").fill("/requests/new", **{**INTAKE, "purpose": "본인 900101-1234567 확인"})

    assert response.status_code == 422
    assert "주민등록번호" in response.text


def test_a_manager_approves_from_the_case_page(sign_in):
    number = receive()

    response = sign_in("Amir").fill(f"/requests/{number}", reason="본인 확인, 다른 사람 없음", objection_method="")

    assert response.status_code == 303
    assert status(number) is Status.APPROVED


def test_a_refusal_without_reason_or_ground_is_stopped_with_the_source(sign_in):
    number, amir = receive(), sign_in("Amir")

    no_reason = amir.post(f"/requests/{number}/refuse", data={"ground": "pipa.35.4.2", "objection_method": "서면"})
    no_ground = amir.post(f"/requests/{number}/refuse", data={"reason": "경찰 입회 필요", "objection_method": "서면"})

    assert no_reason.status_code == no_ground.status_code == 409
    assert "제42조제2항" in no_reason.text
    assert "제35조제4항제1호" in no_ground.text
    assert status(number) is Status.RECEIVED


def test_nobody_decides_on_the_request_they_took_in(sign_in):
    amir = sign_in("Amir")
    number = receive(actor=amir.actor)

    assert "다른 승인자가 결정합니다" in amir.get(f"/requests/{number}").text
    assert amir.post(f"/requests/{number}/approve", data={"reason": ""}).status_code == 409
    assert status(number) is Status.RECEIVED


@pytest.mark.parametrize("member", ["Olga", "Uma", "Ada"])
def test_only_deciders_decide(sign_in, member):
    number = receive()

    assert sign_in(member).post(f"/requests/{number}/approve", data={}).status_code == 403


def test_a_provision_needs_a_ground_to_be_approved(sign_in):
    number, amir, petra = a_provision(), sign_in("Amir"), sign_in("Petra")

    assert (
        petra.post(f"/requests/{number}/approve", data={"ground": "pipa.18.2.2", "reason": "영장 확인"}).status_code
        == 409
    )
    assert amir.post(f"/requests/{number}/approve", data={"ground": "pipa.18.2.7"}).status_code == 409
    assert (
        amir.post(f"/requests/{number}/approve", data={"ground": "pipa.18.2.2", "reason": "영장 확인"}).status_code
        == 303
    )
    assert "검토 중" in petra.get(f"/requests/{number}").text
    assert (
        petra.post(f"/requests/{number}/approve", data={"ground": "pipa.18.2.2", "reason": "영장 확인"}).status_code
        == 303
    )
    assert status(number) is Status.APPROVED


def test_the_board_is_ordered_by_the_sooner_clock_and_filters_by_site(sign_in):
    later, sooner = receive(), receive(span_from=NOW.replace(day=4), span_to=NOW.replace(day=5))
    closed = tell(refuse(receive()))

    board = sign_in("Uma").get("/requests").text
    assert board.index(sooner) < board.index(later)
    assert closed not in board
    assert closed in sign_in("Uma").get("/requests?show=closed").text
    assert later not in sign_in("Uma").get("/requests?site=G-1").text


def test_another_site_gives_nothing_away(sign_in):
    number = receive()
    sam = sign_in("Sam")

    assert number not in sam.get("/requests").text
    assert sam.get(f"/requests/{number}").status_code == 404
    assert sam.post(f"/requests/{number}/withdraw", data={"reason": "철회한다고 함"}).status_code == 404
    assert sam.get(f"/footage?request={number}").status_code == 404


def test_an_administrator_does_not_see_who_asks(sign_in):
    number = receive()

    assert "청구인 갑" in sign_in("Uma").get(f"/requests/{number}").text
    assert "청구인 갑" not in sign_in("Ada").get(f"/requests/{number}").text


def test_an_administrator_does_not_read_what_was_written_of_a_case(sign_in):
    number, emergency = receive(), hurry(receive(), reason="급한 까닭: 갇힌 사람")
    postpone(number, kst_day(NOW) + timedelta(days=14), reason="연기한 까닭")
    pause(number, kst_day(NOW) + timedelta(days=5), actor=PETRA, reason="기다린 까닭", stop_reason="멈춘 까닭")
    refuse(number, reason="거절한 까닭: 협박 신고를 한 이웃의 생명을 해칠 우려")
    review(emergency, note="검토한 까닭: 기록과 맞음")
    words = ("연기한 까닭", "기다린 까닭", "멈춘 까닭", "거절한 까닭", "급한 까닭", "검토한 까닭")
    leaves = [entry.leaf for entry in ledger.entries(db.session(), prefix="viewing_request.")]
    places = [f"/requests/{number}", f"/requests/{emergency}", *(f"/ledger/{leaf}" for leaf in leaves)]

    def read_by(name):
        client = sign_in(name)
        return "".join(client.get(place).text for place in places)

    uma, ada = read_by("Uma"), read_by("Ada")
    assert [word for word in words if uma.count(word) < 2] == []
    assert [word for word in words if word in ada] == []
    assert ada.count("이 내용을 볼 권한이 없습니다.") > len(words)
    assert "이 내용을 볼 권한이 없습니다." not in uma


def test_anybody_learns_how_to_ask(client):
    response = client.get("/public/request")

    assert response.status_code == 200
    assert "10일" in response.text
    assert "안전팀장" in response.text
    assert "Set-Cookie" not in response.headers


def test_a_withdrawn_request_is_closed(sign_in):
    number = receive()

    assert sign_in("Olga").fill(f"/requests/{number}", reason="청구인이 전화로 철회").status_code == 303
    assert status(number) is Status.WITHDRAWN


def test_the_menu_counts_what_waits_for_this_person(sign_in):
    waiting = 'class="wb-count">1<'
    assert "wb-count" not in menu(sign_in("Amir"))
    receive()

    assert waiting in menu(sign_in("Amir"))
    assert waiting in menu(sign_in("Olga"))  # Nobody checked who asks.
    assert "wb-count" not in menu(sign_in("Uma"))


def menu(client):
    return client.get("/help").text.partition("<nav")[2].partition("</nav>")[0]


def test_an_opinion_too_long_to_keep_decides_nothing(sign_in):
    number = receive()

    answer = sign_in("Amir").post(f"/requests/{number}/approve", data={"reason": "가" * 2001})

    assert answer.status_code == 409
    assert "2000" in answer.text
    assert status(number) is Status.RECEIVED
