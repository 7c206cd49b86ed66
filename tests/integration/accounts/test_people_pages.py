"""The pages about people: who sees them, and what each does."""

import html
import re

import pytest

from app.accounts import queries
from app.accounts.domain import READERS_OF_PEOPLE
from app.accounts.passwords import matches
from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.clock import utc_now
from app.ledger import queries as ledger
from tests.builders.accounts import PASSWORD, an_account
from tests.builders.registry import record_sites


def person(number):
    db.session.rollback()
    return queries.person(db.session(), account_id=number)


@pytest.mark.parametrize("role", list(Role))
def test_people_are_shown_to_those_who_may_know_them(sign_in, cast, role):
    boris = cast(Role.OPERATOR, name="Boris")
    reader = sign_in(role)
    expected = 200 if role in READERS_OF_PEOPLE else 403

    assert reader.get("/people").status_code == expected
    assert reader.get(f"/people/{boris.id}").status_code == expected


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_an_administrator_changes_anything(sign_in, cast, role):
    boris = cast(Role.OPERATOR, name="Boris")
    other = sign_in(role)

    assert other.get("/people/new").status_code == 403
    for address in (
        "new",
        f"{boris.id}/roles",
        f"{boris.id}/password",
        f"{boris.id}/disable",
        f"{boris.id}/leave",
        f"{boris.id}/stay",
        *([f"{boris.id}/roles/1/end"] if role in {Role.OPERATOR, Role.AUDITOR} else []),
    ):
        assert other.post(f"/people/{address}", data={"reason": "x"}).status_code == 403
    assert list(ledger.entries(db.session())) == []


def test_an_account_is_opened_and_its_password_shown_once(sign_in):
    ada = sign_in("Ada")
    response = ada.fill("/people/new", display_name="보리스", sign_in_name="boris")
    password = re.search(r"<code>([a-z0-9-]{19})</code>", response.text)[1]
    opened = queries.credentials(db.session(), sign_in_name="boris")

    assert matches(opened.password_hash, password)
    assert response.headers["Cache-Control"] == "no-store"
    assert password not in ada.get(f"/people/{opened.account_id}").text
    assert "보리스" in ada.get("/people").text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"display_name": "", "sign_in_name": "boris"}, "계정을 쓸 사람의 이름을 입력하십시오."),
        ({"display_name": "Boris", "sign_in_name": "a b"}, "로그인 이름은 2자 이상"),
        ({"display_name": "상황실 공용", "sign_in_name": "boris"}, "한 사람이 한 계정을 씁니다."),
    ],
)
def test_what_is_wrong_with_a_new_account_is_said(sign_in, fields, says):
    assert says in sign_in("Ada").fill("/people/new", **fields).text


def test_a_name_that_is_taken_is_said_and_what_was_typed_stays(sign_in):
    ada = sign_in("Ada")
    ada.fill("/people/new", display_name="Boris", sign_in_name="boris")
    response = ada.fill("/people/new", display_name="다른 사람", sign_in_name="boris")

    assert "이미 쓰고 있습니다" in response.text
    assert 'value="다른 사람"' in response.text


def test_a_right_is_not_given_at_a_site_that_is_not_there(sign_in, cast):
    ada, boris = sign_in("Ada"), cast(Role.OPERATOR, name="Boris")
    response = ada.fill(f"/people/{boris.id}", role="manager", sites="NOPE", reason="2026-11-01 인사발령")

    assert "'NOPE' 코드의 설치장소가 대장에 없습니다" in html.unescape(response.text)
    assert {grant.role for grant in person(boris.id).held} == {Role.OPERATOR}


def test_rights_are_given_at_sites_and_taken_back(sign_in, cast):
    record_sites("HQ", "CNG-1")
    ada, boris = sign_in("Ada"), cast(Role.OPERATOR, name="Boris")
    page = f"/people/{boris.id}"
    response = ada.fill(page, role="manager", sites="HQ, CNG-1 HQ", reason="2026-11-01 인사발령")
    held = {(grant.role, grant.site_code): grant.id for grant in person(boris.id).held}

    assert response.status_code == 303
    assert set(held) == {(Role.OPERATOR, None), (Role.MANAGER, "HQ"), (Role.MANAGER, "CNG-1")}
    ada.fill(f"{page}/roles/{held[Role.MANAGER, 'HQ']}/end", reason="부서 이동")
    assert {(grant.role, grant.site_code) for grant in person(boris.id).held} == {
        (Role.OPERATOR, None),
        (Role.MANAGER, "CNG-1"),
    }
    shown = ada.get(page).text
    assert "부서 이동" in shown
    assert "Ada" in shown


def test_a_right_held_already_is_not_given_twice(sign_in, cast):
    ada, boris = sign_in("Ada"), cast(Role.OPERATOR, name="Boris")
    response = ada.fill(f"/people/{boris.id}", role="operator", sites="", reason="또")

    assert "이미 가진 권한입니다." in response.text


