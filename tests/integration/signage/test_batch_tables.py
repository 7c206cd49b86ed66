"""A batch stands as it was made: the database refuses what cannot be and any change; one behind it is found."""

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.database import db, unit_of_work
from app.kernel.actor import Actor, Role
from app.kernel.errors import NotAllowed
from app.signage import commands
from app.signage.batch_order import BatchOrder, Outcome
from app.signage.domain import NothingToPrint
from app.signage.layout.size import parse_size
from app.signage.models import SignBatch
from app.signage.verification import check_sign_choices
from tests.builders.ledger import unguard
from tests.builders.registry import RECORDED_AT, record_estate
from tests.builders.signage import a_signed_estate, issue

ID = "0199c1d2-0000-7000-8000-000000000001"
BATCH = {
    "batch": ID, "count": 4, "left_out": 0, "pages": 4, "size": "A4", "variant": "plain", "languages": "ko,en",
    "sheet": None, "margin": None, "gap": None, "marked": False, "chosen_site": None, "region": None, "kind": None,
    "state": None, "look": 0, "digest": "a" * 64, "made_by": 0, "made_at": RECORDED_AT, "leaf": 0,
}  # fmt: skip
ON_A3 = {"sheet": "A3", "margin": 9, "gap": 6, "pages": 2}
OUTCOME = Outcome(left_out=1, pages=4, digest="a" * 64, look=0, registry_revision="0" * 12)


def record(contents, *, actor, outcome=OUTCOME):
    order = BatchOrder(size=parse_size("A4"))
    with unit_of_work() as session:
        commands.record_batch(
            session, batch=ID, contents=contents, order=order, outcome=outcome, actor=actor, now=RECORDED_AT
        )


def someone(*roles, sites=None):
    return Actor(id=7, name="누구", roles=frozenset(roles), sites=sites)


@pytest.mark.parametrize(
    "wrong",
    [
        {"batch": "1"},
        {"count": 0},
        {"left_out": -1},
        {"pages": 5},
        {"pages": 2},
        {"variant": "cardboard"},
        {"languages": "en"},
        {"size": "A"},
        {"sheet": "A3"},
        {"margin": 9},
        ON_A3 | {"gap": -1},
        {"state": "incomplete"},
        {"digest": "A" * 64},
        {"look": -1},
        {"leaf": -1},
    ],
)
def test_the_database_refuses_a_batch_that_cannot_be(app, wrong):
    with pytest.raises(IntegrityError), unit_of_work() as session:
        session.execute(insert(SignBatch).values(BATCH | wrong))


def test_the_database_takes_a_sound_batch(app):
    with unit_of_work() as session:
        session.execute(insert(SignBatch).values(BATCH | ON_A3))
    assert len(list(check_sign_choices(db.session()))) == 1  # No entry says so.


def test_a_batch_is_not_changed_and_if_it_is_it_is_found(app):
    record_estate(a_signed_estate())
    record(issue(), actor=someone(Role.OPERATOR))
    assert list(check_sign_choices(db.session())) == []
    update = "UPDATE sign_batch SET left_out = 0"
    for statement in (update, "DELETE FROM sign_batch"):
        with pytest.raises(DatabaseError, match=r"refused|append-only"), unit_of_work() as session:
            session.execute(text(statement))
    unguard("sign_batch")
    with unit_of_work() as session:
        session.execute(text(update))
    assert len(list(check_sign_choices(db.session()))) == 1


@pytest.mark.parametrize(
    "actor", [someone(Role.AUDITOR), someone(Role.OPERATOR, sites=frozenset({"G-1"}))], ids=["auditor", "one site"]
)
def test_who_may_not_print_all_of_it_records_nothing(app, actor):
    record_estate(a_signed_estate())
    numbered = issue()
    with pytest.raises(NotAllowed):
        record(numbered, actor=actor)
    assert db.session.scalar(text("SELECT count(*) FROM sign_print")) == 0


def test_a_batch_of_nothing_is_refused(app):
    with pytest.raises(NothingToPrint):
        record((), actor=someone(Role.OPERATOR))
