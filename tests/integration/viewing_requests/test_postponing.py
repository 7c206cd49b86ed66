"""Postponing an answer and waiting for the asker: who may, with which notice, and what moves."""

import pytest

from app.database import db
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.viewing_requests.decision_refusals import NeverPostponed, PostponedBefore, PostponedTooFar
from app.viewing_requests.domain import RequestKind
from app.viewing_requests.moves import Resumed
from app.viewing_requests.refusals import (
    AlreadyPaused,
    CaseClosed,
    GroundEnded,
    NotADecider,
    NoticeInFuture,
    NoticeTooEarly,
    NotPaused,
    NotYourClock,
    ObjectionMissing,
    OnlyOfficerReadsOtherwise,
    OwnRequest,
    PauseEndsBefore,
    PauseReasonMissing,
    PostponedTooLate,
    PostponementGainsNothing,
    PostponementReasonMissing,
    RequestNotFound,
    ResidentNumber,
    StoppedTooLate,
    StopReasonMissing,
    TooFarAhead,
    UnlawfulReason,
)
from app.viewing_requests.verification import check_requests
from tests.builders.due_dates import dates, day, due_on, noon, pause, postpone, resume, set_day
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, OLGA, PETRA, SAM, UMA, approve, receive, refuse

LATER = day("2026-12-04")
STOP = "본인인지 알 수 없어 영상을 찾을 수 없음"


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def sealed_well():
    return list(check_requests(db.session())) == []


def test_a_postponement_moves_the_last_day_to_ten_days_after_its_ground():
    number = receive()

    assert postpone(number, LATER) == day("2026-12-14") == due_on(number)

    found = dates(number)
    assert (found.first_on, found.course.usual.on) == (day("2026-11-30"), day("2026-11-30"))
    assert found.course.postponed.counted[0].day == LATER
    assert [(line.ground_ends_on, line.days, line.decided_by) for line in found.postponements] == [(LATER, 10, 102)]
    assert [entry.name for entry in ledger.entries(db.session(), prefix="viewing_request.")][-3:] == [
        "viewing_request.postponed",
        "viewing_request.due_moved",
        "viewing_request.hold_raised",  # Its footage goes before the new day.
    ]
    assert sealed_well()


def test_the_newest_postponement_counts_and_may_be_sooner():
    number = receive()
    postpone(number, LATER)

    assert postpone(number, day("2026-12-01"), actor=PETRA) == day("2026-12-11")
    assert len(dates(number).moves) == 2
    assert sealed_well()


def test_a_postponement_reaches_thirty_days_and_the_officer_alone_repeats_it():
    number = receive()
    assert postpone(number, day("2026-12-20")) == day("2026-12-30")

    with pytest.raises(PostponedBefore):
        postpone(number, LATER)
    assert postpone(number, LATER, actor=PETRA) == day("2026-12-14")


def test_the_officer_may_say_that_the_reason_of_a_postponement_was_misread():
    one, other, reason = receive(), receive(), "경찰 입회가 필요합니다"
    misread = "경찰이 낸 문서의 말을 옮긴 것임"

    with pytest.raises(OnlyOfficerReadsOtherwise):
        postpone(one, LATER, reason=reason, other_reading=misread)
    postpone(one, LATER, reason=reason, other_reading=misread, actor=PETRA)

    assert "viewing_request.guard_overridden" in {entry.name for entry in ledger.entries(db.session())}
    assert postpone(other, LATER, reason="녹화기 고장 수리로 영상을 꺼낼 수 없음") == day("2026-12-14")
    assert sealed_well()


def test_a_deletion_is_never_postponed_by_command_page_or_paper(sign_in):
    number = receive(kind=RequestKind.DELETION)

    with pytest.raises(NeverPostponed, match="제43조제3항"):
        postpone(number, LATER)

    amir = sign_in("Amir")
    asked = amir.get(f"/requests/{number}/postpone")
    assert (asked.status_code, asked.location) == (303, f"/requests/{number}")
    page = amir.get(f"/requests/{number}").text
    assert "제43조제3항" in page  # Why it is not possible.
    assert f"/requests/{number}/postpone" not in page
    assert f"/requests/{receive()}/postpone" in amir.get("/requests/2026-0002").text
    assert due_on(number) == day("2026-11-30")


def test_a_postponed_case_moves_with_the_days_too():
    number = receive()
    postpone(number, LATER)

    set_day(day("2026-12-14"))

    assert due_on(number) == day("2026-12-15")
    assert sealed_well()


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"reason": " "}, PostponementReasonMissing),
        ({"objection_method": " "}, ObjectionMissing),
        ({"reason": "900101-1234567 확인"}, ResidentNumber),
        ({"notified_on": day("2026-11-21")}, NoticeInFuture),
        ({"notified_on": day("2026-11-19")}, NoticeTooEarly),
        ({"ends_on": day("2026-11-19")}, GroundEnded),
        ({"ends_on": day("2026-12-21")}, PostponedTooFar),
        ({"reason": "경찰관이 입회할 수 있을 때까지 연기합니다"}, UnlawfulReason),
        ({"reason": "담당자 휴가로 연기"}, UnlawfulReason),
        ({"reason": "다른 사람이 함께 촬영되어 연기"}, UnlawfulReason),
        ({"ends_on": day("2026-11-20")}, PostponementGainsNothing),
        ({"actor": OLGA}, NotADecider),
        ({"actor": UMA}, NotADecider),
    ],
)
def test_a_postponement_the_law_does_not_know_is_refused(values, refusal):
    number = receive()

    with pytest.raises(refusal):
        postpone(number, **{"ends_on": LATER, **values})
    assert due_on(number) == day("2026-11-30")


