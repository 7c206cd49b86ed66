"""Anybody asks by the public form: no cookie, nothing lost, one case for one form, and not too often."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.inbox import queries as inbox
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Refusal
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import Handling
from app.viewing_requests.receipts import LIMITS, Attempt
from app.viewing_requests.states import Status
from app.viewing_requests.verification import check_requests
from tests.browsing import CheckedClient
from tests.builders.erasure import raw_copy
from tests.builders.public_requests import ASKED, another_phone, ask, opened_form, receipt_in
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, OLGA


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def case(number, actor=OLGA):
    return queries.request_detail(db.session(), number=number, actor=actor, now=utc_now())


def count(table="viewing_request"):
    return db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar()


def test_the_page_explains_and_offers_form_receipt_and_printable_papers(client):
    page = client.get("/public/request")
    assert page.status_code == 200
    for there in (
        "어떻게 되나",
        'id="apply"',
        "/public/request/receipt",
        "/papers/request-form.pdf",
        "/papers/proxy.pdf",
    ):
        assert there in page.text
    assert "no-store" in page.headers["Cache-Control"]


def test_it_makes_a_case_whose_clock_runs_and_that_nobody_took_in(client):
    answer = ask(client)
    number, secret = receipt_in(answer)
    assert answer.status_code == 200
    assert len(secret) == 29
    found = case(number)
    assert (found.row.received_by, found.row.status, found.channel) == (0, Status.RECEIVED, "인터넷")
    assert found.row.handling is Handling.VIEWING
    assert found.row.clocks
    assert {place.site_code for place in found.row.places} == {"HQ"}
    assert found.party.requester_contact == ASKED["requester_contact"]
    assert "빨간 우산" in found.party.purpose
    assert list(check_requests(db.session())) == []


def test_no_cookie_is_set_anywhere(client):
    for answer in (client.get("/public/request"), ask(client), ask(client, purpose=""), client.get("/public/request")):
        assert "Set-Cookie" not in answer.headers


def test_neither_address_nor_database_shows_what_was_typed(client, caplog):
    number, secret = receipt_in(ask(client))
    copy = raw_copy()
    for plain in (
        ASKED["requester_name"],
        ASKED["requester_contact"],
        ASKED["purpose"],
        secret,
        secret.replace("-", ""),
    ):
        assert plain.encode() not in copy
        assert plain not in caplog.text
    assert number.encode() in copy


def test_somebody_not_in_the_footage_asks_for_a_provision(client):
    number, _secret = receipt_in(ask(client, in_footage="no"))
    assert case(number).row.handling is Handling.PROVISION


def test_a_row_of_many_sites_needs_words_and_other_places_too(client):
    assert "어디인지 적으십시오" in ask(client, site="-", place_words="").text
    number, _secret = receipt_in(ask(client, site="-", place_words="버스 정류장 맞은편"))
    assert case(number).row.places == ()
    assert case(number).party.place_words == "버스 정류장 맞은편"


def test_the_end_may_be_after_midnight(client):
    number, _secret = receipt_in(ask(client, time_from="2350", time_to="0010", day="11-01"))
    row = case(number).row
    assert row.span_to - row.span_from == timedelta(minutes=20)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("requester_name", "", "이름을 적으십시오"),
        ("requester_name", "   ", "이름을 적으십시오"),
        ("requester_contact", "여기", "전화번호나 전자우편 주소로"),
        ("day", "", "날짜를 적으십시오"),
        ("day", "언젠가", "날짜를 알 수 없습니다"),
        ("time_from", "25시", "시각을 알 수 없습니다"),
        ("site", "", "장소를 고르십시오. 모르면"),
        ("site", "NO-SUCH", ""),
        ("kind", "everything", ""),
        ("requester_kind", "internal", ""),
        ("in_footage", "", ""),
        ("purpose", "900101-1234567", "주민등록번호로 보이는"),
        ("requester_name", "900101-1234567", "주민등록번호로 보이는"),
        ("features", "9001011234567", "주민등록번호로 보이는"),
        ("place_words", "900101 - 2234567", "주민등록번호로 보이는"),
        ("purpose", "", "목적과 사유를 적으십시오"),
        ("purpose", "가" * 1501, ""),
    ],
)
def test_a_wrong_field_is_told_listed_linked_and_nothing_is_lost(client, field, value, sentence):
    answer = ask(client, **{field: value})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'href="#{field}' in answer.text
    for kept, typed in ASKED.items():
        if kept not in {field, "kind", "requester_kind", "in_footage", "site"}:
            assert typed in answer.text
    assert count() == 0


def test_footage_of_the_future_is_refused_with_a_sentence(client):
    answer = ask(client, day=(kst_day(utc_now()) + timedelta(days=2)).isoformat())
    assert answer.status_code == 422
    assert count() == 0


def test_one_form_makes_one_case_however_often_it_is_sent(client):
    form = opened_form(client)
    first, again = ask(client, form_pass=form), ask(client, form_pass=form, purpose="다른 말")
    assert receipt_in(first) == receipt_in(again)  # The first answer may not have arrived.
    assert "이미 접수된 요구" in again.text
    assert count() == 1


def test_after_a_while_the_same_form_shows_no_secret_again(client):
    form = opened_form(client)
    number, _secret = receipt_in(ask(client, form_pass=form))
    with unit_of_work() as session:
        session.execute(text("UPDATE public_form_use SET used_at = :at"), {"at": str(utc_now() - timedelta(hours=1))})
    assert receipt_in(ask(client, form_pass=form)) == (number, None)


def test_the_same_form_sent_at_once_makes_one_case(app):
    form, answers = opened_form(CheckedClient(app)), []

    def send():
        answers.append(ask(CheckedClient(app), form_pass=form))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({receipt_in(answer) for answer in answers}) == 1
    assert count() == 1


@pytest.mark.parametrize("forged", ["", "x", "A" * 300, "가", "../../etc", "0" * 80])
def test_without_a_form_of_ours_nothing_is_taken_in(client, forged):
    answer = client.post("/public/request", data={"form_pass": forged, **ASKED})
    assert answer.status_code == 422
    assert ASKED["purpose"] in answer.text
    assert count() == 0


def test_a_form_opened_too_long_ago_is_shown_again_and_can_be_sent(client):
    old = opened_form(client, ago=timedelta(hours=7))
    answer = ask(client, form_pass=old)
    assert answer.status_code == 422
    assert "오래되었습니다" in answer.text
    assert old not in answer.text
    assert ASKED["purpose"] in answer.text
    assert count() == 0


def test_a_pass_of_another_page_does_not_count(client):
    from app.viewing_requests.views import public_receipts  # noqa: PLC0415  # Only here.
    from app.web.signed import give_pass  # noqa: PLC0415  # Only here.

    with client.application.test_request_context("/"):
        other = give_pass(public_receipts.PURPOSE, now=utc_now() - timedelta(minutes=1), written="2026-0001 x")
    assert ask(client, form_pass=other).status_code == 422
    assert count() == 0


def test_what_a_program_sends_is_stopped_and_a_person_can_go_on(client):
    quick = opened_form(client, ago=timedelta(seconds=1))
    answer = ask(client, form_pass=quick)
    assert answer.status_code == 422
    assert "너무 빨리" in answer.text
    assert quick in answer.text  # The same form is old enough in a moment.
    assert ask(client, homepage="https://spam.invalid").status_code == 422
    assert count() == 0


def test_another_site_cannot_send_the_form(client):
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.invalid"}):
        assert ask(client, headers=headers).status_code == 400
    assert count() == 0


def test_too_many_from_one_address_are_told_how_to_ask_by_phone_and_others_are_not(app):
    _within, of_one, _of_all = LIMITS[Attempt.REQUEST]
    first, other = another_phone(app, "198.51.100.7"), another_phone(app, "198.51.100.8")
    for _ in range(of_one):
        assert ask(first).status_code == 200
    answer = ask(first)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "전화로 요구하기" in answer.text
    assert ask(other).status_code == 200
    assert count() == of_one + 1
    assert b"198.51.100" not in raw_copy()


def test_all_together_are_limited_too_and_an_ipv6_network_is_one(app):
    within, of_one, of_all = LIMITS[Attempt.REQUEST]
    now = utc_now()
    for order in range(of_all):
        with unit_of_work() as session:
            commands.record_public_attempt(session, what=Attempt.REQUEST, address=bytes([order]) * 32, now=now)
    with pytest.raises(Refusal), unit_of_work() as session:
        commands.record_public_attempt(session, what=Attempt.REQUEST, address=None, now=now)
    with unit_of_work() as session:
        commands.record_public_attempt(session, what=Attempt.REQUEST, address=None, now=now + within)
    assert of_one < of_all


def test_tries_at_once_are_all_counted(app):
    _within, of_one, _of_all = LIMITS[Attempt.RECEIPT]
    refused = []

    def attempt():
        with app.app_context():
            for _ in range(of_one // 2):
                try:
                    with unit_of_work() as session:
                        commands.record_public_attempt(session, what=Attempt.RECEIPT, address=b"x" * 32, now=utc_now())
                except Refusal:
                    refused.append(1)

    threads = [threading.Thread(target=attempt) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count("public_attempt") == of_one
    assert len(refused) == of_one // 2 * 4 - of_one


def test_english_pages_are_english(client):
    page = client.get("/public/request?lang=en")
    assert '<html lang="en"' in page.text


def test_people_who_work_on_cases_are_told(client, cast):
    operator, sam, auditor = cast("Olga"), cast("Sam"), cast("Uma")
    number, _secret = receipt_in(ask(client))
    told = {one.account_id for one in inbox.told(db.session(), subject=f"viewing_request:{number}")}
    assert operator.id in told
    assert not told & {sam.id, auditor.id}


def test_a_signed_in_person_without_a_token_is_nobody_here(sign_in):
    client = sign_in("Olga")
    sent = client.post("/public/request", data={**ASKED, "form_pass": opened_form(client)}, csrf=False)
    assert sent.status_code == 200
    (row,) = queries.requests_by_clock(db.session(), actor=AMIR, now=utc_now())
    assert row.received_by == 0


HOSTILE = ["<script>alert(1)</script>", "'; DROP TABLE viewing_request; --", "\x00\u202e", "{{7*7}}", "wv1:1:AAAA"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_input_is_text(client, hostile):
    answer = ask(client, purpose=f"{hostile}까닭", requester_name="")
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert "까닭</textarea>" in answer.text
    number, _secret = receipt_in(ask(client, purpose=f"{hostile}까닭"))
    assert case(number).party.purpose.startswith(hostile.replace("\x00\u202e", "") + "까닭")
