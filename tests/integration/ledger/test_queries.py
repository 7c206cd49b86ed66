"""What is read about the ledger."""

from datetime import timedelta

import pytest

from app.database import db
from app.kernel.errors import NotFound
from app.ledger import queries
from tests.builders.ledger import NOON, seal


@pytest.fixture
def entries(app):
    assert app
    seal(3, site="wonju")
    seal(3, now=NOON + timedelta(hours=1))
    return lambda **wanted: [entry.leaf for entry in queries.entries(db.session(), **wanted)]


@pytest.mark.parametrize(
    ("wanted", "leaves"),
    [
        ({}, [0, 1, 2, 3, 4, 5]),
        ({"names": ("lamp.lit", "x")}, [0, 1, 2, 3, 4, 5]),
        ({"names": set()}, []),
        ({"prefix": "lamp."}, [0, 1, 2, 3, 4, 5]),
        ({"prefix": "l_mp."}, []),
        ({"subject": "lamp:1"}, [1, 4]),
        ({"until": NOON}, [0, 1, 2]),
        ({"until": NOON - timedelta(microseconds=1)}, []),
        ({"from_leaf": 4}, [4, 5]),
    ],
    ids=str,
)
def test_entries_come_in_their_order(entries, wanted, leaves):
    assert entries(**wanted) == leaves


def test_a_reader_may_stop_half_way(entries):
    assert entries
    assert next(queries.entries(db.session())).leaf == 0


def test_an_entry_carries_what_was_sealed(entries):
    assert entries
    entry = queries.entry_at(db.session(), leaf=1, sites=None)
    assert (entry.number, entry.name, entry.recorded_at, entry.data["number"]) == (2, "lamp.lit", NOON, 1)
    with pytest.raises(NotFound):
        queries.entry_at(db.session(), leaf=6, sites=None)


def test_people_and_sites_of_entries_are_known(entries):
    assert entries
    assert queries.actors_named(db.session()) == [7]
    assert queries.sites_named(db.session()) == ["wonju"]


def test_nobody_has_an_entry_in_an_empty_ledger(app):
    assert app
    assert queries.actors_named(db.session()) == []
