"""A period of years is over on the day after its last: what must be kept for it is not gone hours too early."""

from datetime import date

import pytest

from app.law.periods import Period, access_log_years, answer_days, post_holder_years, request_years
from app.law.sources import Confidence

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "after"),
    [(DAY, date(2029, 11, 23)), (date(2026, 12, 31), date(2030, 1, 1)), (date(2028, 2, 29), date(2031, 3, 1))],
)
def test_three_years_are_over_on_the_day_after_the_same_day(day, after):
    assert request_years(DAY).first_day_after(day) == after


def test_what_began_on_a_leap_day_is_over_with_february():
    four = Period(source=request_years(DAY).source, years=4)
    assert four.first_day_after(date(2024, 2, 29)) == date(2028, 3, 1)


def test_only_years_are_counted_so():
    with pytest.raises(ValueError, match="years"):
        answer_days(DAY).first_day_after(DAY)


def test_how_long_requests_and_holders_are_kept_is_ours_and_says_so():
    for period in (request_years(DAY), post_holder_years(DAY)):
        assert period.source.confirmed is Confidence.OURS
        assert "법령" in period.source.in_words
    assert access_log_years(DAY).source.confirmed is not Confidence.OURS
