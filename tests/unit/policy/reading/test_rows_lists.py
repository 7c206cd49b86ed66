"""Places told in lists and sentences are read like those of tables."""

from tests.unit.policy.reading.told import KEEPING, PEOPLE, PLACES, counts, row_named, rows_read


def test_lines_of_a_name_and_its_devices_are_rows():
    read = rows_read((PLACES, "- 본관: 12대 (복도, 현관)", "- 별관 : 3대"))
    assert counts(read) == {"본관": 12, "별관": 3}
    assert row_named(read, "본관").location.value == "복도, 현관"


def test_a_place_as_a_heading_takes_the_lines_under_it():
    read = rows_read(
        (
            PLACES,
            "1) 본관",
            "  - 설치대수: 4대",
            "  - 보관기간: 30일",
            "2) 별관",
            "  - 설치대수: 2대",
            "  - 보관기간: 15일",
        )
    )
    assert counts(read) == {"본관": 4, "별관": 2}
    assert [row.retention.value.days for row in read.rows] == [30, 15]


def test_lines_beside_the_places_hold_for_all_of_them():
    read = rows_read(
        (PLACES, "  1) 본관", "    ① 설치대수: 4대", "  2) 별관", "    ① 설치대수: 2대", "  - 촬영범위: 출입구"),
        (KEEPING, "  - 촬영시간: 24시간", "  - 보관기간: 촬영일로부터 30일"),
    )
    for row in read.rows:
        assert (row.coverage.value, row.hours.value, row.retention.value.days) == ("출입구", "24시간", 30)
        assert row.retention.shared


def test_devices_counted_inside_a_place_are_its_parts():
    read = rows_read((PLACES, "설치장소 | 설치대수 |", "---|", "본관 | 총 5대(현관 2대, 복도 3대) |", "별관 | 1대 |"))
    assert counts(read) == {"본관": 5, "본관 › 현관": 2, "본관 › 복도": 3, "별관": 1}


def test_a_policy_of_one_place_is_one_row_named_by_its_position():
    read = rows_read((PLACES, "- 설치 대수: 총 8대", "- 설치 위치: 로비, 주차장"), (KEEPING, "- 보관기간: 30일"))
    assert counts(read) == {"로비, 주차장": 8}
    assert read.rows[0].name.confidence <= 0.5
    assert read.total.value == 8


def test_sentences_state_people_and_periods():
    read = rows_read(
        (PLACES, "- 본관: 4대"),
        (PEOPLE, "관리책임자는 총무팀장(02-555-0100)입니다."),
        (KEEPING, "영상은 24시간 촬영하며 촬영일로부터 30일간 보관합니다."),
    )
    row = read.rows[0]
    assert (row.managers[0].value.title, row.managers[0].value.phones) == ("총무팀장", ("02-555-0100",))
    assert (row.retention.value.days, row.retention.value.from_recording, row.hours.value) == (30, True, "24시간")


def test_several_keys_of_one_line_are_told_apart():
    read = rows_read((PLACES, "- 본관: 4대"), (KEEPING, "- 촬영시간: 24시간 / 보관기간: 20일 / 보관장소: 경비실"))
    row = read.rows[0]
    assert (row.hours.value, row.retention.value.days, row.storage.value) == ("24시간", 20, "경비실")
