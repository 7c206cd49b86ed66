"""A change is made only when one of our own pages asked for it."""

import pytest

from app.web.access import SESSION_COOKIE
from app.web.csrf import token_for

OWN = {"csrf": False}


def attempt(client, **options):
    return client.post("/people/new", data={"display_name": "Boris", "sign_in_name": "boris"}, **options)


def test_a_change_without_a_token_is_refused(sign_in):
    ada = sign_in("Ada")
    response = attempt(ada, csrf=False)

    assert response.status_code == 400
    assert "아무것도 바꾸지 않았습니다" in response.text
    assert "boris" not in ada.get("/people").text


@pytest.mark.parametrize("token", ["", "0" * 64, "가"])
def test_a_change_with_a_wrong_token_is_refused(sign_in, token):
    ada = sign_in("Ada")
    response = ada.post("/people/new", data={"csrf_token": token, "display_name": "B"}, csrf=False)

    assert response.status_code == 400


def test_a_token_of_another_session_is_refused(app, sign_in):
    ada, other = sign_in("Ada"), sign_in("Ada")
    token = token_for(other.get_cookie(SESSION_COOKIE).value)

    assert attempt(ada, headers={"X-CSRFToken": token}).status_code == 400


def test_a_form_carries_its_token(sign_in):
    assert sign_in("Ada").fill("/people/new", display_name="Boris", sign_in_name="boris").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
    ],
)
def test_another_site_cannot_make_a_change_even_with_the_token(sign_in, headers):
    assert attempt(sign_in("Ada"), headers=headers).status_code == 400


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}])
def test_our_own_site_can(sign_in, headers):
    assert attempt(sign_in("Ada"), headers=headers).status_code == 200


def test_another_site_cannot_sign_a_visitor_in(client):
    response = client.post(
        "/sign-in", data={"sign_in_name": "a", "password": "b"}, headers={"Origin": "https://evil.example"}
    )

    assert response.status_code == 400
