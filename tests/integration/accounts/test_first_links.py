"""The first administrator's link in the database: once, for a day, one at a time, and only before anybody came."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import DBAPIError

from app.accounts import commands, queries
from app.accounts.factor_models import FirstLink, FirstLinkEnd
from app.accounts.factor_verification import check_factors
from app.accounts.queries.first_links import is_waiting, opens
from app.accounts.sign_in_rules import FirstLinkGone, SomebodySignedIn
from app.accounts.verification import check_accounts
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Role
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.operations.first_start import FIRST_ADMINISTRATOR, open_first_administrator
from tests.builders.accounts import a_session, an_account, an_actor

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
DAY, BLINK = timedelta(hours=24), timedelta(microseconds=1)
SECRET, OTHER = b"s" * 32, b"o" * 32


def make(secret=SECRET, *, actor=SYSTEM, now=NOW, instead_of=None):
    with unit_of_work() as session:
        return commands.make_first_link(session, secret_hash=secret, instead_of=instead_of, actor=actor, now=now)


def use(secret=SECRET, *, name="hana", actor=SYSTEM, now=NOW):
    named = {"sign_in_name": name, "display_name": "하나", "password_hash": "x" * 20}
    with unit_of_work() as session:
        return commands.use_first_link(session, secret_hash=secret, **named, actor=actor, now=now)


def waits(now=NOW):
    db.session.rollback()
    return is_waiting(db.session(), now=now)


def faults():
    db.session.rollback()
    return [*check_factors(db.session()), *check_accounts(db.session())]


def test_a_link_opens_one_administrators_account_and_nothing_more(app):
    assert make() == NOW + DAY
    number = use(now=NOW + DAY - BLINK)

    person = queries.person(db.session(), account_id=number)
    assert [(right.role, right.site_code) for right in person.held_at(NOW + DAY)] == [(Role.ADMINISTRATOR, None)]
    assert not person.must_change
    assert not waits()
    with pytest.raises(FirstLinkGone):
        use(name="duri")
    assert len(queries.people(db.session())) == 1
    names = [entry.name for entry in ledger.entries(db.session())]
    assert names == ["first_link.made", "account.opened", "account.role_granted", "first_link.ended"]
    assert faults() == []


def test_a_link_is_over_after_a_day_when_replaced_and_was_never_another(app):
    make()
    assert not opens(db.session(), secret_hash=OTHER, now=NOW)
    with pytest.raises(FirstLinkGone):
        use(now=NOW + DAY)
    make(OTHER)
    with pytest.raises(FirstLinkGone):
        use(SECRET)
    assert queries.people(db.session()) == []
    assert use(OTHER)
    assert faults() == []


def test_nobody_makes_or_uses_a_link_once_somebody_signed_in(app):
    make()
    with unit_of_work() as session:
        olga = an_account(session, now=NOW)
        a_session(session, olga, token_hash=b"t" * 32, now=NOW)
    assert not waits()
    with pytest.raises(FirstLinkGone):
        use()
    with pytest.raises(SomebodySignedIn):
        make(OTHER)
    with pytest.raises(NotAllowed):
        make(OTHER, actor=an_actor(Role.MANAGER))


def test_there_is_one_way_in_at_a_time(app):
    with unit_of_work() as session:
        assert open_first_administrator(session, password_hash="x" * 20, now=NOW) == FIRST_ADMINISTRATOR
    make(instead_of=FIRST_ADMINISTRATOR)

    assert queries.credentials(db.session(), sign_in_name=FIRST_ADMINISTRATOR) is None
    with unit_of_work() as session:
        assert open_first_administrator(session, password_hash="x" * 20, now=NOW) is None
    assert faults() == []


def test_no_password_is_made_beside_a_link_that_waits(app):
    make()
    with unit_of_work() as session:
        assert open_first_administrator(session, password_hash="x" * 20, now=NOW) is None
    with unit_of_work() as session:
        assert open_first_administrator(session, password_hash="x" * 20, now=NOW + DAY) == FIRST_ADMINISTRATOR


def test_of_many_who_use_a_link_at_once_one_gets_an_account(app):
    make()
    begin = threading.Barrier(4)

    def run(number):
        with app.app_context():
            begin.wait(10)
            try:
                return use(name=f"name{number}")
            except FirstLinkGone:
                return None

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(run, range(4)))

    assert sum(each is not None for each in found) == 1
    db.session.rollback()
    assert len(queries.people(db.session())) == 1
    assert faults() == []


LINK = {"leaf": 7, "secret_hash": b"x" * 32, "made_at": NOW, "expires_at": NOW + DAY}
END = {"link_leaf": 0, "leaf": 9, "why": "replaced", "account_id": None, "ended_at": NOW}


@pytest.mark.parametrize(
    ("table", "facts", "by"),
    [
        (FirstLink, {"secret_hash": b"x"}, "secret_hash_is_sha256"),
        (FirstLink, {"expires_at": NOW}, "expires_later"),
        (FirstLink, {"secret_hash": SECRET}, "(?i)refused|unique"),
        (FirstLinkEnd, {"why": "lost"}, "why_is_known"),
        (FirstLinkEnd, {"why": "used"}, "used_by_somebody"),
        (FirstLinkEnd, {"leaf": 0}, "ends_after_it_began"),
        (FirstLinkEnd, {"link_leaf": 8}, "(?i)foreign key"),
    ],
)
def test_the_database_refuses_what_is_no_link_and_no_end(app, table, facts, by):
    make()
    good = LINK if table is FirstLink else END
    with pytest.raises(DBAPIError, match=by), unit_of_work() as session:
        session.execute(insert(table).values(**good | facts))


@pytest.mark.parametrize(
    "change",
    [
        update(FirstLink).values(expires_at=NOW + 9 * DAY), delete(FirstLinkEnd), insert(FirstLinkEnd).values(END),
        update(FirstLinkEnd).values(why="replaced", account_id=None),
    ],
)  # fmt: skip
def test_a_link_that_was_used_never_opens_again(app, change):
    make()
    use()
    with pytest.raises(DBAPIError, match=r"(?i)refused|unique"), unit_of_work() as session:
        session.execute(change)


def test_a_link_nobody_made_is_found(app):
    make()
    with unit_of_work() as session:
        session.execute(insert(FirstLink).values(**LINK))
    assert [fault.message.values["table"] for fault in faults()] == ["first_link"]
