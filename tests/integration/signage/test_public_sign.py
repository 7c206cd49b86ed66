"""Anybody can ask a sign whether it still holds, what changed, and whom to ask: no cookie, nothing claimed unseen."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from markupsafe import escape

from app.kernel.clock import utc_now
from app.registry.domain import Kind, Site
from app.signage.domain import Field
from tests.builders.policy_versions import a_version
from tests.builders.registry import end, record, record_estate
from tests.builders.signage import a_signed_estate, contents, issue, print_all
from tests.builders.whole_estate import record_whole_estate


@pytest.fixture
def estate(app):
    record_estate(a_signed_estate())
    return app


def today():
    return contents(as_of=utc_now().date())


def test_the_public_page_says_that_a_sign_holds(estate, client):
    [first, *_] = issue()
    page = client.get(f"/public/signs/{first.number.lower()}?r={first.revision}")

    assert "지금 유효한 안내판" in page.text
    assert "Set-Cookie" not in page.headers
    for _line, value in first.lines:
        assert value in page.text
    assert "/public/policy" in page.text
    assert "/public/request" in page.text


def test_the_language_one_chose_stays_on_the_pages_one_goes_on_to(estate, client):
    [first, *_] = issue()
    address = f"/public/signs/{first.number}?r={first.revision}"

    for link in ("/public/policy", "/public/request", "/public/ledger"):
        assert f'href="{link}?lang=en"' in client.get(f"{address}&lang=en").text
        assert f'href="{link}"' in client.get(address).text


def test_a_change_in_the_registry_makes_exactly_the_signs_that_print_it_stale(estate, client, sign_in):
    numbered = issue()
    print_all(numbered)
    record(Kind.SITE, Site(code="G-1", name="관설동 새정압기", kind="정압기", row="governors", camera_count=2))

    old = numbered[2]
    page = client.get(f"/public/signs/{old.number}?r={old.revision}").text
    assert "내용이 바뀐 안내판" in page
    assert f'<del lang="ko">{old.place}</del>' in page
    assert '<ins lang="ko">관설동 새정압기</ins>' in page
    assert "안내판 1장" in sign_in("Olga").get("/signs?state=stale").text
    for other in (numbered[0], numbered[1], numbered[3]):
        assert "지금 유효한 안내판" in client.get(f"/public/signs/{other.number}?r={other.revision}").text


def test_a_revision_nobody_printed_is_told_honestly(estate, client):
    [first, *_] = issue()
    assert "무엇이 바뀌었는지는 알려 드릴 수 없습니다" in client.get(f"/public/signs/{first.number}?r=ZZZZZZ").text


def test_a_sign_of_a_site_that_is_gone_says_so(estate, client, sign_in):
    numbered = issue()
    end(Kind.SITE, "G-2", on=(utc_now() - timedelta(days=1)).date())

    assert "더 쓰지 않는 안내판" in client.get(f"/public/signs/{numbered[3].number}").text
    assert "떼어 내십시오" in sign_in("Olga").get(f"/signs/{numbered[3].number}").text


def test_a_code_without_a_revision_or_with_rubbish_claims_nothing_and_says_how_to_see(estate, client):
    [first, *_] = issue()
    print_all([first])
    address = f"/public/signs/{first.number}"
    for rubbish in ("", "?r=", "?r=<b>", "?r=가나다라마바", "?r=" + "A" * 4_000, "?r=%00%0d%0a", "?r=1&r=2"):
        page = client.get(address + rubbish)
        assert (page.status_code, "Set-Cookie" in page.headers) == (200, False)
        assert f"개정 여섯 자리가 {first.revision}이면" in page.text
        assert "지금 유효한 안내판</span>" not in page.text
        assert "내용이 바뀐 안내판" not in page.text
        assert "<b>" not in page.text
    misread = first.revision.replace("1", "l").replace("0", "o")
    assert "지금 유효한 안내판</span>" in client.get(f"{address}?r={misread}").text


def test_every_line_that_changed_is_told_old_and_new_and_no_other(app, client):
    record_estate(a_signed_estate())
    numbered = issue()
    print_all(numbered, now=datetime(2026, 7, 1, 20, tzinfo=UTC))
    record_estate(a_signed_estate(purposes=[{"text": "교통 안전"}], coverage="주차장 전체", hours="주간"))
    old, new = numbered[0], next(one for one in today() if one.number == numbered[0].number)
    page = client.get(f"/public/signs/{old.number}?r={old.revision}").text
    deleted, inserted = (set(re.findall(rf'<{tag} lang="ko">([^<]*)</{tag}>', page)) for tag in ("del", "ins"))
    changed = [line for line in Field if getattr(old, line.value) != getattr(new, line.value)]
    assert Field.PURPOSE in changed
    assert deleted == {escape(getattr(old, line.value) or "없음") for line in changed}
    assert inserted == {escape(getattr(new, line.value) or "없음") for line in changed}
    assert "보신 안내판을 인쇄한 날: 2026-07-02(목)" in page


def test_the_policy_in_force_is_named_with_its_day(app, client):
    record_whole_estate()
    [first, *_] = issue()
    address = f"/public/signs/{first.number}?r={first.revision}"
    assert "올린 방침이 아직 없습니다" in client.get(address).text
    a_version()
    assert "시행 중인 방침: 제1판, 2026-03-02(월) 시행" in client.get(address).text


@pytest.mark.parametrize("number", ["3NQK8NGM", "XXXXXXXX", "가나다", "%3Cscript%3E"])
def test_a_number_nobody_has_is_explained(app, client, number):
    page = client.get(f"/public/signs/{number}")
    assert page.status_code == 404
    assert "이 번호의 안내판이 없습니다" in page.text
