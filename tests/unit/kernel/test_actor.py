"""A role counts at the sites it was given for, whatever else the person may see."""

from app.kernel.actor import SYSTEM, Actor, Role

BOTH = Actor(
    id=1,
    name="Olga",
    roles=frozenset({Role.OPERATOR, Role.AUDITOR}),
    rights=frozenset({(Role.OPERATOR, "HQ"), (Role.AUDITOR, None)}),
)


def test_who_audits_everything_operates_one_site_only():
    assert BOTH.sites_as(Role.OPERATOR) == {"HQ"}
    assert BOTH.sites_as(Role.AUDITOR) is None
    assert BOTH.sites_as(Role.OPERATOR, Role.AUDITOR) is None


def test_acting_as_a_role_not_held_leaves_no_site():
    assert BOTH.acting_as(Role.MANAGER).sites == frozenset()
    assert not BOTH.acting_as(Role.MANAGER).sees_site("HQ")


def test_without_rights_every_role_holds_at_all_sites():
    sam = Actor(id=2, name="Sam", roles=frozenset({Role.OPERATOR}), sites=frozenset({"G-1"}))
    assert sam.sites_as(Role.OPERATOR) == {"G-1"}
    assert sam.sites_as(Role.MANAGER) == frozenset()


def test_the_system_may_act_as_anybody_and_people_as_what_they_are():
    assert SYSTEM.may_act_as(Role.OPERATOR)
    assert BOTH.may_act_as(Role.OPERATOR, Role.MANAGER)
    assert not BOTH.may_act_as(Role.MANAGER)
