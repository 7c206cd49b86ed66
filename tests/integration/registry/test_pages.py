"""The pages of the registry: the list with its rows, the page of a site, edit forms, ends."""

from datetime import date

import pytest

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Role
from app.registry import commands, queries
from app.registry.domain import Kind, Site
from app.registry.example import example_document
from tests.builders.registry import RECORDED_AT, a_small_estate, record, record_estate

DAY = "2026-03-01"


def the_site(code):
    return queries.timelines_of(db.session(), keys=[(Kind.SITE, code)])[Kind.SITE, code][-1].value


def test_the_list_shows_the_published_rows_and_their_total(app, sign_in):
    record_estate()

    text = sign_in("Uma").get("/sites").text

    assert "본사 사옥" in text
    assert "정압기" in text
    assert "카메라 10대" in text


def test_the_list_finds_a_site_by_initial_consonants(app, sign_in):
    record_estate()

    text = sign_in("Olga").get("/sites?q=ㄱㅅㄷ").text

    assert "관설동 정압기" in text
    assert "단구동 정압기" not in text


def test_the_list_filters_by_kind_and_region(app, sign_in):
    record_estate()

    text = sign_in("Olga").get("/sites", query_string={"kind": "사옥", "region": "원주시"}).text

    assert 'href="/sites/HQ"' in text
    assert 'href="/sites/G-1"' not in text


def test_a_disagreement_of_a_published_row_is_shown(app, sign_in):
    items = a_small_estate()
    items["sites"][1]["declared"] = {"retention": {"days": 60}}
    record_estate(items)

    text = sign_in("Uma").get("/sites").text

    assert "불일치" in text
    assert "서로 다릅니다" in text


def test_a_long_list_goes_on_to_a_next_page(app, sign_in):
    record_estate({"sites": [{"code": f"S-{number:03}", "name": f"장소 {number}"} for number in range(55)]})
    client = sign_in("Olga")

    first = client.get("/sites").text
    following = first.split('rel="next"')[0].rpartition('href="')[2].split('"')[0].replace("&amp;", "&")

    assert "55곳 가운데 50곳" in first
    assert "장소 54" in client.get(following).text


def test_the_page_of_a_site_says_where_each_value_comes_from(app, sign_in):
    record_estate()

    text = sign_in("Uma").get("/sites/HQ").text

    assert "24시간" in text
    assert "안전팀 안전팀장 · 033-700-0001" in text
    assert '<span class="wb-tag wb-tag-neutral">조직</span>' in text
    assert "로비 1" in text
    assert '<a href="/signs?site=HQ">' in text
    assert "변경 이력" in text


def test_html_in_a_name_is_shown_as_the_text_it_is(app, sign_in):
    record_estate({"sites": [{"code": "X", "name": "<b>굵은</b> <script>alert(1)</script>"}]})

    for address in ("/sites", "/sites/X"):
        text = sign_in("Uma").get(address).text
        assert "&lt;b&gt;굵은&lt;/b&gt;" in text
        assert "<script>alert" not in text


def test_somebody_of_limited_sight_sees_their_own_sites_only(app, sign_in):
    record_estate()
    client = sign_in(Role.OPERATOR, name="Kim", sites={"HQ"})

    listed = client.get("/sites").text
    exported = client.get("/sites/export.json", use="transfer").text

    assert "본사 사옥" in listed
    assert "관설동" not in listed
    assert "공표하는 행" not in listed
    assert client.get("/sites/HQ").status_code == 200
    assert client.get("/sites/G-1").status_code == 404
    assert client.get("/sites/G-1?known_at=2026-11-22+10:00").status_code == 404
    assert "관설동" not in exported
    assert "로비" in exported


@pytest.mark.parametrize("who", ["Olga", "Uma"])
@pytest.mark.parametrize("address", ["/registry/site/HQ/edit", "/registry/site/new", "/registry/zone/HQ-lobby/end"])
def test_who_only_reads_finds_the_forms_closed(app, sign_in, who, address):
    record_estate()

    assert sign_in(who).get(address).status_code == 403
    assert "고치기" not in sign_in(who).get("/sites/HQ").text


def test_a_manager_of_another_site_finds_nothing_to_edit(app, sign_in):
    record_estate()
    client = sign_in(Role.MANAGER, name="Choi", sites={"G-1"})

    for address in (
        "/registry/site/HQ/edit",
        "/registry/zone/HQ-lobby/edit",
        "/registry/camera/C-1/end",
        "/registry/organisation/self/edit",
        "/registry/post/lead/edit",
        "/registry/zone/new?site=HQ",
        "/sites/import",
    ):
        assert client.get(address).status_code == 404, address
    assert client.get("/registry/site/G-1/edit").status_code == 200


def test_editing_a_site_records_what_holds_from_a_day_on(app, sign_in):
    record_estate()
    client = sign_in("Amir")

    response = client.fill(
        "/registry/site/HQ/edit",
        button=("intent", "save"),
        declared__hours="07:00-19:00",
        declared__manager="officer",
        address="원주시 예시로 1",
        valid_from=DAY,
    )

    assert response.status_code == 303
    site = the_site("HQ")
    assert (site.declared.hours, site.declared.manager.post, site.address) == (
        "07:00-19:00",
        "officer",
        "원주시 예시로 1",
    )
    assert "경영지원실장" in client.get("/sites/HQ").text
    assert "24시간" in client.get("/sites/HQ?as_of=2026-02-28").text
    assert "촬영시간: — → 07:00-19:00" in client.get("/sites/HQ").text


