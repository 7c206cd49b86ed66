"""The database one test leaves to the next is empty and as it was, or it is not left at all."""

import secrets

import psycopg
import pytest
from sqlalchemy import create_engine

from tests.databases import alchemy_url
from tests.kept_database import KeptDatabase


@pytest.fixture
def kept(postgresql_server, postgresql_admin, postgresql_template):
    name = "k_" + secrets.token_hex(6)
    postgresql_admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{postgresql_template}" STRATEGY file_copy')
    database = KeptDatabase(name, postgresql_server.get_uri(database=name), alchemy_url(postgresql_server, name))
    yield database
    database.give_up()
    postgresql_admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def run(database, *statements):
    engine = create_engine(database.url)
    database.lend_connections(engine)
    with engine.connect() as connection:
        answers = [connection.exec_driver_sql(statement) for statement in statements]
        rows = [answer.fetchall() if answer.returns_rows else None for answer in answers]
        connection.commit()
    engine.dispose()
    return rows


def test_rows_are_gone_seeds_are_back_and_numbers_begin_again(kept):
    seeds = run(kept, "SELECT * FROM ledger_head")
    columns = "sign_in_name, display_name, must_change, created_at"
    add = f"INSERT INTO account ({columns}) VALUES ('ada', 'Ada', false, now()) RETURNING id"
    assert run(kept, add, "UPDATE ledger_head SET size = 7 WHERE false") == [[(1,)], None]
    assert kept.empty()
    assert run(kept, "SELECT * FROM ledger_head") == seeds
    assert run(kept, "SELECT count(*) FROM account", add) == [[(0,)], [(1,)]]


def test_guards_wake_again(kept):
    assert kept.empty()
    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        kept._keeper.execute("DELETE FROM ledger_head")


def test_what_a_session_set_is_forgotten(kept):
    run(kept, "SET statement_timeout = 12345", "SELECT pg_advisory_lock(3)")
    assert kept.empty()
    assert run(kept, "SHOW statement_timeout", "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == [
        [("0",)],
        [(0,)],
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER {guard}",
        "ALTER TABLE ledger_head DISABLE TRIGGER ALL",
        "ALTER TABLE account ADD COLUMN more text",
        "CREATE TABLE another (id int)",
        "ANALYZE",
    ],
)
def test_a_changed_database_is_not_left(kept, statement):
    guard = "SELECT tgname FROM pg_trigger WHERE tgrelid = 'ledger_head'::regclass AND tgenabled = 'A' LIMIT 1"
    name = run(kept, guard)[0][0][0]
    run(kept, statement.format(guard=f"{name} ON ledger_head"))
    assert not kept.empty()


def test_nor_one_somebody_is_still_connected_to(kept, postgresql_server):
    with psycopg.connect(postgresql_server.get_uri(database=kept.name)):
        assert not kept.empty()
