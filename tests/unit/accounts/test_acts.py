"""A right that leaves acts out gives the others, at its sites; no right gives what its role does not have."""

import pytest

from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.acts import ACT_NAMES, ACTS_OF, Act, acts_within, read_acts, stored


def somebody(*rights, sites=None):
    """Somebody with rights: role, site, and the acts that are left (None: all)."""
    return Actor(
        id=5,
        name="Sumi",
        roles=frozenset(role for role, _site, _acts in rights),
        sites=sites,
        rights=frozenset((role, site) for role, site, _acts in rights),
        narrowed=frozenset((role, site, frozenset(acts)) for role, site, acts in rights if acts is not None),
    )


BOTH = somebody(
    (Role.MANAGER, "HQ", [Act.READ]), (Role.MANAGER, "CNG", None), (Role.OPERATOR, "HQ", None),
    sites=frozenset({"HQ", "CNG"}),
)  # fmt: skip


def test_a_role_counts_where_its_right_leaves_the_act():
    assert BOTH.sites_as(Role.MANAGER) == {"HQ", "CNG"}
    assert BOTH.sites_as(Role.MANAGER, acts=(Act.DECIDE,)) == {"CNG"}
    assert BOTH.acting_as(Role.MANAGER, acts=(Act.DECIDE,)).sites == {"CNG"}
    assert BOTH.sites_as(Role.MANAGER, Role.OPERATOR, acts=(Act.HOLD,)) == {"HQ", "CNG"}


def test_who_does_something_holds_only_what_allows_it():
    deciding = BOTH.doing(Act.DECIDE)

    assert deciding.rights == {(Role.MANAGER, "CNG")}
    assert (deciding.roles, deciding.sites) == ({Role.MANAGER}, {"CNG"})
    assert BOTH.doing(Act.READ) == BOTH
    assert BOTH.doing() == BOTH
    nothing = BOTH.doing(Act.ADMINISTER)
    assert (nothing.roles, nothing.sites, nothing.rights) == (frozenset(), frozenset(), frozenset())


def test_one_of_several_acts_is_enough():
    assert BOTH.doing(Act.ADMINISTER, Act.DECIDE).sites == {"CNG"}


def test_doing_two_things_needs_both():
    one = somebody((Role.OPERATOR, None, [Act.READ, Act.PLAYBACK]))

    assert one.doing(Act.PLAYBACK).roles == {Role.OPERATOR}
    assert one.doing(Act.PLAYBACK).doing(Act.COPY).roles == frozenset()


def test_doing_something_shows_no_more_sites_than_before():
    assert BOTH.within(frozenset({"HQ"})).doing(Act.DECIDE).sites == frozenset()


def test_what_is_borrowed_goes_with_its_right():
    lent = somebody((Role.OPERATOR, "HQ", None), sites=frozenset({"HQ"})).borrowing({(Role.MANAGER, "HQ", 9)})

    assert lent.doing(Act.DECIDE).standing_in == {(Role.MANAGER, "HQ", 9)}
    assert lent.doing(Act.DECIDE).principal_for(Role.MANAGER, "HQ") == 9
    assert lent.doing(Act.PUBLISH).standing_in == frozenset()


def test_a_role_gives_no_act_it_does_not_have():
    auditor = somebody((Role.AUDITOR, None, [*Act]))

    assert not auditor.has(Role.AUDITOR, acts=(Act.DECIDE,))
    assert auditor.has(Role.AUDITOR, acts=(Act.PRINT,))


def test_the_system_may_what_it_may():
    assert SYSTEM.may_act_as(Role.OPERATOR, acts=(Act.HOLD,))
    assert not SYSTEM.has(Role.OPERATOR, acts=(Act.HOLD,))


@pytest.mark.parametrize("role", Role)
def test_every_role_reads_and_a_grant_is_never_wider_than_it(role):
    assert Act.READ in ACTS_OF[role]
    assert acts_within(role, None) is None
    assert acts_within(role, list(Act)) is None
    assert acts_within(role, []) == {Act.READ}
    for act in Act:
        kept = acts_within(role, [act])
        assert (kept or ACTS_OF[role]) <= ACTS_OF[role]
        assert read_acts(stored(kept)) == kept


def test_every_act_is_called_something_and_belongs_to_somebody():
    assert list(ACT_NAMES) == list(Act)
    assert frozenset().union(*ACTS_OF.values()) == set(Act)
    assert stored(None) is None
    assert read_acts(None) is None
