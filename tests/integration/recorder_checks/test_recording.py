"""A look at a recorder is recorded for all it records, sealed, and read again as terms of its footage."""

from datetime import date, timedelta

import pytest

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.recorder_checks import commands, queries
from app.recorder_checks.domain import CheckedPlace, State
from app.recorder_checks.refusals import NoPlaces, PlaceNotThere
from app.registry.domain import Camera, Declared, Kind, Retention, Zone
from tests.builders.recorder_checks import (
    CAR_PARK,
    GOVERNOR,
    HEAD_OFFICE,
    LOBBY,
    LOBBY_1,
    LOBBY_2,
    LOOKED_AT,
    a_clock_look,
    a_look,
    record_look,
)
from tests.builders.registry import record, record_estate

TODAY = kst_day(LOOKED_AT)
NOW = LOOKED_AT + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def terms(*places, on=TODAY):
    return queries.footage_terms(db.session(), places=places, on=on)


def days(*places, on=TODAY):
    return {each.place.code: (each.published_days, each.measured_days) for each in terms(*places, on=on)}


def entries():
    return list(ledger.entries(db.session(), names=("recorder_check.made",)))


def test_a_zone_is_told_by_its_cameras_and_one_without_as_a_whole():
    assert days(("HQ", "HQ-lobby", None)) == {"C-1": (20, None), "C-2": (20, None)}
    assert days(("HQ", "HQ-car", None)) == {"HQ-car": (20, None)}
    assert days(("G-1", None, None)) == {"G-1": (20, None)}
    assert list(days(("HQ", None, None))) == ["C-1", "C-2", "HQ-car"]


def test_each_camera_is_told_once():
    assert list(days(("HQ", "HQ-lobby", "C-2"), ("HQ", "HQ-lobby", None))) == ["C-2", "C-1"]


def test_a_place_the_registry_does_not_have_stays_in_the_answer():
    (found,) = terms(("HQ", "HQ-attic", None))
    assert (found.in_registry, found.published_days, found.label) == (False, None, "HQ-attic")
    assert terms() == ()


def test_what_was_measured_at_one_camera_is_not_told_of_another():
    record_look(LOBBY_1, look=a_look(14))
    assert days(("HQ", None, None)) == {"C-1": (20, 14), "C-2": (20, None), "HQ-car": (20, None)}


def test_what_was_measured_at_a_zone_or_site_holds_for_its_cameras():
    record_look(LOBBY, look=a_look(14))
    assert days(("HQ", None, None)) == {"C-1": (20, 14), "C-2": (20, 14), "HQ-car": (20, None)}
    record_look(HEAD_OFFICE, look=a_look(12, at=LOOKED_AT + timedelta(hours=1)))
    assert set(days(("HQ", None, None)).values()) == {(20, 12)}


def test_a_newer_look_corrects_an_older_one():
    record_look(LOBBY_1, look=a_look(14))
    record_look(LOBBY_1, look=a_look(19))
    assert days(("HQ", "HQ-lobby", "C-1")) == {"C-1": (20, 19)}
    assert [row.look.kept_days for row in queries.checks_of_place(db.session(), place=LOBBY_1)] == [19, 14]


def test_the_history_of_a_camera_holds_its_own_looks_and_those_of_its_zone_and_site():
    record_look(LOBBY_2)
    record_look(CAR_PARK)
    record_look(LOBBY)
    record_look(HEAD_OFFICE)
    found = queries.checks_of_place(db.session(), place=LOBBY_1)
    assert [row.place for row in found] == [HEAD_OFFICE, LOBBY]


def test_the_shortest_of_a_range_is_published():
    both = Declared(retention=Retention(text="30~60일", least_days=30, most_days=60))
    record(Kind.ZONE, Zone(code="HQ-gate", site="HQ", name="정문", camera_count=1, declared=both))
    each = queries.standing_of(db.session(), key="HQ|HQ-gate|", actor=SYSTEM, on=TODAY)
    assert (each.unit.published_days, each.unit.longest_days) == (30, 60)


