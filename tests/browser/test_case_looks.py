"""A case and all that is done from it, light, dark and on a phone, and what somebody may decide without scrolling."""

from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_cases import number_of, take_in_by_keyboard
from tests.browser.test_every_page import LOOKS, RULES

ACTS = (
    "", "/checks/new", "/attachments/new", "/holds/set", "/holds/gone", "/holds/drop", "/part", "/not-existing",
    "/emergency", "/postpone", "/pause", "/papers",
)  # fmt: skip


@pytest.fixture(scope="session")
def cases(server, browser):
    """Return a case whose footage must be locked, and one for two deciders."""
    context = browser.new_context(locale="ko-KR", timezone_id="Asia/Seoul")
    page = context.new_page()
    page.goto(f"{server.address}/sign-in")
    page.get_by_label("로그인 이름").fill("park.yagan")
    page.get_by_label("비밀번호").fill(server.password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server.address}/")
    numbers = []
    for begins, requester in ((17, None), (2, "수사기관")):
        take_in_by_keyboard(page, server, begins=datetime.now(UTC) - timedelta(days=begins), requester=requester)
        page.keyboard.press("Control+Enter")
        numbers.append(number_of(page))
    context.close()
    return numbers


@pytest.mark.parametrize("look", LOOKS)
def test_a_case_and_its_acts_are_accessible_and_fit_the_screen(server, sign_in_page, cases, look):
    scheme, width = LOOKS[look]
    page = sign_in_page("lee.seungin")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    paths = [f"/requests/{cases[0]}{act}" for act in ACTS]
    paths += [f"/requests/{cases[1]}", "/requests", "/requests?show=held", "/requests/tasks", "/"]
    faults = {}
    for path in paths:
        answer = page.goto(f"{server.address}{path}")
        page.locator("details:not(.wb-menu)").evaluate_all("all => all.forEach(one => one.open = true)")
        rules = Axe().run(page, options=RULES[look]).response["violations"]
        found = [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in rules]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if answer.status != 200 or found or wide > width:
            faults[path] = (answer.status, wide, found)
    assert faults == {}
    assert page.faults == []


@pytest.mark.parametrize("which", [0, 1], ids=["viewing", "provision"])
def test_what_a_decision_needs_is_on_one_screen(server, sign_in_page, cases, which):
    page = sign_in_page("lee.seungin")
    page.goto(f"{server.address}/requests/{cases[which]}")

    for part in ("답변", "영상"):
        expect(page.get_by_role("region", name=part, exact=True)).to_be_in_viewport(ratio=1)
    for heading in ("다음 할 일", "요청", "신분과 권한 확인", "결정"):
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_in_viewport(ratio=1)
    for button in ("승인", "거절"):
        expect(page.get_by_role("button", name=button, exact=True)).to_be_in_viewport(ratio=1)
    if which == 0:
        expect(page.get_by_role("link", name="잠근 것 적기")).to_be_in_viewport(ratio=1)
