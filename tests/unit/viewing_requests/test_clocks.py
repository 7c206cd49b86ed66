"""The two clocks: the answer's last day with every day explained, and the moment the footage is overwritten."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.viewing_requests.clocks import (
    Clock,
    answer_due,
    answer_period,
    binding_days,
    countdowns,
)
from app.viewing_requests.days import day_off, public_holidays
from app.viewing_requests.domain import Handling, RequestKind

DAY = date(2026, 11, 20)


@settings(deadline=None)  # The holidays of a year are worked out once.
@given(received=st.dates(date(2024, 1, 1), date(2030, 12, 1)), days=st.integers(1, 40))
def test_the_day_of_receipt_is_not_counted_and_the_end_is_never_a_day_off(received, days):
    due = answer_due(received, days)

    assert day_off(due.on) is None
    assert due.on >= received + timedelta(days=days)
    assert all(day_off(day) for day in _between(received + timedelta(days=days), due.on))
    assert due.counted[0].day == received
    assert due.counted[0].number is None
    assert [counted.number for counted in due.counted if counted.number] == list(range(1, days + 1))
    assert [counted.day for counted in due.counted] == _between(received, due.on + timedelta(days=1))


def _between(first, end):
    return [first + timedelta(days=offset) for offset in range((end - first).days)]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 3, 2), "삼일절 대체 휴일"),
        (date(2026, 5, 25), "부처님오신날 대체 휴일"),
        (date(2026, 8, 17), "광복절 대체 휴일"),
        (date(2026, 10, 5), "개천절 대체 휴일"),
        (date(2027, 2, 9), "설날 대체 휴일"),
        (date(2027, 8, 16), "광복절 대체 휴일"),
        (date(2027, 10, 4), "개천절 대체 휴일"),
        (date(2027, 10, 11), "한글날 대체 휴일"),
        (date(2027, 12, 27), "기독탄신일 대체 휴일"),
    ],
)
def test_substitute_holidays_are_known(day, name):
    assert public_holidays(day.year)[day] == name


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        pytest.param(date(2026, 11, 12), 10, date(2026, 11, 23), id="ends on a Sunday"),
        pytest.param(date(2026, 11, 11), 10, date(2026, 11, 23), id="ends on a Saturday"),
        pytest.param(date(2026, 11, 20), 10, date(2026, 11, 30), id="ends on a Monday"),
        pytest.param(date(2026, 2, 6), 10, date(2026, 2, 19), id="ends in the New Year holidays"),
        pytest.param(date(2026, 9, 14), 10, date(2026, 9, 28), id="ends at Chuseok before a week-end"),
        pytest.param(date(2026, 8, 5), 10, date(2026, 8, 18), id="holiday on Saturday, substitute on Monday"),
        pytest.param(date(2027, 2, 2), 7, date(2027, 2, 10), id="substitute day after New Year"),
        pytest.param(date(2026, 12, 22), 10, date(2027, 1, 4), id="over the turn of the year"),
        pytest.param(date(2026, 9, 28), 7, date(2026, 10, 6), id="the company's own seven days, to a substitute day"),
    ],
)
def test_known_due_days(received, days, due):
    assert answer_due(received, days).on == due


def test_the_answer_is_too_late_when_the_last_day_ends_in_korea():
    assert answer_due(date(2026, 11, 20), 10).at == datetime(2026, 11, 30, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(("promised", "days"), [(None, 10), (7, 7), (14, 10)])
def test_only_a_shorter_promise_binds(promised, days):
    assert binding_days(RequestKind.VIEWING, Handling.VIEWING, DAY, promised=promised) == days


@pytest.mark.parametrize("kind", [RequestKind.DELETION, RequestKind.SUSPENSION])
def test_the_promise_about_refused_viewings_does_not_bind_other_answers(kind):
    assert binding_days(kind, Handling.VIEWING, DAY, promised=7) == 10


@pytest.mark.parametrize("kind", list(RequestKind))
def test_a_provision_has_no_legal_day_and_no_promise_but_a_day_of_our_own(kind):
    period = answer_period(kind, Handling.PROVISION, DAY)

    assert (period.days, period.source.key, period.source.citation) == (10, "product.provision_days", "회사가 정함")
    assert binding_days(kind, Handling.PROVISION, DAY, promised=7) == 10


def test_the_sooner_clock_comes_first():
    now = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)

    first, second = countdowns(due_on=date(2026, 11, 30), overwrite_at=now + timedelta(days=5), now=now)

    assert (first.clock, first.short, str(first.sentence)) == (Clock.FOOTAGE, "D-5", "자동 파기까지 5일")
    assert (second.clock, second.short) == (Clock.ANSWER, "D-10")


def test_held_footage_shows_until_when_and_orders_by_that():
    now = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    gone_at, until = now + timedelta(days=2), datetime(2026, 12, 14, 15, 0, tzinfo=UTC)

    answer, footage = countdowns(due_on=date(2026, 11, 30), overwrite_at=gone_at, now=now, held_until=until)

    assert (answer.clock, footage.clock) == (Clock.ANSWER, Clock.FOOTAGE)
    assert (footage.is_held, footage.on, footage.urgency) == (True, date(2026, 12, 14), "ok")
    assert str(footage.sentence) == "보존됨 · 2026-12-14까지"


def test_a_hold_that_ends_before_the_footage_goes_anyway_does_not_shorten_the_clock():
    now = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    gone_at = now + timedelta(days=20)

    footage = countdowns(due_on=date(2026, 11, 30), overwrite_at=gone_at, now=now, held_until=now + timedelta(days=3))[
        1
    ]

    assert (footage.is_held, footage.at) == (False, gone_at)


def test_footage_whose_moment_has_come_is_past_on_that_very_day():
    now = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
    past, coming = (
        next(one for one in countdowns(due_on=date(2026, 11, 30), overwrite_at=at, now=now) if one.on.day == 23)
        for at in (now, now + timedelta(hours=1))
    )

    assert (past.days_left, past.is_past, past.sentence.text) == (0, True, "보관기간 지남 ({day})")
    assert (coming.days_left, coming.is_past) == (0, False)
