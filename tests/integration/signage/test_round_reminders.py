"""Who walks a round hears of it, before its day and after; who opened it hears when it is late or done."""

from datetime import timedelta

import pytest

from app.database import db, unit_of_work
from app.inbox.queries import newest_unread
from app.kernel.clock import kst_day, utc_now
from app.signage.reminding import remind_rounds
from tests.builders.registry import record_estate
from tests.builders.sightings import a_sighting, end_walk, note, walk
from tests.builders.signage import a_signed_estate, issue, print_all

NOW = utc_now()
DUE = kst_day(NOW) + timedelta(days=7)


@pytest.fixture
def signs(app):
    record_estate(a_signed_estate())
    numbered = issue()
    print_all(numbered)
    return numbered


@pytest.fixture
def people(signs, sign_in):
    return sign_in("Amir").actor, sign_in("Olga").actor


def remind(days):
    with unit_of_work() as session:
        return remind_rounds(session, now=NOW + timedelta(days=days))


def unread(actor):
    """Return of what a person was told and has not read: by a word only that message has."""
    told = [notice.message.text for notice in newest_unread(db.session(), actor=actor)]
    return sorted(
        word for word in ("맡았습니다", "남았습니다", "지났습니다", "모두 확인") for one in told if word in one
    )


def test_who_walks_a_round_is_told_once_at_each_occasion_and_its_opener_when_it_is_late(signs, people):
    opener, walker = people
    walk("HQ", "G-1", actor=opener, assigned_to=walker.id, due_on=DUE, now=NOW)
    assert [remind(days) for days in (0, 1, 4, 5, 6, 8, 9)] == [1, 0, 0, 1, 0, 2, 0]
    assert unread(walker) == ["맡았습니다", "지났습니다"]
    assert unread(opener) == ["지났습니다"]


def test_once_all_was_looked_at_its_opener_is_to_close_it_and_then_nobody_is_told_more(signs, people):
    opener, walker = people
    round_id = walk("HQ", "G-1", actor=opener, assigned_to=walker.id, due_on=DUE, now=NOW)
    remind(0)
    for content in signs[:3]:
        note(a_sighting(content.number, at=NOW, round_id=round_id), actor=walker, now=NOW)
    assert remind(9) == 1
    assert (unread(walker), unread(opener)) == ([], ["모두 확인"])
    end_walk(round_id, actor=opener, now=NOW + timedelta(days=9))
    assert (unread(opener), remind(10)) == ([], 0)


def test_who_sends_themselves_needs_no_message_and_others_hear_nothing(signs, people):
    opener, walker = people
    walk("G-1", actor=opener, assigned_to=opener.id, due_on=DUE, now=NOW)
    assert remind(0) == 0
    assert remind(8) == 1
    assert unread(walker) == []
