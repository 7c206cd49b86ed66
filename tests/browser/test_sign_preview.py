"""One sign is seen as it will be printed while somebody chooses by keyboard, and as it would be while one edits."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


def shown(page, part):
    """Wait until the picture of the sign is there whose address says so."""
    picture = page.locator("#sign-preview img")
    expect(picture).to_have_attribute("src", re.compile(part))
    page.wait_for_function("() => document.querySelector('#sign-preview img').naturalWidth > 0")
    return picture


def test_the_picture_follows_the_keyboard_and_the_pages_are_accessible(server, sign_in_page):
    page = sign_in_page("lee.seungin")
    page.goto(f"{server.address}/signs?region=원주시")
    with page.expect_download():
        page.get_by_role("button", name="PDF 받기").click()
    page.goto(f"{server.address}/signs?region=원주시")
    address = page.locator("td a[href^='/signs/']").first.get_attribute("href")
    page.goto(f"{server.address}{address}")
    assert Axe().run(page).response["violations"] == []

    page.get_by_label("안내판 크기").focus()
    page.keyboard.press("End")
    for typed in ("300", "2"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    expect(page.locator("#sign-preview")).to_contain_text("쓸 수 없습니다")
    page.keyboard.type("00")
    shown(page, "width=300&height=200")
    for _field in ("landscape", "variant", "English", "中文", "日本語"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    shown(page, "languages=ja")

    page.goto(f"{server.address}{address}/sizes")
    assert Axe().run(page).response["violations"] == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.faults == []


def test_the_sign_follows_what_is_typed_about_a_site_before_it_is_saved(server, sign_in_page):
    page = sign_in_page("lee.seungin")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{server.address}/registry/site/HQ/edit")
    draft = page.locator("#draft")
    expect(draft).to_contain_text("안내판은 바뀌지 않습니다")
    page.get_by_label("촬영시간").press_sequentially("주간")
    expect(draft).to_contain_text("새로 생기거나 내용이 바뀝니다")
    expect(draft.get_by_role("img", name="저장하지 않은 값으로")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert Axe().run(page).response["violations"] == []
    assert page.faults == []
