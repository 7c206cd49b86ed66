"""Moments and days as people read and type them."""

from datetime import UTC, date, datetime, time

import pytest

from app.kernel.clock import to_micros
from app.web import dates

NOW = datetime(2026, 11, 22, 6, 4, 5, tzinfo=UTC)  # 15:04:05 in Korea, a Sunday.


def test_moments_are_shown_in_korean_time_by_fixed_patterns():
    assert dates.kst(NOW) == "2026-11-22(일) 15:04"
    assert dates.kst_seconds(NOW) == "2026-11-22(일) 15:04:05"
    assert dates.kst_time(NOW) == "15:04:05"
    assert dates.kst_date(NOW) == "2026-11-22(일)"
    assert dates.machine_time(NOW) == "2026-11-22T15:04:05+09:00"


def test_microseconds_are_shown_like_moments():
    assert dates.kst_seconds(to_micros(NOW)) == "2026-11-22(일) 15:04:05"


def test_the_day_is_the_korean_one():
    assert dates.kst_date(datetime(2026, 11, 21, 15, 0, tzinfo=UTC)) == "2026-11-22(일)"


def test_nothing_is_shown_as_a_dash():
    assert [dates.kst(None), dates.day(None), dates.kst_time(None)] == ["—"] * 3


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0316", time(3, 16)),
        ("316", time(3, 16)),
        ("3:16", time(3, 16)),
        ("03:16:08", time(3, 16, 8)),
        ("031608", time(3, 16, 8)),
        ("3시 16분", time(3, 16)),
        ("3시16분8초", time(3, 16, 8)),
        ("3시", time(3, 0)),
        ("15", time(15, 0)),
        ("오후 3:16", time(15, 16)),
        ("오전 12:05", time(0, 5)),
        ("오후 12시 5분", time(12, 5)),
        ("０３：１６", time(3, 16)),
        (" 03 : 16 ", time(3, 16)),
    ],
)
def test_a_time_of_day_is_understood_as_typed(typed, meant):
    assert dates.parse_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "2460", "2400", "25:00", "3:60", "abc", "3:1", "12345", "오후 15:00", "-316"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011  # What it says is nobody's concern.
        dates.parse_time(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-21", date(2026, 11, 21)),
        ("2026.11.21.", date(2026, 11, 21)),
        ("2026. 11. 21", date(2026, 11, 21)),
        ("20261121", date(2026, 11, 21)),
        ("2026-11-21(토)", date(2026, 11, 21)),
        ("11-21", date(2026, 11, 21)),
        ("11/21", date(2026, 11, 21)),
        ("1-3", date(2027, 1, 3)),
        ("어제", date(2026, 11, 21)),
        ("오늘", date(2026, 11, 22)),
    ],
)
def test_a_day_is_understood_as_typed(typed, meant):
    assert dates.parse_day(typed, today=date(2026, 11, 22)) == meant


@pytest.mark.parametrize("typed", ["", "2026-02-30", "2-30", "13-1", "2026/11", "99999999", "9999-12-31", "0001-01-01"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011  # What it says is nobody's concern.
        dates.parse_day(typed, today=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0316", datetime(2026, 11, 21, 18, 16, tzinfo=UTC)),
        ("2340", datetime(2026, 11, 21, 14, 40, tzinfo=UTC)),
        ("15:04:30", datetime(2026, 11, 22, 6, 4, 30, tzinfo=UTC)),
        ("11-21 2340", datetime(2026, 11, 21, 14, 40, tzinfo=UTC)),
        ("2026-11-21T23:40", datetime(2026, 11, 21, 14, 40, tzinfo=UTC)),
        ("2026. 11. 21. 23:40:05", datetime(2026, 11, 21, 14, 40, 5, tzinfo=UTC)),
        ("어제 23시 40분", datetime(2026, 11, 21, 14, 40, tzinfo=UTC)),
        ("2026-11-21(토) 오후 11:40", datetime(2026, 11, 21, 14, 40, tzinfo=UTC)),
    ],
)
def test_a_moment_is_understood_as_typed_and_lies_in_the_past(typed, meant):
    assert dates.parse_kst(typed, now=NOW) == meant


def test_a_time_alone_may_point_ahead():
    assert dates.parse_kst("0900", now=NOW, ahead=True) == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    assert dates.parse_kst("1800", now=NOW, ahead=True) == datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["", "2026-11-21", "내년", "2026-13-01 00:00", "어제"])
def test_what_is_no_moment_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011  # What it says is nobody's concern.
        dates.parse_kst(typed, now=NOW)
