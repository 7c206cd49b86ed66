"""What every answer tells the browser."""

import pytest
from flask import Flask
from werkzeug.test import Client

from app.settings import Settings
from app.web.headers import CONTENT_SECURITY_POLICY, FIXED, prepare_headers
from app.web.hosts import only_for


@pytest.mark.parametrize("address", ["/sign-in", "/nowhere", "/people", "/static/icon.svg"])
def test_every_answer_carries_the_safety_headers(client, address):
    response = client.get(address)

    for name, value in FIXED.items():
        assert response.headers[name] == value


def test_nothing_inline_and_nothing_from_elsewhere_may_run():
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    for nothing in ("frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'"):
        assert nothing in CONTENT_SECURITY_POLICY


def test_pages_of_somebody_signed_in_are_not_kept(sign_in):
    assert sign_in("Ada").get("/people").headers["Cache-Control"] == "no-store"


def test_a_redirect_to_the_sign_in_page_is_not_kept(client):
    assert client.get("/people").headers["Cache-Control"] == "no-store"


def test_no_promise_of_tls_without_tls(client):
    assert "Strict-Transport-Security" not in client.get("/sign-in").headers


def test_with_tls_it_is_promised_for_a_year_and_all_names_below(tmp_path):
    app = Flask("over_tls")
    app.config["SETTINGS"] = Settings(home=tmp_path, database_url="sqlite://", public_url="https://cctv.example.kr")
    prepare_headers(app)

    promised = app.test_client().get("/nowhere").headers["Strict-Transport-Security"]

    assert promised == "max-age=31536000; includeSubDomains"


def test_who_asks_for_another_name_gets_the_safety_headers_too():
    response = Client(only_for(["cctv.example.kr"], lambda _environ, _start: [])).get(
        "/", headers={"Host": "evil.example"}
    )

    assert response.status_code == 421
    assert FIXED.items() <= dict(response.headers).items()


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT"])
def test_a_request_is_never_echoed(client, method):
    response = client.open("/sign-in", method=method, headers={"Cookie": "echo=this"})

    assert response.status_code == 405
    assert "echo=this" not in response.text


def test_static_files_with_their_version_are_kept_for_long(app, client):
    with app.test_request_context():
        address = app.url_for("static", filename="icon.svg")

    assert "?v=" in address
    assert "immutable" in client.get(address).headers["Cache-Control"]


def test_a_version_follows_the_content(app):
    with app.test_request_context():
        assert app.url_for("static", filename="icon.svg") == app.url_for("static", filename="icon.svg")
        assert app.url_for("static", filename="missing.svg") == "/static/missing.svg"
