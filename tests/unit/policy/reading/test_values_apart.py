"""Several values in one cell, references to other rows, footnotes and numbers in words are read as what they say."""

import pytest

from app.policy.reading.values import count_of, parts_of
from app.policy.reading.values_words import native, numbers_meant, periods_by_place, without_footnote
from tests.unit.policy.reading.told import KEEPING, PEOPLE, PLACES, counts, label, rows_read

TWO = (
    PLACES,
    "연번 | 장소 | 대수 | 촬영범위 |",
    "---|",
    "1 | 정수장 | 5대 | 펌프 앞 |",
    "2 | 들샘 주차장 | 7대 | 진입로 |",
)


def days(read):
    return {label(row): row.retention.value.days for row in read.rows if row.retention}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("정수장 60일, 그 밖의 장소 30일", (("정수장", "60일"), ("그 밖의 장소", "30일"))),
        ("주차장은 30일 / 승강기는 15일", (("주차장", "30일"), ("승강기", "15일"))),
        ("취수탑: 2개월, 나머지: 3주", (("취수탑", "2개월"), ("나머지", "3주"))),
        ("평상시 30일, 사고 시 60일", ()),
        ("최소 7일, 최대 30일", ()),
        ("촬영일로부터 30일, 수사 요청 60일", ()),
        ("30일, 60일", ()),
    ],
)
def test_periods_are_told_apart_by_places_and_not_by_occasions(text, told):
    assert periods_by_place(text) == told


def test_a_period_for_one_place_and_another_for_the_others_reach_each():
    read = rows_read(TWO, (KEEPING, "- 보관기간: 정수장 60일, 그 밖의 장소 30일"))
    assert days(read) == {"정수장": 60, "들샘 주차장": 30}


def test_a_place_is_meant_by_the_end_of_its_name():
    read = rows_read(TWO, (KEEPING, "- 보관기간: 주차장 45일 / 그 외 20일"))
    assert days(read) == {"정수장": 20, "들샘 주차장": 45}


def test_periods_for_places_nobody_knows_are_left_as_they_are():
    read = rows_read(TWO, (KEEPING, "- 보관기간: 매표소 45일 / 그 외 20일"))
    assert set(days(read).values()) == {None}


def test_two_periods_in_the_cell_of_one_place_are_of_its_parts():
    read = rows_read((PLACES, "장소 | 대수 | 보관기간 |", "---|", "본관 | 9대 | 주차장 30일 / 승강기 15일 |"))
    assert days(read) | {"본관": None} == {"본관": None, "본관 › 주차장": 30, "본관 › 승강기": 15}


def test_rows_are_meant_by_their_numbers():
    people = (PEOPLE, "구분 | 관리책임자 | 연락처 |", "---|", "제1호의 장소 | 급수팀장 | 033-700-0001 |")
    read = rows_read(TWO, (*people, "2호의 장소 | 총무팀장 | 033-700-0002 |"))
    assert {label(row): row.managers[0].value.title for row in read.rows} == {
        "정수장": "급수팀장",
        "들샘 주차장": "총무팀장",
    }


@pytest.mark.parametrize("words", ["제2호의 장소와 같음", "2호의 장소와 동일", "상동", "〃", "위 칸과 같음"])
def test_a_cell_that_refers_to_another_row_says_what_that_says(words):
    read = rows_read((*TWO, f"3 | 배수지 | 2대 | {words} |"))
    third = next(row for row in read.rows if label(row) == "배수지")
    assert third.coverage.value == "진입로"
    assert third.coverage.shared


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("제4호의 장소와 같음", (4,)),
        ("4호의 장소", (4,)),
        ("제2호 및 3호의 시설", (2, 3)),
        ("1호~3호 시설", (1, 2, 3)),
        ("101호", ()),
        ("제2공장", ()),
        ("3층", ()),
    ],
)
def test_numbers_of_rows_are_no_numbers_of_rooms(text, numbers):
    assert numbers_meant(text) == numbers


def test_a_count_with_its_parts_in_brackets_gives_both():
    read = rows_read((PLACES, "장소 | 대수 |", "---|", "본관 | 12대(실내 8, 실외 4) |"))
    assert counts(read) == {"본관": 12, "본관 › 실내": 8, "본관 › 실외": 4}
    assert parts_of("12대(실내 8, 실외 5)") == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [("예순네 대", 64), ("스물네 대", 24), ("아홉 대입니다", 9), ("열두 대", 12), ("서른 대", 30), ("그네 대", None)],
)
def test_counts_are_read_in_native_words(text, number):
    found = count_of(text)
    assert (found.value if found else None) == number


def test_a_total_in_words_is_a_total():
    assert native("예순네") == 64
    read = rows_read((PLACES, "카메라는 모두 예순네 대를 설치하였습니다.", "- 본관: 60대", "- 별관: 4대"))
    assert read.total.value == 64


@pytest.mark.parametrize(
    ("text", "name"),
    [("생활관*1)", "생활관"), ("생활관 ※1", "생활관"), ("생활관¹⁾", "생활관"), ("창고(1)", "창고(1)"), ("3동", "3동")],
)
def test_a_footnote_is_no_part_of_a_name(text, name):
    assert without_footnote(text) == name


def test_a_period_of_one_place_in_a_sentence_is_not_that_of_all():
    read = rows_read(TWO, (KEEPING, "보관기간은 제1호의 장소는 60일, 그 밖의 장소는 30일로 한다."))
    assert days(read) == {"정수장": 60, "들샘 주차장": 30}
