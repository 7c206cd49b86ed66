"""What every answer tells the browser."""

import pytest

from app.web.headers import CONTENT_SECURITY_POLICY, FIXED


@pytest.mark.parametrize("address", ["/sign-in", "/nowhere", "/people", "/static/icon.svg"])
def test_every_answer_carries_the_safety_headers(client, address):
    response = client.get(address)

    for name, value in FIXED.items():
        assert response.headers[name] == value


def test_nothing_inline_and_nothing_from_elsewhere_may_run():
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY


def test_pages_of_somebody_signed_in_are_not_kept(sign_in):
    assert sign_in("Ada").get("/people").headers["Cache-Control"] == "no-store"


def test_a_redirect_to_the_sign_in_page_is_not_kept(client):
    assert client.get("/people").headers["Cache-Control"] == "no-store"


def test_no_promise_of_tls_without_tls(client):
    assert "Strict-Transport-Security" not in client.get("/sign-in").headers


def test_static_files_with_their_version_are_kept_for_long(app, client):
    with app.test_request_context():
        address = app.url_for("static", filename="icon.svg")

    assert "?v=" in address
    assert "immutable" in client.get(address).headers["Cache-Control"]


def test_a_version_follows_the_content(app):
    with app.test_request_context():
        assert app.url_for("static", filename="icon.svg") == app.url_for("static", filename="icon.svg")
        assert app.url_for("static", filename="missing.svg") == "/static/missing.svg"
