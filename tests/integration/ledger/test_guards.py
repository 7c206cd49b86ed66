"""What was recorded cannot be changed through either database."""

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.util import load_python_file
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.database import db, unit_of_work
from app.factory import GUARDED as OTHERS
from app.factory import folder
from app.ledger import commands
from app.ledger.cli import ledger
from app.ledger.guards import TABLES, missing_guards
from app.ledger.keys import ensure_key
from app.ledger.proofs import head
from app.ledger.verification import check_guards
from tests.builders.ledger import NOON, WRITER, lamp

GUARDED = sorted(TABLES)
guards = load_python_file(str(folder("migrations")), "guards.py")


@pytest.fixture
def sealed(app):
    """A ledger with something in every guarded table."""
    with unit_of_work() as session:
        events = [lamp(number, lit_by="김가상") for number in range(255)]
        commands.append_all(session, events, actor=WRITER, now=NOON)
        commands.append(session, lamp(255, lit_by="김가상"), actor=WRITER, now=NOON, key="sent once")
        commands.checkpoint(session, signer=ensure_key(app.config["SETTINGS"].home), now=NOON)
        session.execute(
            text("INSERT INTO ledger_anchor (log_id, size, via, evidence, at) VALUES (1, 256, 'x', 'y', 0)")
        )
        session.execute(
            text(
                "INSERT INTO ledger_erasure (log_id, part, first_leaf, last_leaf, erased_leaf, erased_on)"
                " VALUES (1, 'person', 0, 0, 255, '2026-11-22')"
            )
        )
        session.execute(text("INSERT INTO ledger_key (log_id, first_size, vkey, made_at) VALUES (1, 0, 'x', 0)"))
    return app


def refused(statement: str, **values: object) -> None:
    with db.engine.connect() as connection, pytest.raises(DBAPIError, match=r"refused|append-only"):
        connection.execute(text(statement), values)


def is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


@pytest.mark.parametrize("table", GUARDED)
@pytest.mark.usefixtures("sealed")
def test_a_row_is_not_updated(table):
    refused(f"UPDATE {table} SET log_id = 2")


@pytest.mark.parametrize("table", [table for table in GUARDED if table != "ledger_private"])
@pytest.mark.usefixtures("sealed")
def test_a_row_is_not_deleted(table):
    refused(f"DELETE FROM {table}")


@pytest.mark.usefixtures("sealed")
def test_a_personal_part_may_be_deleted():
    with unit_of_work() as session:
        session.execute(text("DELETE FROM ledger_private WHERE leaf < 10"))
    assert db.session.scalar(text("SELECT count(*) FROM ledger_private")) == 246


@pytest.mark.parametrize("change", ["content = salt", "salt = leaf_hash", "part = 'other'", "leaf = 0"])
@pytest.mark.usefixtures("sealed")
def test_a_personal_part_is_not_changed(change):
    hashed = "(SELECT min(leaf_hash) FROM ledger_entry)"
    refused(f"UPDATE ledger_private SET {change.replace('leaf_hash', hashed)} WHERE leaf = 10")


@pytest.mark.usefixtures("sealed")
def test_the_day_a_personal_part_is_erased_may_become_known_later():
    with unit_of_work() as session:
        changed = session.execute(text("UPDATE ledger_private SET erase_on = '2027-12-01' WHERE leaf = 10"))
    assert changed.rowcount == 1
    assert missing_guards(db.session()) == []


@pytest.mark.parametrize("table", GUARDED)
@pytest.mark.usefixtures("sealed")
def test_a_row_is_not_replaced_and_a_table_not_emptied(table):
    if is_sqlite():
        refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
    else:
        refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.usefixtures("sealed")
def test_a_row_is_not_overwritten_by_an_upsert():
    refused(
        "INSERT INTO ledger_checkpoint (log_id, size, made_at, note) VALUES (1, 256, 0, 'forged') "
        "ON CONFLICT (log_id, size) DO UPDATE SET note = excluded.note"
    )


@pytest.mark.usefixtures("sealed")
def test_an_old_entry_is_not_replaced_through_its_identifier():
    columns = "recorded_at, event, site_code, actor_id, subject, body, leaf_hash"
    insert = f"(log_id, leaf, entry_id, {columns}) SELECT 1, 256, entry_id, {columns} FROM ledger_entry WHERE leaf = 3"
    if is_sqlite():
        refused(f"INSERT OR REPLACE INTO ledger_entry {insert}")
    else:
        with db.engine.connect() as connection, pytest.raises(DBAPIError, match="uq_ledger_entry_entry_id"):
            connection.execute(text(f"INSERT INTO ledger_entry {insert}"))


@pytest.mark.usefixtures("sealed")
def test_no_leaf_is_left_out_on_sqlite():
    columns = "recorded_at, event, site_code, actor_id, subject, body, leaf_hash"
    insert = (
        f"INSERT INTO ledger_entry (log_id, leaf, entry_id, {columns}) "
        f"SELECT 1, 300, '{'0' * 36}', {columns} FROM ledger_entry WHERE leaf = 3"
    )
    if is_sqlite():
        refused(insert)
    else:  # No trigger runs on inserts there; the head's lock gives the leaves, and verification finds a gap.
        with db.engine.connect() as connection:
            assert connection.execute(text(insert)).rowcount == 1


