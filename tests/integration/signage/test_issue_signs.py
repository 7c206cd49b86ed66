"""A zone is given its sign number once, and keeps it."""

import itertools

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from app.database import db, unit_of_work
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.signage.domain import parse_number
from app.signage.models import Sign, SignPrint
from tests.builders.registry import RECORDED_AT, record_estate
from tests.builders.signage import a_signed_estate, contents, issue, print_all
from tests.builders.viewing_requests import OLGA, UMA


@pytest.fixture
def estate(app):
    record_estate(a_signed_estate())
    return app


def test_every_sign_gets_a_number_and_a_sealed_entry(estate):
    numbered = issue()

    assert [content.target for content in numbered] == ["HQ-lobby", "HQ-car", "G-1", "G-2"]
    assert all(parse_number(content.number) == content.number for content in numbered)
    sealed = [(entry.subject, entry.site_code) for entry in ledger.entries(db.session(), names={"sign.issued"})]
    assert sealed == [(f"sign:{content.number}", content.site_code) for content in numbered]


def test_issuing_again_changes_nothing(estate):
    first = issue()
    assert issue() == first == contents()
    assert len(list(ledger.entries(db.session(), names={"sign.issued"}))) == 4


def test_a_number_in_use_is_never_drawn_again(estate):
    draws = itertools.chain([5, 5, 5, 6], itertools.count(7))
    numbered = issue(draw=lambda _below: next(draws))
    assert len({content.number for content in numbered}) == 4


def row(**more):
    values = {
        "number": "00000000", "kind": "zone", "target": "X", "site_code": "S", "issued_at": RECORDED_AT, "leaf": 0,
        "withdrawn_at": None,
    }  # fmt: skip
    return values | more


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "0"},
        {"kind": "door"},
        {"target": ""},
        {"leaf": -1},
        {"withdrawn_at": RECORDED_AT.replace(year=2020)},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_database_refuses_a_sign_that_cannot_be(app, wrong):
    with pytest.raises(IntegrityError), unit_of_work() as session:
        session.execute(insert(Sign).values(row(**wrong)))


def test_one_zone_has_one_standing_sign(app):
    with unit_of_work() as session:
        session.execute(insert(Sign).values(row(withdrawn_at=RECORDED_AT)))
        session.execute(insert(Sign).values(row(number="11111111")))
    with pytest.raises(IntegrityError), unit_of_work() as session:
        session.execute(insert(Sign).values(row(number="22222222")))


@pytest.mark.parametrize("wrong", [{"revision": "1"}, {"content": ""}, {"batch": "b"}, {"leaf": -1}, {"number": "9"}])
def test_the_database_refuses_a_print_that_cannot_be(estate, wrong):
    numbered = issue()
    values = {
        "batch": "0" * 36, "number": numbered[0].number, "revision": "ABCDEF", "content": "{}", "size": "A4",
        "printed_at": RECORDED_AT, "printed_by": 0, "leaf": 0,
    }  # fmt: skip
    with pytest.raises(IntegrityError), unit_of_work() as session:
        session.execute(insert(SignPrint).values(values | wrong))


def test_a_batch_is_one_entry_naming_numbers_and_revisions(estate):
    numbered = issue()
    batch = print_all(numbered)

    [entry] = ledger.entries(db.session(), names={"sign.printed"})
    assert entry.subject == f"sign_batch:{batch}"
    assert entry.body["data"]["signs"] == [
        {"number": content.number, "revision": content.revision} for content in numbered
    ]


def test_a_large_batch_is_sealed_in_parts(estate, monkeypatch):
    monkeypatch.setattr("app.signage.commands.issuing._SIGNS_PER_ENTRY", 3)
    print_all(issue())
    parts = [entry.body["data"] for entry in ledger.entries(db.session(), names={"sign.printed"})]
    assert [(part["part"], part["parts"], len(part["signs"])) for part in parts] == [(1, 2, 3), (2, 2, 1)]


def test_an_auditor_neither_gives_out_numbers_nor_prints(estate):
    with pytest.raises(NotAllowed):
        issue(actor=UMA)
    numbered = issue(actor=OLGA)
    with pytest.raises(NotAllowed):
        print_all(numbered, actor=UMA)

    assert print_all(numbered, actor=OLGA)
