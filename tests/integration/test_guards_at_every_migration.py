"""Whatever migration a database stands at, on the way up and on the way down, every table there has its guards."""

import pytest
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from app.database import db
from app.factory import GUARDED as OTHERS
from app.factory import folder
from app.ledger.guards import TABLES, missing_guards
from tests.databases import running_app

REVISIONS = [script.revision for script in reversed(list(ScriptDirectory(str(folder("migrations"))).walk_revisions()))]

GUARDED_LATER = {"viewing_request_party": "0015_erasure"}
"""Tables that stood without guards before a migration gave them some."""


@pytest.fixture
def empty(empty_database_url, tmp_path):
    """The application on a database with nothing in it."""
    url = empty_database_url or f"sqlite:///{tmp_path / 'empty.db'}"
    with running_app(tmp_path, url) as app:
        yield app


def missing(revision):
    """Return the guarded tables there are at a revision, and the guards missing before them."""
    db.session.rollback()
    with db.engine.connect() as connection:
        present = set(inspect(connection).get_table_names())
    declared = {}
    for tables in (TABLES, *OTHERS):
        declared.update({table: verbs for table, verbs in tables.items() if table in present})
    for table, since in GUARDED_LATER.items():
        if REVISIONS.index(revision) < REVISIONS.index(since):
            declared.pop(table, None)
    found = missing_guards(db.session(), declared)
    db.session.rollback()
    return present & set(declared), found


def test_no_step_loses_a_guard_up_or_down(empty):
    assert empty
    seen = set()
    for revision in REVISIONS:
        upgrade(revision=revision)
        guarded, lost = missing(revision)
        assert (revision, lost) == (revision, [])
        assert seen <= guarded, revision
        seen |= guarded
    assert seen == {table for tables in (TABLES, *OTHERS) for table in tables}
    for revision in reversed(REVISIONS[:-1]):
        downgrade(revision=revision)
        assert (revision, missing(revision)[1]) == (revision, [])
    downgrade(revision="base")
    with db.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