def test_what_is_not_offered_cannot_be_given(sign_in, cast):
    ada, boris = sign_in("Ada"), cast(Role.OPERATOR, name="Boris")
    response = ada.post(f"/people/{boris.id}/roles", data={"role": "root", "reason": "x"})

    assert "보기에" in response.text or "보기 가운데" in response.text
    assert len(person(boris.id).held) == 1


def test_nobody_is_offered_their_own_rights(sign_in):
    ada = sign_in("Ada")
    page = ada.get(f"/people/{ada.actor.id}").text

    assert "권한 주기" not in page
    response = ada.post(f"/people/{ada.actor.id}/roles", data={"role": "auditor", "reason": "x"})
    assert "자신의 권한은 바꿀 수 없습니다." in response.text
    assert len(person(ada.actor.id).held) == 1


def test_a_right_of_somebody_else_is_not_ended_through_a_wrong_address(sign_in, cast):
    ada, boris, carla = sign_in("Ada"), cast(Role.OPERATOR, name="Boris"), cast(Role.OPERATOR, name="Carla")
    of_carla = person(carla.id).held[0].id

    assert ada.post(f"/people/{boris.id}/roles/{of_carla}/end", data={"reason": "x"}).status_code == 404
    assert person(carla.id).held


def test_a_closed_account_is_out_at_once(sign_in):
    ada, boris = sign_in("Ada"), sign_in(Role.OPERATOR, name="Boris")
    assert boris.get("/account").status_code == 200

    response = ada.fill(f"/people/{boris.actor.id}/disable", reason="퇴직")

    assert response.status_code == 303
    assert boris.get("/account").status_code == 303
    assert "사용 중지" in ada.get("/people").text


def test_closing_an_account_needs_a_reason(sign_in, cast):
    ada, boris = sign_in("Ada"), cast(Role.OPERATOR, name="Boris")

    assert "사유를 입력하십시오." in ada.fill(f"/people/{boris.id}/disable", reason=" ").text
    assert person(boris.id).disabled_at is None


def test_the_unknown_is_not_found(sign_in):
    ada = sign_in("Ada")

    assert ada.get("/people/9999").status_code == 404
    assert ada.get("/people/9999/disable").status_code == 404
    assert ada.post("/people/9999/password").status_code == 404


def test_a_password_handed_over_opens_only_the_page_that_changes_it(sign_in, client):
    ada = sign_in("Ada")
    first = re.search(
        r"<code>([a-z0-9-]{19})</code>", ada.fill("/people/new", display_name="B", sign_in_name="boris").text
    )[1]
    ada.fill(
        f"/people/{queries.account_id_of(db.session(), sign_in_name='boris')}", role="auditor", sites="", reason="발령"
    )
    client.post("/sign-in", data={"sign_in_name": "boris", "password": first})

    assert client.get("/people").headers["Location"] == "/account"
    client.fill("/account", current=first, new="새 비밀번호 문장입니다", again="새 비밀번호 문장입니다")
    assert client.get("/people").status_code == 200


def test_a_new_password_is_handed_over(sign_in, cast):
    ada, boris = sign_in("Ada"), cast(Role.OPERATOR, name="Boris")
    response = ada.post(f"/people/{boris.id}/password")

    assert "한 번만 보입니다" in response.text
    assert person(boris.id).must_change


@pytest.fixture
def own(client, app):
    with unit_of_work() as session:
        an_account(session, name="Olga", sign_in_name="olga", password=PASSWORD, now=utc_now())
    client.post("/sign-in", data={"sign_in_name": "olga", "password": PASSWORD})
    return client


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (
            {"current": "wrong", "new": "길고 새로운 비밀번호", "again": "길고 새로운 비밀번호"},
            "지금 비밀번호가 맞지 않습니다.",
        ),
        ({"current": PASSWORD, "new": "길고 새로운 비밀번호", "again": "다른 새로운 비밀번호"}, "서로 다릅니다"),
        ({"current": PASSWORD, "new": "짧다", "again": "짧다"}, "10자 이상"),
        ({"current": PASSWORD, "new": "xx-olga-olga", "again": "xx-olga-olga"}, "짐작하기 쉬운"),
    ],
)
def test_a_wrong_new_password_is_explained(own, fields, says):
    assert says in own.fill("/account", **fields).text


def test_an_own_password_is_changed_and_only_it_opens_then(own):
    response = own.fill("/account", current=PASSWORD, new="길고 새로운 비밀번호", again="길고 새로운 비밀번호")
    hashed = queries.credentials(db.session(), sign_in_name="olga").password_hash

    assert response.status_code == 303
    assert own.get("/account").status_code == 200
    assert matches(hashed, "길고 새로운 비밀번호")
    assert not matches(hashed, PASSWORD)
    assert "account.password_set" in [entry.name for entry in ledger.entries(db.session())]


def test_text_of_people_is_escaped(sign_in):
    ada = sign_in("Ada")
    ada.fill("/people/new", display_name="<script>alert(1)</script>", sign_in_name="boris")

    assert "<script>alert" not in ada.get("/people").text
