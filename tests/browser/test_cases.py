"""Cases in the browser: taken in and locked by keyboard, decided on a phone by two people."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.browser.test_the_main_job import kst_text

PHONE = {"width": 390, "height": 844}
MOST_TABS = 40


def tab_to(page, label):
    """Press Tab until the field or button with that name has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if re.match(label, page.evaluate(_NAME_OF_FOCUS)):
            return
    raise AssertionError(f"Tab never reaches {label}")


_NAME_OF_FOCUS = """() => {
  const one = document.activeElement;
  return (one.getAttribute('aria-label') || one.labels?.[0]?.innerText || one.innerText || '').trim();
}"""


def type_into(page, label, text):
    tab_to(page, label)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def number_of(page):
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(re.compile(r"\d{4}-\d{4} · "))
    return re.search(r"\d{4}-\d{4}", heading.inner_text()).group()


def take_in_by_keyboard(page, server, *, begins, requester=None):
    """Take a request in without a mouse; the first field has the focus, and Ctrl+Enter saves."""
    page.goto(f"{server.address}/requests/new")
    assert page.evaluate(_NAME_OF_FOCUS) == "접수 경로"
    if requester:
        tab_to(page, "청구인 구분")
        page.keyboard.type(requester)
        tab_to(page, "청구인\\(또는")
        page.keyboard.press("Space")
    type_into(page, "청구인 이름", "홍길동(예시)")
    type_into(page, "청구인 연락처", "010-0000-0000")
    tab_to(page, "카메라·구역")
    page.keyboard.type("C-0001", delay=20)
    expect(page.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    type_into(page, "영상 시작", kst_text(begins))
    type_into(page, "영상 끝", kst_text(begins + timedelta(minutes=15)))
    type_into(page, "청구 목적과 사유", "주차장에서 차가 긁혀 확인하려 함")


def test_a_request_is_taken_in_and_its_footage_locked_and_confirmed_by_keyboard(server, sign_in_page):
    operator = sign_in_page("kim.gwanje")
    take_in_by_keyboard(operator, server, begins=datetime.now(UTC) - timedelta(days=17))
    expect(operator.locator("#intake-told")).to_contain_text("접수하면 카메라 1대를 잠그는 할 일이 만들어집니다.")
    operator.keyboard.press("Control+Enter")
    number = number_of(operator)
    expect(operator.get_by_role("heading", name="영상", exact=True)).to_be_visible()

    operator.goto(f"{server.address}/requests/tasks")
    tab_to(operator, f"{number} C-0001")
    operator.keyboard.press("Enter")
    expect(operator.get_by_role("heading", level=1)).to_have_text("잠근 것 적기")
    type_into(operator, "녹화기 ", "NVR-1")
    operator.keyboard.press("Enter")
    expect(operator.get_by_text("잠근 것을 적었습니다.")).to_be_visible()

    tab_to(operator, f"{number} C-0001 잠긴 것을 확인함")
    operator.keyboard.press("Enter")
    expect(operator.get_by_text("잠금을 확인했습니다.")).to_be_visible()
    operator.goto(f"{server.address}/requests/{number}")
    expect(operator.get_by_label("영상", exact=True).get_by_text("보존 중")).to_be_visible()
    assert operator.faults == []


def approve_from_the_notice(page, server, number, *, ground, told):
    """Open the case from the inbox, go down to the decision, and approve."""
    page.set_viewport_size(PHONE)
    page.goto(f"{server.address}/inbox")
    page.get_by_role("button", name=number).first.click()
    assert number_of(page) == number
    bar = page.locator(".wb-jump")
    behind, below = bar.evaluate("bar => [getComputedStyle(bar).backgroundColor, getComputedStyle(bar).bottom]")
    assert (behind != "rgba(0, 0, 0, 0)", below) == (True, "0px")  # It lies under the page, not upon its cards.
    page.get_by_role("link", name="결정으로").click()
    expect(page.get_by_role("button", name="승인", exact=True)).to_be_in_viewport()
    page.get_by_label("검토 의견").fill("영장과 공문을 확인함")
    page.get_by_label("제공 근거(승인할 때 필수)").select_option(ground)
    page.get_by_role("button", name="승인", exact=True).click()
    expect(page.get_by_text(told)).to_be_visible()


def test_two_people_grant_a_provision_on_their_phones_from_the_notice(server, sign_in_page):
    operator = sign_in_page("kim.gwanje")
    take_in_by_keyboard(operator, server, begins=datetime.now(UTC) - timedelta(days=2), requester="수사기관")
    expect(operator.locator("#intake-told")).to_contain_text("차례로 결정합니다.")
    operator.keyboard.press("Control+Enter")
    number = number_of(operator)
    operator.get_by_role("link", name="공문 번호 적기").click()
    operator.get_by_label("공문 번호").fill("형사-2026-4471")
    operator.keyboard.press("Enter")
    expect(operator.get_by_text(f"요청 {number}의 공문 번호를 적었습니다.")).to_be_visible()
    operator.get_by_role("button", name="승인자에게 올리기").click()

    manager = sign_in_page("lee.seungin")
    agreed = "동의했습니다. 개인정보 보호책임자가 결정합니다."
    approve_from_the_notice(manager, server, number, ground="pipa.18.2.2", told=agreed)
    expect(manager.get_by_text("개인정보 보호책임자의 결정을 기다립니다.").first).to_be_visible()
    expect(manager.get_by_role("button", name="승인", exact=True)).to_have_count(0)

    officer = sign_in_page("jung.boho")
    granted = re.compile(f"^요청 {number}[을를] 승인했습니다")
    approve_from_the_notice(officer, server, number, ground="pipa.18.2.2", told=granted)
    expect(officer.locator(".wb-head")).to_contain_text("승인됨")
    for page in (operator, manager, officer):
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        assert page.faults == []
