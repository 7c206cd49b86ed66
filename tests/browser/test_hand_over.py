"""Handing over in the browser: a large file is read here, its SHA-256 is right, and not one byte of it is sent."""

import hashlib
import re
import subprocess
import time

import pytest
from playwright.sync_api import expect

from tests.browser.test_the_main_job import receive_a_request

GIGABYTE = 1 << 30
SLOWEST_SECONDS = 60
"""A loose limit for slow machines; what it took is reported."""
MARK = b"watchbook-canary-7c1f"


@pytest.fixture(scope="module")
def footage(tmp_path_factory):
    """Return a sparse file of a gigabyte with a mark at its beginning and its end, and its SHA-256."""
    path = tmp_path_factory.mktemp("footage") / "loading-bay.mp4"
    with path.open("wb") as file:
        file.write(MARK)
        file.seek(GIGABYTE - len(MARK))
        file.write(MARK)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    yield path, digest
    path.unlink()


@pytest.fixture
def approved(server, sign_in_page):
    operator = sign_in_page("kim.gwanje")
    number = receive_a_request(operator, server)
    operator.goto(f"{server.address}/requests/{number}/checks/new")
    operator.get_by_label("확인한 것과 방법").select_option(index=1)
    operator.locator("main form button[type=submit]").first.click()
    expect(operator).to_have_url(re.compile(f"/requests/{number}(#.*)?$"))
    officer = sign_in_page("jung.boho")
    officer.goto(f"{server.address}/requests/{number}")
    officer.get_by_role("button", name="승인", exact=True).click()
    return number


def watched(page):
    """Keep what the page sends: the size of every body, and whether the mark of the file is in one."""
    sent = []
    page.on("request", lambda request: sent.append((request.url, request.post_data_buffer or b"")))
    return sent


def test_a_gigabyte_is_read_in_the_browser_and_never_sent(server, sign_in_page, footage, record_property):
    path, digest = footage
    page = sign_in_page("kim.gwanje")
    page.goto(f"{server.address}/requests/verify-file")
    sent = watched(page)

    began = time.monotonic()
    page.get_by_label("이 컴퓨터의 파일에서 채우기").set_input_files(path)
    expect(page.get_by_role("progressbar")).to_be_visible()
    turns = page.evaluate(  # How long the page is busy at most while the worker reads.
        "() => new Promise(done => { let last = performance.now(), worst = 0, left = 40;"
        " const step = () => { const now = performance.now(); worst = Math.max(worst, now - last); last = now;"
        " if (--left) setTimeout(step, 20); else done(worst); }; step(); })"
    )
    field = page.get_by_label("SHA-256", exact=False).and_(page.locator("input[type=text]"))
    expect(field).to_have_value(digest, timeout=SLOWEST_SECONDS * 1_000)
    took = time.monotonic() - began

    record_property("seconds", round(took, 1))
    assert took < SLOWEST_SECONDS
    assert turns < 1_000, "the page stays responsive"
    expect(page.get_by_label("크기(바이트)")).to_have_value(str(GIGABYTE))
    page.get_by_role("button", name="대조하기").click()
    expect(page.get_by_text("기록이 없습니다")).to_be_visible()
    assert sum(len(body) for _url, body in sent) < 4_096
    assert not [url for url, body in sent if MARK in body]
    assert not [url for url, _body in sent if digest in url]
    assert page.faults == []


def test_reading_can_be_cancelled(server, sign_in_page, footage):
    page = sign_in_page("kim.gwanje")
    page.goto(f"{server.address}/requests/verify-file")

    page.get_by_label("이 컴퓨터의 파일에서 채우기").set_input_files(footage[0])
    page.get_by_role("button", name="취소").click()

    expect(page.get_by_text("취소했습니다.")).to_be_visible()
    expect(page.locator("#sha256")).to_have_value("")
    assert page.faults == []


def test_the_tool_of_the_shell_says_the_same(tmp_path, server, sign_in_page):
    small = tmp_path / "small.bin"
    small.write_bytes(MARK * 1_000_003)  # Ends in the middle of a piece.
    page = sign_in_page("kim.gwanje")
    page.goto(f"{server.address}/requests/verify-file")

    page.get_by_label("이 컴퓨터의 파일에서 채우기").set_input_files(small)

    said = subprocess.run(["sha256sum", small], capture_output=True, text=True, check=True).stdout.split()[0]
    expect(page.locator("#sha256")).to_have_value(said)


def test_the_desk_leads_by_one_key_to_where_an_approved_request_is_handed_over(server, sign_in_page, approved):
    page = sign_in_page("kim.gwanje")
    page.goto(f"{server.address}/footage")
    page.get_by_label("카메라 필수").focus()
    page.keyboard.type("C-0001", delay=20)
    expect(page.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="열람").check(force=True)  # Its label lies over it.
    page.get_by_label("요청 번호").fill(approved)
    page.get_by_label("사유·비고").fill("본인 확인 뒤 화면으로 보여 줌")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("link", name=f"요청 {approved} 이행하고 기록하기")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server.address}/footage/hand-over/{approved}")
    faults = [fault for fault in page.faults if "422" not in fault]  # The browser notes the refusal.
    assert faults == []


def test_a_copy_is_handed_over_and_found_again(server, sign_in_page, approved, tmp_path):
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(MARK * 1_000)
    page = sign_in_page("kim.gwanje")
    page.goto(f"{server.address}/requests/{approved}")
    page.get_by_role("link", name="이행하고 기록하기").first.click()
    sent = watched(page)

    page.get_by_label("영상 파일을 줌").check()
    page.get_by_label("확인한 신분증").select_option("resident_card")
    page.get_by_label("가릴 필요가 없음").check()
    page.get_by_label("가릴 필요가 없는 까닭").select_option("nobody_else")
    page.get_by_label("살핀 내용").fill("구간을 모두 보았고 혼자임")
    page.get_by_label("이 컴퓨터의 파일에서 채우기").set_input_files(copy)
    expect(page.get_by_text("계산했습니다.")).to_be_visible()
    expect(page.get_by_label("파일명")).to_have_value("copy.mp4")
    page.get_by_label("사본을 준 까닭").fill("본인이 나온 영상의 사본을 청구함")
    page.get_by_role("button", name="이행을 기록하기").click()

    expect(page).to_have_url(re.compile(f"/requests/{approved}$"))
    expect(page.get_by_text(hashlib.sha256(copy.read_bytes()).hexdigest())).to_be_visible()
    assert not [url for url, body in sent if MARK in body]
    page.goto(f"{server.address}/requests/verify-file")
    page.get_by_label("이 컴퓨터의 파일에서 채우기").set_input_files(copy)
    expect(page.get_by_text("계산했습니다.")).to_be_visible()
    page.get_by_role("button", name="대조하기").click()
    expect(page.get_by_text("열람·제공한 파일과 같습니다")).to_be_visible()
    assert page.faults == []
