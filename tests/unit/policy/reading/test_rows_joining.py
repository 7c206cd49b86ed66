"""Tables of one policy are joined by the names of their rows, and what contradicts is kept."""

from app.policy.reading.joining import Joined
from tests.unit.policy.reading.told import KEEPING, PEOPLE, PLACES, label, row_named, rows_read


def test_names_are_the_same_without_blanks_and_brackets():
    read = rows_read(
        (PLACES, "구분 | 대수 |", "---|", "제1 공장(안산) | 3대 |", "본사 | 2대 |"),
        (KEEPING, "구분 | 보관기간 | 보관장소 |", "---|", "제1공장 | 30일 | 경비실 |", "본 사 | 15일 | 전산실 |"),
    )
    assert [(label(row), row.retention.value.days) for row in read.rows] == [("제1 공장(안산)", 30), ("본사", 15)]


def test_a_name_of_several_places_or_of_a_class_covers_each_of_them():
    read = rows_read(
        (
            PLACES,
            "장소 | 대수 |",
            "---|",
            "본사 | 1대 |",
            "가람 충전소 | 2대 |",
            "나루 충전소 | 3대 |",
            "정압실 | 4대 |",
        ),
        (KEEPING, "장소 | 보관기간 | 보관장소 |", "---|", "본사, 정압실 | 20일 | 상황실 |", "충전소 | 10일 | 사무실 |"),
    )
    assert [row.retention.value.days for row in read.rows] == [20, 10, 10, 20]
    assert all(row.retention.shared for row in read.rows)


def test_two_periods_of_one_place_are_both_kept():
    read = rows_read(
        (PLACES, "장소 | 대수 |", "---|", "본사 | 1대 |", "가람 정압기 | 4대 |"),
        (KEEPING, "장소 | 보관기간 |", "---|", "본사, 정압기 | 20일 |", "가람 정압기 | 60일 |"),
    )
    assert [row.retention.value.days for row in read.rows if label(row) == "가람 정압기"] == [60, 20]


def test_a_place_only_the_second_table_names_is_a_row():
    read = rows_read(
        (PLACES, "장소 | 대수 |", "---|", "본사 | 1대 |", "창고 | 4대 |"),
        (
            PEOPLE,
            "장소 | 관리책임자 | 연락처 |",
            "---|",
            "본사 | 총무팀장 | 02-555-0100 |",
            "매장 | 점장 | 02-555-0101 |",
        ),
    )
    assert [label(row) for row in read.rows] == ["본사", "창고", "매장"]
    assert row_named(read, "매장").count is None


def test_what_is_said_of_all_places_fills_only_gaps():
    read = rows_read(
        (PLACES, "장소 | 대수 | 보관기간 |", "---|", "본사 | 1대 | 60일 |", "창고 | 4대 | - |"),
        (KEEPING, "장소 | 보관기간 |", "---|", "공통 | 30일 |"),
    )
    assert [row.retention.value.days for row in read.rows] == [60, 30]


def test_nothing_joined_is_no_row():
    assert Joined().rows == []
