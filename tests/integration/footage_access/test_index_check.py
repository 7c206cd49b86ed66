"""An entry that the index of words does not know, or knows by other words, is named."""

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.footage_access import word_index
from app.footage_access.domain import Kind
from app.footage_access.index_check import check_word_index
from app.footage_access.verification import check_footage
from tests.builders.footage_access import log
from tests.builders.registry import record_estate


@pytest.fixture
def indexed(app):
    record_estate()
    leaves = [log(Kind.PLAYBACK, text=text).leaf for text in ("정문 확인", "후문 확인", "주차장 확인")]
    with unit_of_work() as session:
        word_index.catch_up(session)
    return leaves


def named():
    return {fault.leaf for fault in check_word_index(db.session())}


def test_what_is_indexed_as_it_reads_is_known(indexed):
    assert indexed
    assert named() == set()
    assert list(check_footage(db.session())) == []


def test_an_entry_taken_out_of_the_index_is_named(indexed):
    with unit_of_work() as session:
        word_index.forget(session, indexed[1:2])
    assert named() == {indexed[1]}
    (fault,) = check_footage(db.session())
    assert str(fault.message).startswith(f"관리대장 기록 {indexed[1] + 1}번이 낱말 색인에")


def test_an_entry_indexed_by_other_words_is_named(indexed):
    with unit_of_work() as session:
        if session.get_bind().dialect.name == "sqlite":
            ((_, tokens),) = word_index.tokens_of(session, indexed[:1])
            word_index.forget(session, indexed[:1])
            statement = "INSERT INTO footage_access_grams (rowid, grams) VALUES (:leaf, :grams)"
            fewer = word_index.spelt(sorted(tokens)[1:])
            session.execute(text(statement), {"leaf": indexed[0], "grams": fewer})
        else:
            session.execute(
                text("UPDATE footage_access_grams SET grams = grams[2:] WHERE leaf = :leaf").bindparams(leaf=indexed[0])
            )
    assert named() == {indexed[0]}


def test_an_index_that_says_it_reaches_further_than_it_does_is_named(indexed):
    new = log(Kind.LIVE).leaf
    assert named() == set()
    with unit_of_work() as session:
        session.execute(text("UPDATE footage_access_indexed SET until_leaf = :until"), {"until": new + 1})
    assert named() == {new}
    assert indexed


def test_words_of_a_place_that_are_not_kept_are_named(indexed):
    with unit_of_work() as session:
        session.execute(text("DELETE FROM footage_access_place_words"))
    assert named() == set(indexed)
