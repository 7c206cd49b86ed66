"""What a stand-in gives somebody signed in: the borrowed role, on its days, while both people hold theirs."""

import secrets
from datetime import timedelta

import pytest

from app.accounts import commands, queries
from app.accounts.queries.acting import actor_named
from app.accounts.queries.stand_ins import deputies_of, stand_in_note
from app.accounts.queries.stand_ins import stand_ins as all_stand_ins
from app.accounts.standing_in import Standing
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import start_of_kst_day
from tests.builders.accounts import a_session
from tests.builders.stand_ins import FIRST, LAST, NOON, end_stand_in, stand_in

DAY = timedelta(days=1)
BEGINS, ENDS = start_of_kst_day(FIRST), start_of_kst_day(LAST + DAY)
BLINK = timedelta(microseconds=1)


def seen(person, now=BEGINS):
    """Return who somebody is who signs in at a moment."""
    token = secrets.token_urlsafe(32)
    with unit_of_work() as session:
        a_session(session, person, token_hash=queries.token_hash_of(token), now=now - BLINK)
    db.session.rollback()
    return queries.actor_of_cookie(db.session(), token=token, now=now).actor


def end_right(person, role, now=NOON):
    with unit_of_work() as session:
        for grant in queries.person(session, account_id=person.id).held:
            if grant.role is role:
                commands.end_role(session, grant_id=grant.id, reason="이동", actor=SYSTEM, now=now)


def standing(actor, now=BEGINS):
    db.session.rollback()
    (only,) = all_stand_ins(db.session(), actor=actor, now=now)
    return only.standing


@pytest.mark.parametrize(
    ("now", "holds", "state"),
    [
        (BEGINS - DAY, False, Standing.COMING),
        (BEGINS - BLINK, False, Standing.COMING),  # 14:59:59.999999 UTC is still the day before in Korea.
        (BEGINS, True, Standing.IN_FORCE),
        (BEGINS + timedelta(hours=9), True, Standing.IN_FORCE),  # Midnight in UTC.
        (ENDS - BLINK, True, Standing.IN_FORCE),
        (ENDS, False, Standing.OVER),
        (ENDS + DAY, False, Standing.OVER),
    ],
)
def test_it_counts_from_the_first_korean_day_to_the_last(cast, now, holds, state):
    amir, olga = cast("Amir"), cast("Olga")
    stand_in(amir, olga)

    actor = seen(olga, now)

    assert actor.has(Role.MANAGER) is holds
    assert actor.principal_for(Role.MANAGER, "HQ") == (amir.id if holds else None)
    assert actor.has(Role.OPERATOR)
    assert standing(amir, now) is state


def test_the_principal_keeps_the_right_and_lends_nothing_else(cast):
    amir = cast("Amir", roles={Role.MANAGER, Role.ADMINISTRATOR})
    stand_in(amir, cast("Olga"))

    assert seen(amir).principal_for(Role.MANAGER, None) is None
    assert seen(amir).has(Role.MANAGER)
    assert seen(cast("Olga")).roles == {Role.OPERATOR, Role.MANAGER}


@pytest.mark.parametrize(
    ("lent_at", "asked", "reaches"),
    [
        (None, None, None),
        (None, "A", {"A"}),
        ({"A", "B"}, None, {"A", "B"}),
        ({"A", "B"}, "B", {"B"}),
    ],
)
def test_it_reaches_as_far_as_the_principals_right(cast, lent_at, asked, reaches):
    amir, olga = cast("Amir", sites=lent_at), cast("Olga")
    stand_in(amir, olga, site_code=asked)

    assert seen(olga).sites_as(Role.MANAGER) == reaches
    assert seen(olga).sites is None
    assert seen(olga).principal_for(Role.MANAGER, "C") == (amir.id if reaches is None else None)


