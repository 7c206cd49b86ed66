"""Where somebody's mail goes: sealed, encrypted, theirs or an administrator's to set, and gone with the account."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.accounts import commands as accounts
from app.accounts.domain import AccountIsDisabled, NoSuchAccount
from app.database import db, unit_of_work
from app.factory import FORGETTERS
from app.inbox import commands, queries
from app.inbox.domain import BadAddress, NoAddress
from app.inbox.models import NoticeAddress
from app.inbox.verification import check_inbox
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.clock import kst_day
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.ledger.erasing import erase_due
from app.ledger.models import LedgerPrivate
from tests.builders.erasure import raw_copy
from tests.builders.inbox import NOW, set_address
from tests.builders.ledger import unguard


def address_of(person):
    db.session.rollback()
    found = queries.address_for_page(db.session(), account_id=person.id, actor=person)
    return found and found.address


def remove(person, *, actor=None):
    with unit_of_work() as session:
        commands.remove_address(session, account_id=person.id, actor=actor or person, now=NOW)


def erase(on=NOW) -> int:
    with unit_of_work() as session:
        return erase_due(session, on=kst_day(on), forgetters=FORGETTERS, actor=SYSTEM, now=on)


def faults():
    db.session.rollback()
    return [str(fault.message) for fault in check_inbox(db.session())]


def test_an_address_is_set_changed_and_taken_away(cast):
    olga = cast("Olga")
    assert address_of(olga) is None
    assert set_address(olga) is True
    assert set_address(olga) is False
    assert set_address(olga, "other@EXAMPLE.kr") is True
    assert address_of(olga) == "other@example.kr"
    remove(olga)
    assert address_of(olga) is None
    with pytest.raises(NoAddress):
        remove(olga)
    assert [entry.name for entry in ledger.entries(db.session())] == [
        "notice_address.set", "notice_address.set", "notice_address.removed",
    ]  # fmt: skip
    assert faults() == []


def test_an_address_is_nowhere_in_the_open(cast):
    set_address(cast("Olga"), "very.secret@example.kr")
    assert b"very.secret" not in raw_copy()
    stored, sealed = db.session.scalar(select(NoticeAddress.address)), db.session.scalar(select(LedgerPrivate.content))
    assert stored.startswith("wv1:")
    assert stored.encode() in (sealed if isinstance(sealed, bytes) else sealed.encode())


def test_only_oneself_and_who_administers_everywhere_set_an_address(cast):
    olga, ada = cast("Olga"), cast("Ada")
    set_address(olga, actor=ada)
    for other in (cast("Amir"), cast("Petra"), cast("Uma"), cast("Ada", name="Local", sites={"HQ"})):
        with pytest.raises(NotAllowed):
            set_address(olga, "mine@example.kr", actor=other)
        with pytest.raises(NotAllowed):
            remove(olga, actor=other)
        with pytest.raises(NotAllowed):
            queries.address_for_page(db.session(), account_id=olga.id, actor=other)
    assert address_of(olga) == "gildong@example.kr"


def test_an_address_that_would_forge_a_header_is_refused(cast):
    olga = cast("Olga")
    with pytest.raises(BadAddress):
        set_address(olga, "a@example.kr\r\nBcc: all@example.kr")
    assert address_of(olga) is None


def test_a_closed_or_unknown_account_gets_none(cast):
    boris = cast("Olga", name="Boris")
    with unit_of_work() as session:
        accounts.disable_account(session, account_id=boris.id, reason="퇴직", actor=SYSTEM, now=NOW)
    with pytest.raises(AccountIsDisabled):
        set_address(boris, actor=cast("Ada"))
    with pytest.raises(NoSuchAccount):
        set_address(Actor(id=9_999, name="?"), actor=cast("Ada"))


def test_what_is_not_used_any_more_is_erased_the_same_day(cast):
    olga, amir = cast("Olga"), cast("Amir")
    set_address(olga, "first@example.kr")
    assert erase(NOW + timedelta(days=3_650)) == 0  # As long as it is in use.
    set_address(olga, "second@example.kr")
    set_address(amir)
    assert erase() == 1
    assert address_of(olga) == "second@example.kr"
    remove(olga)
    assert erase() == 1
    assert [row.address for row in db.session.scalars(select(NoticeAddress).order_by(NoticeAddress.leaf))][:2] == [
        "",
        "",
    ]
    assert address_of(amir) == "gildong@example.kr"
    assert faults() == []


def test_the_address_of_a_closed_account_goes_without_anybody_asking(cast):
    olga, boris = cast("Olga"), cast("Olga", name="Boris")
    set_address(olga)
    set_address(boris)
    with unit_of_work() as session:
        accounts.disable_account(session, account_id=boris.id, reason="퇴직", actor=SYSTEM, now=NOW)
    with unit_of_work() as session:
        assert commands.drop_addresses_of_closed(session, actor=SYSTEM, now=NOW) == 1
        assert commands.drop_addresses_of_closed(session, actor=SYSTEM, now=NOW) == 0
    assert erase() == 1
    assert address_of(olga) == "gildong@example.kr"
    assert faults() == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE notice_address SET address = 'other@example.kr'", "address"),
        ("UPDATE notice_address SET set_by = 99", "set_by"),
        ("UPDATE notice_address SET address = '', erased_on = '2026-11-22'", "address, erased_on"),
        ("DELETE FROM notice_address", "address"),
    ],
)
def test_an_address_changed_by_hand_is_found(cast, statement, said):
    set_address(cast("Olga"))
    unguard("notice_address")
    with unit_of_work() as session:
        session.execute(text(statement))
    assert len(faults()) == 1
    assert said in faults()[0]


def test_an_address_that_was_erased_but_left_behind_is_found(cast):
    olga = cast("Olga")
    set_address(olga)
    remove(olga)
    with unit_of_work() as session:
        erase_due(session, on=kst_day(NOW), forgetters=(), actor=SYSTEM, now=NOW)
    assert len(faults()) == 1


def test_an_address_nobody_set_is_found(cast):
    olga, amir = cast("Olga"), cast("Amir")
    with unit_of_work() as session:
        accounts.grant_role(
            session, account_id=amir.id, role=Role.AUDITOR, site_code="HQ", reason="발령", actor=SYSTEM, now=NOW
        )
        session.add(NoticeAddress(leaf=0, account_id=olga.id, address="wv1:x", set_by=0, set_at=NOW))
    assert len(faults()) == 1
