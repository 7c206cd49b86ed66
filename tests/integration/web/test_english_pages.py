"""Pages in English: no words of our own are left in Korean. What people entered stays as they wrote it."""

import io
import re

import html5lib
import pytest
from babel.messages.pofile import read_po

from app.database import unit_of_work
from app.footage_access.domain import Kind
from app.kernel.actor import SYSTEM
from app.kernel.clock import utc_now
from app.registry import commands as registry
from app.registry.example import example_document
from app.web.languages import FOLDER, LANGUAGE_COOKIE
from tests.builders.footage_access import log
from tests.builders.recorder_logs import a_source
from tests.builders.viewing_requests import approve, places, receive, refuse

SPOKEN_ATTRIBUTES = ("aria-label", "placeholder", "title", "alt", "data-label")
HANGUL = re.compile(r"[가-힣]")
GAP = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
SHORT = 3
"""Words no longer than this are also what people enter."""
ENTERED = {"상황실 근무자"}
"""A post of the example company, called as one of our roles is."""
PAGES = {
    "Amir": ("/", "/footage", "/requests", "/requests?show=closed", "/requests/new", "/requests/{asked}", "/signs"),
    "Petra": ("/sites", "/sites/HQ", "/posts", "/registry/site/new", "/registry/zone/HQ-IN/edit", "/policy", "/checks"),
    "Uma": ("/ledger", "/ledger/0", "/ledger?kind=footage", "/requests/{refused}", "/footage/export"),
    "Ada": (
        "/people",
        "/people/new",
        "/account",
        "/help",
        "/help/rights",
        "/help/api",
        "/sites/import",
        "/no-such-page",
        "/people/tokens",
        "/people/tokens/new",
        "/recorder-logs",
        "/recorder-logs/new",
        "/recorder-logs/NVR-1/edit",
    ),
    "Amir at recorders": (
        "/recorder-logs/NVR-1",
        "/recorder-logs/NVR-1/names",
        "/recorder-logs/NVR-1/import",
        "/recorder-logs/months/2026-11",
        "/recorder-logs/findings",
        "/footage/shift",
    ),
    "Olga": ("/footage/{entry}", "/footage/{entry}/correct", "/people", "/requests/{approved}"),
}
STATUSES = {("Ada", "/no-such-page"): 404, ("Olga", "/people"): 403}
PUBLIC = ("/sign-in", "/public/policy", "/public/ledger", "/public/request", "/public/signs/00000000", "/no-such-page")


@pytest.fixture(scope="module")
def korean_words():
    """Everything we say, as one pattern: the ids of the catalogue, their gaps open."""
    with (FOLDER / "en/LC_MESSAGES/messages.po").open("rb") as file:
        ids = [message.id for message in read_po(file) if message.id]
    patterns = [
        ".+?".join(re.escape(part) for part in GAP.split(each))
        for each in ids
        if len(HANGUL.findall(each)) > SHORT and each not in ENTERED
    ]
    return re.compile("|".join(sorted(patterns, key=len, reverse=True)))


@pytest.fixture
def numbers(app):
    """The example company with requests and an entry; the numbers that stand in addresses."""
    now = utc_now()
    with unit_of_work() as session:
        registry.apply_document(session, document=example_document(), default_from=None, actor=SYSTEM, now=now)
    a_source()
    where = places("C-0001")
    return {
        "asked": receive(places=where, place_words="", now=now),
        "refused": refuse(receive(places=where, place_words="", now=now), now=now),
        "approved": approve(receive(places=where, place_words="", now=now), now=now),
        "entry": log(Kind.PLAYBACK, places=where, now=now).leaf + 1,
    }


def test_the_pattern_knows_what_we_say(korean_words):
    assert korean_words.fullmatch("영상정보 관리대장")
    assert korean_words.fullmatch("계정 7번의 로그인이 실패했습니다.")
    assert not korean_words.fullmatch("정압기")


