"""What entries lack, who granted what they gave, and missing guards are found in the tables."""

import pytest

from app.accounts.queries.hashes import weakly_hashed
from app.compliance import queries
from app.compliance.queries.people import people_facts
from app.database import db, unit_of_work
from app.footage_access.domain import Form, Kind
from app.footage_access.queries.lacking import lacking_entries, recorded_givings
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day
from app.viewing_requests.queries.one_hand import deciders_of, viewings_without_self
from tests.builders.accounts import an_account
from tests.builders.footage_access import log
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, approve, receive
from tests.integration.ledger.intruder import intrusion


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def found(session=None):
    db.session.rollback()
    return {row.rule for row in queries.findings_for(session or db.session(), actor=SYSTEM, now=NOW)}


def test_what_the_commands_record_lacks_nothing():
    number = receive()
    approve(number)
    log(Kind.VIEWING, request_number=number)
    log(Kind.USE)
    log(Kind.DESTRUCTION)

    assert lacking_entries(db.session(), actor=SYSTEM) == []
    assert not found() & {"LOG-01", "LOG-02", "LOG-04", "LOG-09", "RET-06", "REQ-14"}
    assert viewings_without_self(db.session(), since=NOW.replace(year=2025), actor=SYSTEM) == []


def test_a_copy_of_before_anybody_asked_lacks_what_was_copied_and_why():
    number = receive()
    approve(number)
    given = log(Kind.VIEWING, request_number=number, form=Form.FILE, copied="한 구간", copy_reason="분실 신고")
    assert "LOG-02" not in found()

    with intrusion() as intruder:
        intruder.run(
            f"UPDATE footage_access SET version = 1, copied = NULL, copy_reason = NULL WHERE leaf = {given.leaf}"
        )
        (row,) = lacking_entries(intruder.session, actor=SYSTEM)
        rules = found(session=intruder.session)

    assert (row.number, row.missing) == (given.leaf + 1, ("사본 내용", "사본 제공 사유"))
    assert "LOG-02" in rules


def test_a_use_on_a_ground_of_public_bodies_and_one_without_a_user_are_found():
    used = log(Kind.USE)
    with intrusion() as intruder:
        intruder.run(f"UPDATE footage_access SET ground = 'pipa.18.2.7' WHERE leaf = {used.leaf}")
        (row,) = lacking_entries(intruder.session, actor=SYSTEM)
        assert (row.missing, row.public_only_ground) == ((), True)
        intruder.session.expire_all()
        intruder.run(f"DELETE FROM footage_access_party WHERE leaf = {used.leaf}")
        (row,) = lacking_entries(intruder.session, actor=SYSTEM)
        rules = found(session=intruder.session)

    assert (row.missing, row.public_only_ground) == (("제공받는 자·이용자",), True)
    assert {"LOG-01", "LOG-04"} <= rules


def test_it_is_known_who_granted_and_who_gave():
    number = receive()
    approve(number)
    log(Kind.VIEWING, request_number=number)

    (given,) = recorded_givings(db.session(), since=NOW.replace(year=2025), actor=SYSTEM)
    assert (given.request_number, given.handler_id) == (number, OLGA.id)
    assert deciders_of(db.session(), numbers=[number]) == {number: frozenset({AMIR.id})}


def test_whoever_gives_what_they_granted_is_told_of():
    number = receive()
    approve(number)
    given = log(Kind.VIEWING, request_number=number)
    with intrusion() as intruder:
        intruder.run(f"UPDATE footage_access SET handler_id = {AMIR.id} WHERE leaf = {given.leaf}")
        assert "LOG-09" in found(session=intruder.session)


def test_a_password_or_guard_that_is_not_as_it_should_be_is_known():
    with unit_of_work() as session:
        an_account(session, now=NOW, password="a long enough one")  # No secret.
    on = kst_day(NOW)
    facts = people_facts(db.session(), on=on, now=NOW)
    assert (facts.security.unguarded, facts.security.unsealed) == ((), ())
    assert weakly_hashed(db.session()) == frozenset()

    with intrusion() as intruder:
        intruder.run("UPDATE account SET password_hash = 'plain'")
        assert len(weakly_hashed(intruder.session)) == 1
        security = people_facts(intruder.session, on=on, now=NOW).security
        assert security.unguarded
        assert security.unsealed
