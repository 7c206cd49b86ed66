"""What holds of every last day to answer, whatever the days, stops and postponements."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.viewing_requests.clocks import Postponement, Stop, course
from app.viewing_requests.days import AS_LISTED, Calendar, public_holidays

SINCE, UNTIL = date(2026, 1, 1), date(2027, 11, 30)
DAYS = st.dates(SINCE, UNTIL)
LISTED = sorted({*public_holidays(2026), *public_holidays(2027)})
PERIODS = st.integers(1, 14)
SOON = st.integers(0, 30)
"""Days from receipt in which something can meet the end of a period."""


@st.composite
def cases(draw):
    """Return a day of receipt, and everything else its last day depends on, near enough to matter."""
    received = draw(DAYS)

    def soon():
        return received + timedelta(days=draw(SOON))

    extra = {soon(): "더한 날" for _ in range(draw(st.integers(0, 5)))}
    near = [day for day in LISTED if received <= day <= received + timedelta(days=45)]
    removed = dict.fromkeys(draw(st.sets(st.sampled_from(near))), "뺀 날") if near else {}
    postponement = Postponement(soon(), draw(PERIODS)) if draw(st.booleans()) else None
    return received, {
        "days": draw(PERIODS),
        "calendar": Calendar(extra, removed),
        "stops": [a_stop(soon(), draw(SOON)) for _ in range(draw(st.integers(0, 2)))],
        "postponement": postponement,
    }


def a_stop(first, days):
    return Stop(first, first + timedelta(days=days))


@given(cases())
def test_the_last_day_is_never_a_day_off_and_never_a_day_that_stands_still(case):
    received, counts = case
    found = course(received, **counts)

    assert counts["calendar"].day_off(found.on) is None
    assert not any(stop.first <= found.on <= stop.last for stop in counts["stops"])
    assert found.on >= received + timedelta(days=counts["days"])


@given(cases(), SOON)
def test_who_asked_later_is_never_answered_earlier(case, more):
    received, counts = case
    assert course(received, **counts).on <= course(received + timedelta(days=more), **counts).on


@given(cases(), st.integers(0, 45))
def test_one_more_day_off_never_makes_it_earlier(case, ahead):
    received, counts = case
    added, calendar = received + timedelta(days=ahead), counts["calendar"]
    wider = Calendar({**calendar.extra, added: "더한 날"}, calendar.removed)

    before, after = course(received, **counts).on, course(received, **{**counts, "calendar": wider}).on

    assert after >= before
    assert before == after or calendar.day_off(added) is None


@given(cases(), SOON, SOON)
def test_neither_standing_still_nor_a_postponement_makes_it_earlier(case, first, length):
    received, counts = case
    more = a_stop(received + timedelta(days=first), length)
    plain = course(received, **{**counts, "postponement": None})

    assert course(received, **{**counts, "stops": [*counts["stops"], more], "postponement": None}).on >= plain.on
    assert course(received, **counts).on >= plain.on


@given(cases())
def test_every_day_from_receipt_to_the_last_is_told_once_and_counted_or_explained(case):
    received, counts = case
    found = course(received, **counts).usual

    told = [line.day for line in found.counted]
    assert told == [received + timedelta(days=at) for at in range((found.on - received).days + 1)]
    assert [line.number for line in found.counted if line.number] == list(range(1, counts["days"] + 1))
    assert all(line.note for line in found.counted if line.number is None)


def test_days_taken_away_and_added_are_told_by_name():
    calendar = Calendar({date(2026, 11, 30): "임시공휴일"}, {date(2026, 12, 25): "기독탄신일"})

    assert str(calendar.note(date(2026, 11, 30))) == "더한 휴일: 임시공휴일"
    assert calendar.day_off(date(2026, 12, 25)) is None
    assert str(calendar.note(date(2026, 12, 25))) == "뺀 휴일: 기독탄신일"
    assert AS_LISTED.day_off(date(2026, 12, 25)) == "기독탄신일"
