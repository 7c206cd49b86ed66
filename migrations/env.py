"""Owns how migrations run: on the application's own engine, on SQLite and PostgreSQL alike."""

from alembic import context
from flask import current_app

engine = current_app.extensions["migrate"].db.engine
target_metadata = current_app.extensions["migrate"].db.metadatas[None]


def run() -> None:
    """Run the migrations in one transaction."""
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=target_metadata,
            render_as_batch=True,
            compare_type=True,
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
