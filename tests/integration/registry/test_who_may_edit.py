"""The commands themselves say who may change the registry, whichever way they are reached."""

from datetime import date

import pytest

from app.database import db, unit_of_work
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.registry import commands
from app.registry.domain import Kind, Site
from app.registry.history import Assertion
from tests.builders.registry import RECORDED_AT, a_document, a_small_estate, record, record_estate
from tests.builders.viewing_requests import AMIR, OLGA, UMA

DAY = date(2026, 7, 1)
NEW = Site(code="G-9", name="새 정압기")
CHANGES = {
    "apply_document": {"document": a_document(**a_small_estate()), "default_from": None},
    "record": {"kind": Kind.SITE, "value": NEW, "valid_from": DAY},
    "record_all": {"assertions": (Assertion(Kind.SITE, "G-9", NEW, DAY, None, place="G-9"),)},
    "end": {"kind": Kind.SITE, "code": "G-1", "on": DAY},
    "assign_post": {"post": "lead", "holder": "김예시", "valid_from": None},
    "release_post": {"assignment": "none", "on": DAY},
}


@pytest.mark.parametrize("actor", [OLGA, UMA], ids=["operator", "auditor"])
@pytest.mark.parametrize("command", CHANGES)
def test_who_does_not_keep_the_registry_changes_nothing(app, command, actor):
    record_estate()
    before = len(list(ledger.entries(db.session())))

    with pytest.raises(NotAllowed), unit_of_work() as session:
        getattr(commands, command)(session, **CHANGES[command], actor=actor, now=RECORDED_AT)

    assert len(list(ledger.entries(db.session()))) == before


def test_who_keeps_it_changes_it(app):
    record_estate()
    assert len(record(Kind.SITE, NEW, actor=AMIR).changes) == 1