def test_a_look_at_several_sites_is_one_entry_each():
    receipts = record_look(GOVERNOR, LOBBY_1, LOBBY_2, LOBBY_1)
    assert len(receipts) == 2
    said = {entry.site_code: [place["camera"] for place in entry.data["places"]] for entry in entries()}
    assert said == {"G-1": [None], "HQ": ["C-1", "C-2"]}


def test_old_footage_is_reckoned_with_the_old_measurement_and_says_so():
    record_look(LOBBY_1, look=a_look(14, configured_days=15, offset_seconds=95))
    (found,) = terms(("HQ", "HQ-lobby", "C-1"), on=TODAY + timedelta(days=40))
    assert (found.is_stale, found.measured_days, found.measured_on, found.state) == (True, 14, TODAY, State.OVERDUE)
    assert (found.configured_days, found.offset_seconds, found.recorder) == (15, 95, "NVR-3")
    goes = found.overwriting(LOOKED_AT, margin=queries.margin(on=TODAY))
    assert goes.at == LOOKED_AT + timedelta(days=14) - timedelta(hours=12, seconds=95)


def test_a_camera_registered_when_its_oldest_footage_was_recorded_is_still_filling():
    since = TODAY - timedelta(days=5)
    record(Kind.CAMERA, Camera(code="C-9", zone="HQ-lobby"), since=since)
    place = CheckedPlace("HQ", "HQ-lobby", "C-9")
    record_look(place, look=a_look(5))
    (found,) = terms(("HQ", "HQ-lobby", "C-9"))
    assert (found.is_filling, found.measured_days) == (True, None)
    each = queries.standing_of(db.session(), key=place.key, actor=SYSTEM, on=TODAY)
    assert each.is_young
    assert not each.is_short


def test_an_old_camera_that_keeps_too_little_is_short():
    record_look(LOBBY_1, look=a_look(5))
    assert queries.standing_of(db.session(), key=LOBBY_1.key, actor=SYSTEM, on=TODAY).is_short


def test_the_period_of_a_camera_comes_before_that_of_its_zone():
    ten = Declared(retention=Retention(text="10일", days=10))
    record(Kind.CAMERA, Camera(code="C-9", zone="HQ-lobby", declared=ten))
    assert days(("HQ", "HQ-lobby", "C-9")) == {"C-9": (10, None)}


def test_where_nothing_is_recorded_no_period_is_told():
    live = Declared(retention=Retention(recorded=False))
    record(Kind.ZONE, Zone(code="HQ-gate", site="HQ", name="정문", camera_count=1, declared=live))
    (found,) = terms(("HQ", "HQ-gate", None))
    assert (found.recorded, found.published_days) == (False, None)


def test_a_camera_taken_down_is_told_as_of_the_day_it_still_filmed():
    gone = Camera(code="C-9", zone="HQ-lobby", removed_on=date(2026, 11, 10))
    record(Kind.CAMERA, gone)
    assert [each.in_registry for each in terms(("HQ", "HQ-lobby", "C-9"), on=date(2026, 11, 9))] == [True]
    assert [each.in_registry for each in terms(("HQ", "HQ-lobby", "C-9"))] == [False]


def test_only_who_stands_at_recorders_records(cast):
    for name in ("Olga", "Amir", "Petra"):
        assert record_look(LOBBY_1, actor=cast(name))
    for name in ("Uma", "Ada"):
        with pytest.raises(NotAllowed):
            record_look(LOBBY_1, actor=cast(name))


@pytest.mark.parametrize("place", [LOBBY_1, LOBBY, HEAD_OFFICE, CheckedPlace("HQ", "HQ-attic"), CheckedPlace("X")])
def test_nobody_records_at_a_site_of_others_or_at_no_place(cast, place):
    with pytest.raises(PlaceNotThere):
        record_look(GOVERNOR, place, actor=cast("Sam", sites={"G-1"}))
    assert entries() == []


