"""Hangul for searching, moments for people, sentences with gaps."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.kernel.clock import from_micros, iso, kst_day, start_of_kst_day, to_micros
from app.kernel.errors import Invalid, Problem, Refusal
from app.kernel.hangul import initials, nfc, search_key, search_term
from app.kernel.messages import Message


def test_initial_consonants_of_a_name():
    assert initials("관설동 CNG") == "ㄱㅅㄷ CNG"
    assert initials("짜장면") == "ㅉㅈㅁ"


@pytest.mark.parametrize("typed", ["ㄱㅅㄷ", "관설", "설동cng", "CNG", "관설동"])
def test_a_site_is_found_by_what_people_type(typed):
    assert search_term(typed) in search_key("관설동 CNG 충전소")


def test_white_space_is_folded():
    assert nfc("  사옥 \n 본관\t") == "사옥 본관"


def test_a_korean_day_begins_at_three_in_the_afternoon_utc():
    assert start_of_kst_day(date(2026, 11, 22)) == datetime(2026, 11, 21, 15, tzinfo=UTC)
    assert kst_day(datetime(2026, 11, 21, 15, tzinfo=UTC)) == date(2026, 11, 22)
    assert kst_day(datetime(2026, 11, 21, 14, 59, 59, tzinfo=UTC)) == date(2026, 11, 21)


def test_moments_survive_micros():
    moment = datetime(2026, 11, 22, 3, 16, 8, 123456, tzinfo=UTC)
    assert from_micros(to_micros(moment)) == moment
    assert iso(moment) == "2026-11-22T03:16:08.123456Z"
    assert to_micros(moment + timedelta(microseconds=1)) == to_micros(moment) + 1


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        to_micros(datetime(2026, 11, 22))  # noqa: DTZ001  # That is the point.


def test_a_refusal_keeps_its_gaps_for_translation():
    refusal = Refusal("{code} 구역이 없습니다.", code="Z-1")
    assert (str(refusal), refusal.message) == (
        "Z-1 구역이 없습니다.",
        Message("{code} 구역이 없습니다.", {"code": "Z-1"}),
    )


def test_several_problems_are_all_said():
    invalid = Invalid([Problem("3행 '대수' 열", Message("수가 아닙니다.")), Problem("이름", Message("비었습니다."))])
    assert str(invalid).splitlines()[1:] == ["3행 '대수' 열: 수가 아닙니다.", "이름: 비었습니다."]
    assert "2건" in str(invalid)
