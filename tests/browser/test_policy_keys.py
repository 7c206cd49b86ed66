"""The policy's pages by keys alone: all is reached and seen, faults lead to their fields, answers are accessible."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.unit.policy.test_proposal import TEXT as DOUBTFUL

PAGES = (
    "/policy?form=section", "/policy/versions/1", "/policy/versions/1/compare/today", "/policy/clauses/1/ko",
    "/policy/lint", "/policy/read", "/policy/versions/new", "/policy/site", "/public/policy",
)  # fmt: skip
LOOKS = {"wide and light": ("light", 1440), "narrow and dark": ("dark", 390)}
TEXT = "고정형 영상정보처리기기 운영·관리 방침\n1. 설치 목적: 화재 예방\n2. 설치 대수\n사옥 4대\n4. 보관기간: 90일"
FOCUSED = """() => {
    const it = document.activeElement;
    if (!it || it === document.body || (window.seen ||= new Set()).has(it)) return null;
    window.seen.add(it);
    const {outlineStyle, boxShadow} = getComputedStyle(it), box = it.getBoundingClientRect();
    const seen = box.width > 0 && box.height > 0 && (outlineStyle !== "none" || boxShadow !== "none");
    return [seen, it.outerHTML.slice(0, 90)];
}"""
MISSED = """() => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'
)].filter((it) => it.checkVisibility({visibilityProperty: true}) && it.getClientRects().length)
  .filter((it) => !it.disabled && it.tabIndex >= 0 && !it.closest("details:not([open]) > :not(summary)"))
  .filter((it) => !seen.has(it) && !(it.type === "radio" && [...seen].some((one) => one.name === it.name)))
  .map((it) => it.outerHTML.slice(0, 90))"""


@pytest.fixture
def page(sign_in_page):
    """Return a page of the privacy officer, on which nothing moves by itself."""
    page = sign_in_page("jung.boho")
    page.emulate_media(reduced_motion="reduce")
    yield page
    assert [fault for fault in page.faults if "422" not in fault] == []  # A browser reports a form that is refused.


def faults_in_every_look(page, name):
    """Return what is wrong with the page as it stands: it was made by a form, so it is not loaded again."""
    found = {}
    for look, (scheme, width) in LOOKS.items():
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        rules = [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in Axe().run(page).response["violations"]]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if rules or wide > width:
            found[name, look] = (wide, rules)
    page.set_viewport_size({"width": 1440, "height": 900})
    return found


def focus_of(page):
    return page.evaluate("document.activeElement.id")


def test_what_was_read_is_confirmed_by_keys_alone(server, page):
    page.goto(f"{server.address}/policy/read")
    page.get_by_label("붙여 넣기", exact=False).fill(DOUBTFUL)
    page.get_by_role("button", name="읽기", exact=True).press("Enter")
    rows = page.locator("[data-doubt]")
    expect(rows.first).to_be_visible()
    page.wait_for_load_state("load")  # Else the key may come before the script that knows it.
    page.keyboard.press("Alt+n")
    first = focus_of(page)
    assert rows.first.locator(f"#{first}").count() == 1
    box = rows.first.get_by_role("checkbox")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("#progress-text")).to_contain_text("가운데 1개 확인")
    page.keyboard.press("Alt+n")
    assert rows.count() == 1 or focus_of(page) != first


def test_the_tab_key_reaches_everything_and_shows_where_it_is(server, page):
    faults = {}
    for path in PAGES:
        page.goto(f"{server.address}{path}")
        unseen = []
        page.keyboard.press("Tab")
        while (found := page.evaluate(FOCUSED)) is not None:
            unseen += [] if found[0] else [found[1]]
            page.keyboard.press("Tab")
        missed = page.evaluate(MISSED)
        if unseen or missed:
            faults[path] = (unseen, missed)
    assert faults == {}


def test_a_fault_is_told_first_and_leads_to_its_field(server, page):
    faults = {}
    page.goto(f"{server.address}/policy/versions/new")
    page.get_by_label("시행일").fill("언젠가")
    page.get_by_label("시행일").press("Enter")
    page.wait_for_selector("#error-summary")
    expect(page.locator("#error-summary")).to_be_focused()
    faults |= faults_in_every_look(page, "new version")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#effective_on")).to_be_focused()
    expect(page.get_by_label("시행일")).to_have_attribute("aria-invalid", "true")
    page.goto(f"{server.address}/policy/clauses/6/ko")
    box = page.locator("#block_refusal")
    box.fill("회사가 적절하지 않다고 보는 경우 거절할 수 있습니다.")
    page.get_by_role("button", name="저장").press("Enter")
    page.wait_for_selector("#error-summary")
    expect(page.locator("#error-summary")).to_be_focused()
    faults |= faults_in_every_look(page, "clause with errors")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#block_refusal")).to_be_focused()
    assert faults == {}


def test_what_was_read_and_found_stands_where_the_keys_are(server, page):
    faults = {}
    page.goto(f"{server.address}/policy/lint")
    page.get_by_label("글 붙여 넣기").fill(TEXT)
    page.get_by_role("button", name="살피기").press("Enter")
    page.wait_for_selector("#result-heading")
    expect(page.locator("#result-heading")).to_be_focused()
    faults |= faults_in_every_look(page, "found")
    page.goto(f"{server.address}/policy/read")
    page.locator("textarea").fill(TEXT)
    page.get_by_role("button", name="읽기").press("Enter")
    page.wait_for_selector("#questions-heading")
    expect(page.locator("#questions-heading")).to_be_focused()
    faults |= faults_in_every_look(page, "read")
    page.goto(f"{server.address}/policy/clauses/1/ko")
    page.get_by_role("button", name="미리 보기").press("Enter")
    page.wait_for_selector("#trial")
    expect(page.locator("#trial")).to_be_focused()
    faults |= faults_in_every_look(page, "tried")
    assert faults == {}
