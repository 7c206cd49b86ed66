"""A sealed append against a bare single-row commit on the same engine with the same settings."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import text

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import utc_now
from app.ledger import commands as ledger
from tests.benchmarks.timing import Ratio, medians
from tests.benchmarks.writers import MOST, WORDS, Cell, Measured, measured
from tests.databases import running_app


def bare_commit() -> None:
    with unit_of_work() as session:
        session.execute(text("INSERT INTO bare (body) VALUES (:body)"), {"body": WORDS})


def sealed_append() -> None:
    with unit_of_work() as session:
        ledger.append(session, Measured(text=WORDS), actor=SYSTEM, now=utc_now())


def sealed_batch(count: int) -> None:
    with unit_of_work() as session:
        ledger.append_all(session, [Measured(text=WORDS)] * count, actor=SYSTEM, now=utc_now())


def bare_batch(count: int) -> None:
    with unit_of_work() as session:
        session.execute(text("INSERT INTO bare (body) VALUES (:body)"), [{"body": WORDS}] * count)


def times(count: int, act: Callable[[], None]) -> None:
    for _ in range(count):
        act()


def in_one_process(*, smoke: bool) -> list[Ratio]:
    single, batch, rounds = (20, 100, 2) if smoke else (200, 5_000, 7)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        with running_app(Path(folder), url):
            upgrade()
            with unit_of_work() as session:
                session.execute(text("CREATE TABLE bare (id INTEGER PRIMARY KEY, body TEXT NOT NULL)"))
            seconds = medians(
                {
                    "bare": lambda: times(single, bare_commit),
                    "sealed": lambda: times(single, sealed_append),
                    "bare batch": lambda: bare_batch(batch),
                    "sealed batch": lambda: sealed_batch(batch),
                },
                rounds=rounds,
            )
            db.session.remove()
    return [
        Ratio(
            "ledger: sealed append / bare commit, SQLite, one writer",
            seconds["sealed"] / seconds["bare"],
            "",
            f"{single / seconds['sealed']:.0f} appends/s here",
        ),
        Ratio(
            f"ledger: sealed batch of {batch} / bare batch, per row",
            seconds["sealed batch"] / seconds["bare batch"],
            "",
            f"{seconds['sealed batch'] / batch * 1e6:.0f} µs a row here",
        ),
    ]


def run(*, smoke: bool) -> list[Ratio]:
    ratios = in_one_process(smoke=smoke)
    for engine, title in (("sqlite", "SQLite"), ("postgresql", "PostgreSQL")):
        with tempfile.TemporaryDirectory() as folder:
            cells = {
                (cell.way, cell.writers, cell.delay): cell
                for cell in measured(engine, smoke=smoke, folder=Path(folder))
            }
        for way, writers, delay in cells:
            if way == "sealed":
                of_cell = [cells[one, writers, delay] for one in ("bare", "core", "sealed")]
                ratios += against_bare(engine, f"{title}, {writers} writers, {delay} ms flush", *of_cell)
    return ratios


def against_bare(engine: str, where: str, bare: Cell, core: Cell, sealed: Cell) -> list[Ratio]:
    """Return the ratios of one cell; the goals are those set for the ledger, G1 to G6."""
    goals = goals_of(engine, writers=sealed.writers, delay=sealed.delay)
    found = [
        Ratio(
            f"submit / bare commits by processes, entries a second: {where}",
            sealed.per_second / bare.per_second, goals.get("throughput", ""),
            f"{sealed.per_second:.0f}/s against {bare.per_second:.0f}/s, Core in threads {core.per_second:.0f}/s",
        ),
        Ratio(
            f"submit / bare, median time: {where}", sealed.p50 / bare.p50, goals.get("p50", ""),
            f"{sealed.p50:.2f} ms against {bare.p50:.2f} ms, Core {core.p50:.2f} ms",
        ),
        Ratio(
            f"submit / bare, 99th percentile: {where}", sealed.p99 / bare.p99, goals.get("p99", ""),
            f"{sealed.p99:.1f} ms against {bare.p99:.1f} ms, Core {core.p99:.1f} ms; longest {sealed.worst:.0f} ms",
        ),
    ]  # fmt: skip
    if "flushes" in goals:
        found.append(Ratio(f"submit, flushes an entry: {where}", sealed.flushes_per_entry, goals["flushes"]))
    if "worst" in goals:
        found.append(Ratio(f"submit, longest wait in ms: {where}", sealed.worst, goals["worst"]))
    return found


def goals_of(engine: str, *, writers: int, delay: int) -> dict[str, str]:
    """Return the goals of one cell; they are about disks that take a millisecond or more."""
    goals = {}
    if writers == 1 and (delay or engine == "postgresql"):
        goals["p50"] = "<= 1.2" if delay else "<= 2.2"
    if writers > 1:
        goals["p99"] = "<= 1.0"
    if writers == MOST:
        goals["flushes"] = "<= 0.0625"
    if engine == "postgresql" and delay and writers > 1:
        goals["throughput"] = ">= 1.0" if writers == MOST else ">= 1.3"
    if engine == "sqlite" and delay and writers == MOST:
        goals |= {"throughput": ">= 10", "worst": "<= 100"}
    return goals
