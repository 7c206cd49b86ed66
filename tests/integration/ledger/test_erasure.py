"""Personal parts whose day has come are forgotten for good, and what was sealed still holds."""

import json
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from flask import render_template
from sqlalchemy import select, text

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.canonical import canonical_bytes
from app.kernel.errors import NotAllowed
from app.ledger import commands, erasing, queries
from app.ledger.erasing import check_erasures, erase_due
from app.ledger.erasure import runs_of, schedule
from app.ledger.events import PersonalPartErased
from app.ledger.keys import ensure_key
from app.ledger.models import LedgerEntry, LedgerPrivate
from app.ledger.proofs import origin_of_log
from app.ledger.verification import still_session, verify
from app.operations.work import erase_personal_parts
from tests.builders.ledger import NOON, WRITER, lamp, unguard

TODAY = date(2026, 11, 22)
NAMES = ("김가상", "이가상", "박가상")


@pytest.fixture
def sealed(app):
    """Three people named in entries, due yesterday, today and tomorrow, and one with no day yet."""
    with unit_of_work() as session:
        for number, name in enumerate(NAMES):
            due = TODAY + timedelta(days=number - 1)
            commands.append(session, lamp(number, lit_by=name, phone="4711"), actor=WRITER, now=NOON, erase_on=due)
        commands.append(session, lamp(9, lit_by="최가상"), actor=WRITER, now=NOON)
        commands.checkpoint(session, signer=ensure_key(app.config["SETTINGS"].home), now=NOON)
    return app


def erase(*, on=TODAY, actor=SYSTEM):
    with unit_of_work() as session:
        return erase_due(session, on=on, forgetters=(), actor=actor, now=NOON)


def left():
    return db.session.execute(select(LedgerPrivate.leaf, LedgerPrivate.part).order_by("leaf", "part")).all()


def sealed_commitment(leaf: int) -> str:
    body = db.session.scalars(select(LedgerEntry.body).where(LedgerEntry.leaf == leaf)).one()
    return json.loads(body)["private"]["person"]


def found_by_dictionary(leaf: int) -> list[str]:
    """Guess with every name and every salt the database holds, and with none."""
    salts = [*db.session.scalars(select(LedgerPrivate.salt)), b""]
    return [
        name
        for name in NAMES
        for salt in salts
        if sha256(salt + canonical_bytes({"lit_by": name})).hexdigest() == sealed_commitment(leaf)
    ]


@pytest.mark.usefixtures("sealed")
def test_what_is_due_goes_and_the_rest_stays():
    assert erase() == 4
    assert left() == [(2, "contact"), (2, "person"), (3, "person")]
    assert [part.content for part in queries.personal_parts(db.session(), leaf=0)] == [None, None]
    assert erase() == 0


@pytest.mark.usefixtures("sealed")
def test_an_entry_says_what_was_destroyed_and_nothing_of_the_content():
    erase()
    (entry,) = queries.entries(db.session(), names=[PersonalPartErased.name])
    erased = {"contact": [[0, 1]], "person": [[0, 1]]}
    assert entry.data == {"due_on": "2026-11-22", "count": 4, "erased": erased}
    assert entry.body["event_version"] == 2
    assert entry.subject == "erasure:2026-11-22"
    assert not entry.body["private"]


@pytest.mark.usefixtures("sealed")
def test_no_entry_is_made_when_nothing_is_due():
    assert erase(on=TODAY - timedelta(days=2)) == 0
    assert list(queries.entries(db.session(), names=[PersonalPartErased.name])) == []


def test_everything_still_verifies(sealed):
    erase()
    with still_session(db.engine) as session:
        key = ensure_key(sealed.config["SETTINGS"].home).verifier(origin_of_log(session))
        verdict = verify(session, key=key)
    assert (verdict.holds, verdict.entries, verdict.private_parts) == (True, 5, 3)


@pytest.mark.usefixtures("sealed")
def test_a_dictionary_of_names_finds_a_name_only_while_its_salt_is_there():
    assert found_by_dictionary(0) == ["김가상"]
    erase()
    assert found_by_dictionary(0) == []
    assert found_by_dictionary(2) == ["박가상"]


def test_neither_salt_nor_name_stays_behind_in_the_file_of_sqlite(sealed):
    salt = db.session.scalars(select(LedgerPrivate.salt).where(LedgerPrivate.leaf == 0)).first()
    db.session.remove()
    erase()
    if db.engine.dialect.name != "sqlite":  # There VACUUM, which PostgreSQL does by itself, clears the pages.
        return
    with db.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    content = Path(db.engine.url.database).read_bytes()
    assert salt not in content
    assert "김가상".encode() not in content
    assert "박가상".encode() in content


