"""Papers come from the pages: blank ones for everybody, those of a case for who works on it, each sealed as made."""

from datetime import timedelta

import pytest

from app.database import db, unit_of_work
from app.footage_access import commands as footage
from app.footage_access.domain import Kind
from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.ledger import queries as ledger
from app.viewing_requests import commands
from app.viewing_requests.domain import Channel, RequesterKind
from app.viewing_requests.moves import Notice, PostponementEntry
from app.viewing_requests.states import GoneBecause
from app.viewing_requests.verification import check_requests
from tests.builders.case_papers import flow_tags, squeezed, text_of, text_of_html
from tests.builders.decisions import answer_gone, tell
from tests.builders.footage_access import log
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import (
    AMIR,
    NOW,
    OBJECTION,
    OLGA,
    a_provision,
    approve,
    grant_provision,
    places,
    receive,
    refuse,
)

ASKER = "청구인 갑"
APPOINTMENT = {"show_at": "2026-12-01 14:00", "place": "본사 2층 민원실", "masking": "1명의 얼굴", "fee": "없음"}


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def at(number, name, ending="pdf", lang="ko"):
    return f"/requests/{number}/papers/{name}.{ending}?lang={lang}&use=request"


def printed(response):
    assert response.status_code == 200, response.text[:300]
    assert response.mimetype == "application/pdf"
    flow_tags(response.data)
    return text_of(response.data)


def made():
    return [entry.data for entry in ledger.entries(db.session(), names=["viewing_request.paper_made"])]


@pytest.mark.parametrize(("name", "korean", "english"), [
    ("request-form", "개인영상정보(존재확인, 열람) 청구서", "Request regarding personal video information"),
    ("proxy", "위임장", "Power of attorney"),
])  # fmt: skip
def test_blank_forms_are_public_in_both_languages_without_a_cookie_or_a_trace(client, name, korean, english):
    for lang, title in (("ko", korean), ("en", english)):
        response = client.get(f"/papers/{name}.pdf?lang={lang}")
        text = printed(response)
        assert squeezed(title) in squeezed(text)
        assert "예시도시가스" in text
        assert "Set-Cookie" not in response.headers
    assert made() == []


def test_there_is_no_other_blank_paper(client):
    assert client.get("/papers/refusal-notice.pdf").status_code == 404


@pytest.mark.parametrize("name", ["request-form", "proxy", "receipt"])
def test_a_form_is_filled_from_the_case_and_says_the_same_as_its_page(sign_in, name):
    number = receive(requester_kind=RequesterKind.AGENT)
    olga = sign_in("Olga")
    text, page = printed(olga.get(at(number, name))), olga.get(at(number, name, "html"))
    assert ASKER in text
    assert "C-1 본사 사옥" in text
    assert squeezed(ASKER) in squeezed(text_of_html(page.text))
    assert [(one["paper"], one["format"], one["number"]) for one in made()] == [
        (name, "pdf", number), (name, "html", number)
    ]  # fmt: skip


def test_the_ledger_agrees_with_cases_whose_papers_were_made_before_and_after_the_end(sign_in):
    number, olga = receive(), sign_in("Olga")
    printed(olga.get(at(number, "receipt")))
    assert list(check_requests(db.session())) == []
    tell(refuse(number, now=utc_now()), now=utc_now())
    printed(olga.get(at(number, "receipt")))
    assert [one["paper"] for one in made()] == ["receipt", "receipt"]
    assert list(check_requests(db.session())) == []


def test_a_receipt_without_its_secret_leads_nowhere_and_says_how_to_get_one(sign_in):
    text = printed(sign_in("Olga").get(at(receive(), "receipt")))
    assert "/public/request/receipt" not in text
    assert "비밀번호가 적힌 접수증을 드립니다" in " ".join(text.split())


@pytest.mark.parametrize(
    ("asker", "forms"),
    [
        (RequesterKind.SUBJECT, {"request-form": 200, "proxy": 404}),
        (RequesterKind.AGENT, {"request-form": 200, "proxy": 200}),
        (RequesterKind.INVESTIGATOR, {"request-form": 404, "proxy": 404}),
        (RequesterKind.COURT, {"request-form": 404, "proxy": 404}),
    ],
)
def test_forms_are_offered_only_to_whom_they_are_for(sign_in, asker, forms):
    number, olga = receive(requester_kind=asker), sign_in("Olga")
    listed = olga.get(f"/requests/{number}/papers").text
    for name, status in forms.items():
        assert olga.get(at(number, name)).status_code == status
        assert (f"{name}.pdf" in listed) is (status == 200)


