"""On a phone without a network: signs are read by camera, checked, kept and sent once; signing out leaves nothing."""

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from app.signage.domain import sign_number

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def field(server, sign_in_page):
    """A phone on the page of a round over every sign printed for a region, opened by who answers for signs."""
    page = sign_in_page("lee.seungin")
    page.set_viewport_size(PHONE)
    page.goto(f"{server.address}/signs?region=원주시")
    with page.expect_download():
        page.get_by_role("button", name="PDF 받기").click()
    page.goto(f"{server.address}/signs/rounds/new")
    page.get_by_label("설치장소").select_option(index=list(range(30)))
    page.get_by_label("맡을 사람").select_option(index=0)
    page.get_by_label("마칠 날").fill("내일")
    page.get_by_role("button", name="열기").click()
    page.get_by_role("link", name="휴대전화로 점검").click()
    page.locator("[data-field][data-ready]").wait_for()
    return page


def check(page, number):
    page.get_by_label("안내판 번호").fill(number.lower())
    page.get_by_role("button", name="찾기", exact=True).click()
    page.get_by_label("대장과 같음").check()
    page.get_by_label("잘 보임").check()
    page.get_by_role("button", name="저장").click()


def test_twenty_checks_without_a_network_are_stored_and_sent_once(server, field):
    listed = field.locator("[data-list] li").all_inner_texts()
    numbers = [text.split()[0] for text in listed][:20]
    assert len(numbers) == 20

    field.context.set_offline(True)
    field.reload()  # What is kept on the phone opens again.
    field.locator("[data-field]:not([hidden])").wait_for()
    for count, number in enumerate(numbers, start=1):
        check(field, number)
        expect(field.locator("[data-state]")).to_have_text(f"저장 {count}건 · 보냄 0건")
    field.reload()
    expect(field.locator("[data-state]")).to_have_text("저장 20건 · 보냄 0건")

    field.context.set_offline(False)
    field.get_by_role("button", name="지금 보내기").click()
    expect(field.locator("[data-state]")).to_have_text("저장 20건 · 보냄 20건")

    again = """async () => {
        const facts = JSON.parse(document.querySelector("[data-field]").dataset.facts);
        const asked = indexedDB.open("watchbook-field");
        const database = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
        const rows = database.transaction("checks").objectStore("checks").getAll();
        const checks = await new Promise((done) => (rows.onsuccess = () => done(rows.result.map((one) => one.check))));
        const body = new FormData();
        body.set("csrf_token", document.querySelector("[name=csrf_token]").value);
        body.set("checks", JSON.stringify(checks));
        const answer = await fetch(facts.sync, { method: "POST", body });
        return (await answer.json()).results.map((one) => one.state);
    }"""
    for _ in range(2):
        assert field.evaluate(again) == ["repeated"] * 20
    field.goto(field.url.removesuffix("/field"))
    expect(field.get_by_text("가운데 20장 확인")).to_be_visible()

    field.goto(f"{server.address}/signs/{numbers[0].replace('-', '')}")
    expect(field.get_by_text("걸려 있음을 봄")).to_have_count(1)

    field.locator("details.wb-menu summary").click()
    field.get_by_role("button", name="로그아웃").click()
    field.wait_for_url("**/sign-in*")
    assert field.evaluate("caches.keys()") == []


def sign_in(page, server, name):
    page.get_by_label("로그인 이름").fill(name)
    page.get_by_label("비밀번호").fill(server.password)
    page.keyboard.press("Enter")


def test_what_one_noted_is_kept_when_signed_out_and_never_sent_as_anothers(server, field):
    address, phone = field.url, field.context
    numbers = [text.split()[0] for text in field.locator("[data-list] li").all_inner_texts()][:2]
    other_tab = phone.new_page()
    other_tab.set_viewport_size(PHONE)
    other_tab.goto(address)
    other_tab.locator("[data-field][data-ready]").wait_for()
    phone.set_offline(True)
    for count, (tab, number) in enumerate(zip((field, other_tab), numbers, strict=True), start=1):
        check(tab, number)
        expect(tab.locator("[data-state]")).to_have_text(f"저장 {count}건 · 보냄 0건")
    other_tab.close()  # As when the telephone ends it.

    phone.clear_cookies()
    phone.set_offline(False)
    field.get_by_role("button", name="지금 보내기").click()
    expect(field.locator("[data-told]")).to_contain_text("로그인이 끝나")
    expect(field.locator("[data-state]")).to_have_text("저장 2건 · 보냄 0건")

    mine = field
    theirs = phone.new_page()
    theirs.set_viewport_size(PHONE)
    theirs.goto(f"{server.address}/sign-in?next={address.removeprefix(server.address)}")
    sign_in(theirs, server, "jung.boho")
    theirs.locator("[data-field][data-ready]").wait_for()
    expect(theirs.locator("[data-state]")).to_have_text("저장 0건 · 보냄 0건")
    mine.get_by_role("button", name="지금 보내기").click()
    expect(mine.locator("[data-told]")).to_contain_text("다른 사람이 로그인해 있어")
    expect(mine.locator("[data-state]")).to_have_text("저장 2건 · 보냄 0건")

    theirs.locator("details.wb-menu summary").click()
    theirs.get_by_role("button", name="로그아웃").click()
    theirs.wait_for_url("**/sign-in*")
    theirs.goto(f"{server.address}/sign-in?next={address.removeprefix(server.address)}")
    sign_in(theirs, server, "lee.seungin")
    expect(theirs.locator("[data-state]")).to_have_text("저장 2건 · 보냄 2건")
    theirs.goto(address.removesuffix("/field"))
    expect(theirs.get_by_text("가운데 2장 확인")).to_be_visible()
    expect(theirs.locator("tbody").get_by_text("이승인")).to_have_count(2)


