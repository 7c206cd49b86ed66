"""Passkeys in a real browser with a virtual authenticator, on an installation of its own that has a name."""

import re
import socket
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Server

PASSWORD = "창밖의 노란 우산 셋"


@pytest.fixture
def named(tmp_path):
    """A fresh installation under http://localhost, and the first administrator's one-time password."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        served = Server(tmp_path, f"http://localhost:{free.getsockname()[1]}")
    served.env["WATCHBOOK_DEMO"] = "0"
    served.password = re.search(r"비밀번호: (\S+)", served.watchbook("init").stdout)[1]
    served.start()
    try:
        yield served
    finally:
        served.stop()


def with_authenticator(page):
    """Give the page's browser a device that keeps passkeys and looks who is there."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    device = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    return lambda verified: devtools.send(
        "WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": verified}
    )


def type_password(page, named, password):
    page.goto(f"{named.address}/sign-in")
    page.get_by_label("로그인 이름").fill("admin")
    page.get_by_label("비밀번호").fill(password)
    page.get_by_role("button", name="로그인", exact=True).click()


def test_the_first_administrator_registers_a_passkey_and_signs_in_with_it(named, new_context):
    page = new_context().new_page()
    set_verified = with_authenticator(page)
    type_password(page, named, named.password)
    page.get_by_label("지금 비밀번호").fill(named.password)
    page.get_by_label("새 비밀번호").first.fill(PASSWORD)
    page.get_by_label("새 비밀번호 다시").fill(PASSWORD)
    page.get_by_role("button", name="비밀번호 바꾸기").click()
    page.goto(f"{named.address}/account/passkeys")
    page.get_by_label("기기 이름").fill("상황실 2번 자리")
    page.get_by_role("button", name="패스키 등록").click()
    expect(page.get_by_text("패스키를 등록했습니다.")).to_be_visible()
    expect(page.get_by_role("cell", name="상황실 2번 자리", exact=True)).to_be_visible()

    # The password alone opens nothing any more; the passkey is the second factor.
    page.context.clear_cookies()
    type_password(page, named, PASSWORD)
    page.wait_for_url("**/sign-in/second")
    page.get_by_role("button", name="패스키로 로그인").click()
    page.wait_for_url(f"{named.address}/")

    # A device that does not look who is there signs nobody in; one that does signs in alone.
    page.context.clear_cookies()
    page.goto(f"{named.address}/sign-in?next=/account/sessions")
    set_verified(verified=False)
    page.get_by_role("button", name="패스키로 로그인").click()
    expect(page.locator("[data-passkey-failed]")).to_be_visible()
    set_verified(verified=True)
    page.get_by_role("button", name="패스키로 로그인").click()
    page.wait_for_url("**/account/sessions")
    expect(page.get_by_role("cell", name="패스키").first).to_be_visible()

    # Long after, a dangerous change asks again; the passkey answers, and what was typed goes on.
    with closing(sqlite3.connect(named.home / "watchbook.db")) as database, database:
        database.execute("UPDATE sign_in_session SET proven_at = '2026-01-01 00:00:00.000000'")
    page.goto(f"{named.address}/people/new")
    page.get_by_label("이름", exact=False).first.fill("김관제")
    page.get_by_label("로그인 이름").fill("kim.gwanje")
    page.get_by_role("button", name="계정 만들기").click()
    page.get_by_role("button", name="패스키로 확인").click()
    expect(page.get_by_role("heading", name="처음 비밀번호")).to_be_visible()
    assert named.watchbook("ledger", "verify").returncode == 0
