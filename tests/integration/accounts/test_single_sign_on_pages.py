"""Single sign-on against a real OpenID Connect provider, which runs as a process of its own."""

import json
import socket
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
import requests

from app.accounts import commands
from app.accounts.one_time_codes import new_secret
from app.accounts.queries.second_factors import sealed_for
from app.database import db, unit_of_work
from app.kernel.clock import utc_now
from app.ledger import queries as ledger
from app.settings import SingleSignOn
from app.vault.wiring import vault
from app.web.access import SESSION_COOKIE
from tests.browsing import CheckedClient
from tests.builders.accounts import an_account

PEOPLE = {"7001": "olga", "7002": "nobody", "7003": "closed"}


@pytest.fixture(scope="module")
def provider():
    """The address of a provider that knows some people."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    claims = [
        part
        for sub, name in PEOPLE.items()
        for part in ("--user-claims", json.dumps({"sub": sub, "preferred_username": name}))
    ]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *claims]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    last = time.monotonic() + 60
    while time.monotonic() < last:
        try:
            requests.get(f"{address}/.well-known/openid-configuration", timeout=5).raise_for_status()
            break
        except requests.RequestException:
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture
def olga(app, provider):
    sso = SingleSignOn(provider, "watchbook", "the secret")
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], single_sign_on=sso)
    with unit_of_work() as session:
        return an_account(session, name="Olga", sign_in_name="olga", now=utc_now())


def authorised(client, *, who="7001", start="/sign-in/sso"):
    """Go to the provider, say there who one is, and return the way back."""
    there = client.get(start).headers["Location"]
    back = requests.post(there, data={"sub": who}, allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(back)
    return f"{parts.path}?{parts.query}"


def names():
    db.session.rollback()
    return [entry.name for entry in ledger.entries(db.session())]


def test_who_the_provider_vouches_for_comes_in_and_goes_on(client, olga):
    assert "회사 통합 로그인" in client.get("/sign-in").text
    answer = client.get(authorised(client, start="/sign-in/sso?next=/footage"))

    assert (answer.status_code, answer.headers["Location"]) == (303, "/footage")
    assert client.get("/footage").status_code == 200
    opened = next(entry for entry in ledger.entries(db.session()) if entry.name == "session.opened")
    assert opened.data["proven_by"] == "sso"


def test_the_request_asks_with_state_nonce_and_pkce(client, olga, provider):
    there = urlsplit(client.get("/sign-in/sso").headers["Location"])
    asked = parse_qs(there.query)

    assert f"{there.scheme}://{there.netloc}" == provider
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://localhost/sign-in/sso/done"]


def test_who_has_no_account_here_stays_out(client, olga):
    answer = client.get(authorised(client, who="7002"))

    assert answer.status_code == 401
    assert "들어올 수 없습니다" in answer.text
    assert client.get_cookie(SESSION_COOKIE) is None
    assert names() == ["sign_in.failed"]


def test_a_way_back_counts_once_and_only_in_the_browser_that_went(app, client, olga):
    back = authorised(client)

    assert CheckedClient(app).get(back).status_code == 401
    assert client.get(back).status_code == 303
    assert client.get(back).status_code == 401
    assert client.get("/sign-in/sso/done?state=forged&code=forged").status_code == 401
    assert client.get("/sign-in/sso/done?error=access_denied").status_code == 401


def test_a_second_factor_is_asked_for_all_the_same(client, olga):
    secret = new_secret()
    with unit_of_work() as session:
        sealed = vault().seal(secret, context=sealed_for(olga.id))
        commands.enrol_authenticator(session, sealed_secret=sealed, step=0, code_hashes=[], actor=olga, now=utc_now())
    client.get(authorised(client))

    assert client.get("/account").headers["Location"] == "/sign-in/second?next=/account"
    assert client.fill("/sign-in/second", code=pyotp.TOTP(secret).at(utc_now())).status_code == 303
    assert client.get("/account").status_code == 200


def test_a_provider_that_cannot_be_reached_is_said(app, client, olga):
    gone = SingleSignOn("http://127.0.0.1:9", "watchbook", "the secret")
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], single_sign_on=gone)

    assert client.get("/sign-in/sso").status_code == 401


def test_a_provider_that_calls_itself_otherwise_than_the_settings_is_not_believed(app, client, olga, provider):
    other = SingleSignOn(f"{provider}/.", "watchbook", "the secret")  # The same place, by another name.
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], single_sign_on=other)

    answer = client.get("/sign-in/sso")
    assert (answer.status_code, "Location" in answer.headers) == (401, False)
    assert client.get("/sign-in/sso/done?state=x&code=y").status_code == 401


def test_without_a_provider_there_is_nothing(client):
    assert "회사 통합 로그인" not in client.get("/sign-in").text
    assert client.get("/sign-in/sso").status_code == 404
