"""What each kind needs comes from the law's register, and shifts follow the clock on the wall."""

from datetime import UTC, date, datetime

import pytest

from app.footage_access.domain import REGISTER_KINDS, Kind, erase_day, look_erase_day
from app.footage_access.rules import NEEDS
from app.footage_access.shifts import shift_at
from app.law.register import Field, RegisterKind, required_fields
from app.law.sources import latest


def test_every_need_has_a_source():
    for needs in NEEDS.values():
        for needed in needs:
            assert latest(needed.source_key).citation


@pytest.mark.parametrize("kind", REGISTER_KINDS)
def test_the_file_is_needed_wherever_the_form_asks_for_it(kind):
    asked = {duty.field for duty in required_fields(RegisterKind(kind.value))}

    assert (Field.FILE in asked) == ("file_name" in {needed.field for needed in NEEDS[kind]})


def test_looking_live_needs_nothing_more():
    assert NEEDS[Kind.LIVE] == ()


@pytest.mark.parametrize(
    ("at", "start", "end"),
    [
        (datetime(2026, 11, 21, 18, 16, tzinfo=UTC), "11-21 19:00", "11-22 07:00"),
        (datetime(2026, 11, 21, 22, 0, tzinfo=UTC), "11-22 07:00", "11-22 19:00"),
        (datetime(2026, 11, 22, 10, 0, tzinfo=UTC), "11-22 19:00", "11-23 07:00"),
    ],
)
def test_a_shift_starts_at_seven_and_at_nineteen_in_korea(at, start, end):
    shift = shift_at(at)

    assert (f"{shift.start:%m-%d %H:%M}", f"{shift.end:%m-%d %H:%M}") == (start, end)


@pytest.mark.parametrize(
    ("at", "words", "search"),
    [
        (datetime(2026, 11, 21, 18, 16, tzinfo=UTC), date(2029, 11, 23), date(2027, 11, 23)),
        (datetime(2028, 2, 28, 18, 0, tzinfo=UTC), date(2031, 3, 1), date(2029, 3, 1)),
        (datetime(2026, 12, 31, 14, 59, tzinfo=UTC), date(2030, 1, 1), date(2028, 1, 1)),
    ],
    ids=["a morning in Korea", "a leap day", "the last minute of a year"],
)
def test_words_are_kept_for_whole_years_the_day_they_were_written_not_counted(at, words, search):
    assert (erase_day(at), look_erase_day(at)) == (words, search)
