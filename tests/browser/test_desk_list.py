"""The live list under a reader's hands, and the desk in every state for people who hear or enlarge it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

LOOKS = (("light", 390), ("dark", 1440), ("light", 1440))

MANY = """async () => {
  const form = document.querySelector("[data-keeps]");
  const said = [];
  for (let number = 0; number < 15; number += 1) {
    const body = new URLSearchParams(new FormData(form));
    body.set("place_query", "C-0023");
    body.set("text", `먼저 있던 기록 ${number}`);
    said.push((await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } })).status);
  }
  return said;
}"""


def note(page, text):
    page.keyboard.press("Alt+n")
    page.keyboard.insert_text("C-0023")
    page.keyboard.press("Enter")
    expect(page.locator("[data-picked] input:checked")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def stored(page, text):
    note(page, text)
    expect(page.get_by_role("row").filter(has_text=text)).to_be_visible()


def look_now(page):
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


@pytest.fixture
def writer(server, sign_in_page):
    page = sign_in_page("kim.gwanje")
    page.goto(f"{server.address}/footage")
    return page


def test_new_entries_never_move_what_somebody_reads(server, sign_in_page, writer):
    stored(writer, "먼저 있던 기록")
    assert writer.evaluate(MANY) == [201] * 15
    reader = sign_in_page("park.yagan")
    reader.set_viewport_size({"width": 1440, "height": 420})
    reader.goto(f"{server.address}/footage?show=all")
    reader.evaluate("scrollTo(0, document.getElementById('live-list').getBoundingClientRect().top + 40)")
    link = reader.locator("#live-list tbody tr").nth(1).get_by_role("link").first
    before = link.bounding_box()

    stored(writer, "읽는 동안 생긴 기록 1")
    look_now(reader)
    expect(reader.get_by_role("button", name="새 기록 1건")).to_be_visible()
    assert reader.get_by_role("row").filter(has_text="읽는 동안 생긴 기록 1").count() == 0
    reader.evaluate("document.querySelector('[data-new]').hidden = true")
    assert link.bounding_box()["y"] == before["y"]
    look_now(reader)
    stored(writer, "읽는 동안 생긴 기록 2")
    look_now(reader)
    reader.get_by_role("button", name="새 기록 2건").click()
    expect(reader.locator("#live-list tbody tr").first).to_contain_text("읽는 동안 생긴 기록 2")

    reader.evaluate("scrollTo(0, 0)")
    marked = reader.locator("#live-list tbody tr").first.get_by_role("link").first
    marked.focus()
    stored(writer, "읽는 동안 생긴 기록 3")
    look_now(reader)
    expect(reader.get_by_role("button", name="새 기록 1건")).to_be_visible()
    expect(marked).to_be_focused()
    reader.evaluate("document.activeElement.blur()")
    look_now(reader)
    expect(reader.locator("#live-list tbody tr").first).to_contain_text("읽는 동안 생긴 기록 3")
    assert reader.faults == []


def test_the_desk_has_no_accessibility_finding_in_any_state(server, writer):
    writer.keyboard.insert_text("C-0017")
    writer.keyboard.press("Enter")
    expect(writer.locator("[data-picked] input:checked")).to_have_count(1)
    writer.keyboard.press("Enter")
    writer.keyboard.press("Control+Shift+Enter")
    expect(writer.locator("#running")).to_contain_text("C-0017")
    note(writer, "확인")
    expect(writer.get_by_role("alert")).to_be_visible()
    writer.context.set_offline(True)
    writer.get_by_label("사유·비고").fill("끊긴 동안 정압기실 살핌")
    writer.keyboard.press("Enter")
    expect(writer.locator("[data-unsent] li")).to_have_count(1)
    writer.get_by_role("combobox", name="카메라").press("ArrowDown")
    expect(writer.get_by_role("listbox")).to_be_visible()
    faults = {}
    for dialog in (False, True):
        if dialog:
            writer.evaluate("document.querySelector('[data-open-shortcuts]').click()")
        for scheme, width in LOOKS[:2] if dialog else LOOKS:
            writer.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            writer.set_viewport_size({"width": width, "height": 900})
            found = [
                f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in Axe().run(writer).response["violations"]
            ]
            wide = writer.evaluate("document.documentElement.scrollWidth")
            if found or wide > width:
                faults[scheme, width, dialog] = (wide, found)
    writer.context.set_offline(False)
    writer.evaluate("localStorage.clear()")
    assert faults == {}
