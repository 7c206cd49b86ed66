"""What another statute provides for rests on a letter with a number; a number that came later is noted."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from app.database import db, unit_of_work
from app.viewing_requests import commands, queries
from app.viewing_requests.decision_refusals import (
    DocumentEmpty,
    DocumentKnown,
    DocumentMissing,
    OpinionMissing,
    StatuteUnnamed,
)
from app.viewing_requests.models import ViewingRequest
from app.viewing_requests.verification import check_requests
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, a_provision, approve

STATUTE, CONSENT = "pipa.18.2.2", "pipa.18.2.1"


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def note(number, document_no="형사-2026-4471", *, actor=OLGA):
    with unit_of_work() as session:
        commands.note_document(session, number=number, document_no=document_no, actor=actor, now=NOW)


def test_a_provision_by_statute_without_a_number_is_granted_once_the_number_is_noted():
    number = a_provision(document_no=None)
    with pytest.raises(DocumentMissing, match="공문 번호 적기"):
        approve(number, ground=STATUTE)

    note(number)
    approve(number, ground=STATUTE)

    assert queries.request_row(db.session(), number=number, actor=AMIR, now=NOW).document_no == "형사-2026-4471"
    assert list(check_requests(db.session())) == []


def test_a_number_is_noted_once_and_never_empty():
    number = a_provision(document_no=None)
    with pytest.raises(DocumentEmpty):
        note(number, "  ")
    note(number)

    with pytest.raises(DocumentKnown, match="형사-2026-4471"):
        note(number, "형사-2026-9")


def test_the_database_keeps_a_number_that_is_there():
    number = a_provision()
    with pytest.raises(DBAPIError), unit_of_work() as session:
        session.execute(update(ViewingRequest).where(ViewingRequest.number == number).values(document_no="다른 번호"))


def test_an_opinion_on_a_provision_says_something():
    with pytest.raises(OpinionMissing):
        approve(a_provision(document_no=None), ground=CONSENT, reason="확인했음")


def test_by_statute_the_opinion_names_it():
    with pytest.raises(StatuteUnnamed):
        approve(a_provision(), ground=STATUTE, reason="수사에 필요하다고 함")


@pytest.mark.parametrize("opinion", ["압수수색영장 원본과 대조", "형사소송법 제199조에 따른 협조 요청"])
def test_statute_or_warrant_is_named_in_words(opinion):
    approve(a_provision(), ground=STATUTE, reason=opinion)


def test_the_case_page_leads_to_the_number_and_says_it_afterwards(sign_in):
    number, client = a_provision(document_no=None), sign_in("Olga")
    assert f"/requests/{number}/document" in client.get(f"/requests/{number}").text

    client.post(f"/requests/{number}/document", data={"document_no": "형사-2026-4471"})

    page = client.get(f"/requests/{number}").text
    assert "형사-2026-4471" in page
    assert f"/requests/{number}/document" not in page