def test_the_pages_of_a_round_are_accessible_by_eye_and_by_keys_also_where_the_camera_is_refused(server, field):
    number = field.locator("[data-list] li").first.inner_text().split()[0]
    field.get_by_role("button", name="QR 코드 찍기").focus()
    field.keyboard.press("Enter")
    expect(field.get_by_role("alert").first).to_contain_text("직접 입력")
    expect(field.get_by_label("안내판 번호")).to_be_focused()
    field.keyboard.type(number)
    field.keyboard.press("Enter")
    expect(field.locator("[data-check-name]")).to_be_focused()
    for key in ("Tab", "ArrowDown", "ArrowDown"):
        field.keyboard.press(key)
    expect(field.get_by_role("radio", name="훼손됨")).to_be_checked()
    photo = io.BytesIO()
    Image.new("RGB", (64, 48), (200, 180, 40)).save(photo, "JPEG")
    field.get_by_label("사진", exact=True).set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
    )
    expect(field.get_by_text("얼굴이나 차량 번호가 보이면")).to_be_visible()
    round_address = field.url.removesuffix("/field")
    spelled = number.replace("-", "")
    faults = {}
    for path in (None, round_address, f"{round_address}/list", f"{server.address}/signs/{spelled}/sightings/new"):
        if path:
            field.goto(path)
        found = [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in Axe().run(field).response["violations"]]
        wide = field.evaluate("document.documentElement.scrollWidth")
        if found or wide > PHONE["width"]:
            faults[path] = (wide, found)
    assert faults == {}
    assert [fault for fault in field.faults if "camera" not in fault.lower()] == []


def seen_by_a_camera(png, path):
    """Write a film of ten still pictures, in which a sign hangs on a grey wall."""
    sign = Image.open(io.BytesIO(png)).convert("RGB")
    sign.thumbnail((1000, 1300))
    wall = Image.new("RGB", (1280, 720), (90, 90, 90))
    wall.paste(sign.crop((0, sign.height - 680, sign.width, sign.height)), (150, 20))
    light, *colours = wall.convert("YCbCr").split()
    picture = light.tobytes() + b"".join(colour.resize((640, 360)).tobytes() for colour in colours)
    path.write_bytes(b"YUV4MPEG2 W1280 H720 F10:1 Ip A1:1 C420jpeg\n" + b"FRAME\n".join([b"", *[picture] * 10]))


@pytest.fixture
def looking_at(browser_type, browser_type_launch_args):
    """Return a function that opens a phone whose camera shows a film, with the session of another page."""
    opened = []

    def look(film, page):
        args = [*browser_type_launch_args["args"], "--use-fake-ui-for-media-stream"]
        args += ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={film}"]
        opened.append(browser_type.launch(**{**browser_type_launch_args, "args": args}))
        state = page.context.storage_state()
        phone = opened[-1].new_context(locale="ko-KR", viewport=PHONE, storage_state=state).new_page()
        phone.goto(page.url)
        phone.locator("[data-field][data-ready]").wait_for()
        return phone

    yield look
    for browser in opened:
        browser.close()


def test_the_camera_reads_a_sign_also_without_a_network(server, field, looking_at, tmp_path):
    number = field.locator("[data-list] li").first.inner_text().split()[0]
    answer = field.request.get(f"{server.address}/signs/{number.replace('-', '')}.png")
    seen_by_a_camera(answer.body(), tmp_path / "sign.y4m")
    phone = looking_at(tmp_path / "sign.y4m", field)
    for offline in (False, True):
        phone.context.set_offline(offline)
        phone.reload()
        phone.get_by_role("button", name="QR 코드 찍기").click()
        expect(phone.locator("[data-check-name]")).to_contain_text(number)
        assert phone.locator("[data-check-note]").inner_text() == ""
        phone.get_by_role("button", name="그만두기").click()
    for typed, told in ((f"{number[:-1]}*", "안내판 번호가 아닙니다"), (sign_number(5), "설치장소 것이 아닙니다")):
        phone.get_by_label("안내판 번호").fill(typed)
        phone.keyboard.press("Enter")
        expect(phone.get_by_role("alert").first).to_contain_text(told)
    phone.get_by_role("button", name="다른 곳의 안내판으로 기록").click()
    expect(phone.locator("[data-check]")).not_to_contain_text("지금 걸었음", use_inner_text=True)
