"""The pages of standing in: who sees, sets and ends it, and what the two people read on every page."""

from datetime import timedelta

import pytest

from app.accounts.queries.stand_ins import stand_ins as all_stand_ins
from app.accounts.standing_in import Absence
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import kst_day, utc_now
from tests.builders.accounts import an_account
from tests.builders.stand_ins import end_stand_in, stand_in
from tests.cast import CAST

LIST, NEW = "/people/stand-ins", "/people/stand-ins/new"
MAY_SET = {"Amir", "Petra", "Ada"}
MAY_END = MAY_SET | {"Olga"}


@pytest.fixture
def running(cast):
    """Olga stands in for Amir from today for a week, at every site."""
    today = kst_day(utc_now())
    return stand_in(
        cast("Amir"), cast("Olga"), from_on=today, until_on=today + timedelta(days=6), now=utc_now(),
        reason=Absence.OTHER, reason_text="연수",
    )  # fmt: skip


def found():
    db.session.rollback()
    return all_stand_ins(db.session(), actor=SYSTEM, now=utc_now())


@pytest.mark.parametrize("who", list(CAST))
def test_the_pages_open_to_whom_they_should(sign_in, running, who):
    client = sign_in(who)

    assert client.get(LIST).status_code == 200
    assert client.get(NEW).status_code == (200 if who in MAY_SET else 403)
    ends = client.get(f"{LIST}/{running}/end").status_code
    assert ends == (200 if who in MAY_END else 403)
    assert client.get(f"{LIST}/{running + 100}/end").status_code == (404 if who in MAY_END | {"Sam"} else 403)


def test_nobody_reads_them_who_is_not_signed_in(client, running):
    for path in (LIST, NEW, f"{LIST}/{running}/end"):
        assert client.get(path).location.startswith("/sign-in")


@pytest.mark.parametrize("who", list(CAST))
def test_what_is_posted_counts_for_whom_it_should(sign_in, running, cast, who):
    assert running is not None
    client = sign_in(who)
    today = kst_day(utc_now())
    response = client.post(
        NEW,
        data={
            "right": f"{cast('Petra').id}:privacy_officer",
            "deputy": str(cast("Amir").id),
            "from_on": today.isoformat(),
            "until_on": today.isoformat(),
            "reason": "leave",
        },
    )
    may = who in {"Petra", "Ada"}
    assert response.status_code == (303 if may else 422 if who == "Amir" else 403)
    assert len(found()) == (2 if may else 1)


@pytest.mark.parametrize(("who", "status", "ended"), [
    ("Amir", 303, True), ("Petra", 303, True), ("Ada", 303, True), ("Olga", 303, True), ("Uma", 403, False),
    ("Sam", 403, False),
])  # fmt: skip
def test_ending_counts_for_whom_it_should(sign_in, running, who, status, ended):
    response = sign_in(who).post(f"{LIST}/{running}/end")

    assert response.status_code == status
    assert (found()[0].ended_at is not None) is ended


def test_another_manager_cannot_end_it(sign_in, running):
    assert sign_in("Amir", name="Boris").post(f"{LIST}/{running}/end").status_code == 403
    assert found()[0].ended_at is None


def test_it_is_set_by_a_form_and_a_refusal_is_explained(sign_in, cast):
    olga, amir = cast("Olga"), sign_in("Amir")
    today = kst_day(utc_now())
    facts = {"deputy": str(olga.id), "reason": "leave"}

    refused = amir.fill(NEW, **facts, until_on=(today + timedelta(days=90)).isoformat())
    assert refused.status_code == 422
    assert "90일까지" in refused.text
    assert amir.fill(NEW, **facts, until_on="언젠가").status_code == 422
    assert amir.fill(NEW, **facts, until_on=today.isoformat(), site="NOWHERE").status_code == 422
    assert found() == []

    assert amir.fill(NEW, **facts, until_on=today.isoformat()).status_code == 303
    (only,) = found()
    assert (only.principal, only.deputy, only.from_on, only.until_on) == ("Amir", "Olga", today, today)
    assert "대리 중" in amir.get(LIST).text


