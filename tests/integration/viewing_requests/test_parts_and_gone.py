"""Deciding in part, answering that footage is gone, and stand-ins: what each needs, and what stops it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.database import db
from app.kernel.actor import Actor, Role
from app.viewing_requests import queries
from app.viewing_requests.decision_refusals import (
    AgreedToPart,
    AllowedPartMissing,
    GoneAtMissing,
    GoneAtWrong,
    NothingAllowed,
    OwnInTheirStead,
    SecondLookNeeded,
)
from app.viewing_requests.models import ViewingRequestDecision
from app.viewing_requests.refusals import (
    GroundMissing,
    GroundNotAllowed,
    ObjectionMissing,
    OneOfTwo,
    OnlyOfficerReadsOtherwise,
    OwnRequest,
    ReasonMissing,
    UnlawfulReason,
    WrongMoment,
)
from app.viewing_requests.states import GoneBecause, Status
from app.viewing_requests.verification import check_requests
from tests.builders.decisions import HARM, PART, answer_gone, grant_part
from tests.builders.holds import lock
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, PETRA, a_provision, approve, receive, refuse

GROUND, BY_WARRANT = "pipa.18.2.2", "영장에 적힌 범위만 제공함"

LOOKED = "관제요원 올가가 녹화기에서 그 시각 앞뒤를 재생함"


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def detail(number):
    db.session().expire_all()
    return queries.request_detail(db.session(), number=number, actor=AMIR, now=NOW)


def standing_in(who, role, principal):
    """Return a person who also holds a role for somebody else, everywhere."""
    own = replace(who, rights=frozenset((held, None) for held in who.roles))
    return own.borrowing([(role, None, principal.id)])


def test_a_part_is_granted_with_what_is_shown_and_why_not_the_rest():
    number = grant_part(receive())

    found = detail(number)
    assert (found.row.status, found.decision.ground) == (Status.PARTLY_APPROVED, "pipa.35.4.2")
    assert (found.decision.allowed_part, found.decision.reason) == (PART, HARM)
    stored = db.session().query(ViewingRequestDecision).one()
    assert stored.reason.startswith("wv1:")
    assert stored.allowed_part.startswith("wv1:")
    assert list(check_requests(db.session())) == []


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"allowed": " "}, AllowedPartMissing),
        *[
            ({"allowed": nothing}, NothingAllowed)
            for nothing in ("없음", "해당 없음", "-", "None", "0분", "보여줄 부분 없음.")
        ],
        ({"reason": ""}, ReasonMissing),
        ({"objection": " "}, ObjectionMissing),
        ({"ground": None}, GroundMissing),
        ({"ground": "pipa.35.4.3"}, GroundNotAllowed),
        ({"reason": "경찰 입회가 없어 나머지는 보여 줄 수 없음"}, UnlawfulReason),
        ({"reason": "그냥 안 됨"}, UnlawfulReason),
    ],
)
def test_a_part_without_what_the_law_asks_is_stopped(wrong, refusal):
    number = receive()

    with pytest.raises(refusal):
        grant_part(number, **wrong)
    assert detail(number).row.awaits_decision
    assert detail(number).decision is None


def test_of_a_provision_two_agree_to_the_part_and_nobody_gives_more_than_the_manager():
    number = grant_part(a_provision(), ground=GROUND, reason=BY_WARRANT)
    assert detail(number).row.status is Status.IN_REVIEW

    with pytest.raises(AgreedToPart):
        approve(number, actor=PETRA, ground=GROUND)
    grant_part(number, actor=PETRA, ground=GROUND, reason=BY_WARRANT)

    assert detail(number).row.status is Status.PARTLY_APPROVED
    assert list(check_requests(db.session())) == []


def test_footage_that_is_gone_is_an_answer_and_no_refusal():
    number = receive(span_from=NOW - timedelta(days=90), span_to=NOW - timedelta(days=89))

    answer_gone(number, because=GoneBecause.OVERWRITTEN, gone_at=NOW - timedelta(days=5))

    found = detail(number)
    assert (found.row.status, found.decision.gone_because) == (Status.NOT_EXISTING, "overwritten")
    assert found.decision.ground is None
    assert list(check_requests(db.session())) == []


def test_what_a_fault_took_is_answered_with_its_moment_and_who_looked_while_it_should_be_there():
    number, moment = receive(), NOW - timedelta(hours=1)

    for wrong, refusal in ((None, GoneAtMissing), (NOW + timedelta(hours=1), GoneAtWrong), (moment, SecondLookNeeded)):
        with pytest.raises(refusal):
            answer_gone(number, because=GoneBecause.LOST, gone_at=wrong)
    answer_gone(number, because=GoneBecause.LOST, gone_at=moment, second_look=LOOKED)

    found = detail(number).decision
    assert (found.gone_because, found.gone_at, found.second_look) == ("lost", moment, LOOKED)
    assert list(check_requests(db.session())) == []


@pytest.mark.parametrize("because", [GoneBecause.NOT_RECORDED, GoneBecause.NOT_SHOWN])
def test_what_should_be_there_still_is_answered_with_who_looked(because):
    number, long_ago = receive(), receive(span_from=NOW - timedelta(days=90), span_to=NOW - timedelta(days=89))

    with pytest.raises(SecondLookNeeded):
        answer_gone(number, because=because, second_look="")
    answer_gone(number, because=because, second_look=LOOKED)
    answer_gone(long_ago, because=because, second_look="")

    assert detail(number).decision.second_look == LOOKED
    assert detail(long_ago).row.status is Status.NOT_EXISTING


def test_a_lock_says_too_that_the_footage_should_be_there():
    number = receive(span_from=NOW - timedelta(days=15), span_to=NOW - timedelta(days=15) + timedelta(minutes=20))
    lock(number, now=NOW)

    with pytest.raises(SecondLookNeeded, match="보존 처리"):
        answer_gone(number, because=GoneBecause.NOT_RECORDED, now=NOW + timedelta(days=10))


def test_no_footage_is_not_said_for_a_reason_that_is_unlawful():
    number, reason = receive(), "경찰 입회 없이는 보여 드릴 수 없음"

    with pytest.raises(UnlawfulReason):
        answer_gone(number, reason=reason)
    with pytest.raises(OnlyOfficerReadsOtherwise):
        answer_gone(number, reason=reason, other_reading="인용한 말일 뿐임")
    assert detail(number).row.awaits_decision
    answer_gone(number, reason=reason, other_reading="경찰의 의견을 옮긴 말일 뿐임", actor=PETRA)

    assert detail(number).row.status is Status.NOT_EXISTING
    assert list(check_requests(db.session())) == []


@pytest.mark.parametrize(
    ("because", "gone_at", "refusal"),
    [
        (GoneBecause.OVERWRITTEN, None, GoneAtMissing),
        (GoneBecause.OVERWRITTEN, NOW + timedelta(hours=1), GoneAtWrong),
        (GoneBecause.OVERWRITTEN, NOW - timedelta(days=2), GoneAtWrong),
        (GoneBecause.OVERWRITTEN, NOW - timedelta(hours=1), SecondLookNeeded),
    ],
)
def test_when_it_was_overwritten_fits_or_somebody_looks_again(because, gone_at, refusal):
    number = receive()

    with pytest.raises(refusal):
        answer_gone(number, because=because, gone_at=gone_at)
    with pytest.raises(refusal):
        answer_gone(number, because=because, gone_at=gone_at, second_look=".")


def test_a_second_look_that_says_something_lets_it_pass():
    number = receive()

    answer_gone(
        number,
        because=GoneBecause.OVERWRITTEN,
        gone_at=NOW - timedelta(hours=1),
        second_look="녹화기 화면에서 가장 오래된 영상이 오늘 09시임",
    )

    assert detail(number).row.status is Status.NOT_EXISTING


def test_what_was_granted_may_turn_out_lost_and_is_answered_in_a_round_of_its_own():
    number = approve(receive())
    with pytest.raises(WrongMoment):
        answer_gone(number, actor=PETRA)

    answer_gone(number, actor=PETRA, was_granted=True)

    found = detail(number)
    assert (found.row.status, found.decision.decided_by) == (Status.NOT_EXISTING, PETRA.id)
    assert db.session().query(ViewingRequestDecision.round).order_by("round").all() == [(1,), (2,)]
    assert list(check_requests(db.session())) == []


def test_whoever_took_it_in_does_not_answer_that_it_is_gone():
    with pytest.raises(OwnRequest):
        answer_gone(receive(actor=AMIR), actor=AMIR)


def test_a_stand_in_decides_for_somebody_and_both_are_on_record():
    deputy = standing_in(OLGA, Role.MANAGER, AMIR)
    number = receive(actor=PETRA)

    approve(number, actor=deputy)

    found = detail(number).decision
    assert (found.decided_by, found.for_account, found.decided_as) == (OLGA.id, AMIR.id, "manager")
    assert list(check_requests(db.session())) == []


def test_nobody_decides_for_whoever_took_it_in():
    with pytest.raises(OwnInTheirStead):
        refuse(receive(actor=AMIR), actor=standing_in(OLGA, Role.MANAGER, AMIR))


def test_the_same_two_people_do_not_take_both_steps():
    dora = Actor(id=120, name="Dora", roles=frozenset({Role.OPERATOR}))
    of_both = standing_in(dora, Role.MANAGER, AMIR)
    of_both = of_both.borrowing([(Role.MANAGER, None, AMIR.id), (Role.PRIVACY_OFFICER, None, PETRA.id)])
    officer_for_manager = standing_in(PETRA, Role.MANAGER, AMIR)
    for_officer = standing_in(dora, Role.PRIVACY_OFFICER, PETRA)

    by_deputy = approve(a_provision(), actor=of_both, ground=GROUND)
    by_officer = approve(a_provision(), actor=officer_for_manager, ground=GROUND)

    for number, actor in [(by_deputy, of_both), (by_officer, PETRA), (by_officer, for_officer)]:
        with pytest.raises(OneOfTwo):
            approve(number, actor=actor, ground=GROUND)
    assert detail(approve(by_deputy, actor=PETRA, ground=GROUND)).row.status is Status.APPROVED
    assert list(check_requests(db.session())) == []
