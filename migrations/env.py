"""Owns how migrations run: on the application's own engine, on SQLite and PostgreSQL alike."""

from pathlib import Path

from alembic import context
from alembic.runtime.migration import MigrationContext
from alembic.util import load_python_file
from flask import current_app

from app.database import schema_may_change

guards = load_python_file(str(Path(__file__).parent), "guards.py")  # Gives ``op`` its guard_table and drop_guards.
engine = current_app.extensions["migrate"].db.engine
target_metadata = current_app.extensions["migrate"].db.metadatas[None]


def run() -> None:
    """Run the migrations in one transaction; no step may lose a guard."""
    token = schema_may_change.set(True)
    try:
        _run()
    finally:
        schema_may_change.reset(token)


def _run() -> None:
    with engine.connect() as connection:
        connection.info["guards"] = guards.triggers(connection)
        connection.rollback()
        context.configure(
            connection=connection,
            target_metadata=target_metadata,
            render_as_batch=True,
            compare_type=True,
            transaction_per_migration=False,
            on_version_apply=_restore_lost_guards,
        )
        with guards.tables_rebuildable(connection), context.begin_transaction():
            context.run_migrations()


def _restore_lost_guards(ctx: MigrationContext, *_step: object, **_more: object) -> None:
    connection = ctx.connection
    assert connection is not None  # noqa: S101  # Only steps run offline have none; ours never do.
    connection.info["guards"] = guards.restore_lost(connection, connection.info["guards"])


run()
