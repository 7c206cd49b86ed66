"""What append and append_all leave behind."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select, text

from app.database import db, unit_of_work
from app.kernel.clock import iso, to_micros
from app.ledger import commands
from app.ledger.domain import EntryTooLarge
from app.ledger.models import LedgerDaily, LedgerDay, LedgerEntry, LedgerHead, LedgerNode, LedgerPrivate
from app.ledger.tree import leaf_hash, root_of
from tests.builders.ledger import NOON, WRITER, lamp


def append(*events, now=NOON, **kwargs):
    with unit_of_work() as session:
        return commands.append_all(session, events, actor=WRITER, now=now, **kwargs)


def rows(table):
    return db.session.scalars(select(table).order_by(*table.__table__.primary_key)).all()


def test_an_entry_is_the_exact_bytes_that_were_hashed(app):
    (receipt,) = append(lamp(3, site="wonju"))
    (entry,) = rows(LedgerEntry)
    assert (receipt.log_id, receipt.leaf, receipt.entry_id, receipt.recorded_at) == (1, 0, entry.entry_id, NOON)
    assert entry.leaf_hash == leaf_hash(entry.body)
    assert json.loads(entry.body) == {
        "v": 1,
        "id": entry.entry_id,
        "at": iso(NOON),
        "event": "lamp.lit",
        "event_version": 1,
        "actor": 7,
        "subject": "lamp:3",
        "site": "wonju",
        "data": {"number": 3, "site": "wonju", "place": "정문"},
        "private": {},
    }


def test_personal_parts_stand_aside_under_a_salted_commitment(app):
    append(lamp(lit_by="김가상", phone="033-000-0000"), erase_on=NOON.date())
    (entry,) = rows(LedgerEntry)
    contact, person = rows(LedgerPrivate)
    assert "김가상" not in entry.body.decode()
    assert json.loads(person.content) == {"lit_by": "김가상"}
    assert person.erase_on == NOON.date()
    assert json.loads(entry.body)["private"] == {
        "person": sha256(person.salt + person.content).hexdigest(),
        "contact": sha256(contact.salt + contact.content).hexdigest(),
    }
    assert person.salt != contact.salt


def test_the_head_holds_the_root_of_all_leaves_and_complete_subtrees_are_stored(app):
    append(*(lamp(number) for number in range(300)))
    append(lamp())
    entries = rows(LedgerEntry)
    (head,) = rows(LedgerHead)
    (node,) = rows(LedgerNode)
    assert [entry.leaf for entry in entries] == list(range(301))
    assert head.size == 301
    assert head.last_at == to_micros(NOON)
    assert (node.level, node.position) == (8, 0)
    assert node.hash == root_of(entry.leaf_hash for entry in entries[:256])


def test_days_and_counts_follow_in_the_same_transaction(app):
    append(lamp(site="wonju"), lamp(site="wonju"), lamp())
    append(lamp(site="wonju"), now=NOON + timedelta(hours=12))
    assert [(day.day.day, day.first_leaf, day.last_leaf) for day in rows(LedgerDay)] == [(22, 0, 2), (23, 3, 3)]
    assert [(row.day.day, row.site_code, row.entries) for row in rows(LedgerDaily)] == [
        (22, "", 1),
        (22, "wonju", 2),
        (23, "wonju", 1),
    ]


def test_a_change_that_is_rolled_back_leaves_no_entry(app):
    def failing_change():
        with unit_of_work() as session:
            commands.append(session, lamp(lit_by="김가상"), actor=WRITER, now=NOON)
            raise LookupError

    with pytest.raises(LookupError):
        failing_change()
    assert rows(LedgerEntry) == rows(LedgerPrivate) == rows(LedgerDay) == []
    assert rows(LedgerHead)[0].size == 0
    assert append(lamp())[0].leaf == 0


def test_several_appends_in_one_transaction_follow_each_other(app):
    with unit_of_work() as session:
        first = commands.append(session, lamp(1), actor=WRITER, now=NOON)
        second = commands.append(session, lamp(2), actor=WRITER, now=NOON)
    assert (first.leaf, second.leaf) == (0, 1)


def test_an_entry_that_is_too_large_is_refused_and_nothing_is_written(app):
    with pytest.raises(EntryTooLarge, match="65535바이트 이하"):
        append(lamp(), lamp(place="가" * 22_000))
    assert rows(LedgerEntry) == []


def test_nothing_to_seal_seals_nothing(app):
    assert append() == []


def test_recorded_time_never_goes_back_and_a_clock_set_back_is_said_once(app):
    append(lamp(1))
    append(lamp(2), now=NOON - timedelta(seconds=1))
    append(lamp(3), now=NOON - timedelta(hours=1))
    append(lamp(4), now=NOON - timedelta(minutes=59))
    entries = rows(LedgerEntry)
    assert [entry.event for entry in entries] == ["lamp.lit", "lamp.lit", "clock.anomaly", "lamp.lit", "lamp.lit"]
    assert {entry.recorded_at for entry in entries} == {to_micros(NOON)}
    assert entries[2].actor_id == 0


def test_a_receipt_names_the_event_and_not_the_anomaly_before_it(app):
    append(lamp(1))
    (receipt,) = append(lamp(2), now=NOON - timedelta(hours=1))
    assert receipt.leaf == 2


def test_the_identifier_sorts_by_recorded_time(app):
    (early,) = append(lamp())
    (late,) = append(lamp(), now=NOON + timedelta(milliseconds=1))
    assert early.entry_id < late.entry_id
    assert db.session.execute(text("SELECT count(*) FROM ledger_entry")).scalar() == 2
