"""What grounds and copies need is asked with its source, sealed, compared, and held by the database."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.database import db, unit_of_work
from app.footage_access import commands, queries
from app.footage_access.domain import ConsentItem, Form, Kind, erase_day
from app.footage_access.refusals import CannotRun, CopyHalf, FieldMissing
from app.footage_access.verification import check_footage
from app.kernel.clock import kst_day
from app.ledger import queries as ledger
from app.viewing_requests.domain import RequestKind
from tests.builders.footage_access import log
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, OLGA, a_provision, approve, grant_provision, receive

CONSENT = {"ground": "pipa.18.2.1", "consent_on": kst_day(NOW), "consent_items": tuple(ConsentItem)}
A_COPY = {"form": Form.FILE, "copied": "본인이 나온 10분", "copy_reason": "보험 청구에 쓰려고 요구함"}


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def row_of(receipt):
    return queries.entry_row(db.session(), leaf=receipt.leaf, actor=OLGA)


@pytest.mark.parametrize(
    ("kind", "values", "field", "source"),
    [
        (Kind.USE, {"ground": "pipa.18.2.2"}, "공문·영장 번호와 근거 법령", "제18조제2항제2호"),
        (Kind.USE, {**CONSENT, "consent_on": None}, "동의 받은 날", "제18조제3항"),
        (Kind.USE, {**CONSENT, "consent_items": tuple(ConsentItem)[:4]}, "동의 고지 사항", "제18조제3항"),
        (Kind.VIEWING, {"form": Form.STILL}, "사본 내용", "제44조제5항"),
    ],
)
def test_what_a_ground_or_a_copy_needs_is_asked_for_with_its_source(kind, values, field, source):
    number = approve(receive()) if kind is Kind.VIEWING else None

    with pytest.raises(FieldMissing) as refused:
        log(kind, request_number=number, **values)

    assert field in str(refused.value)
    assert source in str(refused.value)


def test_a_copy_asked_for_is_answered_in_some_form():
    number = approve(receive(kind=RequestKind.COPY))

    with pytest.raises(FieldMissing, match="형태"):
        log(Kind.VIEWING, request_number=number)
    log(Kind.VIEWING, request_number=number, **A_COPY)


def test_half_a_copy_is_refused():
    with pytest.raises(CopyHalf):
        log(Kind.PLAYBACK, copied="10분")


def test_consent_copy_and_document_are_recorded_and_equal_to_what_was_sealed():
    used = row_of(log(Kind.USE, **CONSENT))
    copied = row_of(log(Kind.VIEWING, request_number=approve(receive()), **A_COPY))
    given = row_of(log(Kind.PROVISION, request_number=grant_provision(a_provision(), ground="pipa.18.2.2")))

    assert (used.consent_on, used.consent_items) == (kst_day(NOW), tuple(ConsentItem))
    assert (copied.copied, copied.copy_reason) == (A_COPY["copied"], A_COPY["copy_reason"])
    assert given.document == "형사-2026-4471"  # The request's.
    assert list(check_footage(db.session())) == []


def test_words_about_a_copy_are_personal_and_have_a_day_on_which_they_go():
    receipt = log(Kind.VIEWING, request_number=approve(receive()), **A_COPY)

    entry = ledger.entry_at(db.session(), leaf=receipt.leaf, sites=None)
    (words,) = [part for part in ledger.personal_parts(db.session(), leaf=receipt.leaf) if part.name == "words"]
    assert "본인이 나온" not in str(entry.body)
    assert words.content["copied"] == A_COPY["copied"]
    assert words.erase_on == erase_day(NOW) == kst_day(NOW).replace(year=2029) + timedelta(days=1)


def test_only_watching_is_recorded_when_it_begins():
    with pytest.raises(CannotRun):
        log(Kind.USE, runs=True)


def test_a_correction_starts_from_what_was_said_and_a_withdrawal_keeps_it():
    receipt = log(Kind.USE, **CONSENT)
    facts = queries.facts_of(db.session(), leaf=receipt.leaf)

    with unit_of_work() as session:
        new = commands.correct_entry(
            session, leaf=receipt.leaf, facts=replace(facts, file_name="C-1-2.mp4"), actor=OLGA, now=NOW
        )
    with unit_of_work() as session:
        last = commands.withdraw_entry(session, leaf=new.leaf, reason="같은 일을 두 번 적음", actor=OLGA, now=NOW)

    assert row_of(new).consent_items == row_of(last).consent_items == tuple(ConsentItem)
    assert list(check_footage(db.session())) == []


COLUMNS = (
    "act, kind, handler_id, occurred_at, recorded_at, purpose, text, span_from, span_to, file_name, form, ground,"
    " log_id, version, search, runs"
)
VALUES = (
    "'accessed', '{kind}', 7, '2026-11-20 00:20:00', '2026-11-20 00:30:00', 'incident', '사유', '2026-11-20 00:00:00',"
    " '2026-11-20 00:10:00', 'a.mp4', '{form}', {ground}, 1, 2, '', {runs}"
)


def insert(kind="use", form="file", ground="'pipa.18.2.3'", runs="false", **more):
    names = "".join(f", {name}" for name in more)
    values = "".join(f", {value}" for value in more.values())
    filled = VALUES.format(kind=kind, form=form, ground=ground, runs=runs)
    return f"INSERT INTO footage_access (leaf, {COLUMNS}{names}) SELECT min(leaf), {filled}{values} FROM ledger_entry"


FIVE = "'recipient,purpose,items,period,refusal'"


@pytest.mark.parametrize(
    "good",
    [
        {},
        {"ground": "'pipa.18.2.2'", "document": "'영장 2026-7'"},
        {"ground": "'pipa.18.2.1'", "consent_on": "'2026-11-01'", "consent_items": FIVE},
        {"kind": "playback", "ground": "NULL", "runs": "true"},
    ],
)
def test_what_is_complete_goes_in_by_plain_sql(good):
    with unit_of_work() as session:
        session.execute(text(insert(**good)))
        session.rollback()


@pytest.mark.parametrize(
    "wrong",
    [
        {"ground": "'pipa.18.2.2'"},
        {"ground": "'pipa.18.2.2'", "document": "' '"},
        {"ground": "'pipa.18.2.1'", "consent_on": "'2026-11-01'"},
        {"ground": "'pipa.18.2.1'", "consent_on": "'2026-11-01'", "consent_items": "'recipient'"},
        {"ground": "'pipa.18.2.1'", "consent_items": FIVE},
        {"runs": "true"},
        {"copied": "'10분'"},
    ],
    ids=str,
)
def test_what_is_incomplete_is_refused_by_the_database(wrong):
    with pytest.raises(DatabaseError), unit_of_work() as session:
        session.execute(text(insert(**wrong)))


@pytest.mark.parametrize("kind", ["viewing", "provision"])
def test_nobody_views_or_gives_without_a_request_even_by_plain_sql(kind):
    with pytest.raises(DatabaseError), unit_of_work() as session:
        session.execute(text(insert(kind=kind)))
