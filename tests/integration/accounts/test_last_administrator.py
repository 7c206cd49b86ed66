"""Somebody who can administer everything remains, today and on every later day, whichever way another would go."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts import commands, queries
from app.accounts.cli import user
from app.accounts.domain import LastAdministrator
from app.accounts.leaving import AdministratorsRunOut, Leaving
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Role
from app.kernel.acts import Act
from tests.builders.accounts import an_account

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
DAY = timedelta(days=1)
LATER = NOW + 10 * DAY


def grant(session, to, **given):
    told = {"role": Role.ADMINISTRATOR, "site_code": None, "reason": "인사발령", "actor": SYSTEM, "now": NOW}
    return commands.grant_role(session, account_id=to.id, **told | given)


def depart(session, who, *, kind, at=None, now=NOW):
    told = {"successor_id": None, "open_tasks": 0, "seen": False, "reason": "인사이동", "actor": SYSTEM, "now": now}
    commands.plan_departure(session, account_id=who.id, kind=kind, leaves_at=at, **told)


def end_role(session, who):
    (right,) = queries.person(session, account_id=who.id).held
    commands.end_role(session, grant_id=right.id, reason="이동", actor=SYSTEM, now=NOW)


WAYS = {
    "the right is ended": end_role,
    "the account is closed": lambda session, who: commands.disable_account(
        session, account_id=who.id, reason="퇴직", actor=SYSTEM, now=NOW
    ),
    "they leave today": lambda session, who: depart(session, who, kind=Leaving.LEAVES),
    "they move today": lambda session, who: depart(session, who, kind=Leaving.MOVES),
    "they leave next year": lambda session, who: depart(session, who, kind=Leaving.LEAVES, at=NOW + 365 * DAY),
    "they move next year": lambda session, who: depart(session, who, kind=Leaving.MOVES, at=NOW + 365 * DAY),
}
OTHERS = {
    "for some days": lambda session, bo: grant(session, bo, valid_until=LATER),
    "from later on, and for some days": lambda session, bo: grant(
        session, bo, valid_from=LATER, valid_until=LATER + DAY
    ),
    "at one site": lambda session, bo: grant(session, bo, site_code="HQ"),
    "without administering": lambda session, bo: grant(session, bo, acts={Act.MAINTAIN, Act.PRINT}),
    "until they leave": lambda session, bo: (grant(session, bo), depart(session, bo, kind=Leaving.LEAVES, at=LATER)),
    "until they move": lambda session, bo: (grant(session, bo), depart(session, bo, kind=Leaving.MOVES, at=LATER)),
}


@pytest.fixture
def ada(app):
    with unit_of_work() as session:
        return an_account(session, name="Ada", sign_in_name="ada", roles=[Role.ADMINISTRATOR], now=NOW)


def another(name="Bo"):
    with unit_of_work() as session:
        return an_account(session, name=name, roles=(), now=NOW)


@pytest.mark.parametrize("other", OTHERS)
def test_the_only_lasting_administrator_goes_in_no_way(ada, other):
    bo = another()
    with unit_of_work() as session:
        OTHERS[other](session, bo)
    for go in WAYS.values():
        with pytest.raises(LastAdministrator), unit_of_work() as session:
            go(session, ada)


@pytest.mark.parametrize("way", WAYS)
def test_with_another_who_lasts_everybody_goes_as_before(ada, way):
    bo = another()
    with unit_of_work() as session:
        grant(session, bo)
        WAYS[way](session, ada)


def test_the_refusal_names_the_first_day_without_anybody(ada):
    bo = another()
    with unit_of_work() as session:
        grant(session, bo, valid_until=LATER)
    with pytest.raises(AdministratorsRunOut, match="2026-12-03"), unit_of_work() as session:
        end_role(session, ada)


def test_rights_that_take_turns_are_enough_and_a_gap_between_them_is_not(ada):
    bo, cho, dan = another(), another("Cho"), another("Dan")
    with unit_of_work() as session:
        grant(session, bo, valid_until=LATER)
        grant(session, cho, valid_from=LATER + DAY)
    with pytest.raises(AdministratorsRunOut), unit_of_work() as session:
        end_role(session, ada)
    with unit_of_work() as session:
        grant(session, dan, valid_from=LATER - DAY, valid_until=LATER + DAY)
        end_role(session, ada)


def test_what_is_short_anyway_ends_without_being_held_up(ada):
    bo = another()
    with unit_of_work() as session:
        grant(session, bo, valid_until=LATER)
        end_role(session, bo)


def test_the_shell_closes_no_last_administrator_either(app, ada):
    bo = another()
    with unit_of_work() as session:
        grant(session, bo, now=NOW - DAY, valid_until=datetime(2099, 1, 1, tzinfo=UTC))
    ran = app.test_cli_runner().invoke(user, ["disable", "ada", "--reason", "퇴직"])

    assert ran.exit_code == 2
    assert "2099-01-01" in ran.output
    db.session.rollback()
    assert queries.credentials(db.session(), sign_in_name="ada") is not None
