"""The policy says what the registry says: once where it holds everywhere, as a visible gap where it is missing."""

from dataclasses import replace

import pytest

from app.policy.clauses import clauses
from app.policy.composition import compose, problems
from app.policy.domain import Form, ItemList, NotPublishable, Paragraph
from app.policy.versions import Numbering
from app.policy.writers.text import plain_text
from app.registry.domain import (
    Contractor,
    Declared,
    Device,
    Duty,
    Organisation,
    Post,
    Purpose,
    Retention,
    Row,
    Site,
    SpaceClass,
    Zone,
)
from app.registry.resolution import snapshot_of
from tests.builders.policy import TODAY, a_policy, a_snapshot, rows_of, table_of

EIGHT = ["purpose", "places", "people", "keeping", "checking", "requests", "safeguards", "other"]
LEAD = Post(code="lead", title="안전팀장", department="안전팀", phones=("033-700-0001", "033-700-0002"))


def a_site(code, **declared):
    return Site(code=code, name=f"{code} 사옥", camera_count=2, declared=Declared(**declared))


def test_the_eight_items_come_in_the_order_of_the_decree():
    policy = a_policy()
    assert [(section.number, section.key) for section in policy.sections] == list(enumerate(EIGHT, start=1))


def test_the_section_form_is_lettered_and_the_standalone_form_numbered():
    assert "".join(section.label for section in a_policy(form=Form.SECTION).sections) == "가.나.다.라.마.바.사.아."
    assert "".join(section.label for section in a_policy().sections) == "1.2.3.4.5.6.7.8."
    assert a_policy(form=Form.SECTION).title != a_policy().title


@pytest.mark.parametrize(
    ("numbering", "form", "language", "printed"),
    [
        (Numbering.LETTERS, Form.SECTION, "ko", "가.나.다.라.마.바.사.아."),
        (Numbering.LETTERS, Form.STANDALONE, "ko", "1.2.3.4.5.6.7.8."),
        (Numbering.LETTERS, Form.SECTION, "en", "1.2.3.4.5.6.7.8."),
        *((Numbering.NUMBERS, form, language, "1.2.3.4.5.6.7.8.") for form in Form for language in ("ko", "en")),
    ],
)
def test_headings_are_numbered_as_chosen(numbering, form, language, printed):
    worded = clauses(language, on=TODAY)
    policy = compose(a_snapshot(), form=form, language=language, clauses=worded, on=TODAY, numbering=numbering)
    assert "".join(section.label for section in policy.sections) == printed
    assert [section.number for section in policy.sections] == list(range(1, 9))


def test_a_value_declared_once_is_stated_once():
    organisation = Organisation(name="예시", declared=Declared(hours="24시간", retention=Retention(days=20)))
    rows = rows_of(table_of(a_policy(organisation, a_site("A"), a_site("B")), "keeping"))
    assert rows == [["모든 설치장소", "24시간", "촬영일로부터 20일", "(미기재)", "(미기재)"]]


def test_places_that_differ_have_a_row_each():
    policy = a_policy(a_site("A", hours="24시간"), a_site("B", hours="필요시"))
    assert [row[:2] for row in rows_of(table_of(policy, "keeping"))] == [["A 사옥", "24시간"], ["B 사옥", "필요시"]]


def test_a_zone_that_differs_stands_under_its_place():
    zone = Zone(code="Z", site="A", name="전산실", declared=Declared(storage_place="전산실"))
    rows = rows_of(table_of(a_policy(a_site("A", storage_place="상황실"), zone), "keeping"))
    assert [(row[0], row[1], row[4]) for row in rows] == [("A 사옥", "", "상황실"), ("A 사옥", "전산실", "전산실")]


def test_totals_are_computed():
    policy = a_policy(a_site("A"), a_site("B"))
    assert rows_of(table_of(policy, "places"))[-1][:2] == ["합계", "4대"]
    assert "모두 4대" in plain_text(policy)


def test_where_no_place_states_a_number_there_is_no_total():
    policy = a_policy(Site(code="A", name="가"), Site(code="B", name="나"))
    assert rows_of(table_of(policy, "places"))[-1][:2] == ["합계", "(미기재)"]


def test_a_stated_total_that_differs_is_shown_beside_the_computed_one():
    policy = a_policy(Organisation(name="예시", stated_total=5), a_site("A"), a_site("B"))
    assert "종전 방침에 적힌 합계 5대는 위 합계와 다릅니다." in plain_text(policy)


