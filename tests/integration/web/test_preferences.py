"""Language and look of pages."""

import pytest


def test_a_page_is_korean_unless_wished_otherwise(client):
    assert '<html lang="ko"' in client.get("/sign-in").text


def test_the_browsers_language_is_followed(client):
    assert '<html lang="en"' in client.get("/sign-in", headers={"Accept-Language": "en-GB,en;q=0.9"}).text
    assert '<html lang="ko"' in client.get("/sign-in", headers={"Accept-Language": "de"}).text
    assert '<html lang="ko"' in client.get("/sign-in", headers={"Accept-Language": "ko-KR,en;q=0.8"}).text


def test_a_chosen_language_stays(client):
    response = client.post("/preferences", data={"language": "en", "next": "/sign-in"})

    assert (response.status_code, response.headers["Location"]) == (303, "/sign-in")
    assert '<html lang="en"' in client.get("/sign-in").text
    assert '<html lang="ko"' in client.get("/sign-in?lang=ko").text


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_a_chosen_look_stays(sign_in, theme):
    ada = sign_in("Ada")
    ada.post("/preferences", data={"theme": theme})

    assert f'data-bs-theme="{theme}"' in ada.get("/people").text


def test_what_is_no_choice_is_not_kept(client):
    response = client.post("/preferences", data={"theme": '"><script>', "language": "xx"})

    assert response.headers.getlist("Set-Cookie") == []


def test_nobody_is_sent_elsewhere(client):
    response = client.post("/preferences", data={"theme": "dark", "next": "//evil.example"})

    assert response.headers["Location"] == "/"


def test_without_a_next_address_one_goes_back(client):
    ours = client.post("/preferences", headers={"Referer": "http://localhost/sign-in"})
    foreign = client.post("/preferences", headers={"Referer": "http://evil.example/x"})

    assert (ours.headers["Location"], foreign.headers["Location"]) == ("/sign-in", "/")


def test_cookies_are_out_of_reach_of_scripts(client):
    cookie = client.post("/preferences", data={"theme": "dark"}).headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
