"""Holds through the real commands: raised, set, confirmed, extended, released, found too late, dropped."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.compliance.queries.standing import findings_for
from app.database import db, unit_of_work
from app.kernel.clock import kst_day
from app.kernel.errors import NotAllowed
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import RequestKind
from app.viewing_requests.hold_refusals import (
    CameraNotFound,
    CaseStillNeeds,
    FootageNotNeeded,
    HoldNotFound,
    HoldTooLong,
    HoldTooShort,
    HoldWrongMoment,
    LockBackwards,
    LockInFuture,
    NoHoldChosen,
    PlacesKnown,
    RecorderMissing,
    SpanNotCovered,
)
from app.viewing_requests.holding import EndedBecause, HoldState
from app.viewing_requests.refusals import RequestNotFound
from app.viewing_requests.states import Status
from app.viewing_requests.verification import check_requests
from tests.builders.due_dates import day, postpone
from tests.builders.holds import confirm, drop, extend, gone, holds, job, leaves_in, lock, name, release, tasks
from tests.builders.recorder_checks import LOBBY_1, a_clock_look, a_look, record_look
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, SAM, UMA, approve, places, receive, refuse

OLD = {"span_from": NOW - timedelta(days=15), "span_to": NOW - timedelta(days=15) + timedelta(minutes=20)}
"""Footage of twenty days, asked for on the fifteenth: it goes before the last day to answer."""


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


@pytest.fixture
def number():
    return receive(**OLD)


def row(number, now=NOW):
    db.session.rollback()
    return queries.request_row(db.session(), number=number, actor=AMIR, now=now)


def states(number):
    return [str(hold.state) for hold in holds(number, actor=AMIR)]


def sealed_well():
    db.session.rollback()
    return [str(fault.message) for fault in check_requests(db.session())] == []


def test_footage_that_stays_until_after_the_answer_needs_no_hold():
    assert holds(receive()) == ()


def test_a_hold_is_raised_at_intake_by_the_camera_with_the_margin(number):
    (hold,) = holds(number)
    assert (hold.place.code, hold.state) == ("C-1", HoldState.RAISED)
    assert hold.needed_by == OLD["span_from"] + timedelta(days=20, hours=-12) == row(number).overwrite_at
    assert tasks(now=NOW) == [("lock", "today", "C-1")]
    assert sealed_well()


def test_every_camera_of_a_zone_has_its_own_hold_and_a_zone_without_cameras_one():
    lobby = receive(**OLD, places=[place for place in places("HQ-lobby HQ") if not place.camera_code] or places("로비"))
    assert {hold.place.code for hold in holds(lobby)} <= {"C-1", "C-2"}
    assert [hold.place.code for hold in holds(receive(**OLD, places=places("HQ-car")))] == ["HQ-car"]
    assert sealed_well()


def test_who_asks_to_have_footage_deleted_does_not_want_it_held():
    assert holds(receive(**OLD, kind=RequestKind.DELETION)) == ()


def test_a_later_last_day_raises_what_was_not_needed_before():
    number = receive(span_from=NOW - timedelta(days=8), span_to=NOW - timedelta(days=8, hours=-1))
    assert holds(number) == ()
    postpone(number, day("2026-12-04"))
    assert states(number) == ["raised"]
    assert sealed_well()


def test_a_case_is_held_once_every_lock_is_confirmed():
    number = receive(**OLD, places=places("C-1", "C-2"))
    lock(number, now=NOW)
    assert (states(number), row(number).held_until) == (["set", "set"], None)
    confirm(number, now=NOW, chosen=leaves_in(number)[:1])
    assert row(number).status is Status.RECEIVED
    confirm(number, now=NOW)
    held = row(number)
    assert (held.status, held.footage_clock.is_held, str(held.footage_clock.sentence)) == (
        Status.HELD, True, "보존됨 · 2026-12-10까지",
    )  # fmt: skip
    assert queries.footage_about_to_go(db.session(), actor=OLGA, now=NOW) == []
    assert holds(number)[0].looked_alone
    assert sealed_well()


def test_a_hold_that_is_taken_off_a_running_case_is_asked_for_again_and_the_case_is_not_held(number):
    lock(number, now=NOW)
    confirm(number, now=NOW)
    release(number, now=NOW, because=EndedBecause.LET_GO)
    assert (states(number), row(number).status, row(number).held_until) == (
        ["released", "raised"], Status.VERIFYING, None,
    )  # fmt: skip
    assert sealed_well()


def test_what_somebody_decided_not_to_hold_is_not_raised_again(number):
    drop(number, now=NOW)
    postpone(number, day("2026-12-04"))
    assert states(number) == ["dropped"]
    assert sealed_well()


def test_footage_found_gone_ends_the_hold_and_can_be_told_to_the_answer(number):
    gone(number, now=NOW)
    detail = queries.request_detail(db.session(), number=number, actor=AMIR, now=NOW)
    found = queries.footage_gone(db.session(), request_id=detail.row.id)
    assert [(because, label) for _at, because, label in found] == [("overwritten", "본사 사옥 로비 1")]
    assert tasks(now=NOW) == []
    assert sealed_well()


def test_a_refusal_drops_what_was_not_set_and_leaves_what_was_to_release():
    number = receive(**OLD, places=places("C-1", "C-2"))
    lock(number, now=NOW, chosen=leaves_in(number)[:1])
    refuse(number)
    assert states(number) == ["set", "dropped"]
    assert tasks(now=NOW) == [("release", "today", "C-1")]
    with pytest.raises(FootageNotNeeded):
        confirm(number, now=NOW)
    release(number, now=NOW)
    assert (states(number), tasks(now=NOW)) == (["released", "dropped"], [])
    assert sealed_well()


def test_the_lock_must_cover_what_is_asked_for_by_the_recorders_own_clock():
    record_look(LOBBY_1, look=a_clock_look(3600, at=NOW), now=NOW)
    number = receive(**OLD)
    (hold,) = holds(number)
    assert hold.shown_span[0] == OLD["span_from"] + timedelta(hours=1)
    with pytest.raises(SpanNotCovered):
        lock(number, now=NOW, shown_from=OLD["span_from"], shown_to=OLD["span_to"])
    lock(number, now=NOW)
    (hold,) = holds(number)
    assert (hold.locked_from, hold.locked_to) == (OLD["span_from"], OLD["span_from"] + timedelta(hours=1))
    assert hold.shown_lock[0] == OLD["span_from"] + timedelta(hours=1)
    assert sealed_well()


def test_a_measurement_that_shrinks_the_retention_raises_holds_and_says_so():
    number = receive(span_from=NOW - timedelta(days=8), span_to=NOW - timedelta(days=8, hours=-1))
    record_look(LOBBY_1, look=a_look(14, at=NOW - timedelta(minutes=1)), now=NOW)
    assert job(NOW)["footage"] == 1
    (hold,) = holds(number)
    assert hold.needed_by == NOW + timedelta(days=6, hours=-12) == row(number).overwrite_at
    assert job(NOW)["footage"] == 0
    assert sealed_well()


def test_words_alone_ask_for_the_camera_and_naming_it_raises_its_hold():
    number = receive(**OLD, places=(), place_words="정문 옆")
    assert tasks(now=NOW) == [("find", "today", None)]
    with pytest.raises(CameraNotFound):
        lock(number, now=NOW)
    name(number, *places("C-1"), now=NOW)
    assert states(number) == ["dropped", "raised"]
    assert row(number).overwrite_at == OLD["span_from"] + timedelta(days=20, hours=-12)
    with pytest.raises(PlacesKnown):
        name(number, *places("C-2"), now=NOW)
    assert sealed_well()


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"recorder": "  "}, RecorderMissing),
        ({"shown_to": NOW - timedelta(days=16)}, LockBackwards),
        ({"shown_from": OLD["span_from"] + timedelta(minutes=1)}, SpanNotCovered),
        ({"locked_at": NOW + timedelta(minutes=1)}, LockInFuture),
        ({"until_on": kst_day(NOW) - timedelta(days=1)}, HoldTooShort),
        ({"until_on": kst_day(NOW) + timedelta(days=91)}, HoldTooLong),
        ({"chosen": [999]}, HoldNotFound),
    ],
)
def test_a_lock_that_cannot_be_is_refused(number, changed, refusal):
    given = dict(changed)
    chosen = given.pop("chosen", None)
    with pytest.raises((refusal, StopIteration)):
        lock(number, now=NOW, chosen=chosen, **given)
    assert states(number) == ["raised"]


def test_what_cannot_follow_is_refused(number):
    with pytest.raises(NoHoldChosen):
        confirm(number, now=NOW)
    with pytest.raises(HoldWrongMoment):
        confirm(number, now=NOW, chosen=leaves_in(number))
    with pytest.raises(HoldWrongMoment):
        extend(number, day("2026-12-20"), now=NOW, chosen=leaves_in(number))
    lock(number, now=NOW)
    with pytest.raises(CaseStillNeeds):
        release(number, now=NOW)
    with pytest.raises(LockInFuture):
        release(number, now=NOW, because=EndedBecause.NOT_NEEDED, unlocked_at=NOW + timedelta(seconds=1))
    with pytest.raises(HoldTooShort):
        extend(number, day("2026-12-10"), now=NOW)
    assert states(number) == ["set"]


def test_only_who_works_at_the_site_touches_its_holds(number):
    with pytest.raises(RequestNotFound):
        lock(number, now=NOW, actor=SAM)
    with pytest.raises(NotAllowed):
        lock(number, now=NOW, actor=UMA)
    assert tasks(actor=SAM, now=NOW) == tasks(actor=UMA, now=NOW) == []
    assert [hold.state for hold in holds(number, actor=UMA)] == [HoldState.RAISED]


def test_somebody_of_one_site_sees_and_locks_the_holds_of_that_site_only():
    here = replace(OLGA, sites=frozenset({"G-1"}))
    number = receive(**OLD, places=places("C-1", "G-1"))
    assert [hold.place.code for hold in holds(number, actor=here)] == ["G-1"]
    assert tasks(actor=here, now=NOW) == [("lock", "today", "G-1")]
    theirs = [hold.leaf for hold in holds(number, actor=AMIR) if hold.place.code == "C-1"]
    with pytest.raises(HoldNotFound):
        lock(number, now=NOW, actor=here, chosen=theirs)


def test_a_granted_case_keeps_its_holds_until_it_is_handed_over(number):
    lock(number, now=NOW)
    confirm(number, now=NOW)
    approve(number)
    assert (row(number).status, row(number).footage_clock.is_held) == (Status.APPROVED, True)
    assert sealed_well()


def test_a_case_whose_footage_was_handed_over_is_closed_only_when_no_lock_is_left(number):
    lock(number, now=NOW)
    confirm(number, now=NOW)
    approve(number)
    with unit_of_work() as session:
        commands.fulfil_request(session, number=number, entry_leaf=0, actor=OLGA, now=NOW)
    assert (row(number).status, tasks(now=NOW)) == (Status.HANDED_OVER, [("release", "today", "C-1")])
    release(number, now=NOW)
    assert (row(number).status, states(number)) == (Status.CLOSED, ["released"])
    assert sealed_well()


def test_what_the_checks_say_follows_the_hold(number):
    def said(now=NOW):
        db.session.rollback()
        found = findings_for(db.session(), actor=AMIR, now=now)
        return {finding.rule for finding in found} & {"REQ-09", "REQ-10"}

    assert said() == {"REQ-09"}
    lock(number, now=NOW)
    assert said() == set()
    assert queries.held_codes(db.session()) == {"C-1"}
    refuse(number)
    assert said() == {"REQ-10"}
    release(number, now=NOW)
    assert (said(), queries.held_codes(db.session())) == (set(), frozenset())
