"""REQ-04 to REQ-06: who asks is checked, whoever asks for another may, and papers with numbers are not kept."""

import pytest

from app.compliance.queries import findings_for
from app.database import db, unit_of_work
from app.viewing_requests import commands
from app.viewing_requests.domain import RequesterKind
from app.viewing_requests.identity import CheckKind, Method
from app.viewing_requests.intake_refusals import MaskingUnconfirmed
from tests.builders.papers_in import attach, card_image, written
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, SAM, approve, check, receive


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def found(*, actor=OLGA):
    looked = findings_for(db.session(), actor=actor, now=NOW)
    kept = {one.rule: str(one.severity) for one in looked if one.rule in {"REQ-04", "REQ-05", "REQ-06"}}
    db.session().rollback()
    return kept


def test_a_case_granted_unchecked_is_named_until_it_is_checked():
    number = receive(requester_kind=RequesterKind.AGENT)
    assert found() == {}
    with unit_of_work() as session:
        commands.approve_request(session, number=number, reason="확인했음", ground=None, actor=AMIR, now=NOW)
    assert found() == {"REQ-04": "warning", "REQ-05": "warning"}
    assert found(actor=SAM) == {}

    check(number, CheckKind.IDENTITY, Method.ID_SHOWN)
    assert found() == {"REQ-05": "warning"}
    check(number, CheckKind.AUTHORITY_AGENT, Method.PROXY_LETTER)
    assert found() == {}


def test_a_case_that_was_checked_is_not_named():
    approve(receive())
    assert found() == {}


def test_a_paper_that_was_asked_about_is_named():
    number, card = receive(), written(card_image())
    with pytest.raises(MaskingUnconfirmed) as question:
        attach(number, card, name="신분.jpg")
    attach(number, card, name="신분.jpg", masked=question.value.digest)
    assert found() == {"REQ-06": "info"}
