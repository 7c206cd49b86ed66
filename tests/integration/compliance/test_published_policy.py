"""How the published policy stands shows among the findings at once."""

import pytest

from app.compliance import queries
from app.database import db
from app.kernel.actor import SYSTEM
from app.policy.versions import State
from app.registry.domain import Camera, Kind
from tests.builders import policy_versions as build
from tests.builders.policy_versions import NOW, a_version, build_a_site, in_days
from tests.builders.registry import record, record_estate
from tests.builders.whole_estate import a_whole_estate, record_whole_estate


@pytest.fixture(autouse=True)
def estate(app):
    record_whole_estate()


def found(now=NOW):
    db.session.rollback()
    rules = [finding.rule for finding in queries.findings_for(db.session(), actor=SYSTEM, now=now)]
    return [rule for rule in rules if rule in {"POL-40", "POL-41", "POL-42"}]


def test_no_policy_in_force_is_found_until_one_takes_effect():
    assert found() == ["POL-40"]
    a_version(State.APPROVED)
    assert found() == ["POL-40"]
    build.announce(1)
    assert found() == []


def test_a_registry_that_moves_on_is_found_against_what_is_in_force_and_what_is_announced():
    a_version()
    a_version(State.ANNOUNCED, effective_on=in_days(7))
    assert found() == []
    build_a_site()
    assert found() == ["POL-41", "POL-42"]
    build.withdraw(2)
    assert found() == ["POL-42"]
    a_version(State.ANNOUNCED, effective_on=in_days(7))
    assert found(build.start_of(in_days(7))) == []


def test_a_registry_that_changes_without_the_text_is_found_against_nothing_in_force():
    a_version()
    record(Kind.CAMERA, Camera(code="C-1", zone="HQ-lobby", name="로비 입구"))
    assert found() == []


def test_a_note_on_the_text_in_force_is_shown_and_stops_nobody():
    items = a_whole_estate()
    items["organisation"][0]["request_channels"].append("인터넷 ecm.cyber.go.kr")
    record_estate(items)
    a_version()
    db.session.rollback()
    notes = [each for each in queries.findings_for(db.session(), actor=SYSTEM, now=NOW) if each.rule == "POL-24"]

    assert [each.severity.value for each in notes] == ["info"]
    assert "ecrm.cyber.go.kr" in str(notes[0].message)
