"""What may not be called sure, and what once lost a whole text: each cause in the fewest lines that show it."""

from app.policy.extraction.text import printed_text
from app.policy.proposal.shapes import SURE
from app.policy.reading import read

TITLE = "예시시설공단 고정형 영상정보처리기기 운영·관리 방침"
PLACES = "2. 설치 대수, 설치 위치 및 촬영 범위"
PEOPLE = "3. 관리책임자 및 접근권한자"
KEEPING = "4. 촬영시간, 보관기간 및 보관장소"
THREE = ("장소 | 대수 | 촬영범위", "본관 | 9대 | 현관", "별관 | 4대 | 복도", "차고 | 2대 | 출입문")


def stated(*lines):
    return read(printed_text("\n".join((TITLE, "1. 설치 근거 및 목적 : 시설 안전", *lines))))


def by_place(policy):
    return {" > ".join(one.value for one in (row.name, row.part) if one): row for row in policy.rows}


def test_a_period_with_an_exception_nobody_took_apart_is_not_sure():
    policy = stated(PLACES, *THREE, KEEPING, "보관기간 : 30일 (단, 민원 접수분 60일 보관)")
    assert all(row.retention.confidence < SURE for row in policy.rows if row.retention)
    assert any(row.retention for row in policy.rows)


def test_a_storage_place_that_still_holds_its_exception_is_not_sure():
    policy = stated(PLACES, "장소 | 대수 | 보관장소", "본관 | 9대 | 전산실(단, 서고는 자료실)", "별관 | 4대 | 전산실")
    rows = by_place(policy)
    assert rows["본관"].storage.confidence < SURE <= rows["별관"].storage.confidence


def test_two_exceptions_in_one_bracket_are_the_values_of_two_parts():
    policy = stated("2. 설치 현황", "장소 | 대수 | 보관기간", "본관 | 9대 | 30일 (단, 주차장 15일, 승강기 20일)")
    days = {name: row.retention.value.days for name, row in by_place(policy).items()}
    assert days == {"본관": 30, "본관 > 주차장": 15, "본관 > 승강기": 20}


def test_hours_of_the_parts_of_a_place_are_read_apart():
    policy = stated("2. 설치 현황", "장소 | 대수 | 촬영시간", "본관 | 9대 | 로비는 24시간, 매점은 09:00~18:00")
    rows = by_place(policy)
    assert (rows["본관 > 로비"].hours.value, rows["본관 > 매점"].hours.value) == ("24시간", "09:00~18:00")


def test_periods_of_parts_hold_for_parts_of_that_name_of_whatever_place():
    policy = stated(
        PLACES,
        "공장 | 구역 | 대수",
        *("동부공장 | 창고 | 9대", "동부공장 | 정문 | 4대", "서부공장 | 창고 | 3대", "서부공장 | 정문 | 2대"),
        KEEPING,
        "보관기간 : 정문 30일, 창고 60일",
    )
    rows = by_place(policy)
    assert {rows[f"{one} > 창고"].retention.value.days for one in ("동부공장", "서부공장")} == {60}


def test_what_several_classes_are_for_is_not_said_of_each():
    policy = stated(
        PLACES,
        "구분 | 용도 | 대수",
        *("관제 | 방범 | 70대", "관제 | 어린이보호구역 | 20대", "청사 | 본청 | 9대"),
        PEOPLE,
        "용도 | 관리책임자",
        *("방범, 어린이보호구역 | 안전과장", "본청 | 총무과장"),
    )
    rows = by_place(policy)
    assert [one.value for one in rows["방범"].purposes] == ["방범"]
    assert [one.value.title for one in rows["어린이보호구역"].managers] == ["안전과장"]


def test_positions_in_the_words_of_what_is_filmed_are_not_sure():
    policy = stated(PLACES, " ① 주차장 : 20대 - 차로, 출입구", " ② 정문 : 10대 - 보행로")
    assert all(row.location.confidence < SURE <= row.coverage.confidence for row in policy.rows)


def test_a_table_without_names_is_joined_by_the_numbers_of_its_rows():
    policy = stated(
        PLACES,
        *("연번 | 사업장 | 수량", "1 | 남부센터 | 9", "2 | 북부센터 | 4"),
        PEOPLE,
        *("연번 | 책임자 | 저장기간", "1 | 남부센터장 | 45일", "2 | 북부센터장 | 30일"),
    )
    rows = by_place(policy)
    assert (rows["남부센터"].retention.value.days, rows["북부센터"].retention.value.days) == (45, 30)
    assert [one.value.title for one in rows["북부센터"].managers] == ["북부센터장"]


def test_rows_without_names_that_differ_are_of_places_nobody_can_tell():
    policy = stated(
        PLACES, *THREE, KEEPING, "보관기간 | 보관장소 | 촬영시간", "30일 | 전산실 | 24시간", "60일 | 서고 | 24시간"
    )
    found = [row.retention for row in policy.rows if row.retention]
    assert all(one.confidence < SURE for one in found)


def test_any_shape_marks_lines_and_any_dash_parts_them():
    policy = stated(
        PLACES, "▣ 설치현황 : 총 46대", "  · 승강기 ― 36대", "  · 놀이터(북쪽, 남쪽) ― 10대", "▣ 보관기간 : 30일"
    )
    counts = {name: row.count.value for name, row in by_place(policy).items()}
    assert counts == {"승강기": 36, "놀이터(북쪽, 남쪽)": 10}
    assert {row.retention.value.days for row in policy.rows} == {30}


def test_cells_under_each_other_are_a_table_whichever_column_is_first():
    policy = stated(
        PLACES, *("설치대수", "설치위치", "촬영범위", "24대", "본점", "객장", "- 2 -", "11대", "동부지점", "금고")
    )
    assert {name: row.count.value for name, row in by_place(policy).items()} == {"본점": 24, "동부지점": 11}


def test_places_counted_in_a_sentence_are_named_without_its_particles():
    policy = stated(PLACES, "우리 병원은 1층 접수대에 2대, 보육실 3곳에 각 1대씩 3대, 3층 복도에 5대를 두었습니다.")
    assert {"1층 접수대", "보육실"} <= set(by_place(policy))


def test_a_place_is_filmed_and_kept_otherwise_by_sentences_of_its_own():
    policy = stated(
        PLACES,
        *THREE,
        KEEPING,
        "카메라는 24시간 촬영하며, 차고만 오전 7시부터 오후 9시까지 촬영합니다.",
        "영상은 30일 동안 보관합니다. 차고 영상은 10일간 보관합니다.",
    )
    rows = by_place(policy)
    assert (rows["차고"].hours.value, rows["본관"].hours.value) == ("오전 7시부터 오후 9시까지", "24시간")
    assert (rows["차고"].retention.value.days, rows["본관"].retention.value.days) == (10, 30)


def test_the_privacy_officer_is_read_of_a_sentence_and_of_the_line_below():
    for lines in (
        ("5. 보호책임자", "개인정보 보호책임자는 경영지원실장으로 한다."),
        ("5. 개인정보 보호책임자는 누구인가요?", "도서관장(033-700-0001)입니다."),
        ("5. 개인정보 보호책임자", "총지배인 (033-700-0001)"),
    ):
        assert [one.value.person.title for one in stated(PLACES, *THREE, *lines).officers] in (
            [["경영지원실장"], ["도서관장"], ["총지배인"]]
        )
