"""Administrators who take each other's right at the same moment wait for each other, and never in a ring."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text

from app.accounts import commands, queries
from app.accounts.domain import LastAdministrator
from app.accounts.models import AccountRole
from app.database import db, unit_of_work
from app.kernel.actor import Role
from tests.builders.accounts import an_account

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def administrators(*names):
    with unit_of_work() as session:
        return [an_account(session, name=name, roles=[Role.ADMINISTRATOR], now=NOW) for name in names]


def end_role(session, person, actor):
    (grant,) = queries.person(session, account_id=person.id).held
    commands.end_role(session, grant_id=grant.id, reason="이동", actor=actor, now=NOW)


def disable(session, person, actor):
    commands.disable_account(session, account_id=person.id, reason="퇴직", actor=actor, now=NOW)


def until_both_wait():
    """SQLite lets nobody else write meanwhile; PostgreSQL tells who waits for a row."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    for _ in range(100):
        if db.engine.dialect.name == "sqlite":
            return
        with db.engine.connect() as connection:
            if connection.scalar(waiting) == 2:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits")


def at_once(app, act, *pairs):
    """Let all begin while somebody holds the oldest administrator's right, and return what each was refused."""

    def run(pair):
        with app.app_context(), unit_of_work() as session:
            act(session, *pair)

    with ThreadPoolExecutor(len(pairs)) as pool:
        with unit_of_work() as session:
            session.execute(select(AccountRole).order_by(AccountRole.id).limit(1).with_for_update()).all()
            begun = [pool.submit(run, pair) for pair in pairs]
            until_both_wait()
        return [each.exception(timeout=20) for each in begun]


@pytest.mark.parametrize("act", [end_role, disable])
def test_both_succeed_while_a_third_remains(app, act):
    _ada, eve, may = administrators("Ada", "Eve", "May")

    assert at_once(app, act, (eve, may), (may, eve)) == [None, None]


@pytest.mark.parametrize("act", [end_role, disable])
def test_one_is_refused_when_nobody_would_remain(app, act):
    eve, may = administrators("Eve", "May")

    refused = [type(problem) for problem in at_once(app, act, (eve, may), (may, eve))]

    assert sorted(refused, key=str) == [type(None), LastAdministrator]
