"""Somebody asks by phone and sees where it stands: by keyboard alone, 390 pixels wide, nothing inaccessible."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
PLAIN = {"이름": "가온나래", "연락처": "010-0000-0031"}


@pytest.fixture
def phone(new_context):
    """A page of nobody, without JavaScript: the form must not need it."""

    def opened(*, scripts=True, **context):
        page = new_context(java_script_enabled=scripts, **context).new_page()
        page.set_viewport_size(PHONE)
        return page

    return opened


def looked_over(page, faults, what):
    found = [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth")
    if found or wide > PHONE["width"]:
        faults[what] = (wide, found)


def fill(page, **changes):
    for label, text in PLAIN.items():
        page.get_by_label(label, exact=False).first.fill(text)
    page.locator("#site").select_option(label="사옥")
    page.locator("#place_words").fill("정문 앞")
    page.locator("#day").fill(changes.get("day", "어제"))
    page.locator("#time_from").fill("1430")
    page.locator("#time_to").fill("1530")
    page.locator("#purpose").fill("자전거가 긁힌 까닭을 알고 싶음")


def receipt_on(page):
    number = page.locator(".wb-receipt dd").first.inner_text()
    return number, "-".join(page.locator(".wb-secret span").all_inner_texts())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_sends_the_form_and_every_step_is_accessible(server, phone, scheme):
    page, faults = phone(color_scheme=scheme), {}
    page.goto(f"{server.address}/public/request")
    looked_over(page, faults, "form")
    page.get_by_role("button", name="요구 보내기").click()
    expect(page.get_by_role("alert")).to_contain_text("이름을 적으십시오")
    looked_over(page, faults, "errors")
    page.get_by_role("link", name="이름: 이름을 적으십시오.").click()
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "requester_name"
    fill(page)
    page.wait_for_timeout(4_200)  # Nobody is faster; programs are.
    page.get_by_role("button", name="요구 보내기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("접수했습니다")
    looked_over(page, faults, "receipt")
    number, secret = receipt_on(page)
    assert secret not in page.url
    page.get_by_role("link", name="접수증으로 진행 보기").click()
    expect(page.get_by_label("접수 번호")).to_be_visible()  # The receipt may stand there a moment longer.
    looked_over(page, faults, "receipt form")
    page.get_by_label("접수 번호").fill(number)
    page.get_by_label("비밀번호").fill(secret.lower())
    page.get_by_role("button", name="진행 보기").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    page.locator("summary").click()
    looked_over(page, faults, "state")
    assert faults == {}
    assert secret not in page.url
    assert page.context.cookies() == []


def test_the_whole_way_by_keyboard_without_javascript(server, phone):
    page = phone(scripts=False)
    page.goto(f"{server.address}/public/request#apply")
    page.locator("#kind-0").focus()
    page.wait_for_timeout(4_200)
    place = [None, "정문 앞", "어제", "1430", "1530"]
    for text in [
        "",
        "",
        "",
        *PLAIN.values(),
        "",
        "",
        *place,
        "빨간 우산",
        "물건을 잃어버림",
    ]:  # The three questions come first; each group of buttons is one stop.
        if text is None:
            page.keyboard.press("ArrowDown")
        elif text:
            page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("접수했습니다")
    number, secret = receipt_on(page)
    page.goto(f"{server.address}/public/request/receipt")
    page.locator("#number").focus()
    page.keyboard.type(number)
    page.keyboard.press("Tab")
    page.keyboard.type(secret)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    page.locator("#confirmed").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("거두어들였습니다")
