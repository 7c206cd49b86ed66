"""What askers say of themselves stands nowhere in the open: not in the database, its files, a backup, a log."""

import json
import logging
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.factory import FORGETTERS
from app.kernel.actor import SYSTEM
from app.ledger import queries as ledger
from app.ledger.erasing import erase_due
from app.operations.archive import write_backup
from app.vault.domain import KeyMissing
from app.vault.keys import KeysLost
from app.vault.sealing import is_sealed
from app.viewing_requests import queries
from app.viewing_requests.models import ViewingRequestParty, ViewingRequestPause, ViewingRequestPostponement
from app.viewing_requests.verification import check_requests
from tests.builders.due_dates import pause, postpone
from tests.builders.erasure import LONG_AFTER, raw_copy
from tests.builders.ledger import unguard
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, PETRA, UMA, receive, refuse

WORDS = {
    "requester_name": "가온나래 Asker",
    "requester_contact": "gaon.narae@example.invalid",
    "place_words": "별빛정류장 옆 담장",
    "purpose": "자전거 바큇살이 휘어진 까닭",
}
WRITTEN = {
    "late": "녹화기 수리가 끝나는 대로 은하수 씨에게 보여 줌",
    "waits": "노을빛 위임장을 기다림",
    "stops": "바닷가로 떠난 청구인",
}
"""What is written of a postponement and a pause."""


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def party(number, actor=OLGA):
    return queries.request_detail(db.session(), number=number, actor=actor, now=NOW).party


def waiting():
    number = receive()
    postpone(number, NOW.date() + timedelta(days=14), reason=WRITTEN["late"])
    until = NOW.date() + timedelta(days=5)
    pause(number, until, actor=PETRA, reason=WRITTEN["waits"], stop_reason=WRITTEN["stops"])
    return number


def shown(*texts):
    return [
        word
        for word in (*WORDS.values(), *WRITTEN.values())
        for raw in texts
        if any(form in raw for form in forms_of(word))
    ]


def forms_of(word):
    return word.encode(), json.dumps(word).encode(), word.encode("utf-16-le"), word.encode("cp949")


def test_a_thief_of_the_database_finds_nothing_of_the_asker():
    number = receive(**WORDS)
    assert {field: getattr(party(number), field) for field in WORDS} == WORDS
    assert shown(raw_copy()) == []


def test_a_thief_of_the_database_does_not_learn_why_an_answer_waits():
    dates = queries.request_detail(db.session(), number=waiting(), actor=OLGA, now=NOW).dates
    assert [line.reason for line in dates.postponements] == [WRITTEN["late"]]
    assert [(line.reason, line.stop_reason) for line in dates.pauses] == [(WRITTEN["waits"], WRITTEN["stops"])]
    assert shown(raw_copy()) == []


def test_a_backup_has_nothing_of_the_asker_in_its_database(app, tmp_path):
    receive(**WORDS)
    waiting()
    if db.engine.dialect.name != "sqlite":
        with db.engine.connect() as connection:
            tables = connection.execute(text("SELECT table_name FROM information_schema.tables")).scalars().all()
        assert "viewing_request_party" in tables
        assert shown(raw_copy()) == []  # What pg_dump copies.
        return
    db.session.remove()
    write_backup(app.config["SETTINGS"], tmp_path / "out.zip", facts={"made_at": "2026-11-22T00:00:00Z"}, recipients=())
    members = zipfile.ZipFile(BytesIO((tmp_path / "out.zip").read_bytes()))
    copies = [members.read(name) for name in members.namelist() if "key" not in name]
    assert any(b"SQLite format 3" in copy[:32] for copy in copies)
    assert shown(*copies) == []


def test_a_line_of_the_log_and_an_address_name_nobody(sign_in, caplog):
    caplog.set_level(logging.DEBUG)
    client = sign_in("Olga")
    answer = client.fill(
        "/requests/new", **WORDS, subject_in_footage="y", span_from="2026-11-19 12:00", span_to="2026-11-19 12:30"
    )
    client.get(answer.location)
    said = caplog.text.encode()
    assert b"/requests/" in said
    assert shown(said, answer.location.encode()) == []


def test_event_and_row_hold_the_same_ciphertext_so_the_comparison_needs_no_key(app, tmp_path):
    receive(**WORDS)
    (row,) = db.session.query(ViewingRequestParty).all()
    (entry,) = ledger.entries(db.session(), prefix="viewing_request.received")
    sealed = ledger.personal_values(db.session(), entry=entry)
    assert {field: getattr(row, field) for field in WORDS} == sealed
    assert all(is_sealed(token) for token in sealed.values())
    waiting()
    (late,) = db.session.query(ViewingRequestPostponement).all()
    (pause_,) = db.session.query(ViewingRequestPause).all()
    for said, tokens in (("postponed", (late.reason,)), ("paused", (pause_.reason, pause_.stop_reason))):
        (entry,) = ledger.entries(db.session(), prefix=f"viewing_request.{said}")
        assert tuple(ledger.personal_values(db.session(), entry=entry).values()) == tokens
        assert all(is_sealed(token) for token in tokens)
    (tmp_path / "keys" / "vault-1.key").unlink()
    assert list(check_requests(db.session())) == []


