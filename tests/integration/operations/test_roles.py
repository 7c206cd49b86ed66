"""On PostgreSQL the services work under a role that can do their work and change nothing that was recorded."""

import secrets
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from app.accounts.passwords import hash_password
from app.database import db, unit_of_work
from app.factory import GUARDED as OTHERS
from app.kernel.clock import utc_now
from app.ledger.cli import ledger
from app.ledger.guards import TABLES
from app.operations import first_start
from app.operations.cli import database
from app.operations.jobs import run_due
from app.operations.roles import runtime_rights
from tests.browsing import CheckedClient
from tests.builders.registry import record_estate
from tests.databases import alchemy_url, running_app

ROLES = Path(__file__).resolve().parents[3] / "deploy" / "postgresql-roles.sql"
PASSWORD = "for-the-tests-only-2026"


@pytest.fixture
def as_role(postgresql_server, postgresql_template, tmp_path):
    """Return what opens the application under a role, on a migrated database with the roles made."""
    name = "r_" + secrets.token_hex(6)
    with psycopg.connect(postgresql_server.get_uri(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{postgresql_template}"')
    url = alchemy_url(postgresql_server, name)
    with psycopg.connect(postgresql_server.get_uri(database=name), autocommit=True) as connection:
        for _twice in range(2):
            connection.execute(ROLES.read_text())
        for role in ("watchbook_app", "watchbook_migrator"):
            connection.execute(f"ALTER ROLE {role} PASSWORD '{PASSWORD}'")

    def opened(role):
        own = make_url(url).set(username=role, password=PASSWORD)
        return running_app(tmp_path, own.render_as_string(hide_password=False))

    with opened("watchbook_migrator") as app:
        result = app.test_cli_runner().invoke(database, ["grants"])
        assert result.exit_code == 0, result.output
    yield opened
    with psycopg.connect(postgresql_server.get_uri(), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def signed_in(app, name):
    client = CheckedClient(app)
    assert client.fill("/sign-in", sign_in_name=name, password=PASSWORD).status_code == 303
    return client


def refused(statement):
    with db.engine.connect() as connection:
        try:
            connection.execute(text(statement))
        except DBAPIError:
            return True
    return False


REFUSED = (
    "UPDATE ledger_entry SET subject = 'x'",
    "DELETE FROM ledger_entry",
    "TRUNCATE ledger_entry CASCADE",
    "INSERT INTO ledger_entry SELECT * FROM ledger_entry ON CONFLICT (log_id, leaf) DO UPDATE SET subject = 'x'",
    "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
    "SET session_replication_role = replica",
    "DROP TRIGGER guard_ledger_entry_update ON ledger_entry",
    "SET ROLE watchbook_owner",
    "SET ROLE postgres",
    "CREATE TABLE beside (x int)",
    "DROP TABLE ledger_entry CASCADE",
    "ALTER TABLE ledger_entry OWNER TO watchbook_app",
    "CREATE OR REPLACE FUNCTION watchbook_refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "COPY ledger_entry TO PROGRAM 'cat'",
    "COPY ledger_entry FROM PROGRAM 'true'",
    "UPDATE ledger_checkpoint SET note = 'x'",
    "DELETE FROM ledger_checkpoint",
    "UPDATE ledger_head SET size = 0, frontier = ''",
    "DELETE FROM ledger_head",
    "UPDATE ledger_private SET content = 'x'",
    "UPDATE ledger_key SET vkey = 'x'",
    "DELETE FROM ledger_anchor",
    "DELETE FROM footage_access",
    "UPDATE alembic_version SET version_num = '0001_ledger'",
    "CREATE EXTENSION dblink",
    "ALTER ROLE watchbook_app SUPERUSER",
    "SELECT pg_read_file('/etc/passwd')",
)


def test_the_services_do_their_work_and_can_change_nothing_that_was_recorded(as_role):
    with as_role("watchbook_app") as app:
        home = app.config["SETTINGS"].home
        record_estate()
        with unit_of_work() as session:
            hashed = hash_password(PASSWORD)
            first_start.open_example_accounts(session, password_hash=hashed, now=utc_now())
        olga = signed_in(app, "kim.gwanje")
        logged = olga.fill("/footage", place_query="C-1", text="가스누출 경보 확인, 이상 없음")
        assert logged.status_code == 303
        assert "가스누출 경보 확인" in olga.get("/footage").text
        assert olga.get("/").status_code == 200
        uma = signed_in(app, "choi.gamsa")
        for path in ("/ledger", "/ledger/0", "/registry", "/public/ledger", "/readyz"):
            assert uma.get(path, checked=False).status_code in {200, 404}
        outcomes = run_due(home, now=utc_now())
        assert {(job.name, outcome, detail) for job, outcome, detail in outcomes if outcome != "done"} == set()
        with unit_of_work() as session:
            session.execute(text("DELETE FROM ledger_private WHERE leaf = -1"))  # Erasing is its work.
        with db.engine.begin() as connection:
            connection.execute(text("GRANT UPDATE, DELETE ON ledger_entry TO watchbook_app"))  # Gives nothing, says so.
        assert [statement for statement in REFUSED if not refused(statement)] == []
        runner = app.test_cli_runner()
        verified = runner.invoke(ledger, ["verify"])
        assert verified.exit_code == 0, verified.output
        assert runner.invoke(ledger, ["key", "rotate"]).exit_code == 0
        assert runner.invoke(ledger, ["verify"]).exit_code == 0


def test_no_right_is_left_that_a_guard_always_refuses_and_no_table_is_forgotten(as_role):
    guarded = {}
    for tables in (TABLES, *OTHERS):
        guarded.update(tables)
    with as_role("watchbook_app") as app:
        assert app
        with db.engine.connect() as connection:
            rights = {one.table: set(one.verbs) for one in runtime_rights(connection)}
            for table in db.metadata.tables:
                assert "SELECT" in rights[table], table
            for table, verbs in guarded.items():
                if "delete" in verbs:
                    assert "DELETE" not in rights[table], table
            for table, verbs in rights.items():
                for verb in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER", "REFERENCES"):
                    held = connection.scalar(
                        text("SELECT has_table_privilege(:table, :verb)"), {"table": table, "verb": verb}
                    )
                    assert held == (verb in verbs), (table, verb)
        assert rights["ledger_entry"] == {"SELECT", "INSERT"}
        assert rights["ledger_private"] == {"SELECT", "INSERT", "UPDATE", "DELETE"}


def test_the_migrator_migrates_and_its_new_tables_get_their_rights(as_role):
    with as_role("watchbook_migrator") as app:
        with db.engine.begin() as connection:
            assert connection.scalar(text("SELECT current_user")) == "watchbook_owner"
            connection.execute(text("CREATE TABLE added_later (x int)"))
        assert app.test_cli_runner().invoke(database, ["grants", "--print"]).output.count("added_later") == 1
        app.test_cli_runner().invoke(database, ["grants"])
    with as_role("watchbook_app"), db.engine.begin() as connection:
        connection.execute(text("INSERT INTO added_later VALUES (1)"))


def test_without_the_roles_the_command_says_what_to_do(app):
    if db.engine.dialect.name == "sqlite":
        result = app.test_cli_runner().invoke(database, ["grants"])
        assert result.exit_code == 1
        assert "postgresql-roles.sql" in result.output
