"""A version of the policy goes its way by the commands: who may do what, when, and what is refused."""

from datetime import timedelta

import pytest

from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.policy import commands, queries
from app.policy.domain import NotPublishable
from app.policy.versions import (
    NEXT,
    AlreadyPreparing,
    EffectiveInPast,
    EffectiveTooSoon,
    NotAfterLast,
    NoteNeeded,
    NothingChosen,
    NotYet,
    OtherText,
    OwnVersion,
    ReasonNeeded,
    State,
    UnknownVersion,
    WrongMove,
)
from tests.builders import policy_versions as build
from tests.builders.accounts import an_actor
from tests.builders.policy_versions import NOW, OFFICER, TODAY, a_version, in_days
from tests.builders.registry import record_estate
from tests.builders.whole_estate import record_whole_estate

pytestmark = pytest.mark.usefixtures("estate")


@pytest.fixture
def estate(app):
    record_whole_estate()


def state(number):
    return build.version(number).state


def names(number):
    return [act.name for act in queries.acts_on(db.session(), number=number)]


def test_the_first_version_may_take_effect_the_day_it_is_announced():
    number = a_version()
    assert number == 1
    assert state(1) is State.IN_FORCE
    assert names(1) == [
        "policy.drafted", "policy.reviewed", "policy.approved", "policy.announced", "policy.entered_into_force",
    ]  # fmt: skip
    assert queries.version_in_force(db.session(), on=TODAY).number == 1
    assert queries.version_in_force(db.session(), on=TODAY - timedelta(days=1)) is None


def test_a_later_one_is_announced_seven_days_before_and_replaces_the_former_on_its_day():
    a_version()
    with pytest.raises(EffectiveTooSoon, match=r"7일 뒤인 2026-03-09부터"):
        build.draft(effective_on=in_days(6))
    second = a_version(State.APPROVED, effective_on=in_days(7), note="보관기간을 고침")
    with pytest.raises(EffectiveTooSoon, match=r"7일 뒤인 2026-03-10부터"):
        build.announce(second, now=NOW + timedelta(days=1))
    build.announce(second)
    with pytest.raises(NotYet, match="2026-03-09부터"):
        build.enter(second)
    with unit_of_work() as session:
        assert commands.enter_due(session, actor=OFFICER, now=NOW + timedelta(days=6)) == []
    with unit_of_work() as session:
        assert commands.enter_due(session, actor=OFFICER, now=build.start_of(in_days(7))) == [second]
    assert (state(1), state(second)) == (State.REPLACED, State.IN_FORCE)
    assert build.version(1).replaced_by == second
    assert queries.version_in_force(db.session(), on=in_days(6)).number == 1
    assert queries.version_in_force(db.session(), on=in_days(7)).number == second


def test_the_day_decides_which_is_in_force_whether_or_not_the_job_ran():
    a_version()
    a_version(State.ANNOUNCED, effective_on=in_days(7))
    assert state(2) is State.ANNOUNCED
    assert queries.version_in_force(db.session(), on=in_days(7)).number == 2
    assert [one.number for one in queries.announced_versions(db.session(), on=TODAY)] == [2]
    assert queries.announced_versions(db.session(), on=in_days(7)) == []


ACTS = {
    State.REVIEWED: build.review,
    State.APPROVED: build.approve,
    State.ANNOUNCED: build.announce,
    State.IN_FORCE: build.enter,
    State.DRAFT: build.send_back,
    State.WITHDRAWN: build.withdraw,
}


def standing_at(wished):
    """Return a version that stands somewhere."""
    if wished is State.REPLACED:
        a_version()
        a_version(effective_on=in_days(7))
        return 1
    if wished is State.WITHDRAWN:
        number = a_version(State.DRAFT)
        build.withdraw(number)
        return number
    return a_version(wished)


@pytest.mark.parametrize("current", State)
def test_every_move_that_is_not_in_the_list_is_refused(current):
    number = standing_at(current)
    for target, act in ACTS.items():
        if target not in NEXT[current]:
            with pytest.raises(WrongMove):
                act(number)
    assert state(number) is current


def test_only_a_draft_is_composed_anew():
    number = a_version(State.REVIEWED)
    with pytest.raises(WrongMove):
        build.refresh(number)


def test_nobody_vouches_for_what_they_wrote_themselves():
    both = an_actor(Role.MANAGER, number=14)
    number = build.draft(actor=both)
    with pytest.raises(OwnVersion):
        build.review(number, actor=both)
    build.withdraw(number)
    number = build.draft(actor=OFFICER)
    build.review(number)
    with pytest.raises(OwnVersion):
        build.approve(number, actor=OFFICER)
    assert state(number) is State.REVIEWED


