"""A receipt shows where a request stands and nothing else; a wrong pair is always answered the same."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event, text

from app.database import db, unit_of_work
from app.factory import FORGETTERS
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day, utc_now
from app.ledger import queries as ledger
from app.ledger.erasing import erase_due
from app.viewing_requests import commands, queries
from app.viewing_requests.receipts import LIMITS, Attempt, digest_of_secret, secret_of
from app.viewing_requests.states import Status
from app.viewing_requests.verification import check_requests
from tests.builders.due_dates import pause
from tests.builders.erasure import LONG_AFTER
from tests.builders.public_requests import ASKED, another_phone, ask, look, opened_form, receipt_in
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, OLGA, receive, refuse

WRONG = secret_of(bytes(range(14)))
ANOTHER = "INSERT INTO viewing_request_receipt (leaf, request_id, digest, issued_by, issued_at, ended_at)"
TAKEOVER = "INSERT INTO viewing_request_takeover (leaf, request_id, taken_by, taken_at)"


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


@pytest.fixture
def receipt(client):
    return receipt_in(ask(client))


def status(number):
    db.session.rollback()  # As it stands after the requests of a test browser.
    return queries.request_row(db.session(), number=number, actor=OLGA, now=utc_now()).status


def withdrawal(answer):
    return re.search(r'name="receipt_pass"[^>]*value="([^"]+)"', answer.text)[1]


def test_number_and_secret_show_where_it_stands_in_plain_words(client, receipt):
    answer = look(client, *receipt)
    assert answer.status_code == 200
    assert "담당자가 곧 내용을 확인합니다" in answer.text
    assert "기한을 센 방법" in answer.text
    assert "거두어들이기" in answer.text


def test_it_is_said_until_when_the_asker_is_waited_for(client, receipt):
    now = utc_now()
    until = kst_day(now) + timedelta(days=3)
    pause(receipt[0], until, now=now)
    answer = look(client, *receipt)
    assert until.isoformat() in answer.text
    assert "기다리고 있습니다" in answer.text
    assert "담당자가 곧 내용을 확인합니다" not in answer.text


def test_every_page_an_asker_meets_leads_to_pages_and_papers_that_are_there(client):
    answer = ask(client)
    pages = [client.get("/public/request"), answer, look(client, *receipt_in(answer))]
    found = {link.partition("#")[0] for page in pages for link in re.findall(r'<a [^>]*href="(/[^"?]*)', page.text)}

    assert {"/public/policy", "/papers/request-form.pdf", "/papers/proxy.pdf", "/public/request/receipt"} <= found
    statuses = {link: client.get(link).status_code for link in found}
    assert statuses == {**dict.fromkeys(found, 200), "/public/policy": 503}  # No version is in force here.


def test_it_is_read_as_people_type_it(client, receipt):
    number, secret = receipt
    assert look(client, f" {number} ", secret.lower().replace("-", " ")).status_code == 200


def test_nothing_of_the_asker_or_of_staff_and_no_secret_is_on_the_page(client, receipt):
    number, secret = receipt
    page = look(client, number, secret).text
    for kept in (*(ASKED[name] for name in ("requester_name", "requester_contact", "purpose", "features")), secret):
        assert kept not in page
    assert "Olga" not in page
    assert "Amir" not in page


def test_neither_page_sets_a_cookie_is_kept_or_indexed(client, receipt):
    for answer in (client.get("/public/request/receipt"), look(client, *receipt), look(client, receipt[0], WRONG)):
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_an_address_with_the_secret_opens_nothing(client, receipt):
    number, secret = receipt
    answer = client.get(f"/public/request/receipt?number={number}&secret={secret}")
    assert "거두어들이기" not in answer.text
    assert "지금" not in answer.text


def test_unknown_number_wrong_secret_ended_receipt_and_erased_case_are_answered_alike(app, client, receipt, sign_in):
    number, secret = receipt
    other, other_secret = receipt_in(ask(client, form_pass=opened_form(client)))
    sign_in("Olga").post(f"/requests/{other}/receipt")  # Ends the receipt before.
    with unit_of_work() as session:
        commands.withdraw_request(session, number=number, reason="전화로 철회", actor=OLGA, now=utc_now())
        after = LONG_AFTER.date()
        assert erase_due(session, on=after, forgetters=FORGETTERS, actor=SYSTEM, now=LONG_AFTER) >= 1
    pairs = [("2026-9999", secret), (other, WRONG), (other, other_secret), (number, secret), ("2026-9999", WRONG)]
    answers = [look(client, *pair) for pair in pairs]
    bodies = {re.sub(r'value="[^"]*"', "", answer.text) for answer in answers}
    assert {answer.status_code for answer in answers} == {422}
    assert len(bodies) == 1
    assert {tuple(sorted(answer.headers.keys())) for answer in answers} == {tuple(sorted(answers[0].headers.keys()))}


def test_a_wrong_pair_asks_the_database_the_same_whatever_is_wrong(app, client, receipt):
    number, _secret = receipt
    seen = []

    def note(_connection, _cursor, statement, _parameters, _context, _many):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        asked = []
        for pair in (("2026-9999", WRONG), (number, WRONG), ("1999-0001", WRONG)):
            seen.clear()
            look(client, *pair)
            asked.append(tuple(seen))
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len(set(asked)) == 1


def test_a_secret_with_a_wrong_letter_is_told_before_anything_is_looked_up(client, receipt):
    number, secret = receipt
    wrong = ("0" if secret[0] != "0" else "1") + secret[1:]
    answer = look(client, number, wrong)
    assert answer.status_code == 422
    assert "잘못 적은 글자" in answer.text
    assert db.session.execute(text("SELECT count(*) FROM public_attempt WHERE what = 'receipt'")).scalar() == 0


def test_looking_too_often_is_stopped(app, receipt):
    phone = another_phone(app, "198.51.100.9")
    _within, of_one, _of_all = LIMITS[Attempt.RECEIPT]
    answers = [look(phone, receipt[0], WRONG).status_code for _ in range(of_one + 1)]
    assert answers == [422] * of_one + [429]
    assert look(another_phone(app, "198.51.100.10"), *receipt).status_code == 200


def test_the_asker_takes_the_request_back_once_confirmed(client, receipt):
    number, _secret = receipt
    shown = withdrawal(look(client, *receipt))
    not_confirmed = client.post("/public/request/receipt/withdraw", data={"receipt_pass": shown})
    assert not_confirmed.status_code == 422
    assert status(number) is Status.RECEIVED
    done = client.post("/public/request/receipt/withdraw", data={"receipt_pass": shown, "confirmed": "y"})
    assert done.status_code == 200
    assert "거두어들였습니다" in done.text
    assert status(number) is Status.WITHDRAWN
    again = client.post("/public/request/receipt/withdraw", data={"receipt_pass": shown, "confirmed": "y"})
    assert again.status_code == 422
    assert list(check_requests(db.session())) == []
    *_, last = ledger.entries(db.session(), prefix="viewing_request.withdrawn")
    assert last.actor_id == 0


@pytest.mark.parametrize("forged", ["", "x", "A" * 200])
def test_nobody_takes_a_request_back_without_its_receipt(client, receipt, forged):
    data = {"receipt_pass": forged or opened_form(client), "confirmed": "y", "number": receipt[0]}
    assert client.post("/public/request/receipt/withdraw", data=data).status_code == 422
    assert status(receipt[0]) is Status.RECEIVED


def test_another_site_cannot_take_it_back(client, receipt):
    data = {"receipt_pass": withdrawal(look(client, *receipt)), "confirmed": "y"}
    answer = client.post("/public/request/receipt/withdraw", data=data, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400
    assert status(receipt[0]) is Status.RECEIVED


def test_a_withdrawal_page_left_open_too_long_does_nothing(client, receipt):
    from app.viewing_requests.views.public_receipts import PURPOSE  # noqa: PLC0415  # What the page signs with.
    from app.web.signed import give_pass  # noqa: PLC0415  # Only here.

    number, secret = receipt
    passes = {}
    with client.application.test_request_context("/"):
        written = f"{number} {digest_of_secret(secret)}"
        for minutes in (16, 14):
            passes[minutes] = give_pass(PURPOSE, now=utc_now() - timedelta(minutes=minutes), written=written)
    for minutes, expected in ((16, 422), (14, 200)):
        data = {"receipt_pass": passes[minutes], "confirmed": "y"}
        assert client.post("/public/request/receipt/withdraw", data=data).status_code == expected


def test_the_outcome_is_told_only_once_its_notice_was_sent(client, app, sign_in):
    number = receive(now=utc_now())
    secret = secret_from(sign_in("Olga").post(f"/requests/{number}/receipt"))
    refuse(number, actor=AMIR, now=utc_now())
    page = look(client, number, secret).text
    assert "결과와 까닭을 통지서로 알립니다" in page
    assert "거절" not in page.partition("<main")[2].partition("<footer")[0]
    assert "이의" in page


def secret_from(answer):
    return "-".join(re.findall(r"<span>(\w{4})</span>", answer.text.partition("wb-secret")[2].partition("</dd>")[0]))


def test_staff_give_out_a_new_receipt_and_the_one_before_ends(client, receipt, sign_in):
    number, secret = receipt
    answer = sign_in("Olga").post(f"/requests/{number}/receipt")
    new = secret_from(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert new not in sign_in("Olga").get(f"/requests/{number}").text
    assert look(client, number, secret).status_code == 422
    assert look(client, number, new).status_code == 200
    assert list(check_requests(db.session())) == []


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_works_on_no_case_gives_out_no_receipt_and_takes_nothing_over(receipt, sign_in, role):
    for act in ("receipt", "take-over"):
        assert sign_in(role).post(f"/requests/{receipt[0]}/{act}").status_code in {403, 404}


def test_a_receipt_is_printed_with_the_secret_that_counts_and_with_no_other(receipt, sign_in):
    number, secret = receipt
    client = sign_in("Olga")
    page = client.post(f"/requests/{number}/papers/receipt.html", data={"receipt_secret": secret, "use": "request"})
    assert page.status_code == 200
    assert secret.split("-")[2] in page.text
    other = client.post(f"/requests/{number}/papers/receipt.html", data={"receipt_secret": WRONG, "use": "request"})
    assert WRONG.split("-")[2] not in other.text


def test_no_receipt_for_a_case_that_is_over(sign_in):
    number = refuse(receive(now=utc_now()), now=utc_now())
    answer = sign_in("Olga").post(f"/requests/{number}/receipt")
    assert answer.status_code == 409
    assert db.session.execute(text("SELECT count(*) FROM viewing_request_receipt")).scalar() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE viewing_request_receipt SET digest = 'x'",
        "DELETE FROM viewing_request_receipt",
        "UPDATE viewing_request_receipt SET ended_at = issued_at, issued_by = 9",
        "DELETE FROM viewing_request_takeover",
        "UPDATE viewing_request_takeover SET taken_by = 9",
        f"{ANOTHER} SELECT 9999, request_id, '{'a' * 64}', 0, issued_at, NULL FROM viewing_request_receipt",
        f"{ANOTHER} SELECT 9999, request_id, 'short', 0, issued_at, issued_at FROM viewing_request_receipt",
        f"{TAKEOVER} SELECT 9999, request_id, 0, issued_at FROM viewing_request_receipt",
        "INSERT INTO public_gate (what) VALUES ('other')",
        "INSERT INTO public_attempt (what, tried_at) SELECT 'other', issued_at FROM viewing_request_receipt",
    ],
)
def test_the_database_holds_its_rules(receipt, sign_in, statement):
    sign_in("Olga").post(f"/requests/{receipt[0]}/take-over")
    with pytest.raises(Exception, match=r"refused|constraint|UNIQUE|append-only"), unit_of_work() as session:
        session.execute(text(statement))


def test_a_receipt_nobody_issued_is_named(receipt):
    with unit_of_work() as session:
        session.execute(
            text(
                f"{ANOTHER} SELECT 9999, request_id, '{'b' * 64}', 0, issued_at, issued_at FROM viewing_request_receipt"
            )
        )
    assert len(list(check_requests(db.session()))) == 1
