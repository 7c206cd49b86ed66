"""A right counts from when until when, for its acts; nothing else about it counts, wherever it is asked."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.accounts import commands, queries
from app.accounts.domain import AlreadyGranted
from app.accounts.leaving import ENDED_BY_TIME, NoActLeft, OwnConfirmation, TimesOutOfOrder, looks_after
from app.accounts.models import AccountRole
from app.accounts.queries.acting import actor_named
from app.accounts.queries.confirming import grants_to_confirm
from app.accounts.queries.deciding import actors_in_roles
from app.accounts.queries.stand_ins import rights_of
from app.accounts.verification import check_accounts
from app.database import unit_of_work
from app.kernel.actor import SYSTEM, Role
from app.kernel.acts import Act
from app.kernel.clock import utc_now
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from tests.builders.accounts import an_account, an_actor

NOW = utc_now().replace(microsecond=0)
DAY = timedelta(days=1)


@pytest.fixture
def session(app):
    with unit_of_work() as session:
        yield session


@pytest.fixture
def olga(session):
    """Somebody sealed, without a right."""
    made = commands.open_account(
        session, sign_in_name="olga", display_name="Olga", password_hash=None, actor=SYSTEM, now=NOW
    )
    return queries.person(session, account_id=made)


def grant(session, to, *, role=Role.MANAGER, site_code="HQ", now=NOW, actor=SYSTEM, **options):
    given = {"account_id": to.id, "role": role, "site_code": site_code, "reason": "인사발령", "now": now}
    return commands.grant_role(session, actor=actor, **given, **options)


def held(session, at):
    """Return the roles of Olga at a moment, by each way there is to ask."""
    person = actor_named(session, sign_in_name="olga", now=at)
    found = queries.person(session, account_id=person.id)
    deciding = [each.roles for each in actors_in_roles(session, roles=[Role.MANAGER], now=at)]
    own = rights_of(session, account_ids=[person.id], now=at)[person.id]
    holders = queries.holders_of(session, role=Role.MANAGER, site_code="HQ", now=at)
    asked = {
        "named": person.has(Role.MANAGER),
        "page": found.actor_at(at).has(Role.MANAGER),
        "decides": bool(deciding),
        "lends": bool(own),
        "holds": bool(holders),
    }
    assert len(set(asked.values())) == 1, asked
    return asked["named"]


def test_a_right_counts_from_its_first_moment_until_its_last(session, olga):
    grant(session, olga, valid_from=NOW + DAY, valid_until=NOW + 3 * DAY)

    assert [held(session, NOW + hours * DAY / 24) for hours in (0, 23, 24, 71, 72)] == [False, False, True, True, False]


def test_a_right_without_times_counts_until_it_is_ended(session, olga):
    number = grant(session, olga)
    assert held(session, NOW)
    assert held(session, NOW + 9999 * DAY)
    commands.end_role(session, grant_id=number, reason="이동", actor=SYSTEM, now=NOW + DAY)
    assert not held(session, NOW + DAY)


def test_a_limited_right_gives_its_acts_and_reading_and_is_not_lent(session, olga):
    grant(session, olga, acts={Act.DECIDE, Act.ADMINISTER})
    olga = actor_named(session, sign_in_name="olga", now=NOW)

    assert olga.has(Role.MANAGER, acts=(Act.DECIDE,))
    assert olga.has(Role.MANAGER, acts=(Act.READ,))
    assert not olga.has(Role.MANAGER, acts=(Act.HOLD,))
    assert not olga.has(Role.MANAGER, acts=(Act.ADMINISTER,))  # The role does not have it: nothing is widened.
    assert olga.sites_as(Role.MANAGER, acts=(Act.HOLD,)) == frozenset()
    assert not olga.doing(Act.HOLD).roles
    assert rights_of(session, account_ids=[olga.id], now=NOW) == {}


def test_a_right_for_acts_its_role_lacks_is_not_given(session, olga):
    with pytest.raises(NoActLeft):
        grant(session, olga, acts={Act.ADMINISTER})


@pytest.mark.parametrize(("begins", "ends"), [(None, 0), (None, -1), (2, 2), (2, 1)])
def test_a_right_ends_after_it_begins_and_after_now(session, olga, begins, ends):
    with pytest.raises(TimesOutOfOrder):
        grant(session, olga, valid_from=begins and NOW + begins * DAY, valid_until=NOW + ends * DAY)


def test_the_system_ends_what_is_over_and_the_record_stays(session, olga):
    grant(session, olga, valid_until=NOW + DAY)
    assert commands.end_lapsed_rights(session, now=NOW + DAY - timedelta(seconds=1)) == 0
    assert commands.end_lapsed_rights(session, now=NOW + DAY) == 1
    (kept,) = queries.person(session, account_id=olga.id).grants

    assert (kept.ended_at, kept.ended_by, kept.end_reason) == (NOW + DAY, SYSTEM.id, ENDED_BY_TIME)
    assert list(check_accounts(session)) == []


def test_a_right_that_is_over_is_given_anew_and_one_that_counts_is_not(session, olga):
    grant(session, olga, valid_until=NOW + DAY)
    with pytest.raises(AlreadyGranted):
        grant(session, olga)
    grant(session, olga, now=NOW + 2 * DAY)

    assert held(session, NOW + 3 * DAY)
    assert len(queries.person(session, account_id=olga.id).grants) == 2
    assert list(check_accounts(session)) == []


@pytest.mark.parametrize(
    "change",
    [
        "valid_until = NULL", "valid_from = NULL", "acts = NULL", "acts = 'read decide publish'",
        "confirmed_by = 9", "valid_until = '2099-01-01'", "role = 'administrator'",
    ],
)  # fmt: skip
def test_what_a_right_was_given_for_never_changes(session, olga, change):
    grant(session, olga, valid_from=NOW + DAY, valid_until=NOW + 9 * DAY, acts={Act.DECIDE})
    with pytest.raises(DBAPIError), session.begin_nested():
        session.execute(text(f"UPDATE account_role SET {change} WHERE ended_at IS NULL"))  # From here.


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("times_run_forwards", {"valid_until": NOW}),
        ("times_run_forwards", {"valid_from": NOW + 2 * DAY, "valid_until": NOW + DAY}),
        ("acts_include_reading", {"acts": "decide"}),
        ("confirmation_is_complete", {"confirmed_by": 999}),
        ("confirmation_is_complete", {"confirmed_by": 999, "confirmed_at": NOW - DAY}),
        ("not_confirmed_by_oneself", {"confirmed_by": ..., "confirmed_at": NOW}),
    ],
)
def test_the_database_takes_no_right_that_makes_no_sense(session, olga, name, wrong):
    given = {column: olga.id if value is ... else value for column, value in wrong.items()}
    row = {"account_id": olga.id, "role": "auditor", "granted_at": NOW, "granted_by": 0, "reason": "x", **given}
    with pytest.raises(IntegrityError, match=name), session.begin_nested():
        session.execute(insert(AccountRole).values(**row))


def test_a_right_is_asked_about_again_after_half_a_year(session, olga):
    mina = an_account(session, name="Mina", roles=[Role.MANAGER], sites={"HQ"}, now=NOW, held=DAY)
    number = grant(session, olga, role=Role.OPERATOR)
    later = NOW + 180 * DAY
    assert [one.grant_id for one in grants_to_confirm(session, now=later - 2 * DAY)] == []
    assert number in [one.grant_id for one in grants_to_confirm(session, now=later)]
    assert [one.grant_id for one in grants_to_confirm(session, actor=mina, now=later)] == [number]
    commands.confirm_right(session, grant_id=number, actor=mina, now=later)

    assert [one.grant_id for one in grants_to_confirm(session, actor=mina, now=later)] == []
    assert [one.grant_id for one in grants_to_confirm(session, actor=mina, now=later + 180 * DAY)] == [number]
    assert [e.name for e in ledger.entries(session, subject=f"account:{olga.id}")][-1] == "account.role_confirmed"


def test_nobody_confirms_their_own_right_nor_one_elsewhere(session, olga):
    mina = an_account(session, name="Mina", roles=[Role.MANAGER], sites={"HQ"}, now=NOW)
    own = queries.person(session, account_id=mina.id).held[0].id
    far = grant(session, olga, role=Role.OPERATOR, site_code="CNG")
    with pytest.raises(OwnConfirmation):
        commands.confirm_right(session, grant_id=own, actor=mina, now=NOW)
    with pytest.raises(NotAllowed):
        commands.confirm_right(session, grant_id=far, actor=mina, now=NOW)


@pytest.mark.parametrize(
    ("role", "who"),
    [
        (Role.OPERATOR, {Role.MANAGER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR}),
        (Role.MANAGER, {Role.MANAGER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR}),
        (Role.PRIVACY_OFFICER, {Role.PRIVACY_OFFICER, Role.ADMINISTRATOR}),
        (Role.AUDITOR, {Role.ADMINISTRATOR}),
        (Role.ADMINISTRATOR, {Role.PRIVACY_OFFICER, Role.ADMINISTRATOR}),
    ],
)
def test_who_looks_after_whom(role, who):
    assert {one for one in Role if looks_after(an_actor(one), role, None)} == who
    assert not looks_after(an_actor(Role.MANAGER, sites={"HQ"}), role, "CNG")
    assert not looks_after(an_actor(Role.MANAGER, sites={"HQ"}), role, None)
