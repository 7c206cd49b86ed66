"""Who asks for another names them: at the desk and on the web form, on papers, and for the check of authority."""

import pytest
from sqlalchemy import text

from app.database import db
from app.kernel.clock import utc_now
from app.viewing_requests import queries
from app.viewing_requests.domain import Channel, RequesterKind
from app.viewing_requests.public_refusals import SubjectUnsaid
from app.viewing_requests.refusals import ResidentNumber
from app.viewing_requests.verification import check_requests
from tests.builders.case_papers import squeezed, text_of
from tests.builders.public_requests import ASKED, ask, receipt_in
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import OLGA, receive

AGENT, GUARDIAN = RequesterKind.AGENT, RequesterKind.GUARDIAN
SUBJECT = {"subject_name": "정보주체 을", "subject_relation": "배우자"}
DESK = {
    "channel": "counter", "kind": "viewing", "requester_kind": "agent", "subject_in_footage": "y",
    "requester_name": "박대리", "requester_contact": "010-0000-0009", "span_from": "어제 12:00",
    "span_to": "어제 12:30", "place_query": "C-1", "purpose": "분실물을 찾으려고",
}  # fmt: skip


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def party(number):
    return queries.request_detail(db.session(), number=number, actor=OLGA, now=utc_now()).party


@pytest.mark.parametrize("asker", [AGENT, GUARDIAN])
def test_nobody_asks_for_another_without_naming_them(asker):
    with pytest.raises(SubjectUnsaid, match="제45조제1항"):
        receive(requester_kind=asker, subject_name=" ")
    with pytest.raises(ResidentNumber):
        receive(requester_kind=asker, subject_name="을 900101-1234567")
    assert db.session().scalar(text("SELECT count(*) FROM viewing_request")) == 0


def test_the_named_person_is_encrypted_compared_and_erased_with_the_asker():
    number = receive(requester_kind=AGENT, **SUBJECT)
    assert (party(number).subject_name, party(number).subject_relation) == tuple(SUBJECT.values())
    stored = db.session().execute(text("SELECT subject_name, subject_relation FROM viewing_request_party")).one()
    assert all(token.startswith("wv1:") for token in stored)
    assert list(check_requests(db.session())) == []


def test_at_the_desk_the_field_is_asked_for_and_left_out_where_somebody_asks_for_themselves(sign_in):
    olga = sign_in("Olga")
    gap = olga.fill("/requests/new", **DESK)
    assert gap.status_code == 422
    assert 'href="#subject_name"' in gap.text

    assert olga.fill("/requests/new", **DESK, **SUBJECT).status_code == 303
    assert olga.fill("/requests/new", **{**DESK, "requester_kind": "subject"}, **SUBJECT).status_code == 303

    numbers = db.session().scalars(text("SELECT number FROM viewing_request ORDER BY id")).all()
    assert [party(number).subject_name for number in numbers] == ["정보주체 을", None]


def test_the_web_form_asks_for_it_too(client):
    gap = ask(client, requester_kind="guardian")
    assert gap.status_code == 422
    assert ASKED["purpose"] in gap.text, "what was typed stays"
    assert 'href="#subject_name"' in gap.text

    number, _secret = receipt_in(ask(client, requester_kind="guardian", **SUBJECT))
    assert party(number).subject_name == "정보주체 을"


def test_the_case_its_papers_and_the_check_of_authority_name_them(sign_in):
    number = receive(requester_kind=AGENT, channel=Channel.COUNTER, **SUBJECT)
    olga = sign_in("Olga")

    for page in (f"/requests/{number}", f"/requests/{number}/checks/new", f"/footage/hand-over/{number}"):
        assert all(told in olga.get(page).text for told in SUBJECT.values()), page
    for paper in ("request-form", "proxy"):
        found = squeezed(text_of(olga.get(f"/requests/{number}/papers/{paper}.pdf", use="request").data))
        assert all(squeezed(told) in found for told in SUBJECT.values()), paper


def test_an_administrator_reads_the_name_nowhere(sign_in):
    number = receive(requester_kind=AGENT, **SUBJECT)
    assert "정보주체 을" not in sign_in("Ada").get(f"/requests/{number}").text
