"""What comes next in a case, and whose turn it is."""

from datetime import date

import pytest

from app.kernel.actor import Actor, Role
from app.viewing_requests.domain import Handling, RequestKind
from app.viewing_requests.next_steps import Standing, Turn, next_steps
from app.viewing_requests.states import TERMINAL, Status

OLGA, AMIR, PETRA = 1, 2, 3


def case(status=Status.RECEIVED, handling=Handling.VIEWING, **given):
    given.setdefault("own_to", frozenset({OLGA}))
    given.setdefault("kind", RequestKind.VIEWING)
    return Standing(status=status, handling=handling, **given)


def turns(standing):
    return [(step.turn, step.place) for step in next_steps(standing)]


def somebody(number, *roles):
    return Actor(id=number, name="x", roles=frozenset(roles))


def test_footage_that_goes_comes_before_everything_else():
    found = turns(case(locks_to_set=2, checks_missing=1))

    assert found == [(Turn.OPERATOR, "holds"), (Turn.OPERATOR, "checks"), (Turn.DECIDER, "decision")]


def test_a_request_by_the_web_is_taken_over_first():
    assert turns(case(unowned=True))[0] == (Turn.WORKER, "taking-over")


@pytest.mark.parametrize(
    ("given", "turn"),
    [
        ({}, Turn.DECIDER),
        ({"handling": Handling.PROVISION}, Turn.MANAGER),
        ({"handling": Handling.PROVISION, "is_endorsed": True, "endorsed_by": AMIR}, Turn.OFFICER),
    ],
)
def test_who_decides_depends_on_the_handling_and_on_who_agreed(given, turn):
    assert [step.turn for step in next_steps(case(**given))] == [turn]


def test_nobody_decides_on_what_they_took_in_or_over():
    (step,) = next_steps(case(own_to=frozenset({AMIR, OLGA})))

    assert not step.is_for(somebody(AMIR, Role.MANAGER))
    assert step.is_for(somebody(PETRA, Role.PRIVACY_OFFICER))


def test_who_agreed_does_not_decide_a_second_time():
    (step,) = next_steps(case(handling=Handling.PROVISION, is_endorsed=True, endorsed_by=AMIR))

    assert not step.is_for(somebody(AMIR, Role.MANAGER, Role.PRIVACY_OFFICER))
    assert step.is_for(somebody(PETRA, Role.PRIVACY_OFFICER))


def test_waiting_and_postponing_are_told_before_the_decision():
    found = turns(case(Status.POSTPONED, waits_until=date(2026, 12, 1)))

    assert found == [(Turn.ASKER, "clocks"), (Turn.TIME, "clocks"), (Turn.DECIDER, "decision")]


def test_what_was_granted_is_told_and_given():
    assert turns(case(Status.APPROVED, untold=True)) == [(Turn.WORKER, "decision"), (Turn.WORKER, "handover")]


def test_what_was_granted_unchecked_is_checked_first():
    assert turns(case(Status.APPROVED, checks_missing=1))[0] == (Turn.OPERATOR, "checks")


def test_the_letter_that_follows_an_emergency_comes_right_after_its_review():
    found = turns(case(Status.HANDED_OVER, handling=Handling.PROVISION, to_review_of=OLGA, owes_letter=True))

    assert found == [(Turn.DECIDER, "decision"), (Turn.WORKER, "handover")]


@pytest.mark.parametrize("status", sorted(TERMINAL))
def test_a_lock_stays_a_task_after_the_case_is_over(status):
    assert turns(case(status)) == []
    assert turns(case(status, locks_to_release=1)) == [(Turn.OPERATOR, "holds")]


def test_an_emergency_is_reviewed_by_a_decider_who_did_not_open_it():
    first = next_steps(case(Status.APPROVED, to_review_of=AMIR))[0]

    assert (first.turn, first.place) == (Turn.DECIDER, "decision")
    assert not first.is_for(somebody(AMIR, Role.MANAGER))
    assert first.is_for(somebody(PETRA, Role.PRIVACY_OFFICER))


def test_a_copy_that_is_out_is_asked_after():
    assert turns(case(Status.HANDED_OVER, copies_out=1)) == [(Turn.WORKER, "handover")]
