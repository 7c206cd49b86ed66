"""What the looks at a recorder say together: the newest counts, and nothing doubtful lengthens anything."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.kernel.clock import kst_day
from app.recorder_checks.domain import (
    CheckedPlace,
    Footage,
    Look,
    State,
    check_look,
    place_of_key,
)
from app.recorder_checks.forms import length_typed
from app.recorder_checks.measuring import is_set_otherwise, is_short, is_young, known_of
from app.recorder_checks.refusals import (
    BadConfiguredDays,
    CheckInFuture,
    ClockFarOff,
    NothingMeasured,
    OldestAfterCheck,
    OldestNotFitting,
    PlaceNotThere,
    RecorderUnnamed,
)
from tests.builders.recorder_checks import (
    HEAD_OFFICE,
    LOBBY,
    LOBBY_1,
    LOBBY_2,
    LOOKED_AT,
    a_clock_look,
    a_look,
    a_measurement,
)

TODAY = kst_day(LOOKED_AT)
EARLIER = LOOKED_AT - timedelta(days=10)


def known(*measurements, on=TODAY, age_days=31, started_on=None):
    return known_of(measurements, on=on, age_days=age_days, started_on=started_on)


def test_whole_days_are_counted():
    assert a_look(19.99).kept_days == 19
    assert a_look(20).kept_days == 20


def test_the_oldest_footage_is_put_right_by_the_clock():
    """A recorder an hour ahead shows its oldest footage an hour too late."""
    look = Look(at=LOOKED_AT, recorder="N", footage=Footage.FOUND, oldest_at=LOOKED_AT - timedelta(days=20, hours=-1))
    assert look.kept_days == 19
    assert replace(look, offset_seconds=3600).kept_days == 20
    assert replace(look, offset_seconds=-3600).kept_days == 19


def test_nothing_is_known_of_a_camera_nobody_looked_at():
    assert known().state is State.NEVER
    assert known().measured_days is None


@pytest.mark.parametrize(
    ("days_ago", "state", "stale"),
    [(0, State.CURRENT, False), (23, State.CURRENT, False), (24, State.DUE, False), (31, State.DUE, False),
     (32, State.OVERDUE, True)],
)  # fmt: skip
def test_a_look_becomes_old_and_still_shortens(days_ago, state, stale):
    found = known(a_measurement(14), on=TODAY + timedelta(days=days_ago))
    assert (found.state, found.is_stale, found.measured_days) == (state, stale, 14)


def test_the_newest_look_counts():
    assert known(a_measurement(14, at=EARLIER), a_measurement(20, leaf=2)).measured_days == 20
    assert known(a_measurement(20, leaf=2), a_measurement(14, at=EARLIER)).measured_days == 20


def test_a_look_of_the_same_moment_is_corrected_by_the_later_entry():
    assert known(a_measurement(14, leaf=1), a_measurement(20, leaf=2)).measured_days == 20


def test_at_one_moment_a_camera_comes_before_its_zone_and_that_before_its_site():
    looks = [
        a_measurement(12, leaf=3, place=HEAD_OFFICE),
        a_measurement(14, leaf=2, place=LOBBY),
        a_measurement(16, leaf=1, place=LOBBY_1),
    ]
    assert known(*looks).measured_days == 16
    assert known(*looks[:2]).measured_days == 14


def test_a_later_look_at_the_zone_counts_before_an_old_one_at_the_camera():
    assert known(a_measurement(14, at=EARLIER), a_measurement(18, leaf=2, place=LOBBY)).measured_days == 18


def test_a_look_that_counted_locked_footage_lengthens_nothing():
    locked = a_measurement(40, leaf=2, locked_left_out=False)
    found = known(a_measurement(14, at=EARLIER), locked)
    assert (found.measured_days, found.kept_days, found.locked_left_out) == (14, 40, False)


def test_a_look_that_counted_locked_footage_can_still_shorten():
    locked = a_measurement(9, leaf=2, locked_left_out=False)
    assert known(a_measurement(14, at=EARLIER), locked).measured_days == 9


def test_a_look_that_could_not_tell_is_shown_and_forgets_nothing():
    found = known(a_measurement(14, at=EARLIER), a_measurement(None, leaf=2))
    assert (found.state, found.is_unknown, found.measured_days) == (State.UNKNOWN, True, 14)


def test_a_look_at_the_clock_alone_leaves_the_footage_as_it_was_seen():
    clock = a_measurement(leaf=2, look=a_clock_look(95, at=LOOKED_AT))
    found = known(a_measurement(14, at=EARLIER), clock)
    assert (found.measured_days, found.measured_on, found.offset_seconds) == (14, kst_day(EARLIER), 95)
    assert known(clock).state is State.NEVER


def test_a_look_without_the_clock_leaves_the_clock_as_it_was_seen():
    found = known(a_measurement(leaf=1, look=a_clock_look(95, at=EARLIER)), a_measurement(14, leaf=2))
    assert (found.offset_seconds, found.clock_on) == (95, kst_day(EARLIER))


def test_a_camera_that_has_not_overwritten_anything_yet_shortens_nothing():
    new = known(a_measurement(5), started_on=TODAY - timedelta(days=5))
    assert (new.measured_days, new.kept_days, new.is_filling) == (None, 5, True)


def test_a_camera_whose_first_footage_is_gone_has_overwritten():
    assert known(a_measurement(5), started_on=TODAY - timedelta(days=9)).measured_days == 5


def test_footage_older_than_the_registry_knows_the_camera_is_measured():
    assert known(a_measurement(15), started_on=TODAY - timedelta(days=3)).measured_days == 15


def test_a_camera_is_young_until_it_has_recorded_for_its_period():
    assert is_young(20, looked_on=TODAY, started_on=TODAY - timedelta(days=19))
    assert not is_young(20, looked_on=TODAY, started_on=TODAY - timedelta(days=20))
    assert not is_young(20, looked_on=TODAY, started_on=None)


@pytest.mark.parametrize(
    ("measured", "published", "short"),
    [(20, 20, False), (19, 20, False), (18, 20, True), (None, 20, False), (5, None, False)],
)
def test_a_day_less_is_no_shortfall(measured, published, short):
    assert is_short(measured, published=published) is short


@pytest.mark.parametrize(
    ("configured", "shortest", "longest", "other"),
    [(20, 20, 20, False), (15, 20, 20, True), (30, 20, 20, True), (45, 30, 60, False), (None, 20, 20, False),
     (20, None, None, False), (21, 20, None, True)],
)  # fmt: skip
def test_a_setting_is_compared_with_what_was_published(configured, shortest, longest, other):
    assert is_set_otherwise(configured, shortest=shortest, longest=longest) is other


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"recorder": " "}, RecorderUnnamed),
        ({"recorder": "N" * 41}, RecorderUnnamed),
        ({"at": LOOKED_AT + timedelta(minutes=1)}, CheckInFuture),
        ({"footage": Footage.NOT_LOOKED, "oldest_at": None, "locked_left_out": False}, NothingMeasured),
        ({"configured_days": 0}, BadConfiguredDays),
        ({"configured_days": 3661}, BadConfiguredDays),
        ({"offset_seconds": 86_401}, ClockFarOff),
        ({"offset_seconds": -86_401}, ClockFarOff),
        ({"oldest_at": None}, OldestNotFitting),
        ({"footage": Footage.UNKNOWN, "locked_left_out": False}, OldestNotFitting),
        ({"footage": Footage.UNKNOWN, "oldest_at": None}, OldestNotFitting),
        ({"oldest_at": LOOKED_AT + timedelta(seconds=1)}, OldestAfterCheck),
    ],
)
def test_a_look_that_cannot_be_is_refused(changed, refusal):
    check_look(a_look(), now=LOOKED_AT)
    with pytest.raises(refusal):
        check_look(replace(a_look(), **changed), now=LOOKED_AT)


def test_a_recorder_ahead_may_show_footage_of_its_own_future():
    look = replace(a_look(), oldest_at=LOOKED_AT + timedelta(minutes=30), offset_seconds=3600)
    check_look(look, now=LOOKED_AT)
    assert look.kept_days == 0


def test_a_place_is_told_by_its_key():
    for place in (LOBBY_1, LOBBY, HEAD_OFFICE):
        assert place_of_key(place.key) == place
    assert place_of_key("HQ") == HEAD_OFFICE
    for key in ("", "|HQ-lobby", "HQ||C-1", "HQ|a|b|c"):
        with pytest.raises(PlaceNotThere):
            place_of_key(key)


def test_a_wider_place_covers_what_lies_in_it():
    assert HEAD_OFFICE.covers(LOBBY)
    assert LOBBY.covers(LOBBY_2)
    assert not LOBBY_1.covers(LOBBY_2)
    assert not CheckedPlace("HQ", "HQ-car").covers(LOBBY_1)
    assert not LOBBY.covers(HEAD_OFFICE)


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("95", 95),
        ("1:35", 95),
        ("1:02:03", 3723),
        ("1분 35초", 95),
        ("2시간", 7200),
        ("", None),
        (None, None),
        ("ahead", None),
    ],
)
def test_a_length_of_time_is_understood(typed, seconds):
    assert length_typed(typed) == seconds


def test_today_is_a_korean_day():
    assert date(2026, 11, 20) == TODAY