def test_an_empty_field_shows_what_it_inherits(app, sign_in):
    record_estate()

    text = sign_in("Petra").get("/registry/site/HQ/edit").text

    assert "비우면 이어받음(조직): 24시간" in text
    assert "비우면 이어받음(조직): 20일" in text


def test_a_preview_shows_what_changes_below_and_writes_nothing(app, sign_in):
    record_estate()
    before = queries.edition(db.session())

    text = (
        sign_in("Amir")
        .fill(
            "/registry/organisation/self/edit",
            button=("intent", "preview"),
            declared__hours="주간",
            valid_from=DAY,
        )
        .text
    )

    assert "아직 저장하지 않았습니다" in text
    assert "촬영시간: 24시간 → <strong>주간</strong>" in text
    assert "설치장소 3곳, 구역 2곳" in text
    assert queries.edition(db.session()) == before


def test_a_wrong_entry_is_named_at_its_field_and_nothing_is_written(app, sign_in):
    record_estate()
    before = queries.edition(db.session())

    response = sign_in("Amir").fill("/registry/site/HQ/edit", button=("intent", "save"), camera_count="-4", name="")

    assert response.status_code == 422
    assert '<a href="#camera_count">대수: &#39;-4&#39;는 음수입니다' in response.text
    assert "이름: 비어 있습니다" in response.text
    assert queries.edition(db.session()) == before


def test_a_count_that_does_not_add_up_is_refused_at_its_field(app, sign_in):
    record_estate()

    response = sign_in("Amir").fill(
        "/registry/site/HQ/edit", button=("intent", "save"), camera_count="9", valid_from=DAY
    )

    assert response.status_code == 422
    assert '<a href="#camera_count">' in response.text


def test_an_edit_of_something_changed_meanwhile_is_refused(app, sign_in):
    record_estate()
    client = sign_in("Amir")
    client.fill("/registry/site/HQ/edit", button=("intent", "save"), address="먼저", valid_from=DAY)

    response = client.fill(
        "/registry/site/HQ/edit", button=("intent", "save"), address="나중", valid_from=DAY, edition="1"
    )

    assert response.status_code == 422
    assert "다른 사람이 내용을 바꾸었습니다" in response.text
    assert the_site("HQ").address == "먼저"


def test_a_new_site_a_zone_and_a_camera_are_entered_one_after_the_other(app, sign_in):
    record_estate()
    client = sign_in("Ada")

    client.fill("/registry/site/new", button=("intent", "save"), code="N-1", name="새 충전소", valid_from=DAY)
    client.fill("/registry/zone/new?site=N-1", button=("intent", "save"), code="N-1-1", name="마당", valid_from=DAY)
    last = client.fill(
        "/registry/camera/new?zone=N-1-1", button=("intent", "save"), code="C-99", name="정문", valid_from=DAY
    )

    assert last.location == "/sites/N-1"
    text = client.get("/sites/N-1").text
    assert "마당" in text
    assert "C-99" in text


def test_a_code_that_is_taken_is_refused_for_something_new(app, sign_in):
    record_estate()

    response = sign_in("Ada").fill(
        "/registry/site/new", button=("intent", "save"), code="HQ", name="또", valid_from=DAY
    )

    assert response.status_code == 422
    assert "이미 있는 코드입니다" in response.text


def test_ending_a_site_takes_it_from_the_list_from_that_day_on(app, sign_in):
    record_estate()
    client = sign_in("Amir")

    ended = client.fill("/registry/site/HQ/end", on=DAY, follow_redirects=True)

    assert (ended.status_code, ended.request.path) == (200, "/sites")
    assert client.get("/sites/HQ").status_code == 404
    assert client.get("/sites/HQ?as_of=2026-02-28").status_code == 200


def test_posts_are_listed_and_edited(app, sign_in):
    record_estate()
    client = sign_in("Petra")

    client.fill("/registry/post/lead/edit", button=("intent", "save"), phones="033-700-0002", valid_from=DAY)

    assert "033-700-0002" in client.get("/posts").text
    assert "033-700-0002" in client.get("/sites/HQ").text


def test_what_was_known_before_a_correction_is_still_shown(app, sign_in):
    record_estate()
    record(Kind.SITE, Site(code="HQ", name="고친 이름", order=1))

    client = sign_in("Uma")

    assert "고친 이름" in client.get("/sites/HQ").text
    assert "본사 사옥" in client.get("/sites/HQ?known_at=2026-01-05+09:00").text or (
        client.get("/sites/HQ?known_at=2026-01-01+09:00").status_code == 404
    )


def test_the_example_company_is_listed_with_172_cameras(app, sign_in):
    with unit_of_work() as session:
        commands.apply_document(session, document=example_document(), default_from=None, actor=SYSTEM, now=RECORDED_AT)

    text = sign_in("Uma").get("/sites").text

    assert "공표한 행 4개 · 카메라 172대" in text
    assert "원주, 횡성 정압기" in text
    assert queries.snapshot(db.session(), as_of=date(2026, 11, 22)).total == 172
