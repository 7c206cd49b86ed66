"""The desk by keyboard: what an entry costs, what happens to what was typed when something fails, and its keys."""

import sqlite3
import time
from contextlib import closing

import pytest
from playwright.sync_api import expect

COUNT = """() => {
  window.presses = 0;
  addEventListener("keydown", (event) => { if (event.isTrusted && !event.repeat) window.presses += 1; }, true);
}"""
TEXT = "사유·비고"


def entries(server, text: str) -> list[tuple[str, str]]:
    """When entries with a text were made, as the register holds it, and when they were stored."""
    with closing(sqlite3.connect(server.home / "watchbook.db")) as connection:
        found = connection.execute(
            "SELECT occurred_at, recorded_at FROM footage_access WHERE text LIKE ? ORDER BY leaf", (f"%{text}%",)
        )
        return found.fetchall()


@pytest.fixture
def desk(server, sign_in_page):
    page = sign_in_page("kim.gwanje")
    page.goto(f"{server.address}/footage")
    page.evaluate(COUNT)
    yield page
    page.evaluate("localStorage.clear()")
    page.close()


def focused(page) -> str:
    return page.evaluate("document.activeElement.name ?? ''")


def write(page, text: str, camera: str = "0017"):
    """Write an entry as somebody in a hurry does: without waiting for the list of cameras."""
    for digit in camera:
        page.keyboard.press(digit)
    page.keyboard.press("Enter")
    expect(page.locator("[data-picked] input:checked")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def row(page, text: str):
    return page.get_by_role("row").filter(has_text=text)


def test_an_entry_costs_at_most_twelve_keys_and_fifteen_seconds_and_the_next_one_four(desk):
    began = time.monotonic()
    assert focused(desk) == "place_query"
    write(desk, "가스누출 경보 GD-0017 살핌")
    expect(row(desk, "GD-0017 살핌")).to_be_visible()
    assert time.monotonic() - began < 15
    assert desk.evaluate("presses") <= 12

    expect(desk.locator("[name=place_query]")).to_be_focused()
    desk.evaluate("presses = 0")
    desk.keyboard.press("ArrowDown")  # The places seen last.
    desk.keyboard.press("Enter")
    desk.keyboard.press("Enter")
    desk.keyboard.insert_text("같은 경보 뒤 다시 살핌")
    desk.keyboard.press("Enter")
    expect(row(desk, "같은 경보 뒤 다시 살핌")).to_contain_text("C-0017")
    assert desk.evaluate("presses") == 4
    assert desk.faults == []


def test_a_quick_enter_picks_what_was_typed_and_not_what_the_list_still_showed(desk):
    desk.keyboard.type("00")
    expect(desk.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    desk.keyboard.type("23")
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-picked]")).to_contain_text("C-0023")


def test_enter_that_ends_a_syllable_neither_picks_nor_saves(desk):
    keys = desk.context.new_cdp_session(desk)

    def compose(text):
        keys.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})

    def enter_while_composing():
        for kind in ("rawKeyDown", "keyUp"):
            keys.send("Input.dispatchKeyEvent", {"type": kind, "key": "Enter", "windowsVirtualKeyCode": 229})

    compose("정압")
    expect(desk.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    enter_while_composing()
    assert desk.locator("[data-picked] input").count() == 0
    keys.send("Input.insertText", {"text": "정압"})
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-picked] input:checked")).to_have_count(1)

    desk.keyboard.press("Enter")
    compose("조합 중인 사유 살핌")
    enter_while_composing()
    time.sleep(0.3)
    assert desk.locator("[name=text]").input_value() == "조합 중인 사유 살핌"
    assert row(desk, "조합 중인 사유 살핌").count() == 0


def test_a_reason_that_says_nothing_is_named_while_one_types_and_what_was_typed_stays(desk):
    write(desk, "확인")
    expect(desk.get_by_role("alert")).to_contain_text("사유를 구체적으로")
    expect(desk.get_by_label(TEXT)).to_have_value("확인")
    expect(desk.get_by_label(TEXT)).to_be_focused()
    expect(desk.locator("[data-picked] input:checked")).to_have_count(1)

    desk.get_by_label(TEXT).fill("ㅋㅋㅋㅋ")
    expect(desk.locator("[data-reason-hint]")).to_contain_text("예: '가스누출 경보 GD-0132 확인, 이상 없음'")
    desk.get_by_label(TEXT).fill("외곽 침입 감지 살핌")
    expect(desk.locator("[data-reason-hint]")).to_have_text("")
    desk.keyboard.press("Enter")
    expect(row(desk, "외곽 침입 감지 살핌")).to_be_visible()


def test_the_draft_survives_a_restart_of_the_server_between_typing_and_sending(server, desk):
    for digit in "0023":
        desk.keyboard.press(digit)
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-picked] input:checked")).to_have_count(1)
    desk.keyboard.press("Enter")
    desk.keyboard.insert_text("재시작 전에 쓰던 사유")
    server.stop()
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-unsent]")).to_contain_text("이 컴퓨터에 남아 있고")
    expect(desk.locator("[name=place_query]")).to_be_focused()
    desk.keyboard.insert_text("0017")  # The next one is begun meanwhile.
    desk.wait_for_timeout(300)
    server.start()

    expect(row(desk, "재시작 전에 쓰던 사유")).to_contain_text("C-0023", timeout=20_000)
    desk.reload()
    expect(desk.locator("[data-said]")).to_contain_text("쓰던 내용을 되살렸습니다")
    assert desk.locator("[name=place_query]").input_value() == "0017"
    assert len(entries(server, "재시작 전에 쓰던 사유")) == 1


