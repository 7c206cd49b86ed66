"""The connection that leaders share: what is guessed is either right or done again, and nothing is lost or doubled."""

import psycopg
import pytest
from sqlalchemy import Column, Integer, MetaData, Table, text
from sqlalchemy.exc import IntegrityError

from app.database import db, unit_of_work
from app.ledger import commands, lane
from app.ledger.committer import Submission, submit
from app.ledger.proofs import head
from app.ledger.tree import check_inclusion
from app.ledger.verification import still_session, verify
from tests.builders.ledger import NOON, WRITER, lamp
from tests.integration.ledger.test_submit import leaf_hash_at
from tests.integration.ledger.test_submit_together import at_once

SHELF = Table("shelf", MetaData(), Column("leaf", Integer), Column("number", Integer))


def send(number=1, *, key=None, rows=None):
    return submit(Submission(event=lamp(number), actor=WRITER, now=NOON, key=key, rows=rows))


def seen(query):
    found = db.session.scalars(text(query)).all()
    db.session.rollback()
    return found


def leaves():
    return seen("SELECT leaf FROM ledger_entry ORDER BY leaf")


def make_shelf():
    with unit_of_work() as session:
        session.execute(text("CREATE TABLE shelf (leaf INTEGER PRIMARY KEY, number INTEGER CHECK (number <> 13))"))


@pytest.fixture
def ready(app):
    """A process that has submitted before, so that on PostgreSQL it knows the head and guesses."""
    for _ in range(3):
        send()
    return app


def speaks_postgresql():
    return db.engine.dialect.name == "postgresql"


def trips(monkeypatch):
    """Note what is sent to PostgreSQL from here on."""
    sent, execute = [], psycopg.Connection.execute

    def noted(self, query, *args, **kwargs):
        sent.append(query)
        return execute(self, query, *args, **kwargs)

    monkeypatch.setattr(psycopg.Connection, "execute", noted)
    return sent


def test_who_knows_the_head_makes_one_trip_to_the_server(ready, monkeypatch):
    assert ready
    make_shelf()
    sent = trips(monkeypatch)
    send(key="k-1", rows=lambda receipt: {SHELF: [{"leaf": receipt.leaf, "number": 1}]})
    assert len(sent) == (1 if speaks_postgresql() else 0)
    assert (leaves(), seen("SELECT leaf FROM shelf")) == ([0, 1, 2, 3], [3])


def test_while_others_move_the_head_nobody_guesses(ready, monkeypatch):
    assert ready
    tried = []
    for _ in range(4):
        with unit_of_work() as session:
            commands.append(session, lamp(), actor=WRITER, now=NOON)
        with monkeypatch.context() as patch:
            sent = trips(patch)
            send()
        tried.append(sum(query.startswith("WITH grown") for query in sent) - 1)
    assert tried == ([1, 0, 0, 0] if speaks_postgresql() else [-1] * 4)
    assert leaves() == list(range(11))


def test_a_head_somebody_else_moved_is_noticed(ready):
    assert ready
    make_shelf()
    for _ in range(3):
        with unit_of_work() as session:
            commands.append(session, lamp(), actor=WRITER, now=NOON)
        for _ in range(3):
            send(rows=lambda receipt: {SHELF: [{"leaf": receipt.leaf, "number": 1}]})
    assert leaves() == list(range(15))
    assert seen("SELECT leaf FROM shelf ORDER BY leaf") == [4, 5, 6, 8, 9, 10, 12, 13, 14]
    with still_session(db.engine) as session:
        assert verify(session, key=None).holds


def test_a_key_known_long_ago_is_known(ready):
    assert ready
    make_shelf()
    first = send(5, key="k-1")
    send()
    again = send(5, key="k-1", rows=lambda receipt: {SHELF: [{"leaf": receipt.leaf, "number": 1}]})
    assert (again.receipt, again.repeated, again.size) == (first.receipt, True, 5)
    check_inclusion(leaf=3, size=5, entry=leaf_hash_at(3), path=again.path, root=head(db.session()).root)
    assert (leaves(), seen("SELECT leaf FROM shelf")) == (list(range(5)), [])


def test_rows_stand_or_fall_with_the_entry(ready):
    assert ready
    make_shelf()

    def put(number):
        return send(number, rows=lambda receipt: {SHELF: [{"leaf": receipt.leaf, "number": number}] * (1 + number % 2)})

    outcomes = at_once(ready, 16, put)
    failed = [number for number, outcome in enumerate(outcomes) if isinstance(outcome, IntegrityError)]
    assert failed == [1, 3, 5, 7, 9, 11, 13, 15]
    assert [one for one in outcomes if isinstance(one, Exception)] == [outcomes[number] for number in failed]
    kept = [outcome.receipt.leaf for number, outcome in enumerate(outcomes) if number not in failed]
    assert sorted(kept) == seen("SELECT leaf FROM shelf ORDER BY leaf") == list(range(3, 11))
    assert leaves() == list(range(11))


def test_a_process_at_rest_takes_a_tried_connection(ready, monkeypatch):
    assert ready
    monkeypatch.setattr(lane, "STALE_AFTER", -1)
    assert [send().receipt.leaf for _ in range(3)] == [3, 4, 5]


def test_a_server_that_closed_the_connection_is_asked_again(ready):
    if speaks_postgresql():
        with psycopg.connect(ready.config["SETTINGS"].database_url.replace("+psycopg", ""), autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
    assert send().receipt.leaf == 3
    assert leaves() == [0, 1, 2, 3]


def test_a_statement_whose_answer_was_lost_is_found_and_not_repeated(ready, monkeypatch):
    assert ready
    execute = psycopg.Connection.execute

    def execute_and_lose_the_line(self, *args, **kwargs):
        monkeypatch.undo()
        execute(self, *args, **kwargs)
        raise psycopg.OperationalError("the line was cut")

    monkeypatch.setattr(psycopg.Connection, "execute", execute_and_lose_the_line)
    assert send().receipt.leaf == 3
    assert leaves() == [0, 1, 2, 3]
