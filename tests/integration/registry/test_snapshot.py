"""The registry of a day is what was recorded of it, resolved."""

from datetime import date

from app.database import db
from app.registry import queries
from app.registry.domain import Level
from tests.builders.registry import RECORDED_AT, record_estate

DAY = date(2026, 3, 1)


def snapshot(as_of=DAY, known_at=None):
    return queries.snapshot(db.session(), as_of=as_of, known_at=known_at)


def test_rows_sites_and_zones_come_in_published_order_with_their_counts(app):
    record_estate()

    found = snapshot()

    assert [(row.code, row.count) for row in found.rows] == [("HQ", 5), ("governors", 5)]
    assert [(zone.code, zone.count) for zone in found.zones] == [("HQ-lobby", 2), ("HQ-car", 3)]
    assert found.total == 10
    assert found.privacy_officer.title == "경영지원실장"


def test_what_is_declared_once_is_inherited_and_its_level_known(app):
    record_estate()

    lobby = next(snapshot().zones)

    assert lobby.values.manager.title == "안전팀장"
    assert lobby.values.retention.days == 20
    assert lobby.values.origin["retention"] is Level.ORGANISATION
    assert lobby.values.origin["space_class"] is Level.ZONE


def test_the_ledger_alone_gives_the_same_snapshot_as_the_tables(app):
    record_estate()

    now = snapshot()
    known = snapshot(known_at=RECORDED_AT)

    assert known.revision == now.revision
    assert (known.rows, known.posts, known.total) == (now.rows, now.posts, now.total)