def test_nobody_postpones_what_they_took_in_or_when_it_is_too_late_or_closed():
    own, late, closed = receive(actor=AMIR), receive(), refuse(receive())

    with pytest.raises(OwnRequest):
        postpone(own, LATER)
    with pytest.raises(PostponedTooLate):
        postpone(late, day("2026-12-10"), now=noon(day("2026-12-01")))
    with pytest.raises(CaseClosed):
        postpone(closed, LATER)


def test_waiting_for_the_asker_moves_nothing_by_default():
    number = receive()

    assert pause(number, day("2026-11-27")) == day("2026-11-30") == due_on(number)

    found = dates(number)
    assert (found.moves, found.pauses[0].stops_clock, found.waiting(day("2026-11-27")).reason) == (
        (),
        False,
        "신분 확인",
    )
    assert found.waiting(day("2026-11-28")) is None
    assert resume(number, now=noon(day("2026-11-24")), because=Resumed.NOT_COMING) == day("2026-11-30")
    assert sealed_well()


def test_the_privacy_officer_lets_the_period_stand_still_with_a_reason():
    number = receive()

    assert pause(number, day("2026-11-27"), actor=PETRA, stop_reason=STOP) == day(
        "2026-12-07"
    )  # Seven days not counted.
    assert resume(number, now=noon(day("2026-11-23"))) == day("2026-12-03")  # 21, 22 and 23 November were not counted.

    assert [str(move.why) for move in dates(number).moves] == ["기다리는 동안 기간을 멈춤", "기다림이 끝남"]
    assert dates(number).agrees
    assert sealed_well()


def test_a_period_stands_still_at_most_until_the_day_that_was_set():
    number = receive()
    pause(number, day("2026-11-22"), actor=PETRA, stop_reason=STOP)

    assert resume(number, now=noon(day("2026-11-25"))) == day("2026-12-02") == due_on(number)
    assert len(dates(number).moves) == 1


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"reason": " "}, PauseReasonMissing),
        ({"reason": "900101-1234567 확인"}, ResidentNumber),
        ({"until_on": day("2026-11-20")}, PauseEndsBefore),
        ({"until_on": day("2028-01-01")}, TooFarAhead),
        ({"notified_on": day("2026-11-21")}, NoticeInFuture),
        ({"stop_reason": STOP}, NotYourClock),
        ({"stop_reason": STOP, "actor": AMIR}, NotYourClock),
        ({"stop_reason": " ", "actor": PETRA}, StopReasonMissing),
        ({"actor": UMA}, NotAllowed),
        ({"actor": SAM}, RequestNotFound),
    ],
)
def test_a_pause_nobody_may_make_is_refused(values, refusal):
    number = receive()

    with pytest.raises(refusal):
        pause(number, **{"until_on": day("2026-11-27"), **values})
    assert due_on(number) == day("2026-11-30")


def test_the_clock_of_ones_own_request_and_one_that_ran_out_do_not_stand_still():
    own, late = receive(actor=PETRA), receive()

    with pytest.raises(NotYourClock):
        pause(own, day("2026-11-27"), actor=PETRA, stop_reason=STOP)
    with pytest.raises(StoppedTooLate):
        pause(late, day("2026-12-10"), actor=PETRA, stop_reason=STOP, now=noon(day("2026-12-01")))


def test_a_case_waits_once_at_a_time_and_goes_on_once():
    number = receive()
    with pytest.raises(NotPaused):
        resume(number)
    pause(number, day("2026-11-27"))
    with pytest.raises(AlreadyPaused):
        pause(number, day("2026-11-30"))
    resume(number)
    with pytest.raises(NotPaused):
        resume(number)

    pause(number, day("2026-11-30"))
    pause(number, day("2026-12-10"), now=noon(day("2026-12-01")))  # The one before is over.
    assert len(dates(number).pauses) == 3


def test_a_closed_case_neither_waits_nor_goes_on():
    number = receive()
    pause(number, day("2026-11-27"))
    refuse(number)

    for change in (lambda: pause(number, day("2026-11-30")), lambda: resume(number)):
        with pytest.raises(CaseClosed):
            change()


def test_an_approved_case_that_is_not_fulfilled_yet_may_be_postponed():
    number = approve(receive(), actor=PETRA)

    assert postpone(number, LATER) == day("2026-12-14")
    assert sealed_well()