def test_an_answer_says_who_looked_only_where_somebody_noted_it(sign_in):
    amir, unfilmed = sign_in("Amir"), receive(places=(), place_words="뒷골목")
    seen = printed(amir.get(at(answer_gone(receive()), "absence-answer")))
    records = printed(amir.get(at(answer_gone(unfilmed, because=GoneBecause.NOT_COVERED), "absence-answer")))
    for told in ("없음을 확인한 때", "확인한 사람", "찾아보았으나"):
        assert squeezed(told) in squeezed(seen)
        assert squeezed(told) not in squeezed(records)
    assert squeezed("기록에 따르면 해당하는 영상이 없음") in squeezed(records)


def test_the_courtesy_copy_has_its_seal_in_english_and_says_what_is_korean(sign_in):
    text = printed(sign_in("Amir").get(at(refuse(receive()), "refusal-notice", lang="en")))
    for told in ("Seal of the ledger", "The reason is written in Korean."):
        assert squeezed(told) in squeezed(text)
    assert "원장 봉인" not in text


def test_a_refusal_is_told_with_reason_ground_objection_and_seal(sign_in):
    number = refuse(receive())
    text = printed(sign_in("Amir").get(at(number, "refusal-notice")))
    for told in ("옆 점포의 금고가 보여 그 재산을 해칠 우려", "제35조제4항제2호", OBJECTION, ASKER, "원장 봉인"):
        assert squeezed(told) in squeezed(text), told


def test_an_approval_is_told_when_and_where_and_nothing_of_it_stands_in_an_address(sign_in):
    number = approve(receive())
    petra = sign_in("Petra")

    asked = petra.get(at(number, "approval-notice"))
    gap = petra.post(at(number, "approval-notice"), data=APPOINTMENT | {"place": ""})
    text = printed(petra.post(at(number, "approval-notice"), data=APPOINTMENT))

    assert (asked.status_code, asked.location) == (303, f"/requests/{number}/papers")
    assert gap.status_code == 422
    assert "열람할 장소를 적으십시오" in gap.text
    for told in ("2026년 12월 1일 14시 00분", "본사 2층 민원실", "1명의 얼굴"):
        assert squeezed(told) in squeezed(text)
    assert len(made()) == 1


def test_the_page_of_an_approval_offers_its_form(sign_in):
    number = approve(receive())
    olga = sign_in("Olga")
    assert printed(olga.fill(f"/requests/{number}/papers", use="request", **APPOINTMENT))


def test_a_notice_takes_date_and_place_from_what_the_asker_was_told(sign_in):
    number = approve(receive())
    offer = commands.Offer(at=NOW + timedelta(days=4), place="본사 2층 상담실")
    with unit_of_work() as session:
        told = Notice(on=kst_day(NOW), channel=Channel.PHONE)
        commands.note_notice(session, number=number, notice=told, offer=offer, actor=OLGA, now=NOW)
    olga = sign_in("Olga")

    page = olga.get(f"/requests/{number}/papers").text
    text = printed(olga.fill(f"/requests/{number}/papers", use="request", masking="1명의 얼굴"))

    assert 'name="show_at"' not in page
    assert "본사 2층 상담실" in page
    for told in ("2026년 11월 24일 10시 00분", "본사 2층 상담실", "1명의 얼굴"):
        assert squeezed(told) in squeezed(text)


def test_a_postponement_is_told_and_stays_told(sign_in, cast):
    now = utc_now()
    number = receive(now=now)
    today = kst_day(now)
    entry = PostponementEntry(
        ground_ends_on=today + timedelta(days=3),
        reason="저장장치 수리",
        objection_method=OBJECTION,
        notice=Notice(on=today, channel=Channel.PHONE),
    )
    with unit_of_work() as session:
        commands.postpone_request(session, number=number, entry=entry, actor=AMIR, now=now)
    text = printed(sign_in("Olga").get(at(number, "postponement-notice")))
    assert "저장장치 수리" in text
    assert squeezed(OBJECTION) in squeezed(text)


def test_a_provision_has_a_notice_without_an_appointment(sign_in):
    number = grant_provision(a_provision())
    text = printed(sign_in("Olga").get(at(number, "approval-notice")))
    assert "예시경찰서 형사과 귀중" in text


def test_a_case_that_is_not_decided_has_no_notice(sign_in):
    number = receive()
    olga = sign_in("Olga")
    for name in ("refusal-notice", "approval-notice", "absence-answer", "postponement-notice", "statistics", "..."):
        assert olga.get(at(number, name)).status_code == 404
    assert made() == []


