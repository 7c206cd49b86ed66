"""The journey of a control room: log a viewing, decide a request, hand over, print, and prove the record."""

import json
import re
import sqlite3
from datetime import UTC, datetime, timedelta

import pypdfium2
from playwright.sync_api import expect

from app.kernel.clock import KST


def kst_text(moment: datetime) -> str:
    return moment.astimezone(KST).strftime("%Y-%m-%d %H:%M")


def log_a_live_viewing(operator, server):
    """By keyboard only: from the camera to the save, without touching the mouse."""
    operator.goto(f"{server.address}/footage")
    operator.get_by_label("카메라 필수").focus()
    operator.keyboard.type("C-0017", delay=20)
    expect(operator.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    operator.keyboard.press("ArrowDown")
    operator.keyboard.press("Enter")
    operator.get_by_label("사유·비고").focus()
    operator.keyboard.type("가스누출 경보 GD-0017 확인, 이상 없음")
    operator.keyboard.press("Control+Enter")
    expect(operator.get_by_role("row").filter(has_text="가스누출 경보 GD-0017 확인, 이상 없음")).to_be_visible()


def receive_a_request(operator, server) -> str:
    now = datetime.now(UTC)
    operator.goto(f"{server.address}/requests/new")
    operator.get_by_label("접수 일시").fill(kst_text(now - timedelta(minutes=5)))
    operator.get_by_label("청구인(또는 대리하는 정보주체)이 영상에 촬영됨").check()
    operator.get_by_label("청구인 이름").fill("홍길동(예시)")
    operator.get_by_label("청구인 연락처").fill("010-0000-0000")
    operator.get_by_role("combobox", name=re.compile("^카메라·구역")).focus()
    operator.keyboard.type("C-0001", delay=20)
    expect(operator.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    operator.keyboard.press("ArrowDown")
    operator.keyboard.press("Enter")
    operator.get_by_label("영상 시작").fill(kst_text(now - timedelta(days=3)))
    operator.get_by_label("영상 끝").fill(kst_text(now - timedelta(days=3) + timedelta(minutes=15)))
    operator.get_by_label("청구 목적과 사유").fill("주차장에서 차가 긁혀 확인하려 함")
    operator.get_by_role("button", name="접수하기").click()
    expect(operator.get_by_role("heading", level=1)).to_contain_text(re.compile(r"\d{4}-\d{4}"))
    return re.search(r"\d{4}-\d{4}", operator.get_by_role("heading", level=1).inner_text()).group()


def check_identity(operator, server, number: str):
    """Note who asks, by the first method that works at the counter."""
    operator.goto(f"{server.address}/requests/{number}")
    operator.get_by_role("link", name="확인 기록하기").first.click()
    operator.get_by_label("확인한 것과 방법").select_option("identity:id_shown")
    operator.get_by_role("button", name="기록하기").click()
    expect(operator).to_have_url(re.compile(f"/requests/{number}(#.*)?$"))


def hand_over(operator, server, number: str):
    operator.goto(f"{server.address}/requests/{number}")
    operator.get_by_role("link", name="이행하고 기록하기").first.click()
    operator.get_by_label("화면으로 보여 줌").check()
    operator.get_by_label(re.compile("^목적·사유")).fill("본인 확인 후 모니터로 열람")
    operator.get_by_label("확인한 신분증").select_option("resident_card")
    operator.get_by_label("가릴 필요가 없음").check()
    operator.get_by_label("가릴 필요가 없는 까닭").select_option("nobody_else")
    operator.get_by_label("살핀 내용").fill("구간을 모두 보았고 혼자임")
    operator.get_by_role("button", name="이행을 기록하기").click()
    expect(operator).to_have_url(re.compile(f"/requests/{number}$"))
    operator.goto(f"{server.address}/footage")
    expect(operator.get_by_role("row").filter(has_text="본인 확인 후 모니터로 열람")).to_be_visible()


def text_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def download(page, button) -> bytes:
    with page.expect_download() as started:
        button.click()
    return started.value.path().read_bytes()


def test_an_operator_logs_a_viewing_a_manager_approves_a_request_and_staff_print_signs_and_policy(server, sign_in_page):
    operator = sign_in_page("kim.gwanje")
    log_a_live_viewing(operator, server)
    number = receive_a_request(operator, server)
    check_identity(operator, server, number)

    manager = sign_in_page("lee.seungin")
    manager.goto(f"{server.address}/footage")  # The most urgent case waits beside the list, as in the design.
    expect(manager.get_by_role("heading", name="승인 대기")).to_be_visible()
    manager.goto(f"{server.address}/requests/{number}")
    manager.get_by_label("검토 의견").fill("본인이 촬영된 영상임을 확인")
    manager.get_by_role("button", name="승인", exact=True).click()
    approved = re.compile(f"요청 {number}[을를] 승인했습니다")
    expect(manager.get_by_role("status").filter(has_text=approved)).to_be_visible()

    hand_over(operator, server, number)
    operator.goto(f"{server.address}/requests/{number}")
    expect(operator.get_by_text("이행", exact=False).first).to_be_visible()

    manager.goto(f"{server.address}/signs")
    pages = text_of(download(manager, manager.get_by_role("button", name="PDF 받기")))
    registry = json.loads(server.watchbook("registry", "show", "--json").stdout)
    assert registry["total"] == 172
    assert len(pages) == 170  # One sign a zone: the office and each CNG station have two.
    assert "안전관리팀장" in pages[0]

    manager.goto(f"{server.address}/policy")
    policy = "".join("".join(text_of(download(manager, manager.get_by_role("link", name="PDF")))).split())
    for fact in ("164대", "60일", "20일", "033-769-2770", "관설동 충전소장", "참빛원주도시가스 상황실"):
        assert fact.replace(" ", "") in policy, fact

    auditor = sign_in_page("choi.gamsa")
    auditor.goto(f"{server.address}/ledger?subject=viewing_request:{number}")
    expect(auditor.get_by_text(number).first).to_be_visible()
    for page in (operator, manager, auditor):
        assert page.faults == []

    assert server.watchbook("ledger", "verify").returncode == 0
    change_one_byte(server, b'"v":1', b'"v":2')
    verdict = server.watchbook("ledger", "verify", check=False)
    change_one_byte(server, b'"v":2', b'"v":1')
    assert verdict.returncode == 1
    assert "4번째 항목" in verdict.stderr
    assert server.watchbook("ledger", "verify").returncode == 0


def change_one_byte(server, old: bytes, new: bytes):
    """Do by hand what only somebody with the database file can: lift the guards and alter the fourth entry."""
    with sqlite3.connect(server.home / "watchbook.db") as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        (body,) = connection.execute("SELECT body FROM ledger_entry WHERE leaf = 3").fetchone()
        changed = bytes(body).replace(old, new, 1)
        assert changed != bytes(body)
        connection.execute("UPDATE ledger_entry SET body = ? WHERE leaf = 3", (changed,))
        for _, sql in triggers:
            connection.execute(sql)
    connection.close()
