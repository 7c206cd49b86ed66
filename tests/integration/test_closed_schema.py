"""On SQLite the running application cannot take its own guards away; only a migration changes the schema."""

import pytest
from flask_migrate import upgrade
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.accounts.passwords import hash_password
from app.database import db, unit_of_work
from app.factory import create_app
from app.kernel.clock import utc_now
from app.ledger.cli import ledger
from app.ledger.guards import missing_guards
from app.operations import first_start
from app.operations.backup_cli import backup
from app.operations.jobs import run_due
from app.settings import Settings
from tests.browsing import CheckedClient
from tests.builders.registry import record_estate

PASSWORD = "for-the-tests-only-2026"


@pytest.fixture
def deployed(tmp_path):
    """The application as it is deployed, on SQLite."""
    url = f"sqlite:///{tmp_path / 'watchbook.db'}"
    app = create_app(Settings(home=tmp_path, database_url=url, public_url="http://localhost"))
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER guard_ledger_entry_update",
        "DROP TABLE ledger_entry",
        "DROP INDEX ix_ledger_private_erase_on",
        "ALTER TABLE ledger_entry RENAME TO other",
        "ALTER TABLE ledger_entry ADD COLUMN x",
        "CREATE TABLE beside (x)",
        "CREATE TRIGGER own BEFORE INSERT ON ledger_entry BEGIN SELECT RAISE(IGNORE); END",
        "PRAGMA writable_schema = ON",
        "PRAGMA recursive_triggers = OFF",
        "PRAGMA foreign_keys = OFF",
        "ATTACH ':memory:' AS beside",
        "UPDATE sqlite_master SET sql = ''",
    ],
)
def test_the_application_cannot_change_the_schema(deployed, statement):
    assert deployed
    with db.engine.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(text(statement))
    assert missing_guards(db.session()) == []


def test_it_still_does_its_work(deployed, tmp_path):
    record_estate()
    with unit_of_work() as session:
        first_start.open_example_accounts(session, password_hash=hash_password(PASSWORD), now=utc_now())
    client = CheckedClient(deployed)
    assert client.fill("/sign-in", sign_in_name="kim.gwanje", password=PASSWORD).status_code == 303
    assert client.fill("/footage", place_query="C-1", text="가스누출 경보 확인, 이상 없음").status_code == 303
    assert "가스누출 경보 확인" in client.get("/footage").text
    outcomes = run_due(tmp_path, now=utc_now())
    assert [(job.name, detail) for job, outcome, detail in outcomes if outcome != "done"] == []
    runner = deployed.test_cli_runner()
    assert runner.invoke(ledger, ["verify"]).exit_code == 0
    made = runner.invoke(backup, [str(tmp_path / "backup.zip"), "--unencrypted", "--reason", "시험"])
    assert made.exit_code == 0, made.output
