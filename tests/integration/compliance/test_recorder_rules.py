"""What was found on recorders shows among the findings at once, to those who may see the site."""

import pytest

from app.compliance import queries
from app.compliance.domain import Facts
from app.compliance.queries.recorders import retention_facts
from app.compliance.rules.recorders import kept_too_long
from app.database import db
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day
from app.registry import queries as registry
from tests.builders.recorder_checks import LOBBY_1, LOOKED_AT, a_look, record_look
from tests.builders.registry import record_estate


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def of_recorders(actor=SYSTEM):
    found = queries.findings_for(db.session(), actor=actor, now=LOOKED_AT)
    rules = {"RET-03", "RET-04", "RET-05", "RET-07", "RET-11"}
    return {(finding.rule, place.code) for finding in found if finding.rule in rules for place in finding.places}


def test_a_look_moves_the_findings(cast):
    unmeasured = {("RET-07", code) for code in ("C-1", "C-2", "HQ-car", "G-1", "G-2")}
    assert of_recorders() == unmeasured
    record_look(LOBBY_1, look=a_look(14, configured_days=15, offset_seconds=95))
    broken = {("RET-03", "C-1"), ("RET-05", "C-1"), ("RET-11", "C-1")}
    assert of_recorders() == unmeasured - {("RET-07", "C-1")} | broken
    assert of_recorders(cast("Sam", sites={"G-1"})) == {("RET-07", "G-1")}


def test_a_hold_explains_old_footage():
    record_look(LOBBY_1, look=a_look(40))
    on = kst_day(LOOKED_AT)
    snapshot = registry.snapshot(db.session(), as_of=on)

    def too_long(held):
        facts = retention_facts(db.session(), snapshot=snapshot, on=on, held=held)
        return [breach.place.code for breach in kept_too_long(Facts(on=on, retentions=facts))]

    assert too_long(frozenset()) == ["C-1"]
    assert too_long({"C-1"}) == []
