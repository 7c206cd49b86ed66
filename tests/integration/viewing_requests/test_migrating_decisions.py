"""Migrations of states and emergencies up and down with rows in them: cases stand where they could stand before."""

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from app.database import db
from app.viewing_requests import commands
from tests.builders.decisions import answer_gone, do, grant_part, hurry, reopen, review, tell
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, OLGA, PETRA, a_provision, approve, grant_provision, receive, refuse
from tests.databases import running_app

WORDS = "number, status, decided_by"


@pytest.fixture
def migrated(empty_database_url, tmp_path):
    """The application on a database of its own, migrated to the newest."""
    url = empty_database_url or f"sqlite:///{tmp_path / 'empty.db'}"
    with running_app(tmp_path, url) as app:
        upgrade()
        yield app


def rows(statement):
    db.session.rollback()
    found = [tuple(row) for row in db.session().execute(text(statement))]
    db.session.rollback()
    return found


def fulfil(number):
    return do(commands.fulfil_request, number, actor=OLGA, entry_leaf=0)


def test_every_case_finds_a_place_before_and_again_after(migrated):
    assert migrated
    record_estate()
    receive()
    approve(a_provision(), ground="pipa.18.2.2")  # In review, one of two agreed.
    tell(grant_provision(a_provision()))
    tell(grant_part(receive()))
    tell(refuse(receive()))
    answer_gone(receive())
    answer_gone(approve(receive()), was_granted=True)
    reopen(approve(receive()))
    hurry(receive())
    review(fulfil(hurry(receive(), actor=PETRA)), actor=AMIR)
    assert len(rows("SELECT leaf FROM viewing_request_notice")) == 3

    downgrade(revision="0016_due_dates")

    before = [status for _number, status, _by in rows(f"SELECT {WORDS} FROM viewing_request ORDER BY number")]
    assert before == [
        "received",
        "received",
        "approved",
        "approved",
        "refused",
        "refused",
        "refused",
        "received",
        "approved",
        "fulfilled",
    ]
    decided = rows("SELECT request_id, outcome FROM viewing_request_decision ORDER BY request_id")
    assert [outcome for _id, outcome in decided] == ["approved", "approved", "refused"]
    assert len({one for one, _outcome in decided}) == len(decided)

    upgrade()

    after = [status for _number, status, _by in rows(f"SELECT {WORDS} FROM viewing_request ORDER BY number")]
    assert after == [{"fulfilled": "closed"}.get(status, status) for status in before]
    assert rows("SELECT leaf FROM viewing_request_emergency") == []
