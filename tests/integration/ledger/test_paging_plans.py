"""Whatever the ledger page is filtered by, an index leads to the newest entries; the log is never read as a whole."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from app.database import db, unit_of_work
from app.kernel.clock import kst_day
from app.ledger import commands, queries
from app.ledger.models import LedgerEntry
from app.ledger.newest import walks
from tests.builders.ledger import NOON, WRITER, lamp

FILTERS = {
    "nothing": {},
    "person": {"person": 7},
    "site": {"sites": {"wonju"}},
    "several sites": {"sites": {"wonju", "seoul", "busan"}},
    "subject": {"subjects": ("lamp:1",)},
    "kind": {"names": ("lamp.lit", "viewing_request.received")},
    "frequent kind": {"names": ("footage.accessed", "footage.ended")},
    "kind and site": {"names": ("lamp.lit",), "sites": {"wonju"}},
    "frequent kind and site": {"names": ("footage.accessed",), "sites": {"wonju"}},
    "person, site and days": {"person": 7, "sites": {"wonju"}, "between": (10, 400)},
    "person, kind and site": {"person": 7, "names": ("lamp.lit",), "sites": {"wonju"}},
    "days": {"between": (10, 400)},
    "next page": {"before": 300, "sites": {"wonju"}},
}


@pytest.fixture
def many(app):
    """Some days of entries of several sites and people."""
    for day in range(4):
        with unit_of_work() as session:
            events = [lamp(number, site=("wonju", "seoul", None)[number % 3]) for number in range(150)]
            commands.append_all(session, events, actor=WRITER, now=NOON + timedelta(days=day))
    with db.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.rollback()


def plan(statement) -> str:
    bound = statement.compile(db.engine, compile_kwargs={"literal_binds": True})
    if db.engine.dialect.name == "sqlite":
        return "\n".join(row[3] for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {bound}")))
    db.session.execute(text("SET LOCAL enable_seqscan = off"))  # Few rows fit one page; what could be used is asked.
    return "\n".join(db.session.scalars(text(f"EXPLAIN {bound}")))


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_goes_by_an_index(name):
    shown = plan(walks(size=51, **FILTERS[name]))
    assert "SCAN ledger_entry" not in shown, shown
    assert "Seq Scan" not in shown, shown
    assert "ledger_entry" in shown


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("name", FILTERS)
def test_what_is_found_is_what_a_full_look_finds(name):
    wanted = FILTERS[name]
    rows = db.session.execute(
        select(LedgerEntry.leaf, LedgerEntry.site_code, LedgerEntry.actor_id, LedgerEntry.event, LedgerEntry.subject)
    ).all()
    first, last = wanted.get("between", (0, 10_000))
    fitting = [
        row.leaf
        for row in rows
        if row.site_code in wanted.get("sites", {row.site_code})
        and row.actor_id == wanted.get("person", row.actor_id)
        and row.event in wanted.get("names", {row.event})
        and row.subject in wanted.get("subjects", (row.subject,))
        and first <= row.leaf <= last
        and row.leaf < wanted.get("before", 10_000)
    ]
    assert list(db.session.scalars(walks(size=51, **wanted))) == sorted(fitting, reverse=True)[:51]


@pytest.mark.usefixtures("many")
def test_nobody_s_sites_have_no_entries():
    assert list(db.session.scalars(walks(size=51, sites=set()))) == []
    page = queries.page_of_entries(db.session(), sites=frozenset({"wonju"}), size=5, site="seoul")
    assert list(page.rows) == []


@pytest.mark.usefixtures("many")
def test_counts_of_days_equal_a_full_recount_and_are_read_from_the_rollup():
    first, last = kst_day(NOON) - timedelta(days=365), kst_day(NOON) + timedelta(days=365)
    for sites in (None, frozenset({"wonju"})):
        recount: dict[tuple[object, str], int] = {}
        for entry in queries.entries(db.session()):
            if sites is None or entry.site_code in sites:
                key = (kst_day(entry.recorded_at), entry.name)
                recount[key] = recount.get(key, 0) + 1
        found = queries.entries_per_day(db.session(), first_day=first, last_day=last, sites=sites)
        assert {(day, event): count for day, event, count in found} == recount
    assert len(found) == 4
    assert db.session.scalar(select(func.count()).select_from(LedgerEntry)) == 600
