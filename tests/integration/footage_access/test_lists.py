"""Lists are read page by page from the last row seen, searched in words and initials, and filtered."""

from datetime import timedelta

import pytest

from app.database import db
from app.footage_access import queries
from app.footage_access.domain import Filter, Kind
from app.kernel.clock import kst_day
from app.web.paging import key_of
from tests.builders.footage_access import log
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, places


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def test_pages_follow_each_other_without_gap_or_double_even_at_the_same_moment():
    made = [log(now=NOW - timedelta(minutes=minute // 2)).leaf for minute in range(7)]

    seen, before = [], None
    while True:
        page = queries.page_of_entries(db.session(), wanted=Filter(), actor=OLGA, before=before, size=3)
        seen += [row.leaf for row in page.rows]
        if page.after is None:
            break
        before = key_of(page.after, int, int)

    assert sorted(seen) == made
    assert seen == [row.leaf for row in queries.page_of_entries(db.session(), wanted=Filter(), actor=OLGA).rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("경보", 1),
        ("ㄱㅂ", 1),
        ("단구", 1),
        ("로비 경보", 1),
        ("단구 경보", 0),
        ("화재예방", 0),
        ("100%", 0),
        ("실시간", 2),
    ],
)
def test_search_finds_words_of_two_syllables_and_initials(text, found):
    log(text="가스누출 경보 살핌")
    log(text="정시 순찰 연동", places=places("단구동"))

    assert queries.count_entries(db.session(), wanted=Filter(text=text), actor=AMIR).number == found


def test_filters_by_moment_person_and_site():
    log(now=NOW - timedelta(days=1))
    log(actor=AMIR, places=places("단구동"))

    def count(**wanted):
        return queries.count_entries(db.session(), wanted=Filter(**wanted), actor=OLGA).number

    assert count() == 2
    assert count(since=NOW - timedelta(hours=1)) == 1
    assert count(handler_id=AMIR.id) == 1
    assert count(site="G-2") == 1
    assert count(statutory_only=True) == 0


def test_the_register_of_some_days_is_complete_and_in_order(monkeypatch):
    monkeypatch.setattr("app.footage_access.queries.taking_out.AT_ONCE", 2)  # Small, so that it is read in parts.
    made = [log(Kind.PLAYBACK, now=NOW - timedelta(minutes=minute)).leaf for minute in range(5)]
    log(now=NOW - timedelta(days=2))

    day = kst_day(NOW)
    rows = queries.register_lines(db.session(), first_day=day, last_day=day, actor=OLGA)

    assert [row.leaf for row in rows] == list(reversed(made))
