"""A refusal in the browser: an unlawful ground is named while it is typed, and the alternative is one click away."""

from playwright.sync_api import expect

from tests.browser.test_the_main_job import receive_a_request


def test_an_unlawful_ground_is_named_while_it_is_typed_and_stopped(server, sign_in_page):
    number = receive_a_request(sign_in_page("kim.gwanje"), server)
    officer = sign_in_page("jung.boho")
    officer.set_viewport_size({"width": 390, "height": 844})
    officer.goto(f"{server.address}/requests/{number}")

    officer.get_by_label("검토 의견").press_sequentially("다른 사람이 함께 촬영되어 보여 줄 수 없음")
    expect(officer.get_by_text("이대로는 거절할 수 없습니다")).to_be_visible()

    officer.get_by_text("거절할 때 적을 것").click()
    officer.get_by_label("거절 근거").select_option("pipa.35.4.2")
    officer.get_by_role("button", name="거절").click()
    expect(officer.get_by_role("alert")).to_contain_text("이 사유로는 거절할 수 없습니다")
    officer.get_by_role("link", name="승인하고 가려서 보여 주기").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("일부 승인")
    expect(officer.get_by_label("보여 주거나 제공할 부분")).not_to_be_empty()
    officer.get_by_role("button", name="일부 승인하기").click()
    expect(officer.locator(".wb-head")).to_contain_text("일부 승인됨")
    assert [fault for fault in officer.faults if "422" not in fault] == []