def test_nobody_vouches_in_the_place_of_who_wrote_it():
    number = build.draft(actor=OFFICER)
    build.review(number)
    deputy = an_actor(Role.AUDITOR, number=15).borrowing([(Role.PRIVACY_OFFICER, None, OFFICER.id)])
    with pytest.raises(OwnVersion):
        build.approve(number, actor=deputy)


def test_a_deputy_approves_what_another_wrote_and_it_is_told_for_whom():
    number = a_version(State.REVIEWED)
    deputy = an_actor(Role.AUDITOR, number=15).borrowing([(Role.PRIVACY_OFFICER, None, OFFICER.id)])
    build.approve(number, actor=deputy)
    entry = list(ledger.entries(db.session(), names=["policy.approved"]))[-1]
    assert (entry.actor_id, entry.data["for_account"]) == (15, OFFICER.id)


@pytest.mark.parametrize(
    ("current", "act", "allowed"),
    [
        (State.DRAFT, build.review, {Role.MANAGER}),
        (State.REVIEWED, build.approve, {Role.PRIVACY_OFFICER}),
        (State.REVIEWED, build.send_back, {Role.MANAGER, Role.PRIVACY_OFFICER}),
        (State.APPROVED, build.announce, {Role.PRIVACY_OFFICER}),
        (State.ANNOUNCED, build.enter, {Role.PRIVACY_OFFICER}),
        (State.ANNOUNCED, build.withdraw, {Role.PRIVACY_OFFICER}),
        (State.APPROVED, build.withdraw, {Role.MANAGER, Role.PRIVACY_OFFICER}),
        (State.DRAFT, build.refresh, set(Role) - {Role.AUDITOR}),
    ],
)
def test_who_holds_another_role_may_not(current, act, allowed):
    number = a_version(current)
    for role in set(Role) - allowed:
        with pytest.raises(NotAllowed):
            act(number, actor=an_actor(role, number=20))
    for role in allowed:
        limited = an_actor(role, number=20, sites={"HQ"})
        with pytest.raises(NotAllowed):
            act(number, actor=limited)
    act(number, actor=an_actor(min(allowed), number=21))


def test_an_auditor_drafts_nothing():
    with pytest.raises(NotAllowed):
        build.draft(actor=an_actor(Role.AUDITOR))


def test_one_version_is_prepared_at_a_time():
    number = a_version(State.REVIEWED)
    with pytest.raises(AlreadyPreparing, match="제1판"):
        build.draft()
    build.withdraw(number)
    assert build.draft() == 2


def test_what_was_read_must_be_what_is_vouched_for():
    number = a_version(State.DRAFT)
    read = build.version(number).text_digest
    build.refresh(number, note="다르게 고침")
    with pytest.raises(OtherText):
        build.review(number, digest=read)
    build.review(number)
    with pytest.raises(OtherText):
        build.approve(number, digest=read)


def test_a_draft_needs_a_day_to_come_a_note_and_something_to_publish():
    with pytest.raises(EffectiveInPast):
        build.draft(effective_on=TODAY - timedelta(days=1))
    with pytest.raises(NoteNeeded):
        build.draft(note=" ")
    with pytest.raises(NoteNeeded):
        build.draft(note="가" * 201)
    for nothing in ({"forms": ()}, {"languages": ()}):
        with pytest.raises(NothingChosen):
            build.draft(**nothing)
    with pytest.raises(ReasonNeeded):
        build.send_back(a_version(State.REVIEWED), reason=" ")


def test_a_version_takes_effect_after_all_that_are_published():
    a_version(State.ANNOUNCED, effective_on=in_days(3))
    with pytest.raises(NotAfterLast, match="제1판의 시행일 2026-03-05"):
        build.draft(effective_on=in_days(3))


def test_a_day_that_passed_while_people_read_is_not_announced():
    number = a_version(State.APPROVED)
    with pytest.raises(EffectiveInPast):
        build.announce(number, now=NOW + timedelta(days=1))


def test_a_registry_that_contradicts_itself_gives_no_draft():
    record_estate({"rows": [{"code": "governors", "name": "정압기", "order": 2, "camera_count": 9}]})
    with pytest.raises(NotPublishable):
        build.draft()


def test_what_is_not_there_is_not_found():
    with pytest.raises(UnknownVersion):
        build.enter(7)
    with pytest.raises(UnknownVersion):
        build.version(7)


def test_the_text_states_its_day_and_the_history_of_changes():
    a_version(note="처음 정함")
    number = a_version(State.DRAFT, effective_on=in_days(30), note="보관기간을 줄임", languages=("ko", "en"))
    texts = queries.pinned_texts(db.session(), of=build.version(number))
    assert [(text.form.value, text.language) for text in texts] == [("standalone", "ko"), ("standalone", "en")]
    assert texts[0].effective_on == in_days(30)
    said = str(texts[0])
    assert "처음 정함" in said
    assert "보관기간을 줄임" in said
