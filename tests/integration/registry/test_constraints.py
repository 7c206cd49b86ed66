"""The database itself refuses what no version may be, to anybody who writes plain SQL."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.database import db
from app.registry.models import TABLES
from tests.builders.registry import record_estate

TABLE_NAMES = sorted(table.__tablename__ for table in TABLES.values())
COLUMNS = {
    "organisation_version": {},
    "post_version": {},
    "contractor_version": {},
    "agreement_version": {},
    "row_version": {"position": 0},
    "site_version": {"position": 0},
    "zone_version": {"position": 0, "site_code": "S", "split_by": "place"},
    "camera_version": {"zone_code": "Z"},
}


def insert(table, **columns):
    row = {
        "code": "self" if table == "organisation_version" else "X",
        "recorded_leaf": 0,
        "search": "",
        "value": "{}",
        **COLUMNS[table],
        **columns,
    }
    names = ", ".join(row)
    gaps = ", ".join(f":{name}" for name in row)
    with db.engine.begin() as connection:
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({gaps})"), row)


def refused(table, constraint, **columns):
    with pytest.raises(DBAPIError) as caught:
        insert(table, **columns)
    assert constraint in str(caught.value)


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_two_known_versions_of_one_code_never_share_a_day(app, table):
    insert(table, valid_from="2026-01-01", valid_to="2026-02-01")
    insert(table, valid_from="2026-02-01", valid_to="2026-03-01")

    refused(table, f"ex_{table}_overlap", valid_from="2026-01-31", valid_to="2026-02-01")
    refused(table, f"ex_{table}_overlap", valid_from="2026-02-15")
    refused(table, f"ex_{table}_overlap", valid_to="2026-01-02")
    refused(table, f"ex_{table}_overlap")


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_a_version_that_is_no_longer_known_is_in_nobodys_way(app, table):
    insert(table, superseded_leaf=3)
    insert(table, recorded_leaf=3)


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_no_version_ends_before_it_begins(app, table):
    refused(table, "days", valid_from="2026-02-01", valid_to="2026-02-01")


@pytest.mark.parametrize(
    ("table", "constraint", "columns"),
    [
        ("organisation_version", "one", {"code": "other"}),
        ("post_version", "code", {"code": ""}),
        ("post_version", "leaves", {"recorded_leaf": -1}),
        ("post_version", "leaves", {"recorded_leaf": 5, "superseded_leaf": 4}),
        ("row_version", "camera_count", {"camera_count": -1}),
        ("site_version", "camera_count", {"camera_count": -1}),
        ("site_version", "point_whole", {"latitude": 37_342_200}),
        ("site_version", "point_whole", {"longitude": 127_920_200}),
        ("site_version", "ck_site_version_latitude", {"latitude": 90_000_001, "longitude": 0}),
        ("site_version", "ck_site_version_latitude", {"latitude": -90_000_001, "longitude": 0}),
        ("site_version", "ck_site_version_longitude", {"latitude": 0, "longitude": 180_000_001}),
        ("site_version", "ck_site_version_longitude", {"latitude": 0, "longitude": -180_000_001}),
        ("zone_version", "camera_count", {"camera_count": -1}),
        ("zone_version", "space_class", {"space_class": "half"}),
        ("camera_version", "retention_days", {"retention_days": 0}),
        ("camera_version", "installed", {"installed_on": "2026-02-01", "removed_on": "2026-01-01"}),
    ],
)
def test_a_value_outside_its_rule_is_refused(app, table, constraint, columns):
    refused(table, constraint, **columns)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE site_version SET name = 'x' WHERE code = 'HQ'",
        "UPDATE site_version SET value = '{}' WHERE code = 'HQ'",
        "UPDATE site_version SET valid_to = '2026-03-01' WHERE code = 'HQ'",
        "UPDATE site_version SET superseded_leaf = 9, name = 'x' WHERE code = 'HQ'",
        "UPDATE site_version SET superseded_leaf = 9, latitude = 1, longitude = 1 WHERE code = 'HQ'",
        "DELETE FROM site_version WHERE code = 'HQ'",
        "DELETE FROM camera_version",
    ],
)
def test_what_was_recorded_is_not_overwritten(app, statement):
    record_estate()

    with pytest.raises(DBAPIError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text(statement))


def test_a_version_is_closed_once(app):
    record_estate()
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE site_version SET superseded_leaf = 99 WHERE code = 'HQ'"))

    for leaf in ("NULL", "100"):
        with pytest.raises(DBAPIError, match="append-only"), db.engine.begin() as connection:
            connection.execute(text(f"UPDATE site_version SET superseded_leaf = {leaf} WHERE code = 'HQ'"))