def test_a_changed_ciphertext_is_named():
    receive(**WORDS)
    unguard("viewing_request_party")
    with unit_of_work() as session:
        session.execute(text("UPDATE viewing_request_party SET purpose = requester_name"))
    (fault,) = check_requests(db.session())
    assert "purpose" in str(fault.message)


def test_erasing_leaves_nothing():
    number = refuse(receive(**WORDS))
    with unit_of_work() as session:
        assert erase_due(session, on=LONG_AFTER.date(), forgetters=FORGETTERS, actor=SYSTEM, now=LONG_AFTER) == 2
    assert party(number) is None
    assert db.session.query(ViewingRequestParty).count() == 0
    assert list(check_requests(db.session())) == []


def test_without_the_key_people_are_told_and_nothing_is_shown(sign_in, tmp_path):
    number = receive(**WORDS)
    (tmp_path / "keys" / "vault-1.key").unlink()
    with pytest.raises((KeyMissing, KeysLost)):
        party(number)
    page = sign_in("Olga").get(f"/requests/{number}")
    assert page.status_code == 409
    assert "키" in page.text
    assert shown(page.data) == []


def test_without_the_key_nothing_is_taken_in(sign_in, tmp_path):
    receive(**WORDS)
    (tmp_path / "keys" / "vault-1.key").unlink()
    answer = sign_in("Olga").fill(
        "/requests/new", **WORDS, subject_in_footage="y", span_from="2026-11-19 12:00", span_to="2026-11-19 12:30"
    )
    assert answer.status_code == 422
    assert "keys" in answer.text
    assert WORDS["purpose"] in answer.text  # What was typed is not lost.
    assert db.session.execute(text("SELECT count(*) FROM viewing_request")).scalar() == 1


def test_rows_from_before_encryption_are_read_as_they_are():
    number = receive(**WORDS)
    unguard("viewing_request_party")
    with unit_of_work() as session:
        session.execute(text("UPDATE viewing_request_party SET requester_name = '옛 이름', purpose = '옛 목적'"))
    assert (party(number).requester_name, party(number).purpose) == ("옛 이름", "옛 목적")


def test_reasons_from_before_encryption_are_read_as_they_are():
    number = waiting()
    unguard("viewing_request_postponement")
    unguard("viewing_request_pause")
    with unit_of_work() as session:
        session.execute(text("UPDATE viewing_request_postponement SET reason = '옛 연기'"))
        session.execute(text("UPDATE viewing_request_pause SET reason = '옛 기다림', stop_reason = '옛 멈춤'"))
    dates = queries.request_detail(db.session(), number=number, actor=OLGA, now=NOW).dates
    (late,), (waits,) = dates.postponements, dates.pauses
    assert (late.reason, waits.reason, waits.stop_reason) == ("옛 연기", "옛 기다림", "옛 멈춤")
    (fault,) = check_requests(db.session())  # Tokens are compared: this is not what was sealed.
    assert "reason" in str(fault.message)


def test_a_ciphertext_moved_to_another_request_does_not_open():
    first, second = receive(**WORDS), receive(purpose="다른 목적")
    unguard("viewing_request_party")
    with unit_of_work() as session:
        session.execute(
            text(
                "UPDATE viewing_request_party SET purpose ="
                " (SELECT purpose FROM viewing_request_party ORDER BY request_id LIMIT 1)"
            )
        )
    assert party(first).purpose == WORDS["purpose"]
    with pytest.raises(Exception, match="열 수 없습니다"):
        party(second)


def test_the_register_and_the_entry_page_open_it_for_those_who_may_read(sign_in):
    number = refuse(receive(**WORDS))
    (entry,) = ledger.entries(db.session(), prefix="viewing_request.received")
    assert queries.askers_of(db.session(), numbers=[number])[number].name == WORDS["requester_name"]
    page = sign_in("Amir").get(f"/ledger/{entry.leaf}").text
    assert all(word in page for word in WORDS.values())
    assert WORDS["purpose"] not in sign_in("Ada").get(f"/ledger/{entry.leaf}").text


def test_an_entry_page_says_when_the_key_is_missing_and_still_opens(sign_in, tmp_path):
    receive(**WORDS)
    (entry,) = ledger.entries(db.session(), prefix="viewing_request.received")
    sign_in("Amir")
    (tmp_path / "keys" / "vault-1.key").unlink()
    page = sign_in("Amir").get(f"/ledger/{entry.leaf}")
    assert page.status_code == 200
    assert "키가 없습니다" in page.text


@pytest.mark.parametrize("actor", [AMIR, UMA])
def test_people_on_the_case_read_it(actor):
    assert party(receive(**WORDS), actor).requester_contact == WORDS["requester_contact"]