def test_the_form_offers_only_what_may_be_set(sign_in, cast):
    cast("Olga"), cast("Uma"), cast("Petra"), cast("Sam")
    own = sign_in("Amir").get(NEW).text
    assert f'value="{cast("Amir").id}:manager"' in own
    assert f'value="{cast("Petra").id}:privacy_officer"' not in own
    deputies = own.partition('name="deputy"')[2].partition("</select>")[0]
    assert "Olga" in deputies
    assert "Uma" not in deputies
    assert "Amir" not in deputies
    assert f'value="{cast("Amir").id}:manager"' in sign_in("Petra").get(NEW).text


def test_a_privacy_officer_without_anybody_away_reads_so(sign_in):
    assert "없습니다" in sign_in("Ada").get(NEW).text


def test_both_people_read_it_on_every_page(sign_in, running):
    last = found()[0].until_on
    for path in ("/", "/account", LIST):
        assert f'Amir의 대리 · 관리책임자(승인자) · <span class="wb-nowrap">{last}' in sign_in("Olga").get(path).text
        assert (
            f'Olga가 대리하는 중 · 관리책임자(승인자) · <span class="wb-nowrap">{last}'
            in sign_in("Amir").get(path).text
        )
        assert "wb-stand-in" not in sign_in("Petra").get(path).text
    end_stand_in(running, actor=SYSTEM, now=utc_now())
    assert "wb-stand-in" not in sign_in("Olga").get("/account").text


@pytest.mark.parametrize(("who", "reads"), [("Amir", True), ("Petra", True), ("Ada", True), ("Uma", True),
                                            ("Olga", False)])  # fmt: skip
def test_why_somebody_is_away_is_for_few(sign_in, running, who, reads):
    assert running is not None
    assert ("연수" in sign_in(who).get(LIST).text) is reads


def test_a_borrowed_role_opens_its_pages_until_it_ends(sign_in, running):
    olga = sign_in("Olga")
    assert olga.get("/people").status_code == 200
    end_stand_in(running, actor=SYSTEM, now=utc_now())
    assert olga.get("/people").status_code == 403


@pytest.mark.parametrize("lent", [Role.MANAGER, Role.PRIVACY_OFFICER])
def test_a_borrowed_role_administers_nothing(sign_in, cast, lent):
    today = kst_day(utc_now())
    principal = cast(lent)
    stand_in(principal, cast("Olga"), role=lent, from_on=today, until_on=today, now=utc_now())
    olga = sign_in("Olga")
    for path in (NEW, "/people/new", "/people/tokens/new"):
        assert olga.get(path).status_code == 403
        assert olga.post(path, data={}).status_code == 403
    for act in ("roles", "disable", "password"):
        assert olga.post(f"/people/{principal.id}/{act}", data={}).status_code == 403


def test_past_coming_and_present_stand_ins_are_told_apart(sign_in, cast, running):
    today = kst_day(utc_now())
    stand_in(cast("Petra"), cast("Olga"), role=Role.PRIVACY_OFFICER, from_on=today + timedelta(days=3),
             until_on=today + timedelta(days=4), now=utc_now())  # fmt: skip
    text = sign_in("Uma").get(LIST).text
    assert text.index("대리 중") < text.index(">예정<")
    assert "지난 대리" not in text
    end_stand_in(running, actor=SYSTEM, now=utc_now())
    assert "일찍 끝냄" in sign_in("Uma").get(LIST).text


def test_names_are_escaped(sign_in, app):
    assert app
    today = kst_day(utc_now())
    with unit_of_work() as session:
        people = [an_account(session, name=f"<b>{n}", roles=[Role.MANAGER], now=utc_now()) for n in "AB"]
    stand_in(*people, from_on=today, until_on=today, now=utc_now())
    assert "&lt;b&gt;A" in sign_in("Uma").get(LIST).text