def test_three_entries_written_without_a_connection_are_stored_once_each_whatever_gets_lost(server, desk):
    write(desk, "연결이 있을 때 살핌")
    expect(row(desk, "연결이 있을 때 살핌")).to_be_visible()
    lost = []

    def lose_the_answer(route):
        if len(lost) < 2:
            lost.append(route.fetch().status)  # The server has it, and nobody hears of it.
            route.abort()
        else:
            route.continue_()

    desk.context.set_offline(True)
    for number in (1, 2, 3):
        desk.keyboard.press("ArrowDown")
        desk.keyboard.press("Enter")
        desk.keyboard.press("Enter")
        desk.keyboard.insert_text(f"끊긴 동안 살핌 {number}")
        desk.keyboard.press("Enter")
        expect(desk.locator("[data-unsent] li")).to_have_count(number)
        expect(desk.locator("[name=place_query]")).to_be_focused()
    expect(desk.locator("[data-unsent]")).to_contain_text("기록 3건은 이 컴퓨터에 남아 있고")
    desk.wait_for_timeout(1000)  # Some tries in vain.
    desk.route("**/footage?show=*", lose_the_answer)
    desk.context.set_offline(False)

    expect(desk.locator("[data-unsent]")).to_be_hidden(timeout=20_000)
    expect(row(desk, "끊긴 동안 살핌")).to_have_count(3)
    assert lost == [201, 201]
    found = entries(server, "끊긴 동안 살핌")
    assert len(found) == 3
    assert all(occurred < recorded for occurred, recorded in found), "the time is that of writing"


def test_a_draft_waits_for_its_own_account_and_signing_out_removes_it(server, desk):
    desk.keyboard.press("Alt+n")
    desk.get_by_label(TEXT).fill("남이 보면 안 되는 사유")
    desk.wait_for_timeout(300)
    desk.context.clear_cookies()  # The session has timed out.
    for digit in "0023":
        desk.keyboard.press(digit)
    desk.get_by_label(TEXT).press("Enter")
    expect(desk.locator("[data-unsent]")).to_contain_text("다시 로그인하면")

    def sign_in(name):
        desk.goto(f"{server.address}/sign-in?next=/footage")
        desk.get_by_label("로그인 이름").fill(name)
        desk.get_by_label("비밀번호").fill(server.password)
        desk.keyboard.press("Enter")
        expect(desk.get_by_role("heading", level=1)).to_have_text("관제 기록")

    sign_in("park.yagan")
    assert "남이 보면 안 되는 사유" not in desk.content()
    expect(desk.locator("[data-unsent]")).to_be_hidden()
    desk.context.clear_cookies()
    sign_in("kim.gwanje")
    expect(desk.locator("[data-unsent]")).to_contain_text("남이 보면 안 되는 사유")
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.locator(".wb-menu summary").click()
    desk.get_by_role("button", name="로그아웃").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("로그인")
    assert [key for key in desk.evaluate("Object.keys(localStorage)") if "entry" in key or "draft" in key] == []


def test_a_viewing_is_started_and_ended_by_one_key_each_and_runs_for_everybody(server, desk, sign_in_page):
    desk.keyboard.insert_text("C-0023")
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-picked] input:checked")).to_have_count(1)
    desk.keyboard.press("Escape")
    desk.keyboard.press("s")
    running = desk.locator("#running li").filter(has_text="C-0023")
    expect(running.locator("[data-since]")).to_contain_text("00:00:0")

    other = sign_in_page("park.yagan")
    other.goto(f"{server.address}/footage")
    expect(other.locator("#running li").filter(has_text="C-0023")).to_contain_text("김관제")
    desk.keyboard.press("Escape")
    desk.keyboard.press("x")
    expect(running).to_have_count(0)
    expect(row(desk, "C-0023").first).to_contain_text("정상")
    assert desk.faults == []


def test_single_keys_do_nothing_in_fields_and_nothing_anywhere_once_switched_off(server, desk):
    desk.keyboard.type("n?/")
    assert desk.locator("[name=place_query]").input_value() == "n?/"
    desk.locator("[name=place_query]").fill("")
    desk.keyboard.press("Escape")  # Closes the list …
    desk.keyboard.press("Escape")  # … and leaves the field.
    desk.keyboard.press("/")
    expect(desk.locator("[data-search]")).to_be_focused()
    desk.keyboard.press("Escape")
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("2")
    expect(desk.get_by_role("radio", name="재생")).to_be_checked()
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog")).to_be_visible()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("dialog")).to_be_hidden()

    desk.get_by_role("button", name="단축키").click()
    desk.get_by_role("button", name="한 글자 단축키 끄기").click()
    desk.wait_for_load_state()
    expect(desk.locator("[name=place_query]")).to_be_focused()
    desk.keyboard.press("Escape")
    for key in "n/?s3":
        desk.keyboard.press(key)
    assert focused(desk) == ""
    expect(desk.get_by_role("dialog")).to_be_hidden()
    expect(desk.get_by_role("radio", name="열람")).not_to_be_checked()
    desk.keyboard.press("Alt+n")
    expect(desk.locator("[name=place_query]")).to_be_focused()
