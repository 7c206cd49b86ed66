"""The API against its own OpenAPI document: what Schemathesis makes of it is answered as the document says."""

from datetime import timedelta

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    missing_required_header,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from app.accounts import commands as accounts
from app.accounts.domain import Scope
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import utc_now
from app.ledger.verification import verify

HELD = (
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    missing_required_header, ignored_auth, negative_data_rejection,
)  # fmt: skip


@pytest.fixture(scope="module")
def bearer(besieged):
    now = utc_now()
    with unit_of_work() as session:
        issued = accounts.issue_token(
            session, label="녹화기", scopes=frozenset({Scope.WRITE_FOOTAGE}), sites=None,
            expires_at=now + timedelta(days=30), reason="시험", actor=SYSTEM, now=now,
        )  # fmt: skip
    return {"Authorization": f"Bearer {issued.secret}"}


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_the_api_answers_as_its_document_says(besieged, bearer, mode):
    api = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", besieged.app)
    operations = [found.ok() for found in api.get_all_operations()]
    assert operations
    for operation in operations:

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=60, suppress_health_check=list(HealthCheck))
        def answers(case):
            case.call_and_validate(headers=bearer, checks=HELD)

        answers()


def test_afterwards_everything_verifies(besieged):
    db.session.rollback()
    assert verify(db.session(), key=None).holds