def test_a_look_at_nothing_is_refused(app):
    with pytest.raises(NoPlaces), unit_of_work() as session:
        commands.record_look(session, places=(), look=a_look(), actor=SYSTEM, now=NOW)


def test_everybody_sees_the_looks_at_their_own_sites(cast):
    def seen(actor, **options):
        found = queries.latest_checks(db.session(), actor=actor, on=TODAY, **options)
        return [each.unit.place.code for each in found]

    assert seen(cast("Uma")) == ["C-1", "C-2", "HQ-car", "G-1", "G-2"]
    assert seen(cast("Sam", sites={"G-1"})) == ["G-1"]
    assert seen(cast("Sam", sites={"G-1"}), site="HQ") == []
    assert seen(cast("Ada")) == []
    with pytest.raises(PlaceNotThere):
        queries.standing_of(db.session(), key=LOBBY_1.key, actor=cast("Sam", sites={"G-1"}), on=TODAY)


MONTH_BEGAN = LOOKED_AT - timedelta(days=20)


def clock(*cameras, offset, until=LOOKED_AT, since=MONTH_BEGAN):
    with unit_of_work() as session:
        return commands.record_clock(
            session, cameras=cameras, recorder="NVR-1", offset_seconds=offset, since=since, until=until,
            actor=SYSTEM, now=until + timedelta(hours=1),
        )  # fmt: skip


def offsets():
    return {each.place.code: each.offset_seconds for each in terms(("HQ", "HQ-lobby", None))}


def test_a_clock_is_recorded_where_that_is_news():
    assert clock("C-1", "C-2", offset=60) == []
    assert len(clock("C-1", "C-2", "C-gone", offset=61)) == 1
    next_day = LOOKED_AT + timedelta(days=1)
    assert clock("C-1", "C-2", offset=121, until=next_day) == []
    assert len(clock("C-1", offset=3600, until=next_day)) == 1
    assert [len(entry.data["places"]) for entry in entries()] == [2, 1]
    assert offsets() == {"C-1": 3600, "C-2": 61}


def test_a_clock_that_was_put_right_is_news_too():
    clock("C-1", offset=3600)
    clock("C-1", offset=5, until=LOOKED_AT + timedelta(days=31))
    assert offsets()["C-1"] == 5


def test_who_looked_at_the_clock_in_those_days_knows_better_than_the_log(cast):
    """The clock was put right in the middle of a month; the month's middle still says otherwise."""
    record_look(LOBBY_1, look=a_clock_look(0, at=LOOKED_AT - timedelta(days=2)), actor=cast("Olga"))
    assert clock("C-1", offset=300) == []
    next_month = LOOKED_AT + timedelta(days=31)
    assert len(clock("C-1", offset=300, until=next_month, since=LOOKED_AT)) == 1
    assert offsets()["C-1"] == 300


def test_an_older_month_says_nothing_against_a_newer_one():
    clock("C-1", offset=300)
    assert clock("C-1", offset=3600, until=LOOKED_AT - timedelta(days=1)) == []


def test_a_clock_more_than_a_day_off_is_a_log_read_wrongly():
    assert clock("C-1", offset=90_000) == []


def test_counts_by_state_add_up():
    record_look(LOBBY_1)
    record_look(LOBBY_2, look=a_look(None))
    record_look(CAR_PARK, look=a_look(at=LOOKED_AT - timedelta(days=28)))
    found = queries.latest_checks(db.session(), actor=SYSTEM, on=TODAY)
    assert queries.counts_by_state(found) == {
        State.NEVER: 2, State.OVERDUE: 0, State.UNKNOWN: 1, State.DUE: 1, State.CURRENT: 1,
    }  # fmt: skip
