"""A row of the registry that is not what was sealed is found, with the entry it should agree with."""

from datetime import date

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.ledger import queries as ledger
from app.ledger.cli import ledger as ledger_cli
from app.registry import commands
from app.registry.domain import Kind, Site
from app.registry.verification import check_registry
from tests.builders.registry import RECORDED_AT, end, record, record_estate


def checked():
    return [(str(fault.message), fault.leaf) for fault in check_registry(db.session())]


def tamper(statement, table):
    """Change a table the way its owner can: with its guards taken away first."""
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for name in ("guard_{}_insert", "guard_{}_update", "guard_{}_delete"):
                connection.execute(text(f"DROP TRIGGER {name.format(table)}"))
        else:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        connection.execute(text(statement))


def a_history():
    record_estate()
    record(Kind.SITE, Site(code="HQ", name="새 사옥", order=1), since=date(2026, 5, 1))
    record(Kind.SITE, Site(code="HQ", name="더 새 사옥", order=1), since=date(2026, 6, 1), until=date(2026, 7, 1))
    end(Kind.SITE, "G-2", on=date(2026, 8, 1))
    with unit_of_work() as session:
        held = commands.assign_post(
            session, post="lead", account_id=7, valid_from=date(2026, 1, 1), actor=SYSTEM, now=RECORDED_AT
        )
        commands.assign_post(
            session, post="lead", holder="김예시", valid_from=date(2026, 1, 1), actor=SYSTEM, now=RECORDED_AT
        )
        commands.release_post(session, assignment=held, on=date(2026, 3, 1), actor=SYSTEM, now=RECORDED_AT)


def test_nothing_is_found_where_nothing_was_changed(app):
    assert checked() == []
    a_history()

    assert checked() == []


@pytest.mark.parametrize(
    ("statement", "table", "subject"),
    [
        ("UPDATE site_version SET value = '{}' WHERE code = 'G-1'", "site_version", "site:G-1"),
        ("UPDATE site_version SET name = 'x' WHERE code = 'G-1'", "site_version", "site:G-1"),
        ("UPDATE site_version SET latitude = 1, longitude = 1 WHERE code = 'G-1'", "site_version", "site:G-1"),
        ("UPDATE zone_version SET camera_count = 4 WHERE code = 'HQ-car'", "zone_version", "zone:HQ-car"),
        ("UPDATE camera_version SET valid_to = '2027-01-01' WHERE code = 'C-1'", "camera_version", "camera:C-1"),
        ("DELETE FROM post_version WHERE code = 'officer'", "post_version", "post:officer"),
        ("UPDATE post_holding SET account_id = 8 WHERE account_id = 7", "post_holding", "post:lead"),
        ("DELETE FROM post_holding", "post_holding", "post:lead"),
    ],
)
def test_a_changed_row_is_found_with_its_entry(app, statement, table, subject):
    a_history()
    tamper(statement, table)

    [(message, leaf)] = checked()

    assert subject.split(":")[1] in message
    assert ledger.entry_at(db.session(), leaf=leaf, sites=None).subject == subject


def test_a_row_nobody_recorded_is_found(app):
    a_history()
    with db.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO post_version (code, recorded_leaf, search, value) VALUES ('ghost', 0, '', '{}')")
        )

    [(message, leaf)] = checked()

    assert ("ghost" in message, leaf) == (True, None)


def test_the_shell_names_the_entry_a_changed_row_should_agree_with(app):
    a_history()
    holds = app.test_cli_runner().invoke(ledger_cli, ["verify"])
    tamper("UPDATE site_version SET name = 'x' WHERE code = 'G-1'", "site_version")
    broken = app.test_cli_runner().invoke(ledger_cli, ["verify"])

    assert (holds.exit_code, broken.exit_code) == (0, 1)
    assert "설치장소 G-1" in broken.output
