"""After an erasure the rows of requests are blank, no sooner and no later: the comparison names what is neither."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.factory import FORGETTERS
from app.kernel.actor import SYSTEM
from app.ledger import commands as ledger
from app.ledger.erasing import erase_due
from app.ledger.events import Event, catalogue
from app.viewing_requests.domain import ASKER_FIELDS
from app.viewing_requests.verification import GUARDED, check_requests
from app.viewing_requests.verification.checking import NO_ROW, TAKES
from tests.builders.ledger import unguard
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, receive, refuse
from tests.integration.ledger.intruder import intrusion

TEN_YEARS_ON = date(2036, 1, 1)
PARTY = (
    "INSERT INTO viewing_request_party (request_id, requester_name, requester_contact, purpose)"
    " SELECT id, '청구인 갑', '010-0000-0001', '남은 말' FROM viewing_request"
)


@dataclass(frozen=True, kw_only=True)
class Unheard(Event):
    """Something no topic knows."""

    name: ClassVar[str] = "viewing_request.unheard_of"

    @property
    def subject(self) -> str:
        """Return what it is about."""
        return "viewing_request:2026-0001"


@pytest.fixture
def number(app):
    """A request that is over."""
    record_estate()
    return refuse(receive())


def erase(*, forgetters=FORGETTERS):
    with unit_of_work() as session:
        assert erase_due(session, on=TEN_YEARS_ON, forgetters=forgetters, actor=SYSTEM, now=NOW) == 2


def tamper(statement):
    unguard(*GUARDED)
    with unit_of_work() as session:
        assert session.execute(text(statement)).rowcount == 1


def fields():
    """Return what the one sentence names in brackets, none if nothing is found."""
    sentences = [str(fault.message) for fault in check_requests(db.session())]
    assert len(sentences) <= 1
    return set(sentences[0].partition("(")[2].removesuffix(").").split(", ")) if sentences else set()


def test_nothing_is_found_before_and_after_an_erasure(number):
    assert number
    assert fields() == set()
    erase()
    assert fields() == set()


def test_copies_nobody_blanked_are_named(number):
    assert number
    erase(forgetters=())
    assert fields() >= {"erased", "requester_name", "requester_contact", "reason"}


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE viewing_request_decision SET reason = '', erased_on = '2030-01-01'", {"erased", "reason"}),
        ("UPDATE viewing_request SET erased_on = '2030-01-01'", {"erased"}),
        ("UPDATE viewing_request_decision SET reason = '다른 말'", {"reason"}),
    ],
)
def test_a_blank_that_was_not_erased_is_named(number, statement, named):
    assert number
    tamper(statement)
    assert fields() == named


def test_a_party_that_is_gone_without_an_erasure_is_named(number):
    assert number
    tamper("DELETE FROM viewing_request_party")
    assert fields() >= {"requester_name", "requester_contact"}


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE viewing_request_decision SET erased_on = NULL, reason = '남은 말'", {"erased", "reason"}),
        ("UPDATE viewing_request SET erased_on = NULL", {"erased"}),
        (PARTY, {"request_id", *ASKER_FIELDS}),
    ],
)
def test_something_erased_that_is_not_blank_is_named(number, statement, named):
    assert number
    erase()
    tamper(statement)
    assert fields() == named


@pytest.mark.parametrize("whose", ["a request that is there", "a request that is not"])
@pytest.mark.parametrize("decided", [True, False], ids=["decided", "open"])
def test_a_place_nobody_sealed_is_named(app, whose, decided):
    assert app
    record_estate()
    asked = receive()
    if decided:
        refuse(asked)
    with intrusion() as intruder:
        request = "request_id" if whose == "a request that is there" else "request_id + 7"
        intruder.run(
            "INSERT INTO viewing_request_place (request_id, position, site_code, zone_code, camera_code, label)"
            f" SELECT {request}, position + 1, site_code, zone_code, camera_code, label FROM viewing_request_place"
        )
        intruder.close_doors()
        found = [str(fault.message) for fault in check_requests(intruder.session)]

    if whose == "a request that is there":
        assert found[0].startswith(f"요청 {asked}")
        assert "site_code" in found[0] or "places" in found[0]
    else:
        assert found == ["요청 표에 봉인된 기록이 없는 행이 있습니다."]


def test_every_event_of_a_request_is_compared_or_makes_no_row(app):
    ours = {name.partition(".")[2] for name in catalogue() if name.startswith("viewing_request.")}
    assert app
    assert ours == TAKES.keys() | NO_ROW
    assert not TAKES.keys() & NO_ROW


def test_an_entry_no_topic_knows_is_named_and_the_rest_is_compared(number):
    with unit_of_work() as session:
        receipt = ledger.append(session, Unheard(), actor=SYSTEM, now=NOW)
    tamper("UPDATE viewing_request_decision SET reason = '다른 말'")

    unknown, wrong = check_requests(db.session())
    assert (unknown.leaf, "viewing_request.unheard_of" in str(unknown.message)) == (receipt.leaf, True)
    assert number in str(wrong.message)