def in_english(client):
    client.set_cookie(LANGUAGE_COOKIE, "en")
    return client


def texts(element):
    """Yield each piece of text outside what is marked as Korean, with the element or attribute it stands in."""
    if not isinstance(element.tag, str) or element.get("lang") == "ko" or element.tag in {"code", "textarea", "pre"}:
        return
    for name in SPOKEN_ATTRIBUTES:
        yield name, " ".join((element.get(name) or "").split())
    yield element.tag, " ".join((element.text or "").split())
    for child in element:
        yield from texts(child)
        yield element.tag, " ".join((child.tail or "").split())


def left_in_korean(response, korean_words):
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(response.text)
    assert tree.get("lang") == "en"
    return sorted({f"<{where}> {text}" for where, text in texts(tree) if korean_words.fullmatch(text)})


@pytest.mark.parametrize("who", PAGES)
def test_pages_leave_nothing_of_ours_in_korean(numbers, sign_in, korean_words, who):
    client = in_english(sign_in(who.split()[0]))

    left = {}
    for address in PAGES[who]:
        response = client.get(address.format(**numbers), checked=False)
        assert response.status_code == STATUSES.get((who, address), 200), address
        left[address] = left_in_korean(response, korean_words)

    assert {address: found for address, found in left.items() if found} == {}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_leave_nothing_of_ours_in_korean(numbers, client, korean_words, address):
    assert left_in_korean(in_english(client).get(address, checked=False), korean_words) == []


def test_faults_of_a_form_are_said_in_english(app, sign_in, korean_words):
    client = in_english(sign_in("Olga"))

    response = client.fill("/requests/new", requester_name="")

    assert response.status_code == 422
    assert left_in_korean(response, korean_words) == []
    assert "Enter the name of the requester." in response.text


def test_faults_of_a_file_say_their_row_in_english(app, sign_in):
    client = in_english(sign_in("Amir"))
    table = "장소 코드,장소,구역 코드,구역,대수\r\nS-1,사옥,Z-1,로비,=1+1\r\nS-2,사옥,Z-2,로비,많음\r\n".encode()

    text = client.post(
        "/sites/import", data={"file": (io.BytesIO(table), "places.csv"), "valid_from": "2026-03-01"}
    ).text

    assert "row 2 column 5</strong> &#39;=1+1&#39; looks like a formula." in text
    assert "row 3 column &#39;대수&#39;</strong> &#39;많음&#39; is not a number." in text


def test_names_inside_a_refusal_are_said_in_english(numbers, sign_in):
    client = in_english(sign_in("Amir"))

    text = client.post(f"/requests/{numbers['refused']}/approve", data={"reason": "x"}, follow_redirects=True).text

    assert "A request that is &#39;refused&#39; cannot become &#39;approved&#39;." in text


def test_a_refused_sign_in_is_told_in_english(app, client):
    response = in_english(client).fill("/sign-in", sign_in_name="nobody", password="wrong password")

    assert "The sign-in name or the password is not right." in response.text


def test_legal_grounds_are_named_in_english(numbers, sign_in):
    text = in_english(sign_in("Amir")).get(f"/requests/{numbers['asked']}").text

    assert "Forbidden or limited by an Act" in text
    assert "법률에 따른 금지·제한" not in text


def test_law_is_told_in_english_by_the_checks(numbers, sign_in):
    text = in_english(sign_in("Uma")).get("/checks").text

    assert "In a place open to the public, only for one of the items listed." in text


def test_the_system_has_a_name_in_each_language(numbers, sign_in):
    client = sign_in("Uma")

    assert "시스템" in client.get("/ledger/0").text
    assert "System" in in_english(client).get("/ledger/0").text


def test_the_choice_of_language_goes_back_to_the_page(sign_in):
    client = sign_in("Olga")

    response = client.post("/preferences", data={"language": "en", "next": "/help"})

    assert response.location == "/help"
    assert '<html lang="en"' in client.get("/help").text
