"""Single objects change over days; what was recorded before stays in the ledger."""

from datetime import UTC, date, datetime

import pytest

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.errors import Invalid
from app.ledger import queries as ledger
from app.registry import commands, queries
from app.registry.domain import Camera, Declared, Kind, Retention, Site, Zone
from app.registry.history import Assertion
from tests.builders.registry import RECORDED_AT, end, record, record_estate

LATER = datetime(2026, 6, 1, tzinfo=UTC)


def site(code, day, known_at=None):
    snapshot = queries.snapshot(db.session(), as_of=day, known_at=known_at)
    return next((found for found in snapshot.sites if found.code == code), None)


def problems(caught):
    return [problem.place for problem in caught.value.problems]


def test_a_change_holds_from_its_day_and_leaves_the_days_before(app):
    record_estate()
    record(Kind.SITE, Site(code="HQ", name="새 사옥", order=1), since=date(2026, 5, 1), now=LATER)

    assert site("HQ", date(2026, 4, 30)).name == "본사 사옥"
    assert site("HQ", date(2026, 5, 1)).name == "새 사옥"


def test_a_late_correction_does_not_change_what_was_known(app):
    record_estate()
    record(Kind.SITE, Site(code="HQ", name="옛 사옥", order=1), until=date(2026, 2, 1), now=LATER)

    assert site("HQ", date(2026, 1, 15)).name == "옛 사옥"
    assert site("HQ", date(2026, 1, 15), known_at=RECORDED_AT).name == "본사 사옥"


def test_the_entry_says_what_changed_from_what_to_what(app):
    record_estate()
    declared = Declared(retention=Retention(days=30))
    record(Kind.ZONE, Zone(code="HQ-car", site="HQ", name="주차장", order=2, camera_count=3, declared=declared))

    entry = list(ledger.entries(db.session(), subject="zone:HQ-car"))[-1]

    assert (entry.name, entry.site_code) == ("zone.recorded", "HQ")
    assert entry.data["changed"] == [{"field": "declared.retention", "old": None, "new": {"days": 30}}]


def test_recording_what_is_known_already_records_nothing(app):
    record_estate()
    known = queries.timelines_of(db.session(), keys=[(Kind.SITE, "HQ")])[Kind.SITE, "HQ"][0].value
    entries = len(list(ledger.entries(db.session())))

    assert len(record(Kind.SITE, known, since=date(2026, 3, 1))) == 0
    assert len(list(ledger.entries(db.session()))) == entries


def test_a_site_takes_its_zones_and_cameras_with_it(app):
    record_estate()

    changes = end(Kind.SITE, "HQ", on=date(2026, 7, 1))

    assert [change.code for change in changes] == ["C-1", "C-2", "HQ-car", "HQ-lobby", "HQ"]
    assert site("HQ", date(2026, 6, 30)).count == 5
    assert site("HQ", date(2026, 7, 1)) is None


def test_what_others_need_does_not_end(app):
    record_estate()

    with pytest.raises(Invalid) as post:
        end(Kind.POST, "lead", on=date(2026, 7, 1))
    with pytest.raises(Invalid) as row:
        end(Kind.ROW, "governors", on=date(2026, 7, 1))

    assert problems(post) == ["조직 self"]
    assert problems(row) == ["설치장소 G-1", "설치장소 G-2"]


def test_what_is_not_there_does_not_end(app):
    record_estate()

    with pytest.raises(commands.NothingToEnd):
        end(Kind.SITE, "nowhere", on=date(2026, 7, 1))


def test_faults_are_named_by_field_and_nothing_is_written(app):
    record_estate()
    entries = len(list(ledger.entries(db.session())))

    with pytest.raises(Invalid) as caught:
        record(
            Kind.SITE,
            Site(
                code="N-1", name="새 곳", row="no-row", declared=Declared(retention=Retention(recorded=False, days=3))
            ),
        )

    assert problems(caught) == ["declared.retention", "row"]
    assert len(list(ledger.entries(db.session()))) == entries


def test_values_are_held_to_the_same_limits_as_a_document(app):
    with pytest.raises(Invalid) as caught:
        record(Kind.SITE, Site(code="a/b", name="가" * 300, camera_count=-1))

    assert problems(caught) == ["code", "name", "camera_count"]


def test_a_camera_more_than_the_zone_states_is_refused_until_both_change_together(app):
    record_estate()
    camera = Camera(code="C-9", zone="HQ-car")
    with pytest.raises(Invalid) as caught:
        record(Kind.CAMERA, camera)

    counted = Zone(code="HQ-car", site="HQ", name="주차장", order=2)
    with unit_of_work() as session:
        commands.record_all(
            session,
            assertions=[
                Assertion(Kind.ZONE, "HQ-car", counted),
                Assertion(Kind.CAMERA, "C-9", camera),
            ],
            actor=SYSTEM,
            now=LATER,
        )

    assert problems(caught) == ["구역 HQ-car"]
    assert site("HQ", date(2026, 7, 1)).count == 3


def test_a_change_made_on_an_old_state_is_refused(app):
    record_estate()
    seen = queries.edition(db.session(), key=(Kind.SITE, "HQ"))
    record(Kind.SITE, Site(code="HQ", name="새 사옥", order=1))

    with pytest.raises(commands.ChangedMeanwhile), unit_of_work() as session:
        commands.record(
            session,
            kind=Kind.SITE,
            value=Site(code="HQ", name="다른 사옥", order=1),
            valid_from=None,
            actor=SYSTEM,
            now=LATER,
            expected_edition=seen,
        )


def test_a_change_of_something_else_does_not_get_in_the_way(app):
    record_estate()
    seen = queries.edition(db.session(), key=(Kind.SITE, "HQ"))
    record(Kind.SITE, Site(code="G-9", name="새 정압기"))

    assert queries.edition(db.session(), key=(Kind.SITE, "HQ")) == seen


def test_history_tells_newest_first_what_was_recorded(app):
    record_estate()
    record(Kind.SITE, Site(code="HQ", name="새 사옥", order=1), since=date(2026, 5, 1), now=LATER)
    end(Kind.SITE, "HQ", on=date(2026, 7, 1))

    found = queries.history_of(db.session(), kind=Kind.SITE, code="HQ")

    assert [(one.is_end, one.valid_from) for one in found] == [
        (True, date(2026, 7, 1)),
        (False, date(2026, 5, 1)),
        (False, None),
    ]
