"""Two versions compared, and a version with the registry of today: pages, files, and what the public may see."""

from datetime import timedelta

import pytest

from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.policy.versions import State
from app.registry.domain import Kind, Site
from tests.browsing import page
from tests.builders.policy_versions import NOW, a_version, build_a_site, enter, in_days, start_of
from tests.builders.registry import record
from tests.builders.whole_estate import record_whole_estate


@pytest.fixture
def estate(app):
    record_whole_estate()


@pytest.fixture
def two_versions(estate):
    a_version()
    build_a_site()
    number = a_version(State.ANNOUNCED, effective_on=in_days(7), note="새 공급소를 더함")
    enter(number, now=start_of(in_days(7)))


@pytest.mark.usefixtures("two_versions")
def test_two_versions_are_compared_on_a_page_with_their_reason(sign_in):
    client = sign_in("Uma")
    text = page(client.get("/policy/versions/1/compare/2"), status=200).text
    assert "제1판과 제2판 비교" in text
    assert "새 공급소 추가" in text
    assert "새 공급소를 더함" in text
    assert "〈신설〉" in text
    assert "<ins>" in text
    whole = page(client.get("/policy/versions/1/compare/2?show=text"), status=200).text
    assert "설치한 고정형 영상정보처리기기" in whole
    assert "<ins>" in whole


@pytest.mark.usefixtures("two_versions")
def test_a_version_leads_to_the_one_before_it_and_to_the_registry_of_today(sign_in):
    client = sign_in("Petra")
    assert "/policy/versions/2/compare/previous" in client.get("/policy/versions/2").text
    assert client.get("/policy/versions/2/compare/previous").location == "/policy/versions/1/compare/2"
    assert client.get("/policy/versions/1/compare/previous").location == "/policy/versions/1/compare/today"


@pytest.mark.usefixtures("two_versions")
def test_a_version_and_todays_registry_differ_only_in_what_moved_on(sign_in):
    client = sign_in("Petra")
    assert "다른 곳이 없습니다." in client.get("/policy/versions/2/compare/today").text
    build_a_site("NEXT", "다음 공급소")
    text = page(client.get("/policy/versions/2/compare/today"), status=200).text
    assert "다음 공급소 추가" in text
    assert "오늘의 대장" in text


@pytest.mark.usefixtures("two_versions")
def test_a_comparison_is_given_out_as_html_and_tagged_pdf(sign_in, verapdf):
    client = sign_in("Uma")
    html = client.get("/policy/versions/1/compare/2/file.html", checked=False)
    assert html.content_type == "text/html; charset=utf-8"
    assert "신·구 대비표" in html.text
    pdf = client.get("/policy/versions/1/compare/2/file.pdf", checked=False)
    assert pdf.headers["Content-Disposition"] == 'attachment; filename="cctv-policy-1-2.pdf"'
    assert verapdf([pdf.data]) == []


@pytest.mark.usefixtures("two_versions")
def test_everybody_compares_what_was_published_without_a_cookie(client):
    response = page(client.get("/public/policy/1/compare/2"), status=200)
    assert "Set-Cookie" not in response.headers
    assert "새 공급소" in response.text
    assert "/public/policy/1/compare/2" in client.get("/public/policy/versions").text
    assert client.get("/public/policy/1/compare/2/file.pdf", checked=False).data[:5] == b"%PDF-"


@pytest.mark.usefixtures("estate")
def test_what_is_not_published_is_compared_by_nobody_outside(client, sign_in):
    a_version()
    build_a_site()
    a_version(State.APPROVED, effective_on=in_days(9), note="다음 판", now=NOW)
    assert client.get("/public/policy/1/compare/2").status_code == 404
    assert client.get("/public/policy/2/compare/1").status_code == 404
    signed_in = sign_in("Uma")
    assert signed_in.get("/policy/versions/1/compare/2").status_code == 200
    for path in ("1/compare/poem", "1/compare/9", "9/compare/1", "1/compare/2/file.docx"):
        assert signed_in.get(f"/policy/versions/{path}").status_code == 404


@pytest.mark.usefixtures("estate")
def test_a_stale_version_leads_to_what_would_be_composed_now_for_its_own_day(sign_in):
    now = utc_now()
    coming = kst_day(now) + timedelta(days=9)
    number = a_version(State.APPROVED, now=now, effective_on=coming)
    record(Kind.SITE, Site(code="LATER", name="나중 공급소"), since=coming, now=now)
    client = sign_in(Role.AUDITOR)
    text = page(client.get(f"/policy/versions/{number}"), status=200).text
    assert f'href="/policy/versions/{number}/compare/today"' in text.split("wb-policy-stale")[1].split("</div>")[0]
    assert "나중 공급소" in page(client.get(f"/policy/versions/{number}/compare/today"), status=200).text


@pytest.mark.usefixtures("two_versions")
def test_the_older_version_is_the_one_before_whatever_the_order_in_the_address(sign_in, client):
    auditor = sign_in(Role.AUDITOR)
    for who, start in ((auditor, "/policy/versions"), (client, "/public/policy")):
        turned = who.get(f"{start}/2/compare/1")
        assert turned.status_code == 302
        assert turned.headers["Location"].endswith(f"{start}/1/compare/2")
        filed = who.get(f"{start}/2/compare/1/file.html", checked=False)
        assert filed.headers["Location"].endswith(f"{start}/1/compare/2/file.html")
    whole = auditor.get("/policy/versions/2/compare/1?show=text")
    assert whole.headers["Location"].endswith("/policy/versions/1/compare/2?show=text")