@pytest.mark.usefixtures("sealed")
def test_removal_and_entry_stand_or_fall_together():
    def change_mind():
        with unit_of_work() as session:
            erase_due(session, on=TODAY, forgetters=(), actor=SYSTEM, now=NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_mind()
    assert len(left()) == 7
    assert list(queries.entries(db.session(), names=[PersonalPartErased.name])) == []


@pytest.mark.usefixtures("sealed")
def test_a_part_held_back_is_not_destroyed():
    with unit_of_work() as session:
        session.execute(text("UPDATE ledger_private SET erase_on = NULL WHERE leaf = 0"))
    assert erase() == 2
    assert (0, "person") in left()


@pytest.mark.usefixtures("sealed")
def test_only_the_system_and_the_privacy_officer_destroy():
    with pytest.raises(NotAllowed):
        erase(actor=WRITER)
    assert erase(actor=Actor(id=8, name="책임자", roles=frozenset({Role.PRIVACY_OFFICER}))) == 4


def test_the_job_goes_on_in_short_transactions_until_none_is_left(sealed, tmp_path, monkeypatch):
    monkeypatch.setattr(erasing, "MOST_AT_ONCE", 3)
    assert erase_personal_parts(tmp_path, NOON) == "4 parts, 0 files"
    counts = [entry.data["count"] for entry in queries.entries(db.session(), names=[PersonalPartErased.name])]
    assert counts == [3, 1]


def test_the_entry_is_told_in_a_sentence(app):
    event = PersonalPartErased(due_on=TODAY, count=4, erased={"person": [(0, 2), (7, 7)]})
    with app.test_request_context():
        said = render_template(f"ledger/entries/{event.name}.html", data=event.open_part(), actor_name="시스템")
    assert "2026-11-22까지 보관하기로 한 개인정보 4건을 파기했습니다" in said
    assert "원장 1–3번, 8번" in said


def test_an_entry_of_the_first_version_is_told_too(app):
    data = {"due_on": "2026-11-22", "parts": ["person"], "count": 4, "first_leaf": 0, "last_leaf": 1}
    with app.test_request_context():
        said = render_template("ledger/entries/personal_part.erased.html", data=data, actor_name="시스템")
    assert "개인정보 4건을 파기했습니다" in said
    assert "원장 1번과 2번 사이" in said


def test_neighbours_are_one_run_and_others_are_not():
    pairs = [(1, "a"), (2, "a"), (2, "b"), (3, "a"), (5, "a"), (6, "b")]
    assert runs_of(pairs) == {"a": [(1, 3), (5, 5)], "b": [(2, 2), (6, 6)]}


def test_as_many_as_go_at_once_fit_into_one_entry_though_no_two_are_neighbours():
    far = 2**52
    pairs = [(far + 2 * number, "p" * 40) for number in range(erasing.MOST_AT_ONCE)]
    event = PersonalPartErased(due_on=TODAY, count=len(pairs), erased=runs_of(pairs))
    assert len(canonical_bytes(event.open_part())) < 60_000


@pytest.mark.usefixtures("sealed")
def test_each_part_is_found_by_its_leaf_with_the_day_it_went():
    erase()
    parts = queries.personal_parts(db.session(), leaf=1)
    assert [(part.name, part.erased_on, part.erased_leaf) for part in parts] == [
        ("contact", TODAY, 4),
        ("person", TODAY, 4),
    ]
    assert [part.erased_on for part in queries.personal_parts(db.session(), leaf=2)] == [None, None]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_erasure SET last_leaf = 0",
        "UPDATE ledger_erasure SET erased_on = '2026-11-23'",
        "DELETE FROM ledger_erasure WHERE part = 'person'",
        "INSERT INTO ledger_erasure SELECT log_id, 'other', 0, 0, 3, erased_on FROM ledger_erasure LIMIT 1",
    ],
)
@pytest.mark.usefixtures("sealed")
def test_a_list_of_what_went_that_says_something_else_than_the_entry_is_found(change):
    erase()
    assert list(check_erasures(db.session())) == []
    unguard("ledger_erasure")
    with unit_of_work() as session:
        session.execute(text(change))
    assert list(check_erasures(db.session())) != []


@pytest.mark.usefixtures("sealed")
def test_a_day_is_set_once_and_then_stays():
    with unit_of_work() as session:
        schedule(session, leaves=[2, 3], erase_on=TODAY)
    days = dict(db.session.execute(select(LedgerPrivate.leaf, LedgerPrivate.erase_on)).all())
    assert (days[2], days[3]) == (TODAY + timedelta(days=1), TODAY)
