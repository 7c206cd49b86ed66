"""A hold is needed exactly where footage could go before the answer, and never asked for later than that."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.clock import kst_day
from app.recorder_checks.overwriting import overwritten_at
from app.viewing_requests.clocks import Postponement, answer_due, course, end_of_kst_day
from app.viewing_requests.domain import RequestKind
from app.viewing_requests.holding import (
    LATE_AHEAD,
    NEXT_HOLD,
    EndedBecause,
    Filmed,
    HoldState,
    by_recorder,
    first_gone,
    held_until,
    looked_until,
    status_with,
    suggested_until,
    to_hold,
    true_moment,
    whole_hours,
)
from app.viewing_requests.states import NEXT, RUNNING, Status
from app.viewing_requests.urgency import Level, TaskKind, level_of, lock_by, tasks_of

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)  # Friday 10:00 in Korea.
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001  # Aware.
DAYS = st.none() | st.integers(1, 60)


def a_camera(gone_at, **changed):
    return Filmed(
        **{
            "site_code": "HQ",
            "zone_code": "HQ-lobby",
            "camera_code": "C-1",
            "label": "로비 1",
            "recorder": "NVR-3",
            "offset_seconds": None,
            "gone_at": gone_at,
            **changed,
        }
    )


@given(
    received_at=MOMENTS,
    age=st.timedeltas(timedelta(0), timedelta(days=45)),
    published=DAYS,
    measured=DAYS,
    configured=DAYS,
    margin=st.timedeltas(timedelta(0), timedelta(days=2)),
    offset=st.integers(-86_400, 86_400),
    days=st.sampled_from([7, 10]),
    postponed=st.none() | st.integers(0, 40),
    kind=st.sampled_from([RequestKind.VIEWING, RequestKind.COPY, RequestKind.EXISTENCE]),
)
def test_whatever_is_overwritten_before_the_answer_is_to_be_held_in_time(
    *, received_at, age, published, measured, configured, margin, offset, days, postponed, kind
):
    span_from = received_at - age
    gone_at = overwritten_at(
        span_from,
        published_days=published,
        measured_days=measured,
        configured_days=configured,
        margin=margin,
        offset_seconds=offset,
    )
    received_on = kst_day(received_at)
    later = None if postponed is None else Postponement(received_on + timedelta(days=postponed), 10)
    due_at = end_of_kst_day(course(received_on, days, postponement=later).on)

    wanted = to_hold([a_camera(gone_at)], kind, due_at=due_at, now=received_at)

    assert bool(wanted) == (gone_at is None or gone_at < due_at)
    if wanted:
        needed_by = wanted[0].gone_at or received_at
        assert gone_at is None or needed_by <= gone_at
        assert lock_by(received_at, needed_by) <= needed_by


@given(due_at=MOMENTS, gone_at=MOMENTS, now=MOMENTS)
def test_a_late_answer_still_looks_a_week_ahead(due_at, gone_at, now):
    wanted = to_hold([a_camera(gone_at)], RequestKind.VIEWING, due_at=due_at, now=now)
    assert looked_until(due_at, now=now) >= due_at or now >= due_at
    assert bool(wanted) == (gone_at < (due_at if now < due_at else now + LATE_AHEAD))


def test_nothing_is_held_for_who_asks_to_have_it_deleted():
    for kind in (RequestKind.DELETION, RequestKind.SUSPENSION):
        assert to_hold([a_camera(NOW)], kind, due_at=NOW + timedelta(days=9), now=NOW) == ()


def test_what_is_not_recorded_needs_no_hold_and_what_nobody_knows_of_does():
    cameras = [a_camera(None, recorded=False), a_camera(None, camera_code="C-2")]
    wanted = to_hold(cameras, RequestKind.VIEWING, due_at=NOW, now=NOW - timedelta(days=1))
    assert [one.key for one in wanted] == ["HQ|HQ-lobby|C-2"]
    assert first_gone(cameras) is None


@given(st.lists(st.tuples(st.sampled_from(HoldState), st.dates(date(2026, 1, 1), date(2027, 1, 1))), max_size=5))
def test_a_case_is_held_when_everything_live_is_confirmed_until_the_first_of_it_ends(holds):
    live = [(state, until) for state, until in holds if state in {"raised", "set", "confirmed"}]
    until = held_until(holds)
    if live and all(state == "confirmed" for state, _until in live):
        assert until == end_of_kst_day(min(day for _state, day in live))
    else:
        assert until is None


@pytest.mark.parametrize("status", sorted(RUNNING))
@pytest.mark.parametrize("until", [None, NOW])
def test_holding_moves_a_case_only_where_it_may_go(status, until):
    after = status_with(status, until)
    assert after is status or after in NEXT[status]
    assert after is not Status.HELD or until is not None


def test_a_lock_is_due_on_the_day_it_came_up_or_in_the_evening_on_the_next():
    far = NOW + timedelta(days=9)
    assert lock_by(NOW, far) == end_of_kst_day(date(2026, 11, 20))
    assert lock_by(NOW + timedelta(hours=9), far) == end_of_kst_day(date(2026, 11, 21))
    assert lock_by(NOW, NOW + timedelta(hours=1)) == NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("hours", "level"), [(0, Level.TODAY), (13, Level.TODAY), (14, Level.LATE), (71, Level.LATE), (72, Level.OVERDUE)]
)
def test_urgency_grows_with_time(hours, level):
    needed_by = NOW + timedelta(days=3)
    do_by = lock_by(NOW, needed_by)
    assert level_of(do_by, overdue_at=needed_by, now=NOW + timedelta(hours=hours)) is level


@given(start=MOMENTS, length=st.timedeltas(timedelta(seconds=1), timedelta(hours=30)), offset=st.integers(-9999, 9999))
def test_whole_hours_cover_the_span_by_any_clock(start, length, offset):
    shown = by_recorder(start, offset), by_recorder(start + length, offset)
    first, last = whole_hours(*shown)
    assert first <= shown[0] < shown[1] <= last
    assert (first.minute, first.second, last.minute, last.second) == (0, 0, 0, 0)
    assert true_moment(first, offset) <= start


def test_the_suggested_end_is_after_the_last_day_and_within_what_is_allowed():
    today, due = date(2026, 11, 20), answer_due(date(2026, 11, 20), 7).on
    assert suggested_until(due, today=today, days=14, most_days=90) == due + timedelta(days=14)
    assert suggested_until(due + timedelta(days=200), today=today, days=14, most_days=90) == date(2027, 2, 18)
    assert suggested_until(date(2026, 10, 1), today=today, days=14, most_days=90) == date(2026, 12, 4)


def kinds(state, status=Status.RECEIVED, *, now=NOW, found=True, until_on=date(2026, 12, 20), over_at=None):
    due = tasks_of(
        state,
        status,
        found=found,
        raised_at=NOW,
        needed_by=NOW + timedelta(days=3),
        set_at=NOW,
        until_on=until_on,
        over_at=over_at,
        now=now,
    )
    return [(one.kind, one.level) for one in due]


def test_each_state_has_its_task():
    assert kinds(HoldState.RAISED) == [(TaskKind.LOCK, Level.TODAY)]
    assert kinds(HoldState.RAISED, found=False) == [(TaskKind.FIND, Level.TODAY)]
    assert kinds(HoldState.SET) == [(TaskKind.CONFIRM, Level.SOON)]
    assert kinds(HoldState.CONFIRMED) == []
    assert kinds(HoldState.CONFIRMED, until_on=date(2026, 11, 22)) == [(TaskKind.EXTEND, Level.SOON)]
    assert kinds(HoldState.CONFIRMED, until_on=date(2026, 11, 19)) == [(TaskKind.EXTEND, Level.OVERDUE)]
    assert kinds(HoldState.CONFIRMED, Status.CLOSED, over_at=NOW) == [(TaskKind.RELEASE, Level.TODAY)]
    assert kinds(HoldState.SET, Status.CLOSED, over_at=NOW - timedelta(days=5)) == [(TaskKind.RELEASE, Level.OVERDUE)]
    assert kinds(HoldState.SET, Status.HANDED_OVER) == [(TaskKind.RELEASE, Level.TODAY)]
    for state in (HoldState.RAISED, HoldState.RELEASED, HoldState.TOO_LATE, HoldState.DROPPED):
        assert kinds(state, Status.CLOSED, over_at=NOW) == []


def test_what_is_over_goes_nowhere():
    ended = {HoldState.RELEASED, HoldState.TOO_LATE, HoldState.DROPPED}
    assert {state for state, following in NEXT_HOLD.items() if not following} == ended
    assert len(EndedBecause) == 8


@pytest.mark.parametrize(
    ("before", "held"), [(timedelta(microseconds=1), True), (timedelta(hours=23), True), (timedelta(0), False)]
)
def test_the_end_of_the_last_day_is_the_limit_to_the_microsecond(before, held):
    due_at = NOW + timedelta(days=9)
    assert bool(to_hold([a_camera(due_at - before)], RequestKind.COPY, due_at=due_at, now=NOW)) is held
