"""What the database itself refuses about standing in, what is found of it afterwards, and how it is erased."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from app.accounts.erasing import forget
from app.accounts.models import StandIn
from app.accounts.queries.stand_ins import stand_ins as all_stand_ins
from app.accounts.standing_in import Absence, DeputyIsAway, PrincipalIsDeputy, SetAlready
from app.accounts.verification import check_stand_ins
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from tests.builders.ledger import unguard
from tests.builders.stand_ins import FIRST, LAST, NOON, end_stand_in, stand_in

DAY = timedelta(days=1)


@pytest.fixture
def row(cast):
    """Facts of a row that may stand, from the first of three managers to the second; none is stored."""
    a, b, c = (cast("Amir", name=name).id for name in "ABC")
    facts = {
        "leaf": 900, "principal_id": a, "deputy_id": b, "role": "manager", "site_code": None, "from_on": FIRST,
        "until_on": LAST, "reason": "leave", "reason_text": None, "set_by": 0, "set_at": NOON,
    }  # fmt: skip
    return {**facts, "c": c}


def put(row, **changed):
    facts = {name: value for name, value in {**row, **changed}.items() if name != "c"}
    with unit_of_work() as session:
        session.execute(insert(StandIn).values(facts))


@pytest.mark.parametrize(
    ("changed", "by"),
    [
        ({"deputy_id": "principal_id"}, "for_somebody_else"),
        ({"set_by": "deputy_id"}, "not_set_by_the_deputy"),
        ({"role": "administrator"}, "role_is_lent"),
        ({"site_code": ""}, "site_code_not_blank"),
        ({"until_on": FIRST - DAY}, "days_run_forwards"),
        ({"until_on": FIRST + 90 * DAY}, "not_too_many_days"),
        ({"reason": "bored"}, "reason_is_known"),
        ({"reason": ""}, "reason_is_known"),
        ({"reason": "other"}, "other_reason_is_told"),
        ({"reason": "other", "reason_text": " "}, "other_reason_is_told"),
        ({"reason_text": "x"}, "other_reason_is_told"),
        ({"ended_at": NOON}, "end_is_complete"),
        ({"ended_by": 0}, "end_is_complete"),
        ({"ended_at": NOON - DAY, "ended_by": 0}, "end_is_complete"),
        ({"principal_id": 9999}, "(?i)foreign key"),
    ],
)
def test_a_stand_in_that_cannot_be_is_refused(row, changed, by):
    with pytest.raises(DBAPIError, match=by):
        put(row, **{name: row.get(value, value) if name != "reason" else value for name, value in changed.items()})


@pytest.mark.parametrize(
    "clash",
    [
        ("principal_id", "deputy_id", None, FIRST),
        ("principal_id", "c", None, LAST),
        ("principal_id", "c", "HQ", LAST),
        ("deputy_id", "principal_id", None, LAST),
        ("deputy_id", "c", None, FIRST),
        ("c", "principal_id", None, FIRST),
    ],
)
def test_chains_and_two_at_once_are_refused_by_the_database_too(row, clash):
    put(row)
    principal, deputy, site, first = clash
    changed = {"principal_id": row[principal], "deputy_id": row[deputy], "site_code": site, "from_on": first}
    with pytest.raises(DBAPIError, match="append-only"):
        put(row, leaf=901, **changed)
    put(row, leaf=901, **{**changed, "from_on": LAST + DAY, "until_on": LAST + DAY})
    put(row, leaf=902, **{**changed, "role": "privacy_officer"})


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM stand_in",
        "UPDATE stand_in SET until_on = '2026-12-24'",
        "UPDATE stand_in SET deputy_id = deputy_id + 1",
        "UPDATE stand_in SET role = 'privacy_officer', ended_at = set_at, ended_by = 0",
        "UPDATE stand_in SET reason = 'travel'",
        "UPDATE stand_in SET site_code = 'HQ'",
    ],
)
def test_what_was_set_is_not_changed(row, change):
    put(row)
    with pytest.raises(DBAPIError, match="append-only"), unit_of_work() as session:
        session.execute(text(change))


def test_what_ended_stays_ended(row):
    put(row, ended_at=NOON, ended_by=0)
    with pytest.raises(DBAPIError, match="append-only"), unit_of_work() as session:
        session.execute(text("UPDATE stand_in SET ended_at = NULL, ended_by = NULL"))


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE stand_in SET until_on = '2026-12-24'", "until_on"),
        ("UPDATE stand_in SET deputy_id = {other}", "deputy_id"),
        ("UPDATE stand_in SET role = 'privacy_officer'", "role"),
        ("UPDATE stand_in SET site_code = NULL", "site_code"),
        ("UPDATE stand_in SET reason = 'leave', reason_text = NULL", "reason, reason_text"),
        ("UPDATE stand_in SET set_by = 0", "set_by"),
        ("UPDATE stand_in SET ended_at = NULL, ended_by = NULL", "ended_at, ended_by"),
        ("UPDATE stand_in SET reason = '', reason_text = NULL, erased_on = '2026-11-22'", "reason"),
        ("UPDATE stand_in SET leaf = 900", "정한 봉인된 기록이 없습니다"),
        ("DELETE FROM stand_in", "principal_id"),
    ],
)
def test_whoever_changes_it_in_the_database_is_named(cast, statement, named):
    amir = cast("Amir")
    leaf = stand_in(amir, cast("Olga"), site_code="HQ", reason=Absence.OTHER, reason_text="연수")
    end_stand_in(leaf, actor=amir)
    other = cast("Olga", name="Dora").id
    unguard("stand_in")
    with unit_of_work() as session:
        assert list(check_stand_ins(session)) == []
        session.execute(text(statement.format(other=other)))
        faults = [str(fault.message) for fault in check_stand_ins(session)]
        session.rollback()
    assert faults
    assert named in faults[0]


def test_a_stand_in_without_entry_is_named(row):
    put(row)
    assert "901번" in str(next(check_stand_ins(db.session())).message)


def test_why_somebody_was_away_is_blanked(cast):
    leaf = stand_in(cast("Amir"), cast("Olga"), reason=Absence.OTHER, reason_text="연수")
    with unit_of_work() as session:
        forget(session, [(leaf, "reason")], date(2029, 12, 1))
    (seen,) = all_stand_ins(db.session(), actor=SYSTEM, now=NOON)
    assert (seen.reason, seen.reason_text, seen.erased_on) == (None, None, date(2029, 12, 1))


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        (("A", "C"), SetAlready),
        (("B", "A"), (PrincipalIsDeputy, DeputyIsAway)),
        (("B", "C"), (PrincipalIsDeputy, DeputyIsAway)),
    ],
)
def test_of_two_at_the_same_moment_one_wins(app, cast, other, refusal):
    people = {name: cast("Amir", name=name) for name in "ABC"}
    start = Barrier(2)

    def run(pair):
        with app.app_context():
            start.wait(timeout=10)
            stand_in(people[pair[0]], people[pair[1]])

    with ThreadPoolExecutor(2) as pool:
        begun = [pool.submit(run, pair) for pair in (("A", "B"), other)]
        problems = [each.exception(timeout=20) for each in begun]

    assert problems.count(None) == 1
    assert isinstance(next(each for each in problems if each), refusal)
    db.session.rollback()
    assert len(all_stand_ins(db.session(), actor=SYSTEM, now=NOON)) == 1
