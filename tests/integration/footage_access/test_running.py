"""A viewing recorded as it began is ended once, by whoever works at all its places, and not before it began."""

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
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from tests.builders.footage_access import end, facts, log
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, SAM, UMA, places

LATER = NOW + timedelta(minutes=7)
NORA = Actor(id=108, name="Nora", roles=frozenset({Role.OPERATOR}))
GIL = Actor(id=110, name="Gil", roles=frozenset({Role.OPERATOR}), sites=frozenset({"HQ"}))
AUDITS_ALL = Actor(
    id=111,
    name="Ann",
    roles=frozenset({Role.OPERATOR, Role.AUDITOR}),
    rights=frozenset({(Role.OPERATOR, "HQ"), (Role.AUDITOR, None)}),
)


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def row_of(receipt):
    return queries.entry_row(db.session(), leaf=receipt.leaf, actor=OLGA)


@pytest.mark.parametrize("who", [OLGA, AMIR, NORA, GIL])
def test_whoever_works_at_its_places_ends_it_and_that_is_sealed(who):
    receipt = log(runs=True)
    assert row_of(receipt).is_running

    ended = end(receipt.leaf, actor=who, now=LATER)

    row = row_of(receipt)
    assert not row.is_running
    assert row.ended_at == LATER
    entry = ledger.entry_at(db.session(), leaf=ended.leaf, sites=None)
    assert (entry.name, entry.data["entry_leaf"], entry.site_code) == ("footage.ended", receipt.leaf, "HQ")
    assert (entry.actor_id, row.ended_by, row.ended_by_another is None) == (who.id, who.id, who is OLGA)
    assert list(check_footage(db.session())) == []


@pytest.mark.parametrize(
    ("who", "refusal"), [(GIL, NotYoursToEnd), (AUDITS_ALL, NotYoursToEnd), (UMA, NotAllowed), (SAM, EntryNotFound)]
)
def test_who_does_not_work_at_all_its_places_ends_it_not(who, refusal):
    receipt = log(runs=True, places=places("C-1", "G-1"))
    offered = queries.endable(db.session(), rows=queries.running_viewings(db.session(), actor=who), actor=who)

    with pytest.raises(refusal):
        end(receipt.leaf, actor=who, now=LATER)

    assert offered == frozenset()
    assert row_of(receipt).is_running


def test_the_next_shift_is_offered_to_end_it_and_the_page_says_who_did(sign_in):
    olga, nora, uma = sign_in("Olga"), sign_in("operator", name="Nora"), sign_in("Uma")
    number = log(runs=True, actor=olga.actor).leaf + 1
    button = f'id="stop-{number}"'
    assert button in nora.get("/footage?show=all").text
    assert button not in uma.get("/footage?show=all").text

    assert nora.post(f"/footage/{number}/end").status_code == 303

    assert "Nora가 끝냄" in uma.get("/footage?show=all").text
    assert "Nora가 끝냄" in olga.get(f"/footage/{number}").text


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
