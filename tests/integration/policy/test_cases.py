"""The 23 cases go into the database and come out the same, on both engines."""

import pytest

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.policy import queries
from app.policy.domain import Form
from app.registry import commands
from app.registry import queries as registry
from app.registry.document import read_document, write_document
from tests.builders.policy import TODAY
from tests.builders.registry import RECORDED_AT
from tests.cases import NUMBERS, case
from tests.cases.comparison import policy_misses, snapshot_misses
from tests.cases.conversion import document_of


@pytest.mark.parametrize("number", NUMBERS)
def test_a_case_survives_the_database(app, number):
    found = case(number)
    document = read_document(document_of(found))
    with unit_of_work() as session:
        commands.apply_document(session, document=document, default_from=None, actor=SYSTEM, now=RECORDED_AT)
    session = db.session()
    assert write_document(registry.document(session)) == write_document(document)
    assert snapshot_misses(found, registry.snapshot(session, as_of=TODAY)) == []
    policy = queries.policy_as_of(session, as_of=TODAY, form=Form.SECTION, language=found["language"])
    assert policy_misses(found, policy) == []
