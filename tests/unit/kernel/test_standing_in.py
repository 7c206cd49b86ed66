"""Who an actor is while they stand in for somebody, and what stays their own."""

import pytest

from app.kernel.actor import Actor, Role

OWN = frozenset({(Role.OPERATOR, None), (Role.MANAGER, "A")})
BORIS = Actor(7, "Boris", roles=frozenset({Role.OPERATOR, Role.MANAGER}), rights=OWN)
AMIR, PETRA = 3, 4


def test_a_borrowed_role_counts_like_an_own_one_where_it_reaches():
    actor = BORIS.borrowing([(Role.PRIVACY_OFFICER, "A", PETRA), (Role.PRIVACY_OFFICER, "B", PETRA)])

    assert actor.has(Role.PRIVACY_OFFICER)
    assert actor.sites_as(Role.PRIVACY_OFFICER) == {"A", "B"}
    assert actor.sites == BORIS.sites


@pytest.mark.parametrize(
    ("site", "principal"),
    [("A", None), ("B", AMIR), (None, AMIR)],
)
def test_the_own_right_wins_where_it_holds(site, principal):
    actor = BORIS.borrowing([(Role.MANAGER, None, AMIR)])

    assert actor.principal_for(Role.MANAGER, site) == principal
    assert actor.principal_for(Role.OPERATOR, site) is None


def test_what_is_held_anyway_is_not_borrowed():
    actor = BORIS.borrowing([(Role.OPERATOR, "B", AMIR), (Role.MANAGER, "A", AMIR)])

    assert actor == BORIS


def test_nobody_acts_for_another_where_the_stand_in_does_not_reach():
    actor = BORIS.borrowing([(Role.MANAGER, "B", AMIR)])

    assert actor.principal_for(Role.MANAGER, "C") is None
    assert actor.principal_for(Role.MANAGER, None) is None
    assert actor.principal_for(Role.PRIVACY_OFFICER, "B") is None


def test_of_two_principals_the_lower_number_is_named():
    actor = BORIS.borrowing([(Role.MANAGER, None, 9), (Role.MANAGER, "B", AMIR)])

    assert actor.principal_for(Role.MANAGER, "B") == AMIR
    assert actor.principal_for(Role.MANAGER, "C") == 9


def test_as_oneself_nothing_is_borrowed():
    actor = BORIS.borrowing([(Role.MANAGER, None, AMIR), (Role.PRIVACY_OFFICER, None, PETRA)])

    assert actor.as_oneself() == BORIS
    assert actor.acting_as(Role.MANAGER).as_oneself().rights == OWN
