"""A sealed append against a bare single-row commit on the same engine with the same settings."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from flask_migrate import upgrade
from sqlalchemy import text

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import utc_now
from app.ledger import commands as ledger
from app.ledger.events import Event
from tests.benchmarks.timing import Ratio, medians
from tests.databases import running_app


@dataclass(frozen=True, kw_only=True)
class Measured(Event):
    """An event of the size of a usual footage entry."""

    name: ClassVar[str] = "benchmark.measured"
    text: str

    @property
    def subject(self) -> str:
        return "benchmark:1"


WORDS = "가스누출 경보 확인을 위해 우산동 정압기 외곽 카메라 영상을 재생함. " * 4


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


def run(*, smoke: bool) -> list[Ratio]:
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
