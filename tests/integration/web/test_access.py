"""Closed by default: who gets to which page."""

from datetime import timedelta

import pytest
from werkzeug.routing import UUIDConverter

from app.accounts import commands as accounts
from app.accounts.domain import Scope
from app.database import WriteWhileReading, unit_of_work
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import utc_now
from app.web.access import access_of, allow, may_open, open_to_tokens, public

NO_ID = "01890000-0000-7000-8000-000000000001"


def plain():
    return "<p>inside</p>"


def add(app, address, view, **options):
    view.__name__ = address.strip("/").replace("/", "_")
    app.add_url_rule(address, view_func=view, **options)


def for_programs(scope):
    return open_to_tokens(scope)(lambda: "inside")


def token():
    now = utc_now()
    with unit_of_work() as session:
        issued = accounts.issue_token(
            session,
            label="녹화기 3번",
            scopes=frozenset({Scope.WRITE_FOOTAGE}),
            sites=None,
            expires_at=now + timedelta(days=30),
            reason="스스로 기록하게 함",
            actor=SYSTEM,
            now=now,
        )
    return issued.secret


def test_a_route_that_says_nothing_is_closed_to_everybody(app, client, sign_in):
    app.add_url_rule("/forgotten", "forgotten", plain)

    assert client.get("/forgotten").status_code == 303
    for name in ("Olga", "Amir", "Petra", "Uma", "Ada"):
        assert sign_in(name).get("/forgotten").status_code == 403


def test_every_route_says_who_may_use_it(app):
    silent = [rule.rule for rule in app.url_map.iter_rules() if access_of(rule.endpoint) is None]

    assert silent == []


def test_no_page_but_public_ones_opens_without_signing_in(app, client):
    for rule in app.url_map.iter_rules():
        if access_of(rule.endpoint) == "public" or "GET" not in rule.methods:
            continue
        values = {name: next(iter(getattr(rule._converters[name], "items", "1"))) for name in rule.arguments}
        values |= {name: NO_ID for name in rule.arguments if isinstance(rule._converters[name], UUIDConverter)}
        address = rule.build({name: int(value) if value == "1" else value for name, value in values.items()})[1]
        response = client.get(address)
        assert (response.status_code, response.headers["Location"].split("?")[0]) == (303, "/sign-in"), rule.rule


def test_a_role_opens_its_pages_only(app, sign_in):
    app.add_url_rule("/auditors", "auditors", allow(Role.AUDITOR)(plain))

    assert sign_in(Role.AUDITOR).get("/auditors").status_code == 200
    assert sign_in(Role.OPERATOR).get("/auditors").status_code == 403


def test_a_view_for_tokens_opens_to_no_session(app, client, sign_in):
    app.add_url_rule("/programs", "programs", for_programs(Scope.WRITE_FOOTAGE))

    assert client.get("/programs").status_code == 401
    for role in Role:
        assert sign_in(role, name=f"{role}").get("/programs").status_code == 401


def test_a_view_for_tokens_opens_to_tokens_of_its_scope_only(app, client):
    app.add_url_rule("/programs", "programs", for_programs(Scope.WRITE_FOOTAGE))
    app.add_url_rule("/other", "other", for_programs("footage:other"))
    shown = {"Authorization": f"Bearer {token()}"}

    assert client.get("/programs", headers=shown).status_code == 200
    assert client.get("/other", headers=shown).status_code == 403


def test_somebody_without_any_right_can_still_sign_out(app, sign_in):
    somebody = sign_in(Role.OPERATOR, name="Nina", sites=())

    assert somebody.get("/people").status_code == 403
    assert somebody.post("/sign-out").status_code == 303


def test_navigation_offers_what_opens(app, sign_in):
    app.add_url_rule("/auditors", "auditors", allow(Role.AUDITOR)(plain))
    app.add_url_rule(
        "/seen", "seen", public(lambda: f"{may_open('auditors')} {may_open('nowhere')} {may_open('seen')}")
    )

    assert sign_in(Role.AUDITOR).get("/seen").text == "True False True"
    assert sign_in(Role.OPERATOR).get("/seen").text == "False False True"


def test_the_way_back_is_remembered(app, client):
    response = client.get("/people?x=1&y=관설")

    assert response.headers["Location"].startswith("/sign-in?next=/people?x%3D1%26y%3D")


def test_a_part_of_a_page_is_not_answered_with_the_sign_in_page(client):
    response = client.get("/people", headers={"HX-Request": "true"})

    assert response.status_code == 401
    assert "다시 로그인하십시오" in response.text


def test_a_page_that_is_looked_at_changes_nothing(app, sign_in):
    def writes():
        with unit_of_work():
            return "written"

    app.add_url_rule("/writes", "writes", allow()(writes), methods=["GET", "POST"])
    olga = sign_in("Olga")

    with pytest.raises(WriteWhileReading):
        olga.get("/writes")
    assert olga.post("/writes").text == "written"


def test_a_request_too_large_is_refused(sign_in):
    ada = sign_in("Ada")
    response = ada.post("/people/new", data={"display_name": "x" * (33 * 1024 * 1024)})

    assert response.status_code == 413
