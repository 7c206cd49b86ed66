"""The rules look at register, shifts and recorders as they are: one misuse of each kind, and its sound twin."""

from datetime import timedelta

import pytest

from app.database import db, unit_of_work
from app.footage_access import commands as footage
from app.footage_access.domain import Form, Kind
from app.footage_access.shifts import shift_at
from app.log_review.domain import Oddity, Settings
from app.log_review.queries.looking import look_through
from app.recorder_logs import commands as recorders
from app.recorder_logs.domain import Reason, month_of
from app.recorder_logs.queries import findings_of_month
from tests.builders.footage_access import facts, log
from tests.builders.log_review import MONTH, NEXT
from tests.builders.recorder_logs import a_log, a_source, an_import, compare, named
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, approve, check_identity, receive

NIGHT = NOW + timedelta(hours=13)
"""23:00 in Korea."""
LETTER = {"document": "형사-2026-77"}
NONE_SAMPLED = Settings(sample_permille=1, sample_least=0, sample_most=0)


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def odd():
    """Return what is asked about, by leaf; a recorder's gap stands under None."""
    found = look_through(db.session(), month=MONTH, settings=NONE_SAMPLED, seed=b"x")
    asked = [(item.leaves[0] if item.leaves else None, [each.oddity for each in item.odd]) for item in found.items]
    db.session.rollback()
    return [(leaf, oddities) for leaf, oddities in asked if oddities]


def test_a_look_in_the_night_is_asked_about_unless_a_letter_stands_behind_it():
    asked = log(Kind.PLAYBACK, now=NIGHT)
    log(Kind.PLAYBACK, now=NIGHT + timedelta(minutes=1), **LETTER)

    assert odd() == [(asked.leaf, [Oddity.NIGHT])]


def test_footage_that_left_is_asked_about_unless_a_request_or_a_letter_stands_behind_it():
    asked = log(Kind.USE, form=Form.FILE)
    log(Kind.USE, form=Form.FILE, now=NOW + timedelta(minutes=1), **LETTER)
    number = receive()
    check_identity(number)
    approve(number)
    log(Kind.VIEWING, request_number=number, now=NOW + timedelta(minutes=2))

    assert odd() == [(asked.leaf, [Oddity.EXPORT_WITHOUT_CASE])]


def test_what_is_withdrawn_is_not_asked_about():
    entry = log(Kind.USE, form=Form.FILE)
    with unit_of_work() as session:
        footage.withdraw_entry(session, leaf=entry.leaf, reason="다른 카메라를 잘못 적음", actor=OLGA, now=NOW)

    assert odd() == []


def test_a_late_entry_is_asked_about_unless_the_viewing_itself_ended_late():
    began = NOW - timedelta(hours=13)
    asked = log(Kind.LIVE, occurred_at=began)
    viewing = facts(Kind.LIVE, now=began, runs=True)
    db.session.rollback()
    with unit_of_work() as session:
        running = footage.record_access(session, facts=viewing, actor=AMIR, now=began)
        footage.end_viewing(session, leaf=running.leaf, actor=AMIR, now=NOW)

    assert odd() == [(asked.leaf, [Oddity.LATE_ENTRY])]


def test_only_who_was_on_no_shift_then_is_asked_about_it():
    day = shift_at(NOW)
    with unit_of_work() as session:
        handed = footage.hand_over(session, shift=day, remark="", actor=OLGA, now=NOW)
        footage.take_over(session, leaf=handed.leaf, actor=AMIR, now=day.end + timedelta(minutes=1))
    log(Kind.LIVE, actor=OLGA)
    asked = log(Kind.LIVE, actor=AMIR)
    log(Kind.LIVE, actor=AMIR, now=day.end + timedelta(hours=2))
    also = log(Kind.LIVE, actor=OLGA, now=day.end + timedelta(hours=2))

    assert odd() == [(asked.leaf, [Oddity.OFF_SHIFT]), (also.leaf, [Oddity.OFF_SHIFT])]


def test_what_a_recorder_saw_and_nobody_wrote_down_is_asked_about_until_it_is_cleared_up():
    a_source()
    named()
    an_import(a_log((0, "olga", "Lobby 1", "Playback")))
    compare()
    assert odd() == [(None, [Oddity.MISMATCH])]

    (gap,) = findings_of_month(db.session(), source="NVR-1", month=str(month_of(NOW.date())))
    with unit_of_work() as session:
        recorders.explain_finding(
            session, number=gap.leaf + 1, reason=Reason.OTHER, words="정비하면서 시험 재생함", entry_number=None,
            actor=OLGA, now=NEXT,
        )  # fmt: skip
        recorders.accept_finding(session, number=gap.leaf + 1, words="", actor=AMIR, now=NEXT)
    assert odd() == []
