"""What the registry says and the published text does not: marked in the list of sites, told on the page of a site."""

import pytest

from app.database import db
from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.policy import queries
from app.registry.domain import Camera, Kind, Row, Site
from tests.browsing import page
from tests.builders import policy_versions as build
from tests.builders.registry import end, record, record_estate
from tests.builders.whole_estate import a_whole_estate, record_whole_estate

MARK = "공개된 글과 다름"
SAME = "공개된 글이 대장과 같습니다"


@pytest.fixture(autouse=True)
def published(app):
    record_whole_estate()
    build.a_version(now=utc_now(), effective_on=kst_day(utc_now()), languages=("ko", "en"))


def rename_headquarters():
    record(Kind.SITE, Site(code="HQ", name="본사 새 사옥", kind="사옥", region="원주시", order=1), now=utc_now())


def count_one_more_camera():
    record(Kind.SITE, _station("G-2", "단구동 정압기", 4), now=utc_now())
    record(Kind.ROW, Row(code="governors", name="정압기", order=2, camera_count=6), now=utc_now())


def _station(code, name, count):
    return Site(code=code, name=name, kind="정압기", row="governors", camera_count=count)


def unpublished():
    db.session.rollback()
    session, today = db.session(), kst_day(utc_now())
    return queries.unpublished(session, of=queries.version_in_force(session, on=today), on=today)


def test_a_registry_that_stands_still_says_nothing_else(sign_in):
    assert unpublished() == queries.Unpublished()
    text = page(sign_in(Role.AUDITOR).get("/sites"), status=200).text
    assert MARK not in text
    assert 'name="show"' not in text


def test_the_list_marks_the_sites_that_are_told_otherwise_and_filters_by_it(sign_in):
    client = sign_in(Role.AUDITOR)
    rename_headquarters()
    text = page(client.get("/sites"), status=200).text
    assert text.count(f">{MARK}<") == 2  # The site, and the row it stands for.
    assert "공개된 방침 제1판과 다른 곳이 1곳 있습니다" in text
    only = page(client.get("/sites?show=marked"), status=200).text
    assert "본사 새 사옥" in only
    assert "관설동 정압기" not in only
    found = page(client.get("/sites?show=marked&q=정압기"), status=200).text
    assert "찾은 설치장소가 없습니다" in found
    assert page(client.get("/sites?q=사옥"), status=200).text.count(f">{MARK}<") == 1
    assert MARK not in client.get("/sites?as_of=2026-02-01").text


def test_who_sees_some_sites_only_is_told_of_those(sign_in):
    rename_headquarters()
    count_one_more_camera()
    text = page(sign_in(Role.OPERATOR, sites=["G-2"]).get("/sites"), status=200).text
    assert "다른 곳이 1곳" in text
    assert "본사" not in text
    assert MARK not in sign_in(Role.OPERATOR, sites=["G-1"], name="Other").get("/sites").text


def test_a_site_that_is_gone_but_still_printed_is_named(sign_in):
    record(Kind.ROW, Row(code="governors", name="정압기", order=2, camera_count=2), now=utc_now())
    end(Kind.SITE, "G-2", on=kst_day(utc_now()), now=utc_now())
    text = page(sign_in(Role.AUDITOR).get("/sites"), status=200).text
    assert "글에 남아 있고 대장에 없는 곳: 단구동 정압기" in text


def test_what_is_not_printed_is_not_told(sign_in):
    record(Kind.CAMERA, Camera(code="C-1", zone="HQ-lobby", name="로비 입구"), now=utc_now())
    assert unpublished() == queries.Unpublished()
    assert MARK not in sign_in(Role.AUDITOR).get("/sites").text
    assert "이 판의 글과 다릅니다" not in sign_in(Role.AUDITOR).get("/policy").text


def test_what_is_only_printed_in_english_makes_another_text_of_no_site():
    named = a_whole_estate()["organisation"][0] | {"name_en": "Example City Gas"}
    record_estate({"organisation": [named]}, now=utc_now())
    assert unpublished() == queries.Unpublished(text=True)


def test_the_page_of_a_site_says_what_the_text_says_otherwise(sign_in):
    client = sign_in(Role.AUDITOR)
    assert SAME in page(client.get("/sites/HQ"), status=200).text
    count_one_more_camera()
    text = page(client.get("/sites/G-2"), status=200).text
    assert "설치 대수: 3대 → 4대" in text
    assert 'href="/policy/versions/1/compare/today"' in text
    assert SAME in client.get("/sites/G-1").text
    record(Kind.SITE, Site(code="NEW", name="새 공급소"), now=utc_now())
    assert "공개된 글에 없음" in page(client.get("/sites/NEW"), status=200).text
