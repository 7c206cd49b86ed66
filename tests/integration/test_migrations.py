"""The migrated schema is the one the tables describe."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from app.database import Base, db


def test_migrated_schema_equals_the_models(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
