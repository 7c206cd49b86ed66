"""What people see when something cannot be done."""

import re

import pytest
from flask import abort, request
from sqlalchemy.exc import NoResultFound

from app.kernel.errors import Invalid, NotAllowed, NotFound, Problem, Refusal
from app.kernel.messages import Message
from app.web.access import allow, public


class SignIsUp(Refusal):
    text = "안내판 {code}은(는) 이미 붙어 있습니다."


def raising(app, problem):
    def view():
        raise problem

    app.add_url_rule("/fails", "fails", allow()(view), methods=["GET", "POST"])


@pytest.mark.parametrize("code", [400, 403, 404, 405, 409, 413, 429])
def test_an_error_is_a_page_that_says_what_to_do(app, sign_in, code):
    app.add_url_rule("/fails", "fails", allow()(lambda: abort(code)))
    response = sign_in("Olga").get("/fails")

    assert response.status_code == code
    assert "첫 화면으로" in response.text


def test_what_is_too_large_leads_back_to_the_form_and_to_what_it_is_about(app, sign_in):
    page = sign_in("Olga")
    for path in ("/cases/<number>", "/cases/<number>/papers/new"):
        app.add_url_rule(path, path, allow()(lambda number: request.form.get("a", number)), methods=["GET", "POST"])
    app.config["MAX_CONTENT_LENGTH"] = 1000
    response = page.post("/cases/2026-0001/papers/new", data={"a": "x" * 2000})

    assert response.status_code == 413
    assert 'href="/cases/2026-0001/papers/new"' in response.text
    assert 'href="/cases/2026-0001"' in response.text
    assert not re.search(r"\d+ ?MB", response.text)


def test_a_visitor_gets_an_error_page_too(client):
    response = client.get("/no/such/page")

    assert response.status_code == 404
    assert "찾을 수 없습니다" in response.text


@pytest.mark.parametrize(
    ("problem", "code", "says"),
    [
        pytest.param(SignIsUp(code="S-1"), 409, "안내판 S-1은 이미 붙어 있습니다.", id="refusal"),
        pytest.param(NotFound(), 404, "찾을 수 없습니다.", id="not found"),
        pytest.param(NotAllowed(), 403, "이 작업을 할 권한이 없습니다.", id="not allowed"),
        pytest.param(NoResultFound(), 404, "주소가 바뀌었거나", id="no row"),
        pytest.param(Invalid([Problem("3행", Message("대수가 음수"))]), 409, "3행: 대수가 음수", id="several problems"),
    ],
)
def test_a_refusal_nobody_dealt_with_is_a_page(app, sign_in, problem, code, says):
    raising(app, problem)
    response = sign_in("Olga").get("/fails")

    assert response.status_code == code
    assert says in response.text


def test_what_people_typed_is_escaped(app, sign_in):
    raising(app, SignIsUp(code="<script>alert(1)</script>"))

    assert "<script>alert" not in sign_in("Olga").get("/fails").text


def test_htmx_gets_a_fragment(app, sign_in):
    raising(app, SignIsUp(code="S-1"))
    response = sign_in("Olga").post("/fails", headers={"HX-Request": "true"})

    assert response.status_code == 409
    assert "<html" not in response.text
    assert "S-1" in response.text


def test_a_fault_shows_no_inner_workings(app, sign_in):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    raising(app, RuntimeError("the password is swordfish"))
    response = sign_in("Olga").get("/fails")

    assert response.status_code == 500
    assert "프로그램에 문제가 생겼습니다" in response.text
    assert "swordfish" not in response.text
    assert "Traceback" not in response.text


def test_a_wrong_method_says_which_are_right(app, client):
    app.add_url_rule("/only-post", "only_post", public(lambda: ""), methods=["POST"])
    response = client.get("/only-post")

    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]


def test_errors_speak_english_to_those_who_wish(client):
    response = client.get("/no/such/page?lang=en")

    assert '<html lang="en"' in response.text