def test_papers_of_a_case_are_for_those_who_work_on_it_at_its_site(sign_in, client):
    number = refuse(receive())
    for name in ("request-form", "refusal-notice"):
        assert sign_in("Sam").get(at(number, name)).status_code == 404
        assert sign_in("Uma").get(at(number, name)).status_code == 403
        assert sign_in("Ada").get(at(number, name)).status_code == 403
        assert client.get(at(number, name)).status_code == 303
    assert sign_in("Sam").get(f"/requests/{number}/papers").status_code == 404
    assert made() == []


def test_the_entry_of_a_paper_says_who_made_what_and_names_no_asker(sign_in):
    number = receive()
    sign_in("Olga").get(at(number, "receipt", lang="en"))
    assert made() == [
        {"number": number, "paper": "receipt", "format": "pdf", "language": "en", "site": "HQ", "use": "request"}
    ]  # fmt: skip
    page = sign_in("Uma").get("/ledger").text
    assert f"요청 {number}의 문서를 만들었습니다(접수증, PDF)" in page


def test_an_english_page_says_that_the_korean_text_prevails(sign_in):
    page = sign_in("Olga").get(at(receive(), "receipt", "html", "en")).text
    assert "THE KOREAN TEXT PREVAILS" in page


def test_statistics_count_what_was_asked_and_answered(sign_in):
    approve(receive())
    refuse(receive(channel=Channel.WEB))
    receive(requester_kind=RequesterKind.AGENT)
    grant_provision(a_provision())
    amir = sign_in("Amir")

    text = printed(amir.get("/requests/statistics.pdf?year=2026"))
    page = amir.get("/requests/statistics?year=2026")

    for told in ("합계 0 0 0 0 0 0 0 0 0 0 4 0 4", "승인 0 0 0 0 0 0 0 0 0 0 2 0 2", "거절 0 0 0 0 0 0 0 0 0 0 1 0 1",
                 "인터넷 0 0 0 0 0 0 0 0 0 0 1 0 1", "제공 0 0 0 0 0 0 0 0 0 0 1 0 1"):  # fmt: skip
        assert squeezed(told) in squeezed(text), told
        assert squeezed(told) in squeezed(text_of_html(page.text))
    assert ASKER not in text


def test_statistics_of_somebody_at_one_site_count_that_site_and_say_so(sign_in):
    receive()
    manager = sign_in(Role.MANAGER, sites={"G-1"})
    page = text_of_html(manager.get("/requests/statistics?year=2026&lang=ko").text)
    assert "일부 설치장소의 요구만" in page
    assert squeezed("합계 0 0 0 0 0 0 0 0 0 0 0 0 0") in squeezed(page)


@pytest.mark.parametrize("year", ["2019", "2999", "abc", "", "-1", "２０２６"])
def test_a_year_that_cannot_be_is_not_there(sign_in, year):
    assert sign_in("Amir").get(f"/requests/statistics?year={year}").status_code == 404


def test_statistics_are_for_managers_officers_and_auditors(sign_in, client):
    for name in ("Petra", "Uma"):
        assert sign_in(name).get("/requests/statistics").status_code == 200
    for name in ("Olga", "Ada"):
        assert sign_in(name).get("/requests/statistics").status_code == 403
    assert client.get("/requests/statistics.pdf").status_code == 303


def test_a_paper_that_cannot_be_drawn_whole_is_refused_by_name_and_not_sealed_as_made(sign_in):
    number = refuse(receive(), reason="옆 점포의 금고가 보여 그 재산을 해칠 우려, 문의 ☎")
    response = sign_in("Amir").get(at(number, "refusal-notice"))
    assert response.status_code in {409, 422}
    assert "☎" in response.text
    assert made() == []


def test_a_letter_to_a_recipient_asks_for_what_was_recorded(sign_in):
    number = grant_provision(a_provision())
    leaf = log(Kind.PROVISION, request_number=number, places=places("C-1")).leaf
    words = {"document": "안전-2026-7", "limits": "수사 목적에만", "measures": "암호를 걸어 보관"}
    letter = footage.Letter(sent_on=kst_day(NOW), **words)
    with unit_of_work() as session:
        footage.record_letter(session, leaf=leaf, letter=letter, actor=OLGA, now=NOW + timedelta(minutes=1))
    text = printed(sign_in("Olga").get(at(number, "recipient-letter")))
    for told in (*words.values(), "제18조제2항제2호"):
        assert squeezed(told) in squeezed(text), told
