"""Tables of places are read whatever their head, their merged cells and their sums."""

from tests.unit.policy.reading.told import KEEPING, PEOPLE, PLACES, counts, html_read, row_named, rows_read


def test_a_short_flattened_row_goes_on_from_the_row_above_with_less_confidence():
    read = rows_read(
        (PLACES, "설치장소 | 설치대수 | 설치 위치 및 촬영범위 |", "---|", "본관 | 3대 | 현관 |", "별관 | 2대 | 마당 |"),
        (
            KEEPING,
            "설치장소 | 촬영시간 | 보관기간 | 보관장소 |",
            "---|",
            "본관 | 24시간 | 30일 | 당직실 |",
            "별관 | 15일 |",
        ),
    )
    annex = row_named(read, "별관")
    assert (annex.retention.value.days, annex.hours.value, annex.storage.value) == (15, "24시간", "당직실")
    assert annex.storage.shared
    assert annex.storage.confidence < row_named(read, "본관").storage.confidence


def test_a_telephone_in_a_short_row_is_put_under_telephones():
    read = rows_read(
        (PLACES, "구분 | 수량 |", "---|", "본관 | 3대 |", "창고 | 1대 |"),
        (
            PEOPLE,
            "구분 | 관리책임자 | 접근권한자 | 연락처 |",
            "---|",
            "본관 | 총무팀장 | 당직 근무자 | 02)555-0100 |",
            "창고 | 창고장 | 02)555-0101 |",
        ),
    )
    manager = row_named(read, "창고").managers[0].value
    assert (manager.title, manager.phones) == ("창고장", ("02)555-0101",))
    assert row_named(read, "창고").accessors[0].shared


def test_a_number_of_devices_never_goes_on_from_the_row_above():
    read = rows_read((PLACES, "구분 | 수량 | 촬영범위 |", "---|", "본관 | 3대 | 현관 |", "별관 |"))
    assert counts(read) == {"본관": 3, "별관": None}


def test_sums_are_no_places():
    rows = "<tr><td>총계</td><td>5</td></tr><tr><td>본관</td><td>3</td></tr><tr><td>소계</td><td>3</td></tr>"
    rows += "<tr><td>별관</td><td>2</td></tr>"
    read = html_read(f"<h2>{PLACES}</h2><table><tr><th>건물명</th><th>대수</th></tr>{rows}</table>")
    assert counts(read) == {"본관": 3, "별관": 2}
    assert read.total.value == 5


def test_a_last_row_without_a_name_that_adds_up_is_a_sum():
    rows = "<tr><td>본관</td><td>3</td></tr><tr><td>별관</td><td>2</td></tr><tr><td></td><td>5</td></tr>"
    read = html_read(f"<h2>{PLACES}</h2><table><tr><th>건물명</th><th>대수</th></tr>{rows}</table>")
    assert counts(read) == {"본관": 3, "별관": 2}
    assert read.total.value == 5


def test_a_table_on_its_side_is_turned():
    table = (
        "<table><tr><th>구분</th><th>본사</th><th>공장</th></tr><tr><td>설치대수</td><td>4대</td><td>9대</td></tr>"
        "<tr><td>보관기간</td><td>30일</td><td>60일</td></tr><tr><td>보관장소</td><td>전산실</td><td>경비실</td></tr></table>"
    )
    read = html_read(f"<h2>{PLACES}</h2>{table}")
    assert counts(read) == {"본사": 4, "공장": 9}
    assert [row.retention.value.days for row in read.rows] == [30, 60]


def test_merged_names_hold_parts():
    table = (
        "<table><tr><th>건물</th><th>층</th><th>대수</th><th>보관기간</th></tr>"
        "<tr><td rowspan='2'>연구동</td><td>1층</td><td>2</td><td rowspan='2'>30일</td></tr>"
        "<tr><td>2층</td><td>3</td></tr></table>"
    )
    read = html_read(f"<h2>{PLACES}</h2>{table}")
    assert counts(read) == {"연구동": None, "연구동 › 1층": 2, "연구동 › 2층": 3}
    assert row_named(read, "연구동").retention.value.days == 30


