"""What leaves the house is one act: the register's entry, the letter, the copies, and the case."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from app.database import db
from app.footage_access import queries as register
from app.footage_access.domain import Form, Kind, Method
from app.footage_access.refusals import RequestNotUsable
from app.footage_access.verification import check_footage
from app.ledger.domain import KeyReused
from app.viewing_requests.domain import RequesterKind, RequestKind
from app.viewing_requests.giving import (
    Delivery,
    Mode,
)
from app.viewing_requests.refusals import WrongMoment
from app.viewing_requests.verification import check_requests
from tests.builders.handovers import (
    DIGEST,
    NOTHING_SHOWN,
    TODAY,
    a_copy,
    granted,
    granted_provision,
    hand_over,
    handovers,
    provided,
    shown,
)
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import OLGA, grant_provision, receive

KEY = "k" * 16


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def status(number):
    return db.session().scalar(text("SELECT status FROM viewing_request WHERE number = :n").bindparams(n=number))


def entry(leaf):
    return register.entry_row(db.session(), leaf=leaf, actor=OLGA)


def sound():
    return [str(fault) for fault in (*check_requests(db.session()), *check_footage(db.session()))] == []


def test_showing_writes_the_register_and_closes_the_case():
    number = granted()

    done = hand_over(number)

    found = entry(done.entry_leaf)
    assert (found.kind, found.form, found.request_number) == (Kind.VIEWING, Form.SCREEN, number)
    assert status(number) == "closed"
    assert sound()


def test_a_copy_is_described_and_the_register_agrees():
    number = granted(RequestKind.COPY)

    done = hand_over(number, a_copy(use_until=TODAY + timedelta(days=9)))

    found, given = entry(done.entry_leaf), handovers(number)[0]
    copy = given.copies[0]
    assert (copy.file_name, copy.sha256, copy.size_bytes) == ("홍길동 주차장.mp4", DIGEST, 1_073_741_824)
    assert copy.name == found.file_name == f"{number}-{DIGEST[:8]}.mp4"
    assert (found.form, found.copied, found.copy_reason) == (Form.FILE, copy.name, "본인이 나온 영상의 사본을 청구함")
    assert (found.span_from, found.span_to) == (copy.span_from, copy.span_to)
    assert found.period_until == given.use_until
    assert given.recipient == "청구인 갑"
    assert status(number) == "closed"
    assert sound()


def test_a_provision_writes_the_letter_and_waits_for_the_copy():
    number = granted_provision()

    done = hand_over(number, provided())

    found, given = entry(done.entry_leaf), handovers(number)[0]
    assert (found.kind, found.ground, found.recipient) == (Kind.PROVISION, "pipa.18.2.2", "예시경찰서 형사과")
    letter = register.letters_of(db.session(), numbers=[number])[number]
    assert (letter.leaf, letter.limits) == (given.letter_leaf, "수사 목적으로만 이용")
    assert status(number) == "handed_over"
    assert sound()


def test_no_name_of_a_person_is_kept_in_the_open():
    number = granted(RequestKind.COPY)
    hand_over(number, a_copy(recipient_name="받는 사람 을"))

    rows = [
        str(tuple(row))
        for table in ("viewing_request_handover", "viewing_request_handover_item", "footage_access", "ledger_entry")
        for row in db.session().execute(text(f"SELECT * FROM {table}"))  # A fixed list.
    ]
    assert not [row for row in rows if "받는 사람 을" in row or "홍길동" in row or "구간을 모두" in row]
    assert handovers(number)[0].recipient == "받는 사람 을"
    assert handovers(number, actor=replace(OLGA, roles=frozenset()))[0].recipient is None


def test_an_asker_without_a_body_is_not_copied_into_the_register():
    number = receive(
        requester_kind=RequesterKind.THIRD_PARTY, subject_in_footage=False, kind=RequestKind.COPY, document_no="영장-1"
    )
    grant_provision(number)
    done = hand_over(number, provided(recipient_body=None))

    assert entry(done.entry_leaf).recipient is None
    assert db.session().scalar(text("SELECT count(*) FROM footage_access_party")) == 0
    assert sound()


def test_deleting_is_a_destruction_in_the_register():
    number = granted(RequestKind.DELETION)

    done = hand_over(
        number,
        shown(mode=Mode.DELETED, mask=NOTHING_SHOWN, method="erased", delivery=Delivery.TOLD, identity=None),
    )

    assert (entry(done.entry_leaf).kind, entry(done.entry_leaf).method) == (Kind.DESTRUCTION, Method.ERASED)
    assert status(number) == "closed"
    assert sound()


def test_suspending_needs_no_entry_and_is_not_recorded_twice():
    number = granted(RequestKind.SUSPENSION, places=(), place_words="출입이 통제된 정압기실")
    act = shown(mode=Mode.SUSPENDED, mask=NOTHING_SHOWN, delivery=Delivery.TOLD, identity=None)

    part = [hand_over(number, replace(act, more_to_come=True), key=KEY).repeated for _twice in range(2)]
    whole = [hand_over(number, act, key=KEY + "2") for _twice in range(2)]

    assert [part, [done.repeated for done in whole]] == [[False, True]] * 2
    assert whole[0].entry_leaf is None
    assert len(handovers(number)) == 2
    assert status(number) == "closed"
    other = granted(RequestKind.SUSPENSION, places=(), place_words="출입이 통제된 정압기실")
    with pytest.raises(KeyReused):
        hand_over(other, act, key=KEY)
    assert sound()


def test_confirming_existence_is_a_viewing_without_a_form():
    number = granted(RequestKind.EXISTENCE)

    done = hand_over(number, shown(mode=Mode.ANSWER, mask=NOTHING_SHOWN, delivery=Delivery.TOLD, identity=None))

    assert (entry(done.entry_leaf).kind, entry(done.entry_leaf).file_name) == (Kind.VIEWING, "존재 확인 답변")
    assert sound()


def test_the_same_key_hands_over_once():
    number = granted_provision()
    first = hand_over(number, provided(), key=KEY)

    again = hand_over(number, provided(), key=KEY)

    assert (again.repeated, again.entry_leaf) == (True, first.entry_leaf)
    assert len(handovers(number)) == 1
    assert sound()


def test_without_a_key_nothing_is_handed_over_twice():
    number = granted()
    hand_over(number)

    for key, refusal in ((None, WrongMoment), (KEY, RequestNotUsable)):
        with pytest.raises(refusal):
            hand_over(number, key=key)
    assert len(handovers(number)) == 1
    assert sound()


def test_more_to_come_keeps_the_case_open():
    number = granted(RequestKind.COPY)
    hand_over(number, a_copy(more_to_come=True))

    assert status(number) == "approved"
    hand_over(number, a_copy())
    assert [copy.name for given in handovers(number) for copy in given.copies] == [f"{number}-{DIGEST[:8]}.mp4"] * 2
    assert status(number) == "closed"
    assert sound()