def test_who_holds_the_role_at_one_site_acts_for_themselves_there(cast):
    amir, boris = cast("Amir"), cast("Amir", name="Boris", sites={"A"}, roles={Role.MANAGER})
    dora = cast("Olga", name="Dora", roles={Role.OPERATOR, Role.MANAGER})
    with unit_of_work() as session:
        commands.grant_role(
            session, account_id=boris.id, role=Role.OPERATOR, site_code=None, reason="발령", actor=SYSTEM, now=NOON
        )
    stand_in(amir, boris)
    stand_in(cast("Amir", name="Carl"), dora)

    assert seen(boris).principal_for(Role.MANAGER, "A") is None
    assert seen(boris).principal_for(Role.MANAGER, "B") == amir.id
    assert seen(dora).principal_for(Role.MANAGER, "B") is None
    assert seen(dora).standing_in == frozenset()


def test_what_is_ended_gives_nothing_at_the_next_request(cast):
    amir, olga = cast("Amir"), cast("Olga")
    leaf = stand_in(amir, olga)
    assert seen(olga).has(Role.MANAGER)

    end_stand_in(leaf, actor=amir, now=BEGINS)

    assert not seen(olga).has(Role.MANAGER)
    assert standing(amir) is Standing.ENDED


@pytest.mark.parametrize(("who", "role"), [("Amir", Role.MANAGER), ("Olga", Role.OPERATOR)])
def test_it_ends_with_the_right_of_either(cast, who, role):
    stand_in(cast("Amir"), cast("Olga"))
    end_right(cast(who), role)

    assert not seen(cast("Olga")).has(Role.MANAGER)
    assert standing(SYSTEM) is Standing.IDLE


def test_it_ends_with_the_account_of_the_principal(cast):
    stand_in(cast("Amir"), cast("Olga"))
    with unit_of_work() as session:
        commands.disable_account(session, account_id=cast("Amir").id, reason="퇴직", actor=SYSTEM, now=NOON)

    assert not seen(cast("Olga")).has(Role.MANAGER)
    assert deputies_of(db.session(), role=Role.MANAGER, now=BEGINS) == []


def test_a_right_that_is_narrowed_narrows_it(cast):
    amir, olga = cast("Amir", sites={"A", "B"}), cast("Olga")
    stand_in(amir, olga)
    with unit_of_work() as session:
        grant = next(each for each in queries.person(session, account_id=amir.id).held if each.site_code == "B")
        commands.end_role(session, grant_id=grant.id, reason="이동", actor=SYSTEM, now=NOON)

    assert seen(olga).sites_as(Role.MANAGER) == {"A"}


def test_programs_and_the_shell_borrow_nothing(cast):
    with unit_of_work() as session:
        name = queries.person(session, account_id=cast("Olga").id).sign_in_name
    stand_in(cast("Amir"), cast("Olga"), now=NOON)

    assert actor_named(db.session(), sign_in_name=name, now=NOON).roles == {Role.OPERATOR}


def test_a_borrowed_role_is_lent_to_nobody(cast):
    amir, olga, dora = cast("Amir"), cast("Olga"), cast("Olga", name="Dora")
    stand_in(amir, olga, role=Role.MANAGER)

    assert not seen(dora).has(Role.MANAGER)
    assert [each.deputy for each in stand_in_note(db.session(), account_id=amir.id, now=BEGINS)] == ["Olga"]
    assert [each.principal for each in stand_in_note(db.session(), account_id=olga.id, now=BEGINS)] == ["Amir"]
    assert stand_in_note(db.session(), account_id=dora.id, now=BEGINS) == []


@pytest.mark.parametrize(("site", "names"), [(None, ["Olga"]), ("A", ["Olga"]), ("B", [])])
def test_deputies_are_found_by_role_and_site(cast, site, names):
    stand_in(cast("Amir"), cast("Olga"), site_code="A")

    found = deputies_of(db.session(), role=Role.MANAGER, site_code=site, now=BEGINS)

    assert [name for _number, name in found] == names
    assert deputies_of(db.session(), role=Role.PRIVACY_OFFICER, site_code=site, now=BEGINS) == []


def test_people_of_some_sites_see_what_touches_these(cast):
    stand_in(cast("Amir", sites={"A", "B"}), cast("Olga"))

    for sites, count in (({"A"}, 1), ({"C"}, 0), (None, 1)):
        actor = cast("Olga", name="Dora", sites=sites)
        assert len(all_stand_ins(db.session(), actor=actor, now=BEGINS)) == count
