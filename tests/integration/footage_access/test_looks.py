"""Reading the register is an entry of its own: once in ten minutes, without the words searched for."""

from datetime import timedelta

import pytest

from app.database import db
from app.footage_access.events import View
from app.footage_access.views.looks import note_look
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from tests.builders.footage_access import log
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def looks():
    return list(ledger.entries(db.session(), names=["footage.register_read"]))


def look(*, actor=OLGA, now=NOW, view=View.LIST, **values):
    note_look(view, actor=actor, now=now, **values)


def test_the_same_look_is_recorded_once_in_ten_minutes():
    look()
    look(now=NOW + timedelta(minutes=9))
    assert len(looks()) == 1

    look(now=NOW + timedelta(minutes=11))
    assert len(looks()) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"actor": AMIR},
        {"view": View.SEARCH, "typed": "홍길동"},
        {"view": View.ENTRY, "leaf": 0},
        {"site": "HQ"},
        {"filters": {"show": "today"}},
    ],
    ids=lambda other: next(iter(other)),
)
def test_another_person_view_or_filter_is_another_look(other):
    look()

    look(**other)

    assert len(looks()) == 2


def test_two_searches_for_different_words_are_two_looks_and_for_the_same_one():
    for typed in ("홍길동", "김철수", "홍길동"):
        look(view=View.SEARCH, typed=typed)

    assert len(looks()) == 2


def test_words_searched_for_are_personal_and_go_with_the_access_log():
    look(view=View.SEARCH, typed="홍길동")

    (entry,) = looks()
    (part,) = ledger.personal_parts(db.session(), leaf=entry.leaf)
    assert "홍길동" not in str(entry.body)
    assert part.content == {"typed": "홍길동"}
    assert part.erase_on == kst_day(NOW).replace(year=2027) + timedelta(days=1)


def test_whoever_may_not_read_the_register_has_no_look_at_it():
    with pytest.raises(NotAllowed):
        look(actor=Actor(id=109, name="Gil", roles=frozenset({Role.ADMINISTRATOR})))


def test_the_page_of_an_entry_seals_who_opened_it(sign_in):
    uma = sign_in("Uma")
    leaf = log().leaf

    uma.get(f"/footage/{leaf + 1}")
    uma.get(f"/footage/{leaf + 1}")

    (entry,) = looks()
    assert (entry.actor_id, entry.subject, entry.data["view"]) == (uma.actor.id, f"footage:{leaf + 1}", "entry")


def test_a_page_that_does_not_exist_is_no_look(sign_in):
    uma = sign_in("Uma")

    assert uma.get("/footage/999").status_code == 404
    assert looks() == []
