"""Every night the recorders' logs of the running and the last month are compared with the register."""

from datetime import timedelta

import pytest

from app.database import db
from app.footage_access.domain import Kind
from app.kernel.clock import kst_day
from app.ledger.proofs import head
from app.operations.domain import COMPARE
from app.operations.work import WORK
from app.recorder_checks.queries import footage_terms
from app.recorder_logs import queries
from app.recorder_logs.domain import State, month_of
from tests.builders.footage_access import log
from tests.builders.recorder_logs import a_log, a_source, an_import, named
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW

LATER = NOW + timedelta(days=1)
MONTH = month_of(kst_day(NOW))


@pytest.fixture(autouse=True)
def source(app):
    record_estate()
    a_source()
    named()


def compare_all(home, now=LATER):
    return WORK[COMPARE.name](home, now)


def states():
    db.session.rollback()
    return [row.state for row in queries.findings_of_month(db.session(), source="NVR-1", month=str(MONTH))]


def test_a_viewing_of_the_imported_log_without_an_entry_is_found_and_an_entry_made_since_explains_it(tmp_path):
    an_import(a_log((-30, "olga", "Lobby 1", "playback")))
    assert compare_all(tmp_path) == "1 opened, 0 resolved"
    assert states() == [State.OPEN]

    log(Kind.PLAYBACK, now=NOW - timedelta(minutes=30))
    compare_all(tmp_path)

    assert states() == [State.EXPLAINED]


def test_a_second_night_writes_nothing(tmp_path):
    an_import(a_log((-30, "olga", "Lobby 1", "playback")))
    compare_all(tmp_path)
    size = head(db.session()).size
    db.session.rollback()

    assert compare_all(tmp_path) == "0 opened, 0 resolved"

    assert head(db.session()).size == size


def test_a_month_without_a_log_is_not_said_to_be_compared(tmp_path):
    compare_all(tmp_path)

    assert queries.months_compared(db.session()) == []


def test_the_last_month_is_compared_until_this_one_is_over(tmp_path):
    an_import(a_log((-30, "olga", "Lobby 1", "playback")))
    next_month, after_it = NOW + timedelta(days=20), NOW + timedelta(days=60)

    assert compare_all(tmp_path, next_month) == "1 opened, 0 resolved"
    log(Kind.PLAYBACK, now=NOW - timedelta(minutes=30))
    assert compare_all(tmp_path, after_it) == "0 opened, 0 resolved"
    assert states() == [State.OPEN]


def offsets():
    db.session.rollback()
    places = (("HQ", "HQ-lobby", None),)
    return [each.offset_seconds for each in footage_terms(db.session(), places=places, on=kst_day(LATER))]


def test_a_clock_the_log_shows_to_be_wrong_is_recorded_once_for_the_recorders_cameras(tmp_path):
    starts = range(-900, 0, 45)
    for minute in starts:
        log(Kind.LIVE, now=NOW + timedelta(minutes=minute))
    an_import(a_log(*((minute + 10, "olga", "Lobby 1", "live") for minute in starts), now=NOW))
    compare_all(tmp_path)

    first = offsets()
    assert first[0] == first[1]
    assert 540 <= first[0] <= 660

    size = head(db.session()).size
    db.session.rollback()
    compare_all(tmp_path)
    assert head(db.session()).size == size
    assert offsets() == first


def test_a_log_that_tells_too_little_of_the_clock_says_nothing_of_it(tmp_path):
    log(Kind.PLAYBACK, now=NOW - timedelta(minutes=30))
    an_import(a_log((-28, "olga", "Lobby 1", "playback")))
    compare_all(tmp_path)

    assert offsets() == [None, None]
