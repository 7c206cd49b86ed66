"""Copies that left are accounted for once; until then the case stays open and the list names them."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.factory import FORGETTERS
from app.kernel.actor import SYSTEM
from app.kernel.errors import NotAllowed
from app.ledger.erasing import erase_due
from app.viewing_requests import commands, queries
from app.viewing_requests.giving import Returned
from app.viewing_requests.handover_refusals import (
    ConfirmedBefore,
    CopyAlreadyBack,
    CopyNotFound,
    DayAhead,
    HandoverLacksOurs,
    LawDocumentMissing,
)
from app.viewing_requests.reminding.returns import remind_returns
from app.viewing_requests.verification import check_requests
from tests.builders.accounts import an_account
from tests.builders.handovers import (
    DIGEST,
    IN_A_MONTH,
    TODAY,
    an_item,
    confirm,
    granted_provision,
    hand_over,
    handovers,
    provided,
)
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, OLGA, SAM, UMA

LATER = NOW + timedelta(days=40)
GONE = TODAY + timedelta(days=4 * 366)


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


@pytest.fixture
def out():
    number = granted_provision()
    items = (an_item(), an_item(file_name="뒤.mp4", sha256=DIGEST[::-1]))
    return number, hand_over(number, provided(items=items)).handover_leaf


def status(number):
    return db.session().scalar(text("SELECT status FROM viewing_request WHERE number = :n").bindparams(n=number))


def faults():
    return [str(fault.message) for fault in check_requests(db.session())]


def test_a_case_closes_with_its_last_copy(out):
    number, leaf = out

    assert confirm(number, leaf, positions=(2,)) is False
    assert status(number) == "handed_over"
    assert confirm(number, leaf, positions=(1,), how=Returned.RETURNED) is True
    assert status(number) == "closed"
    assert [copy.back.word_of for copy in handovers(number)[0].copies] == ["담당 수사관", "담당 수사관"]
    assert faults() == []


def test_what_is_out_is_listed_and_overdue_after_its_day(out):
    number, leaf = out
    session = db.session()

    assert [copy.position for copy in queries.copies_out(session, actor=OLGA)] == [1, 2]
    assert queries.overdue_returns(session, actor=OLGA, on=IN_A_MONTH) == []
    assert len(queries.overdue_returns(session, actor=OLGA, on=IN_A_MONTH + timedelta(days=1))) == 2
    assert queries.copies_out(session, actor=SAM) == []
    confirm(number, leaf, positions=(1,))
    assert [copy.position for copy in queries.copies_out(session, actor=OLGA)] == [2]
    assert [copy.position for copy in queries.copies_back(session, actor=OLGA)] == [1]
    assert queries.copies_back(session, actor=SAM) == []


def test_a_copy_is_found_by_its_content_only_by_who_may_see_the_case(out):
    session = db.session()

    assert [copy.position for copy in queries.copies_with_digest(session, sha256=DIGEST, actor=OLGA)] == [1]
    assert queries.copies_with_digest(session, sha256="0" * 64, actor=OLGA) == []
    alike = queries.copies_of_size(session, size_bytes=1_073_741_824, sha256="0" * 64, actor=OLGA)
    assert [copy.number for copy in alike] == [out[0], out[0]]
    assert queries.copies_with_digest(session, sha256=DIGEST, actor=SAM) == []


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"positions": ()}, CopyNotFound),
        ({"positions": (1, 3)}, CopyNotFound),
        ({"by_word_of": " "}, HandoverLacksOurs),
        ({"how": Returned.KEPT_BY_LAW, "document_no": None}, LawDocumentMissing),
        ({"on": TODAY + timedelta(days=1)}, DayAhead),
        ({"on": TODAY - timedelta(days=1)}, ConfirmedBefore),
        ({"actor": UMA}, NotAllowed),
    ],
)
def test_a_return_lacks_something(out, values, refusal):
    with pytest.raises(refusal):
        confirm(*out, **values)
    assert faults() == []


def test_what_became_of_a_copy_is_said_once(out):
    confirm(*out)

    with pytest.raises(CopyAlreadyBack):
        confirm(*out)


def test_a_copy_of_another_case_is_not_found(out):
    with pytest.raises(CopyNotFound):
        confirm(granted_provision(), out[1])


def test_a_copy_may_come_back_after_the_case_was_taken_back():
    number = granted_provision()
    leaf = hand_over(number, provided(more_to_come=True)).handover_leaf
    with unit_of_work() as session:
        commands.withdraw_request(session, number=number, reason="거두어들임", actor=OLGA, now=NOW)

    assert faults() == []
    assert confirm(number, leaf, now=LATER) is False
    assert faults() == []


def test_names_are_erased_with_the_case_and_digests_stay(out):
    number, leaf = out
    confirm(number, leaf, positions=(1, 2))

    with unit_of_work() as session:
        erase_due(session, on=GONE, forgetters=FORGETTERS, actor=SYSTEM, now=NOW)

    given = handovers(number)[0]
    assert (given.recipient, given.mask_words, given.copies[0].file_name, given.copies[0].back.word_of) == (None,) * 4
    assert given.erased_on == GONE
    assert given.copies[0].sha256 == DIGEST
    assert faults() == []


def test_people_are_told_once_that_a_copy_is_not_back(out):
    with unit_of_work() as session:
        operator = an_account(session, name="운영자", now=NOW)
        an_account(session, name="다른 곳", sites={"OTHER-SITE"}, now=NOW)

    with unit_of_work() as session:
        assert remind_returns(session, now=NOW) == 0
        assert remind_returns(session, now=LATER) == 1
        assert remind_returns(session, now=LATER + timedelta(days=1)) == 0
    told = db.session().execute(text("SELECT account_id, subject FROM inbox_message")).all()
    assert told == [(operator.id, f"viewing_request:{out[0]}")]