def test_a_row_of_many_places_has_an_annex_with_every_place():
    row = Row(code="G", name="정압기", camera_count=2)
    sites = [Site(code=f"G-{n}", name=f"정압기 {n}", row="G", camera_count=1, region="원주시") for n in (1, 2)]
    policy = a_policy(row, *sites)
    assert [section.label for section in policy.sections[8:]] == ["별표 1"]
    assert rows_of(table_of(policy, "annex-G")) == [
        ["1", "정압기 1", "원주시", "1대"],
        ["2", "정압기 2", "원주시", "1대"],
        ["", "합계", "", "2대"],
    ]


def test_a_part_of_a_site_is_named_after_it():
    rows = rows_of(table_of(a_policy(a_site("A"), Site(code="F", name="3층", parent="A", camera_count=1)), "places"))
    assert [row[0] for row in rows] == ["A 사옥", "A 사옥 3층", "합계"]


def test_what_else_is_known_of_places_has_a_table_of_its_own():
    office = Site(code="A", name="사옥", address="예시로 1", declared=Declared(unit="안전팀", remarks=("임차 건물",)))
    table = table_of(a_policy(office), "particulars")
    assert [column.key for column in table.columns] == ["place", "address", "unit", "remarks"]
    assert rows_of(table) == [["사옥", "예시로 1", "안전팀", "임차 건물"]]


def test_many_particulars_are_set_as_a_list():
    device = Device(kind="fixed", resolution="200만", audio="없음", network="폐쇄망", recorder="DVR")
    table = table_of(a_policy(a_site("A", device=device, unit="안전팀")), "particulars")
    assert [column.key for column in table.columns] == ["place", "item", "value"]
    assert ["A 사옥", "해상도", "200만"] in rows_of(table)


def test_the_only_zone_of_a_station_is_left_out_where_it_says_nothing():
    row = Row(code="G", name="정압기")
    sites = [Site(code=f"G-{n}", name=f"정압기 {n}", row="G", camera_count=1) for n in (1, 2)]
    zones = [Zone(code=f"Z-{n}", site=f"G-{n}", name="정압기실", camera_count=1) for n in (1, 2)]
    assert len(a_policy(row, *sites, *zones).sections[8].blocks) == 1
    sensitive = Zone(code="Z-3", site="G-1", name="현관", camera_count=1, sensitive="화장실 입구")
    assert "사생활 보호가 필요한 곳: 화장실 입구" in plain_text(a_policy(row, *sites, *zones, sensitive))


def test_two_values_in_one_row_are_refused_by_name():
    row = Row(code="G", name="원주 정압기", camera_count=4)
    places = [
        Site(
            code=f"G-{days}",
            name=f"정압기 {days}",
            row="G",
            camera_count=2,
            declared=Declared(retention=Retention(days=days)),
        )
        for days in (20, 60)
    ]
    with pytest.raises(NotPublishable) as refusal:
        a_policy(row, *places)
    assert "원주 정압기 (retention)" in str(refusal.value)
    assert "정압기 60" in str(refusal.value)


def test_a_row_whose_places_do_not_add_up_is_refused():
    sites = [Site(code=f"G-{n}", name=f"정압기 {n}", row="G", camera_count=1) for n in (1, 2)]
    with pytest.raises(NotPublishable, match=r"\(count\)"):
        a_policy(Row(code="G", name="정압기", camera_count=3), *sites)


def test_without_an_organisation_nothing_is_published():
    empty = snapshot_of([], as_of=TODAY, known_at=None, revision="0")
    assert [problem.place for problem in problems(empty)] == ["organisation"]
    assert problems(a_snapshot()) == ()


def test_what_is_not_stated_is_a_visible_gap_with_its_place():
    policy = a_policy(Site(code="A", name="사옥", camera_count=None))
    gaps = {(gap.section, gap.where) for gap in policy.gaps()}
    assert ("people", "사옥 — 관리책임자") in gaps
    assert ("places", "사옥 — 설치 대수") in gaps
    assert all(gap.text for gap in policy.gaps())


def test_a_manager_is_stated_with_department_and_every_phone():
    policy = a_policy(LEAD, a_site("A", manager=Duty(post="lead", label="총괄")))
    assert rows_of(table_of(policy, "people"))[0][1:4] == ["안전팀장\n(총괄)", "안전팀", "033-700-0001\n033-700-0002"]


def test_grounds_are_cited_beside_their_purpose():
    policy = a_policy(
        Organisation(name="예시", declared=Declared(purposes=(Purpose(text="범죄 예방", ground="pipa.25.1.2"),)))
    )
    (items,) = [block for block in policy.sections[0].blocks if isinstance(block, ItemList)]
    assert items.items[0].text == "범죄 예방 — 「개인정보 보호법」 제25조제1항제2호"


