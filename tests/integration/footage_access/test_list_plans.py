"""No list, count, poll or search reads a big table from end to end, for anybody."""

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import event, text

from app.database import db
from app.footage_access import queries
from app.footage_access.domain import Filter, Kind
from app.footage_access.queries.rows import rows_of
from app.kernel.clock import kst_day
from tests.benchmarks.large_register import END, fill
from tests.benchmarks.lists import AT_FIVE, AT_HUNDRED, EVERYWHERE, NARROW, PAGES, SEARCHES

BIG = ("footage_access", "footage_access_camera", "footage_access_grams", "ledger_entry")
ENTRIES = 20_000
_NEWEST_FIRST = "ORDER BY occurred_at DESC, leaf DESC LIMIT"
"""A walk along the whole order, from its end, that stops after a page is no scan."""


@pytest.fixture
def register(app):
    fill(ENTRIES)


def scans(ask):
    """Return every step of a query that reads a whole big table."""
    asked = []
    event.listen(db.engine, "before_cursor_execute", keep := lambda *given: asked.append(given[2:4]))
    ask()
    event.remove(db.engine, "before_cursor_execute", keep)
    db.session.rollback()
    sqlite = db.engine.dialect.name == "sqlite"
    found = []
    with db.engine.connect() as connection:
        for statement, values in asked:
            word = "EXPLAIN QUERY PLAN" if sqlite else "EXPLAIN"
            for *_, step in connection.exec_driver_sql(f"{word} {statement}", values):
                whole = [f"SCAN {table}" if sqlite else f"Seq Scan on {table}" for table in BIG]
                newest = "ix_footage_access_occurred_at_leaf" in str(step) and f"1 = 1 {_NEWEST_FIRST}" in statement
                if any(f"{each} " in f"{step} " for each in whole) and "VIRTUAL TABLE" not in step and not newest:
                    found.append((step, statement))
    return found


def test_every_query_walks_an_index(register):
    draw = Random(3)  # noqa: S311  # The same questions every time.
    for name, query in {**PAGES, **NARROW, **SEARCHES}.items():
        found = scans(lambda query=query: query(db.session(), draw))
        for _ in range(4):  # PostgreSQL guesses from a sample of the rows, and of 20,000 sometimes badly.
            if found:
                analyse()
                found = scans(lambda query=query: query(db.session(), draw))
        assert found == [], name


def analyse():
    """Have the database look at its rows anew."""
    db.session.rollback()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def test_a_scan_is_seen(register):
    assert scans(lambda: db.session.execute(text("SELECT count(*) FROM footage_access WHERE text = ''")).all())


@pytest.mark.parametrize("actor", [EVERYWHERE, AT_FIVE, AT_HUNDRED], ids=["everywhere", "at five", "at a hundred"])
def test_walks_give_what_a_plain_reading_gives(app, actor):
    fill(4_000, indexed=False)
    draw = Random(5)  # noqa: S311  # The same filters every time.
    rows = plainly_read(4_000, actor)
    assert len(rows) > 50
    assert len(rows) == 4_000 or actor.sites
    for _ in range(25):
        given = {
            "site": draw.choice((None, None, "S-000", "S-031", "S-066")),
            "camera": draw.choice((None, None, None, "C-000-1", "C-031-2")),
            "handler_id": draw.choice((None, None, 1, 2, 9)),
            "kinds": draw.choice(((), (), (Kind.LIVE,), (Kind.USE, Kind.DESTRUCTION), (Kind.PLAYBACK, Kind.USE))),
            "since": draw.choice((None, END - timedelta(days=300))),
            "until": draw.choice((None, END - timedelta(days=60))),
            "statutory_only": draw.choice((False, False, True)),
        }
        wanted = Filter(**given)
        fits = sorted((row for row in rows if plainly_fits(row, wanted)), key=lambda row: row.key, reverse=True)
        page = queries.page_of_entries(db.session(), wanted=wanted, actor=actor)
        assert [row.leaf for row in page.rows] == [row.leaf for row in fits[:20]], given
        if len(fits) > 20:
            after = queries.page_of_entries(db.session(), wanted=wanted, actor=actor, before=page.rows[-1].key)
            assert [row.leaf for row in after.rows] == [row.leaf for row in fits[20:40]], given
        count = queries.count_entries(db.session(), wanted=wanted, actor=actor)
        assert count.is_more or count.number == len(fits), given
        assert not count.is_more or len(fits) > queries.MOST_COUNTED, given


@pytest.mark.parametrize("actor", [EVERYWHERE, AT_FIVE, AT_HUNDRED], ids=["everywhere", "at five", "at a hundred"])
def test_the_register_taken_out_is_what_a_plain_reading_gives(app, actor):
    fill(4_000, indexed=False)
    rows = sorted(plainly_read(4_000, actor), key=lambda row: row.key)
    days = {"first_day": (END - timedelta(days=600)).date(), "last_day": (END - timedelta(days=60)).date()}
    for given in ({}, {"statutory_only": True}, {"site": "S-066"}, {"site": "S-066", "statutory_only": True}):
        wanted = Filter(**given)
        fits = [row for row in rows if plainly_fits(row, wanted)]
        lines = list(queries.register_lines(db.session(), actor=actor, **days, **given))
        fits = [row for row in fits if days["first_day"] <= kst_day(row.occurred_at) <= days["last_day"]]
        assert given or len(fits) > (2_500 if actor.sites is None else 30)
        assert [line.leaf for line in lines] == [row.leaf for row in fits], given
        for line, row in zip(lines, fits, strict=True):
            assert line.places == "; ".join(f"{place.code} {place.label}" for place in row.places)
            assert line.occurred_at == f"{row.occurred_at:%Y-%m-%d %H:%M:%S.%f}"
            assert (line.kind, line.handler_id, line.text) == (row.kind, row.handler_id, row.text)


def plainly_read(entries, actor):
    return [row for row in rows_of(db.session(), range(entries), actor) if row.places]


def plainly_fits(row, wanted):
    return (
        (wanted.site is None or any(place.site_code == wanted.site for place in row.places))
        and (wanted.camera is None or any(place.camera_code == wanted.camera for place in row.places))
        and (wanted.handler_id is None or row.handler_id == wanted.handler_id)
        and (not wanted.kinds or row.kind in wanted.kinds)
        and (not wanted.statutory_only or row.kind in {Kind.USE, Kind.DESTRUCTION})
        and (wanted.since is None or row.occurred_at >= wanted.since)
        and (wanted.until is None or row.occurred_at < wanted.until)
    )


def test_a_poll_sees_what_is_new_for_the_person_and_nothing_else(register):
    newest = queries.newest_leaf(db.session(), actor=EVERYWHERE)
    own = queries.newest_leaf(db.session(), actor=AT_FIVE)

    assert newest == ENTRIES - 1
    rows = queries.page_of_entries(db.session(), wanted=Filter(), actor=AT_FIVE, size=300).rows
    assert own == max(row.leaf for row in rows)
