"""The causes for which texts of other layouts were misread, one by one, each in the fewest lines that show it."""

from app.policy.extraction.text import printed_text
from app.policy.proposal import propose, questions
from app.policy.reading import read

TITLE = "예시시설공단 고정형 영상정보처리기기 운영·관리 방침"
PLACES = "2. 설치 대수, 설치 위치 및 촬영 범위"
PEOPLE = "3. 관리책임자 및 접근권한자"
KEEPING = "4. 촬영시간, 보관기간 및 보관장소"
THREE = ("장소 | 대수 | 촬영범위", "본관 | 9대 | 현관", "별관 | 4대 | 복도", "차고 | 2대 | 출입문")


def stated(*lines):
    return read(printed_text("\n".join((TITLE, "1. 설치 근거 및 목적 : 시설 안전", *lines))))


def counts(policy):
    return {
        " › ".join(one.value for one in (row.name, row.part) if one): row.count.value
        for row in policy.rows
        if row.count is not None
    }


def managers(policy):
    return {row.name.value: [one.value.title for one in row.managers] for row in policy.rows}


def test_the_privacy_officer_is_not_in_charge_of_the_cameras():
    policy = stated(
        PLACES,
        *THREE,
        PEOPLE,
        "구분 | 직위 | 부서 | 연락처",
        "보호책임자 | 대표이사 | 본부 | 033-700-0001",
        "관리책임자 | 시설팀장 | 시설팀 | 033-700-0002",
        "접근권한자 | 당직자 | 시설팀 | 033-700-0003",
    )
    assert set(map(tuple, managers(policy).values())) == {("시설팀장",)}
    assert [one.value.person.title for one in policy.officers] == ["대표이사"]


def test_a_line_on_the_privacy_officer_names_no_place():
    policy = stated(PLACES, *THREE, PEOPLE, "개인정보 보호책임자: 본부장 (기획처, 033-700-0001)")
    assert set(managers(policy)) == {"본관", "별관", "차고"}


def test_a_heading_above_places_is_none():
    policy = stated(
        PLACES, " 가. 총 대수 : 30대", " 나. 세부 현황", "   ① 주차장 : 20대 - 차로, 출입구", "   ② 정문 : 10대"
    )
    assert counts(policy) == {"주차장": 20, "정문": 10}
    assert policy.total.value == 30
    assert policy.rows[0].coverage.value == "차로, 출입구"


def test_rows_are_named_by_what_they_are_for_where_a_class_is_merged_over_several():
    policy = stated(
        PLACES,
        "구분 | 용도 | 대수 | 설치 위치 및 촬영 범위",
        "관제센터 | 방범 | 70 | 골목",
        "관제센터 | 하천 감시 | 20 | 산책로",
        "청사 | 본청 | 9 | 복도",
        PEOPLE,
        "용도 | 관리책임자 | 연락처",
        "방범, 하천 감시 | 안전과장 | 033-700-0001",
        "청사 | 총무과장 | 033-700-0002",
    )
    assert counts(policy) == {"방범": 70, "하천 감시": 20, "본청": 9}
    assert managers(policy) == {"방범": ["안전과장"], "하천 감시": ["안전과장"], "본청": ["총무과장"]}


def test_a_note_holds_for_the_place_it_names_and_a_period_for_nobody_is_in_doubt():
    noted = stated(PLACES, *THREE, KEEPING, " - 보관기간 : 30일", " ※ 차고는 60일간 보관")
    assert {row.name.value: row.retention.value.days for row in noted.rows} == {"본관": 30, "별관": 30, "차고": 60}
    unknown = stated(PLACES, *THREE, KEEPING, " - 보관기간 : 30일 (매표소는 60일)")
    assert {row.retention.value.days for row in unknown.rows} == {30}
    assert max(row.retention.confidence for row in unknown.rows) < 0.7


def test_cells_on_a_line_each_are_a_table_again():
    policy = stated(
        "■ 설치 현황", "점포", "대수", "촬영 범위", "본점", "9대", "매장", "동문점", "4대", "계산대", "■ 위탁", "- 없음"
    )
    assert counts(policy) == {"본점": 9, "동문점": 4}


def test_companies_are_read_out_of_brackets_and_between_strokes():
    for line in (
        "가람통신(주)(유지보수, 033-700-1000), ㈜나루(관제, 033-700-2000)",
        "가람통신(주) / 유지보수, ㈜나루 / 관제",
    ):
        policy = stated(PLACES, *THREE, f"5. 위탁 : {line}")
        assert [(one.value.name, one.value.work) for one in policy.processors] == [
            ("가람통신(주)", "유지보수"),
            ("㈜나루", "관제"),
        ]


def test_a_place_only_a_later_table_knows_is_in_doubt():
    policy = stated(PLACES, *THREE, PEOPLE, "장소 | 관리책임자", "본관 | 총무과장", "연수원 | 원장")
    assert {row.name.value: row.name.confidence for row in policy.rows if row.name.confidence < 0.7} == {"연수원": 0.6}


def test_a_stated_sum_other_than_what_was_read_is_asked():
    policy = stated(PLACES, "총 261대", *THREE[:3], "차고 | - | 출입문")
    asked = [one.message for one in questions(propose(policy)) if "{summed}" in one.message.text]
    assert [one.values for one in asked] == [{"stated": 261, "summed": 13}]
    assert asked[0].text == "합계 {stated}대라고 적혀 있으나 읽은 것은 {summed}대입니다."