def test_a_head_of_two_rows_tells_whose_telephone_it_is():
    table = (
        "<table><tr><th rowspan='2'>설치장소</th><th colspan='2'>관리책임자</th><th colspan='2'>접근권한자</th></tr>"
        "<tr><th>직위</th><th>연락처</th><th>직위</th><th>연락처</th></tr>"
        "<tr><td>본관</td><td>총무과장</td><td>02-555-0100</td><td>당직자</td><td>02-555-0101</td></tr></table>"
    )
    row = html_read(f"<h2>{PEOPLE}</h2>{table}").rows[0]
    assert (row.managers[0].value.title, row.managers[0].value.phones) == ("총무과장", ("02-555-0100",))
    assert (row.accessors[0].value.title, row.accessors[0].value.phones) == ("당직자", ("02-555-0101",))


def test_a_table_of_people_tells_of_all_places():
    read = rows_read(
        (PLACES, "- 본관: 3대 (현관, 복도)", "- 별관: 2대 (마당)"),
        (
            PEOPLE,
            "구분 | 직위 | 소속 | 연락처 |",
            "---|",
            "관리책임자 | 과장 | 총무과 | 02-555-0100 |",
            "접근권한자 | 주임 | 총무과 | 02-555-0101 |",
        ),
    )
    for row in read.rows:
        assert (row.managers[0].value.title, row.managers[0].value.department) == ("과장", "총무과")
        assert row.managers[0].shared
        assert row.accessors[0].value.phones == ("02-555-0101",)


def test_as_above_repeats_the_row_above():
    read = rows_read((KEEPING, "장소 | 보관기간 | 보관장소 |", "---|", "본관 | 30일 | 전산실 |", "별관 | 상동 | 〃 |"))
    assert [(row.retention.value.days, row.storage.value) for row in read.rows] == [(30, "전산실")] * 2


def test_contractors_are_no_places():
    row = "<tr><td>㈜가나보안</td><td>유지보수</td><td>1588-0000</td></tr>"
    table = f"<table><tr><th>수탁자</th><th>위탁업무</th><th>연락처</th></tr>{row}</table>"
    read = html_read(f"<h2>{PLACES}</h2><p>총 3대</p><h2>수탁 업체</h2>{table}")
    assert [(one.value.name, one.value.work, one.value.phones) for one in read.processors] == [
        ("㈜가나보안", "유지보수", ("1588-0000",))
    ]
    assert all("보안" not in row.name.value for row in read.rows)


def test_two_columns_of_devices_are_parts_and_are_not_added_up():
    table = (
        "<table><tr><td rowspan='2'>시설명</td><td colspan='2'>설치대수</td><td rowspan='2'>비고</td></tr>"
        "<tr><td>실내</td><td>실외</td></tr><tr><td>체육관</td><td>5</td><td>3</td><td>총 8대</td></tr>"
        "<tr><td>도서관</td><td>4</td><td>2</td><td></td></tr><tr><td>계</td><td>9</td><td>5</td><td></td></tr></table>"
    )
    read = html_read(f"<h2>{PLACES}</h2>{table}")
    assert counts(read) == {
        "체육관": None,
        "체육관 › 실내": 5,
        "체육관 › 실외": 3,
        "도서관": None,
        "도서관 › 실내": 4,
        "도서관 › 실외": 2,
    }
    assert read.total is None


def test_everybody_with_access_is_kept_where_a_table_names_several():
    people = (
        "관리책임자 | 부장 | 031-555-0100 |",
        "접근권한자 | 과장 | 031-555-0101 |",
        "접근권한자 | 대리 | 031-555-0102 |",
    )
    read = rows_read((PLACES, "- 본관: 3대"), (PEOPLE, "구분 | 직위 | 연락처 |", "---|", *people))
    assert [one.value.title for one in read.rows[0].accessors] == ["과장", "대리"]
