"""What people type into a cell, and what it is understood as."""

from datetime import date, datetime

import pytest

from app.registry.domain import Duty, Purpose, SignPlan
from app.registry.exchange import cells, codecs


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-22",
        "2026.11.22",
        "2026. 11. 22.",
        "2026년 11월 22일",
        "2026/11/22",
        datetime(2026, 11, 22),  # noqa: DTZ001  # As a spreadsheet gives it.
        date(2026, 11, 22),
    ],
    ids=str,
)
def test_a_day_is_understood_however_it_is_written(typed):
    assert cells.day(typed) == date(2026, 11, 22)


@pytest.mark.parametrize("typed", ["2026-13-01", "22.11.2026", "어제", "2026-11", 45000.5])
def test_what_is_no_day_is_refused_with_a_sentence(typed):
    with pytest.raises(cells.Unreadable, match="날짜가 아닙니다"):
        cells.day(typed)


@pytest.mark.parametrize(
    ("typed", "number"), [(4.0, 4), ("4대", 4), ("４", 4), ("1,024 대", 1024), ("", None), ("20일", 20)]
)
def test_a_count_may_carry_its_unit(typed, number):
    assert cells.count(typed) == number


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (-2.0, "음수"),
        ("-2", "음수"),
        (2.5, "소수"),
        ("넷", "수가 아닙니다"),
        ("99999999", "너무 큽니다"),
        (True, "수가 아닙니다"),
    ],
)
def test_a_count_that_is_none_is_refused_with_a_sentence(typed, sentence):
    with pytest.raises(cells.Unreadable, match=sentence):
        cells.count(typed)


@pytest.mark.parametrize(
    ("codec", "value"),
    [
        pytest.param(codecs.TEXTS, ("하나", "둘 | 셋", "역\\슬래시", "(없음)"), id="texts"),
        pytest.param(codecs.TEXTS, ("(없음)",), id="text that looks like the mark for none"),
        pytest.param(codecs.TEXTS, (), id="declared none"),
        pytest.param(codecs.TEXTS, None, id="not declared"),
        pytest.param(codecs.SHORT_TEXTS, ("033-769-2770", "02-1, 내선 2"), id="phones"),
        pytest.param(
            codecs.PURPOSES, (Purpose(text="범죄 예방", ground="pipa.25.1.2"), Purpose(text="a|b")), id="purposes"
        ),
        pytest.param(codecs.DUTIES, (Duty(post="P-1", label="정"), Duty(post="P-2")), id="duties"),
        pytest.param(codecs.PAIRS, (("확대", "있음"), ("a|b", "c\\n")), id="pairs"),
        pytest.param(codecs.SIGN_PLANS, (SignPlan(place="정문", count=2), SignPlan(size="A4")), id="signs"),
    ],
)
def test_a_list_read_from_its_cell_is_the_list_that_was_written(codec, value):
    assert codec.read(codec.write(value)) == value


def test_an_unprintable_character_is_named():
    with pytest.raises(cells.Unreadable, match=r"U\+0007"):
        cells.plain_text("종\x07")


def test_only_one_post_can_be_the_manager():
    with pytest.raises(cells.Unreadable, match="한 직위만"):
        codecs.DUTY.read("P-1\nP-2")
