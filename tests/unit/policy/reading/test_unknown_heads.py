"""Tables and lines whose headings nobody knows are read by what they hold, and called less than sure."""

from app.policy.extraction import extract
from app.policy.extraction.text import printed_text
from app.policy.proposal.shapes import SURE
from app.policy.reading import read

TITLE = "예시시설공단 고정형 영상정보처리기기 운영·관리 방침"
PLACES = "2. 설치 대수, 설치 위치 및 촬영 범위"
KEEPING = "4. 촬영시간, 보관기간 및 보관장소"
THREE = ("장소 | 대수 | 촬영범위", "본관 | 9대 | 현관", "별관 | 4대 | 복도", "차고 | 2대 | 출입문")


def stated(*lines):
    return read(printed_text("\n".join((TITLE, "1. 설치 근거 및 목적 : 시설 안전", *lines))))


def days(policy):
    return {row.name.value: row.retention.value.days for row in policy.rows}


def test_columns_nobody_knows_are_told_by_what_they_hold_and_never_sure():
    policy = stated(
        PLACES,
        "동명칭 | 몇 개 | 두는 날수 | 맡은 분 | 물어볼 데",
        "가람동 | 12 | 30일 | 총무팀장 | 033-700-1001",
        "나래동 | 7 | 15일 | 시설팀장 | 033-700-1002",
        "다온동 | 5 | 30일 | 보안팀장 | 033-700-1003",
    )
    assert {row.name.value: row.count.value for row in policy.rows} == {"가람동": 12, "나래동": 7, "다온동": 5}
    assert days(policy) == {"가람동": 30, "나래동": 15, "다온동": 30}
    first = policy.rows[0]
    assert first.managers[0].value.title == "총무팀장"
    assert first.managers[0].value.phones == ("033-700-1001",)
    guessed = (first.count, first.retention, first.managers[0])
    assert all(said.confidence < SURE for said in guessed)


def test_a_column_about_something_else_is_no_number_of_devices():
    policy = stated(PLACES, "장소 | 화소(만) | 촬영범위", "본관 | 200 | 현관", "별관 | 400 | 복도", "차고 | 200 | 문")
    assert [row.count for row in policy.rows] == [None, None, None]


def test_cells_between_slashes_are_a_table():
    policy = stated(
        PLACES, "설치 장소 / 대수 / 촬영범위", "본관(3개동) / 9대 / 현관, 복도", "차고 / 2대 / 출입문", "총 11대"
    )
    assert [(row.name.value, row.coverage.value) for row in policy.rows] == [
        ("본관(3개동)", "현관, 복도"),
        ("차고", "출입문"),
    ]
    assert policy.total.value == 11


def test_tabs_set_twice_for_looks_leave_no_empty_cell():
    policy = stated(
        PLACES, "건물명\t\t설치대수\t촬영범위", "본관\t\t9\t\t현관", "부속생활관\t4\t\t복도", "차고\t\t2\t\t출입문"
    )
    assert [(row.count.value, row.coverage.value) for row in policy.rows] == [(9, "현관"), (4, "복도"), (2, "출입문")]


def test_provisos_hold_for_the_places_they_name_only():
    lines = (PLACES, *THREE, KEEPING)
    assert days(stated(*lines, "보관기간은 30일로 하되, 차고는 14일로 한다.")) == {"본관": 30, "별관": 30, "차고": 14}
    two = "다만 별관 영상은 15일, 차고 영상은 60일 보관합니다."
    assert days(stated(*lines, "30일 동안 보관합니다.", two)) == {"본관": 30, "별관": 15, "차고": 60}


def test_a_place_whose_footage_is_kept_elsewhere_has_its_own_room():
    policy = stated(
        PLACES, *THREE, KEEPING, "영상정보는 통제실에 보관하며, 차고 영상정보는 경비실에 보관한다.", "보관기간 : 30일"
    )
    assert {row.name.value: row.storage.value for row in policy.rows} == {
        "본관": "통제실",
        "별관": "통제실",
        "차고": "경비실",
    }


def test_a_day_under_its_heading_is_when_the_text_takes_effect():
    policy = stated(PLACES, *THREE, "8. 시행일", "2026. 4. 1.")
    assert str(policy.effective_on.value) == "2026-04-01"
    assert stated(PLACES, *THREE, "8. 설치 기준일", "2026. 4. 1.").effective_on is None


def test_counts_that_do_not_make_up_the_printed_total_are_doubted():
    sound = stated(PLACES, *THREE, "총 15대")
    assert all(row.count.confidence >= SURE for row in sound.rows)
    doubtful = stated(PLACES, *THREE, "총 19대")
    assert all(row.count.confidence < SURE for row in doubtful.rows)
    assert doubtful.total.confidence < SURE


def test_an_exception_of_nobody_known_is_kept_as_printed_and_in_doubt():
    policy = stated(PLACES, *THREE, KEEPING, "촬영시간 : 24시간 (단, 헬스장은 운영시간 06:00~22:00)", "보관기간 : 30일")
    assert {row.hours.value for row in policy.rows} == {"24시간 (단, 헬스장은 운영시간 06:00~22:00)"}
    assert all(row.hours.confidence < SURE for row in policy.rows)


def test_a_table_within_a_cell_is_a_table():
    page = (
        "<h3>예시병원 영상정보처리기기 운영·관리 방침</h3><table>"
        "<tr><th>항목</th><th colspan=3>내용</th></tr><tr><td>설치목적</td><td colspan=3>시설 안전</td></tr>"
        "<tr><td rowspan=3>설치대수 및 위치</td><td>위치</td><td>대수</td><td>촬영범위</td></tr>"
        "<tr><td>본관</td><td>33</td><td>로비, 복도</td></tr><tr><td>별관</td><td>18</td><td>현관</td></tr>"
        "<tr><td>보관기간</td><td colspan=3>30일</td></tr><tr><td>보관장소</td><td colspan=3>통신실</td></tr></table>"
    )
    policy = read(extract(page.encode(), name="policy.html"))
    assert [(row.name.value, row.count.value) for row in policy.rows] == [("본관", 33), ("별관", 18)]
    assert days(policy) == {"본관": 30, "별관": 30}


def test_a_period_in_days_under_a_heading_that_says_so_has_its_unit():
    policy = stated(PLACES, "위치 | 수량 | 저장 일수", "동관 | 77 | 30", "서관 | 69 | 45", "남관 | 13 | 30")
    assert days(policy) == {"동관": 30, "서관": 45, "남관": 30}
