"""Dangerous acts ask who one is when the last proof is old; what was typed goes on with the answer."""

from datetime import timedelta

import pytest
import time_machine

from app.accounts import domain, queries
from app.accounts.sign_in_rules import DEFAULTS
from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.clock import utc_now
from app.ledger import queries as ledger
from tests.browsing import CheckedClient, form_with
from tests.builders.accounts import PASSWORD, an_account

NOW = utc_now().replace(hour=3, minute=0, second=5, microsecond=0)
STALE = DEFAULTS[Role.ADMINISTRATOR].fresh + timedelta(seconds=1)
TYPED = {"display_name": "박야간", "sign_in_name": "park"}


@pytest.fixture
def at():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield lambda since: traveller.move_to(NOW + since)


@pytest.fixture
def ada(app, at):
    """An administrator whose proof is too old for dangerous acts, while their session still lasts."""
    with unit_of_work() as session:
        an_account(
            session, name="Ada", sign_in_name="ada", password=PASSWORD, roles=[Role.ADMINISTRATOR], now=utc_now()
        )
    client = CheckedClient(app)
    client.fill("/sign-in", sign_in_name="ada", password=PASSWORD)
    at(timedelta(minutes=10))
    client.get("/account")
    at(STALE)
    return client


def names():
    db.session.rollback()
    return [entry.name for entry in ledger.entries(db.session())]


def test_right_after_signing_in_nobody_is_asked(app, ada):
    client = CheckedClient(app)
    client.fill("/sign-in", sign_in_name="ada", password=PASSWORD)

    assert "처음 비밀번호" in client.post("/people/new", data=TYPED).text


def test_later_the_password_is_asked_for_and_what_was_typed_goes_on(ada):
    asked = ada.post("/people/new", data={**TYPED, "note": "첫 줄\r\n둘째 <b>줄</b>"})

    assert asked.status_code == 403
    assert "본인 확인" in asked.text
    assert "account.opened" not in names()
    form = form_with(asked.text, {"proof_again"})
    assert form.values["display_name"] == "박야간"
    assert form.values["note"].strip() == "첫 줄\r\n둘째 <b>줄</b>"
    done = ada.post("/people/new", data={**form.values, "proof_again": PASSWORD}, csrf=False)
    assert done.status_code == 200
    assert "처음 비밀번호" in done.text
    assert names().count("account.opened") == 1
    assert "session.proven_again" in names()
    assert ada.post("/people/new", data={**TYPED, "sign_in_name": "kim"}).status_code == 200  # Fresh again.


def test_a_wrong_password_goes_no_further_and_loses_nothing(ada):
    answer = ada.post("/people/new", data={**TYPED, "proof_again": "wrong"})

    assert answer.status_code == 403
    assert "비밀번호나 인증 번호가 맞지 않습니다" in answer.text
    assert form_with(answer.text, {"proof_again"}).values["sign_in_name"] == "park"
    assert "account.opened" not in names()
    assert names()[-1] == "sign_in.failed"


def test_guessing_there_is_stopped_as_at_signing_in(ada):
    statuses = [
        ada.post("/people/new", data={**TYPED, "proof_again": "wrong"}).status_code
        for _ in range(domain.ATTEMPTS_PER_NAME + 1)
    ]

    assert statuses[-1] == 429
    assert ada.post("/people/new", data={**TYPED, "proof_again": PASSWORD}).status_code == 429
    assert "account.opened" not in names()


def test_another_site_cannot_have_the_page_carry_its_fields(ada):
    assert ada.post("/people/new", data=TYPED, csrf=False).status_code == 400
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert ada.post("/people/new", data=TYPED, headers=elsewhere).status_code == 400


def test_forms_may_be_read_and_harmless_changes_made_without_it(ada):
    assert ada.get("/people/new").status_code == 200
    assert ada.post("/sign-out").status_code == 303


def test_a_file_taken_out_by_its_address_waits_for_the_proof(app, at):
    with unit_of_work() as session:
        an_account(session, name="Amir", sign_in_name="amir", password=PASSWORD, roles=[Role.MANAGER], now=utc_now())
    amir = CheckedClient(app)
    amir.fill("/sign-in", sign_in_name="amir", password=PASSWORD)
    at(timedelta(minutes=20))
    amir.get("/account")
    at(timedelta(minutes=31))
    asked = amir.get("/sites/export.csv?as_of=2026-11-01")

    assert asked.headers["Location"] == "/account/prove?next=/sites/export.csv?as_of%3D2026-11-01"
    done = amir.fill(asked.headers["Location"], proof_again=PASSWORD)
    assert done.headers["Location"] == "/sites/export.csv?as_of=2026-11-01"
    assert amir.get(done.headers["Location"]).status_code != 303
    assert amir.post("/account/prove?next=//evil.example", data={"proof_again": PASSWORD}).headers["Location"] == "/"


def test_a_fragment_is_refused_and_not_filled_with_a_page(ada):
    assert ada.post("/people/new", data=TYPED, headers={"HX-Request": "true"}).status_code == 403


def test_operators_have_their_own_time(app, at):
    assert DEFAULTS[Role.OPERATOR].fresh > DEFAULTS[Role.MANAGER].fresh > DEFAULTS[Role.ADMINISTRATOR].fresh


def test_dangerous_views_are_marked_and_no_marked_view_takes_files(app):
    marked = {name for name, view in app.view_functions.items() if getattr(view, "fresh", False)}

    assert {
        "footage_access.fetch_export", "footage_access.hand_over_case", "viewing_requests.open_emergency",
        "footage_access.export_register", "registry.export_sites", "viewing_requests.approve_request",
        "viewing_requests.refuse_request", "viewing_requests.approve_in_part", "viewing_requests.answer_not_existing",
        "policy.approve_version", "policy.announce_version", "policy.withdraw_version", "accounts.open_account",
        "accounts.grant_role", "accounts.end_role", "accounts.disable_account", "accounts.hand_over_password",
        "accounts.reset_second_factor", "accounts.set_sign_in_rule", "accounts.issue_token", "accounts.set_stand_in",
    } <= marked  # fmt: skip
    assert {"registry.import_sites", "viewing_requests.attach_paper"}.isdisjoint(marked)
    assert queries.people(db.session()) == []
