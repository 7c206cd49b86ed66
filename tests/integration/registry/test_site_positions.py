"""Where a site lies is typed once, shown to staff, checked like the rest, and printed on nothing the public reads."""

from datetime import date

import pypdfium2
import pytest

from app.database import db
from app.kernel.clock import kst_day, utc_now
from app.registry import queries
from app.registry.domain import Kind
from app.registry.points import Point
from app.registry.verification import check_registry
from app.signage.queries.batches import goings, made_batches
from tests.builders.accounts import an_actor
from tests.builders.policy import policy_of_document
from tests.builders.registry import a_document, record_estate
from tests.builders.signage import a_signed_estate, contents, issue, print_all

EDIT = "/registry/site/HQ/edit"
DAY = "2026-03-01"
WONJU = Point(latitude=37_342_200, longitude=127_920_200)
DEGREES = ("37.3422", "127.9202")


@pytest.fixture
def estate(app):
    record_estate(a_signed_estate())
    return app


def type_in(client, latitude, longitude, *, intent="save"):
    return client.fill(
        EDIT, button=("intent", intent), point__latitude=latitude, point__longitude=longitude, valid_from=DAY
    )


def known():
    return queries.timelines_of(db.session(), keys=[(Kind.SITE, "HQ")])[Kind.SITE, "HQ"][-1].value.point


@pytest.mark.parametrize("typed", [DEGREES, ("37.3422, 127.9202", ""), ("", "geo:37.342200,127.920200")])
def test_two_numbers_or_a_pasted_pair_are_recorded_and_lead_to_the_map(estate, sign_in, typed):
    client = sign_in("Amir")
    assert type_in(client, *typed).status_code == 303
    assert known() == WONJU
    page = client.get("/sites/HQ").text
    assert 'href="geo:37.342200,127.920200"' in page
    assert "지도 위치: — → 37.342200, 127.920200" in page
    assert 'value="37.342200"' in client.get(EDIT).text
    assert list(check_registry(db.session())) == []


def test_a_preview_says_the_place_and_an_emptied_one_is_gone(estate, sign_in):
    client = sign_in("Amir")
    assert "<strong>37.342200, 127.920200</strong>" in type_in(client, *DEGREES, intent="preview").text
    type_in(client, *DEGREES)
    type_in(client, "", "")
    assert known() is None
    view = next(site for site in queries.snapshot(db.session(), as_of=date(2026, 3, 1)).sites if site.code == "HQ")
    assert view.point is None
    assert list(check_registry(db.session())) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("37.3422", ""), "위도와 경도는 함께 적거나 함께 비우십시오."),
        (("", "127.9202"), "위도와 경도는 함께 적거나 함께 비우십시오."),
        (("91", "127"), "-90에서 90 사이로"),
        (("37", "-180.5"), "-180에서 180 사이로"),
        (("37도 20분", "127"), "예: 37.342200"),
    ],
)
def test_what_is_no_place_is_refused_beside_its_field(estate, sign_in, typed, said):
    answer = type_in(sign_in("Amir"), *typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert answer.text.count('aria-invalid="true"') == 1
    assert known() is None


def test_no_sign_no_policy_and_no_public_page_prints_it(estate, sign_in, client):
    signs = issue()
    print_all(signs)
    before = [(one.number, one.revision) for one in contents(as_of=kst_day(utc_now()))]
    staff = sign_in("Amir")
    type_in(staff, *DEGREES)
    assert [(one.number, one.revision) for one in contents(as_of=kst_day(utc_now()))] == before
    assert all("37.34" not in value for one in contents(as_of=kst_day(utc_now())) for _line, value in one.lines)
    for one in signs:
        page = client.get(f"/public/signs/{one.number}?r={one.revision}").text
        assert "지금 유효한 안내판" in page
        assert "37.34" not in page


def test_a_policy_of_places_is_word_for_word_that_of_the_same_places_without():
    items = a_signed_estate()
    bare = policy_of_document(a_document(**items))
    for site in items["sites"]:
        site["point"] = {"latitude": WONJU.latitude, "longitude": WONJU.longitude}
    assert policy_of_document(a_document(**items)) == bare


def test_the_list_for_mounting_takes_the_recorded_place_before_a_written_one(estate, sign_in):
    client = sign_in("Amir")
    client.fill(EDIT, button=("intent", "save"), declared__remarks="37.111111, 127.111111", valid_from=DAY)
    type_in(client, *DEGREES)
    place = client.fill("/signs/batches/new", sheet="A3", size="A5").location
    [made] = made_batches(db.session(), actor=an_actor(), size=1)
    found = {one.site: one for one in goings(db.session(), batch=made)}
    assert found["HQ"].position.uri == WONJU.uri
    assert not found["HQ"].is_lost
    assert found["G-1"].is_lost
    page = client.get(place).text
    assert 'href="geo:37.342200,127.920200"' in page
    assert page.count("주소 없음") == 2
    assert 'href="/sites/G-1"' in page
    paper = pypdfium2.PdfDocument(client.get(f"{place}/cover.pdf").data)
    text = "".join(page.get_textpage().get_text_range() for page in paper)
    assert text.count("127.920200") == 2  # The head office has two zones, each with a sign.
    assert "대장의 G-1에 적으십시오" in text
    assert "37.111111" not in text