def test_a_ground_whose_text_was_not_confirmed_says_so():
    policy = a_policy(
        Organisation(name="예시", declared=Declared(purposes=(Purpose(text="교통", ground="pipa.25.1.4"),)))
    )
    assert ("purpose", True) in {(gap.section, "조문 확인 필요" in gap.text) for gap in policy.gaps()}


def test_a_closed_place_is_said_to_rest_on_another_article():
    closed = a_policy(a_site("A", space_class=SpaceClass.CLOSED))
    assert "제15조제1항" in plain_text(closed)
    assert "처리정지" in plain_text(closed)
    assert "제15조제1항" not in plain_text(a_policy(a_site("A", space_class=SpaceClass.OPEN)))


@pytest.mark.parametrize(("promise", "days"), [(None, 10), (7, 7), (10, 10), (30, 10)])
def test_a_request_is_answered_within_the_shorter_of_law_and_promise(promise, days):
    text = plain_text(a_policy(Organisation(name="예시", refusal_notice_days=promise)))
    assert text.count(f"요구를 받은 날부터 {days}일 이내") == 2


def test_measures_nobody_states_are_gaps():
    stated = Organisation(name="예시", safeguards=("내부 관리계획 수립", "접근 권한 제한", "잠금장치"))
    gaps = [gap.text for gap in a_policy(stated).gaps() if gap.section == "safeguards"]
    assert gaps == ["(미기재: 영상정보의 안전한 저장·전송)", "(미기재: 처리기록의 보관 및 위조·변조 방지)"]


def test_an_explicit_none_is_not_an_empty_list():
    stated = a_policy(Organisation(name="예시", entrustment_statement="위탁하지 않음"))
    assert Paragraph in {type(block) for block in stated.sections[7].blocks}
    assert "위탁하지 않음" in plain_text(stated)
    assert "위탁 여부 미기재" not in plain_text(stated)
    assert "위탁 여부 미기재" in plain_text(a_policy())


def test_a_contractor_is_stated_with_work_phone_and_places():
    vendor = Contractor(code="v", name="예시경비", work="유지보수", phones=("1588-0000",), sites=("A",))
    rows = rows_of(table_of(a_policy(a_site("A"), vendor), "contractors"))
    assert rows == [["예시경비", "유지보수", "1588-0000", "A 사옥"]]


def test_english_has_every_section_too():
    policy = a_policy(a_site("A"), language="en")
    assert [section.key for section in policy.sections] == EIGHT
    assert "within 10 days" in plain_text(policy).lower()


def test_the_annex_is_promised_for_what_is_filmed_only_where_it_says_so():
    row = Row(code="G", name="정압기")
    sites = [
        Site(code=code, name=code, row="G", declared=Declared(location=place))
        for code, place in (("a", "옥외"), ("b", "옥내"))
    ]
    places = table_of(a_policy(row, *sites), "places")
    shown = dict(zip([column.key for column in places.columns], places.rows[0].cells, strict=True))
    assert "별표 1" in shown["location"].text
    assert shown["coverage"].lines[0].missing


def test_an_english_text_says_that_the_registry_is_in_korean_and_only_where_it_is():
    said = "Names, posts, purposes and the like are given as registered, in Korean."

    def opening(name, language):
        policy = a_policy(Site(code="A", name=name, camera_count=1), language=language)
        return [block.line.text for block in policy.opening]

    assert said in opening("사옥", "en")
    assert said not in opening("Head office", "en")
    assert len(opening("사옥", "ko")) == len(opening("Head office", "en"))


def test_a_place_whose_parts_are_named_is_no_gap_and_what_they_film_only_where_each_says_so():
    site = a_site("A")
    parts = [
        Zone(code="z1", site="A", name="1층 로비", camera_count=1),
        Zone(code="z2", site="A", name="주차장", camera_count=1),
    ]

    def shown(*zones):
        places = table_of(a_policy(site, *zones), "places")
        return dict(zip([column.key for column in places.columns], places.rows[0].cells, strict=True))

    assert shown(*parts)["location"].text == "구역별로 정함"
    assert shown(*parts)["coverage"].lines[0].missing
    filming = [replace(one, declared=Declared(coverage=f"{one.name} 안")) for one in parts]
    assert shown(*filming)["location_coverage"].text == "구역별로 정함"
    assert shown(filming[0], parts[1])["coverage"].lines[0].missing
    assert shown()["location_coverage"].lines[0].missing
