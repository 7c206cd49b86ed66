"""Findings are computed once per state of registry and signs, and never shown out of date."""

from datetime import UTC, datetime, timedelta

import pytest

from app.compliance import queries
from app.compliance.domain import Subject
from app.compliance.queries import standing
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.clock import kst_day
from app.registry import commands as registry
from app.registry.domain import Kind, Zone
from app.registry.example import example_document
from app.signage import commands as signage
from app.signage.queries import sign_set
from tests.builders.registry import record, record_estate

pytestmark = pytest.mark.usefixtures("app")
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
TODAY = kst_day(NOW)
AMIR = Actor(id=102, name="Amir", roles=frozenset({Role.MANAGER}))
SAM = Actor(id=105, name="Sam", roles=frozenset({Role.OPERATOR}), sites=frozenset({"HQ"}))


def findings(actor=SYSTEM, now=NOW):
    return queries.findings_for(db.session(), actor=actor, now=now)


def stands(on=TODAY):
    return standing(db.session(), on=on)


@pytest.fixture
def example(app):  # The database comes first.
    with unit_of_work() as session:
        registry.apply_document(session, document=example_document(), default_from=None, actor=SYSTEM, now=NOW)


def test_an_empty_registry_breaks_no_rule():
    assert findings() == ()
    assert stands().cameras == 0


@pytest.mark.usefixtures("example")
def test_the_sixty_days_without_a_reason_are_one_finding_for_164_stations():
    (found,) = (finding for finding in findings() if finding.rule == "RET-02")

    assert found.count == 164
    assert (found.target.kind, found.target.name) == (Subject.ROW, "원주, 횡성 정압기")
    assert found.message.values == {"days": 60, "limit": 30}
    assert stands().cameras == 172


@pytest.mark.usefixtures("example")
def test_what_the_example_leaves_empty_is_found_and_nothing_that_is_there():
    rules = {finding.rule for finding in findings()}

    assert {"CAM-02", "CAM-06", "CAM-08", "MGR-01", "POL-01", "POL-08", "POL-10", "POL-12", "RET-02", "RET-10"} <= rules
    assert not rules & {"CAM-01", "CAM-03", "CAM-05", "MGR-02", "POL-02", "RET-01"}


def test_nothing_is_computed_twice_while_nothing_changes():
    record_estate()

    assert stands() is stands()


def test_a_change_to_the_registry_is_seen_at_once():
    record_estate()
    before = stands()

    record(Kind.ZONE, Zone(code="HQ-new", site="HQ", name="옥상", camera_count=4), now=NOW)

    assert stands() is not before
    assert stands().cameras == before.cameras + 4


def test_a_printed_sign_is_seen_at_once():
    record_estate()
    before = stands()

    with unit_of_work() as session:
        contents = sign_set(session, as_of=TODAY, public_url="").contents
        signage.issue_signs(session, contents=contents, actor=SYSTEM, now=NOW)

    assert stands() is not before


def test_another_day_is_another_standing():
    record_estate()

    assert stands() is not stands(TODAY + timedelta(days=1))


def test_a_person_limited_to_a_site_learns_nothing_of_others():
    record_estate()
    places = [place for finding in findings(SAM) for place in finding.places]

    assert places
    assert {place.site_code for place in places} == {"HQ"}
    assert all(finding.row is None for finding in findings(SAM))
    assert {place.site_code for finding in findings(AMIR) for place in finding.places} > {"HQ"}


def test_what_was_shown_to_a_limited_person_follows_the_registry():
    record_estate()
    before = findings(SAM)

    record(Kind.ZONE, Zone(code="HQ-new", site="HQ", name="옥상", camera_count=4), now=NOW)

    assert sum(finding.count for finding in findings(SAM)) > sum(finding.count for finding in before)


def test_accounts_are_checked_for_those_who_may_read_people(cast):
    cast("Olga", name="상황실")

    assert "SEC-01" in {finding.rule for finding in findings(AMIR)}
    assert "SEC-01" not in {finding.rule for finding in findings(SAM)}