@pytest.mark.parametrize(
    "change", ["size = size - 1", "last_at = last_at - 1", "origin = 'other'", "log_id = 2"], ids=lambda text: text[:6]
)
@pytest.mark.usefixtures("sealed")
def test_the_head_neither_shrinks_nor_changes_its_name(change):
    refused(f"UPDATE ledger_head SET {change}")


@pytest.mark.usefixtures("sealed")
def test_a_session_that_pretends_to_be_a_replica_is_refused_too():
    with db.engine.connect() as connection:
        if not is_sqlite():
            connection.execute(text("SET session_replication_role = replica"))
        with pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text("UPDATE ledger_entry SET subject = 'x'"))


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ("(1, -1, '{id}', 0, 'e', 0, 's', {body}, {hash})", "leaf"),
        ("(1, 256, 'short', 0, 'e', 0, 's', {body}, {hash})", "entry_id"),
        ("(1, 256, '{id}', 0, '', 0, 's', {body}, {hash})", "named"),
        ("(1, 256, '{id}', 0, 'e', 0, 's', {empty}, {hash})", "body"),
        ("(1, 256, '{id}', 0, 'e', 0, 's', {body}, {body})", "leaf_hash"),
        ("(9, 0, '{id}', 0, 'e', 0, 's', {body}, {hash})", "log_id"),
    ],
    ids=lambda text: text.strip("()")[:9],
)
@pytest.mark.usefixtures("sealed")
def test_an_entry_that_is_none_is_refused(values, constraint):
    blob = "X'{}'" if is_sqlite() else "'\\x{}'::bytea"
    filled = values.format(id="0" * 36, body=blob.format("7b7d"), empty=blob.format(""), hash=blob.format("00" * 32))
    columns = "(log_id, leaf, entry_id, recorded_at, event, actor_id, subject, body, leaf_hash)"
    with (
        db.engine.connect() as connection,
        pytest.raises(DBAPIError, match=f"ck_ledger_entry_{constraint}|append-only|FOREIGN KEY|fk_ledger_entry_log_id"),
    ):
        connection.exec_driver_sql(f"INSERT INTO ledger_entry {columns} VALUES {filled}")


def test_every_guard_stands_after_the_migrations(app):
    assert app
    assert missing_guards(db.session()) == []
    with db.engine.connect() as connection:
        found = {name for name, (table, _) in guards.triggers(connection).items() if table in TABLES}
    extra = ("insert", "delete") if is_sqlite() else ("truncate", "delete")
    assert found == {f"guard_{table}_{verb}" for table in TABLES for verb in ("update", *extra)} - {
        "guard_ledger_private_delete"
    }


def test_a_missing_or_disabled_guard_is_named(app):
    assert app
    with unit_of_work() as session:
        if is_sqlite():
            session.execute(text("DROP TRIGGER guard_ledger_node_update"))
        else:
            session.execute(text("ALTER TABLE ledger_node DISABLE TRIGGER guard_ledger_node_update"))
    assert missing_guards(db.session()) == ["guard_ledger_node_update"]


def test_every_guard_in_the_database_is_declared_by_its_capability(app):
    declared = {table: verbs for tables in (TABLES, *OTHERS) for table, verbs in tables.items()}
    always = "insert" if is_sqlite() else "truncate"
    with db.engine.connect() as connection:
        found = {name for name in guards.triggers(connection) if name.startswith("guard_")}
    assert found == {f"guard_{table}_{verb}" for table, verbs in declared.items() for verb in (*verbs, always)}
    assert list(check_guards(*OTHERS)(db.session())) == []


@pytest.mark.parametrize("table", ["account_role", "footage_access", "sign_print", "site_version", "viewing_request"])
def test_verify_names_a_guard_missing_before_another_capabilitys_table(app, table):
    trigger = f"guard_{table}_delete"
    with unit_of_work() as session:
        session.execute(text(f"DROP TRIGGER {trigger}" + ("" if is_sqlite() else f" ON {table}")))

    outcome = app.test_cli_runner().invoke(ledger, ["verify"])

    assert outcome.exit_code == 1
    assert f"변경을 막는 트리거 {trigger}" in outcome.output
    assert "없거나 꺼져 있습니다" in outcome.output


@pytest.mark.usefixtures("sealed")
def test_a_batch_migration_keeps_rows_references_and_guards():
    with db.engine.connect() as connection:
        before = guards.triggers(connection)
        connection.rollback()
        with guards.tables_rebuildable(connection), connection.begin():
            context = MigrationContext.configure(connection)
            with Operations(context).batch_alter_table("ledger_entry", recreate="auto") as batch:
                batch.alter_column("subject", nullable=False, server_default="none")
            after = guards.restore_lost(connection, before)
    assert set(after) == set(before)
    assert missing_guards(db.session()) == []
    refused("UPDATE ledger_entry SET subject = 'x'")
    assert head(db.session()).size == db.session.scalar(text("SELECT count(*) FROM ledger_entry")) == 256


@pytest.mark.usefixtures("sealed")
def test_a_migration_may_take_guards_away_on_purpose():
    with db.engine.connect() as connection:
        before = guards.triggers(connection)
        operations = Operations(MigrationContext.configure(connection))
        operations.drop_guards("ledger_anchor")
        after = guards.restore_lost(connection, before)
        assert {name for name in before if name not in after} == {
            name for name, (table, _) in before.items() if table == "ledger_anchor"
        }
