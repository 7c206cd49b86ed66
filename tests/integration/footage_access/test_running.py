"""A viewing recorded as it began is ended once, by who watches or a manager, and not before it began."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.database import db, unit_of_work
from app.footage_access import commands, queries
from app.footage_access.domain import Kind
from app.footage_access.refusals import EndsTooEarly, EntryNotFound, NotRunning, NotYoursToEnd
from app.footage_access.verification import check_footage
from app.kernel.actor import Actor, Role
from app.ledger import queries as ledger
from tests.builders.footage_access import end, facts, log
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, SAM

LATER = NOW + timedelta(minutes=7)
NORA = Actor(id=108, name="Nora", roles=frozenset({Role.OPERATOR}))


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def row_of(receipt):
    return queries.entry_row(db.session(), leaf=receipt.leaf, actor=OLGA)


@pytest.mark.parametrize("who", [OLGA, AMIR])
def test_who_watches_or_a_manager_ends_it_and_that_is_sealed(who):
    receipt = log(runs=True)
    assert row_of(receipt).is_running

    ended = end(receipt.leaf, actor=who, now=LATER)

    row = row_of(receipt)
    assert not row.is_running
    assert row.ended_at == LATER
    entry = ledger.entry_at(db.session(), leaf=ended.leaf, sites=None)
    assert (entry.name, entry.data["entry_leaf"], entry.site_code) == ("footage.ended", receipt.leaf, "HQ")
    assert list(check_footage(db.session())) == []


@pytest.mark.parametrize(("who", "refusal"), [(NORA, NotYoursToEnd), (SAM, EntryNotFound)])
def test_nobody_else_ends_it(who, refusal):
    receipt = log(runs=True)

    with pytest.raises(refusal):
        end(receipt.leaf, actor=who, now=LATER)


def test_it_is_ended_once_and_only_if_it_ran():
    running, done = log(runs=True), log()
    end(running.leaf, now=LATER)

    for receipt in (running, done):
        with pytest.raises(NotRunning):
            end(receipt.leaf, now=LATER)


@pytest.mark.parametrize("minutes", [-1, 8])
def test_it_ends_neither_before_it_began_nor_in_the_future(minutes):
    receipt = log(runs=True)

    with pytest.raises(EndsTooEarly):
        end(receipt.leaf, now=LATER, ended_at=NOW + timedelta(minutes=minutes))


def test_a_correction_of_what_runs_runs_on_and_of_what_ended_does_not():
    running, ended = log(runs=True), log(Kind.PLAYBACK, runs=True)
    end(ended.leaf, now=LATER)

    said = facts()

    for receipt, still in ((running, True), (ended, False)):
        with unit_of_work() as session:
            new = commands.correct_entry(session, leaf=receipt.leaf, facts=said, actor=OLGA, now=LATER)
        assert row_of(new).is_running is still
        assert not row_of(receipt).is_running


def test_a_withdrawn_viewing_runs_no_more():
    receipt = log(runs=True)

    with unit_of_work() as session:
        commands.withdraw_entry(session, leaf=receipt.leaf, reason="다른 카메라를 잘못 고름", actor=OLGA, now=LATER)

    with pytest.raises(NotRunning):
        end(receipt.leaf, now=LATER)


@pytest.mark.parametrize(
    "values",
    [
        "leaf, 1, leaf + 1, '2026-11-20 01:00:00.000000', '2026-11-20 00:59:00.000000', 7",
        "leaf, 1, leaf + 1, '2026-11-20 00:00:00.000000', '2026-11-20 01:01:00.000000', 7",
        "leaf, 1, leaf, '2026-11-20 01:00:00.000000', '2026-11-20 01:01:00.000000', 7",
    ],
    ids=["before it began", "another beginning", "sealed by itself"],
)
def test_the_database_takes_no_end_that_cannot_be(values):
    log(runs=True)
    log()

    with pytest.raises(DatabaseError), unit_of_work() as session:
        session.execute(text(f"INSERT INTO footage_access_end SELECT {values} FROM footage_access WHERE runs"))
