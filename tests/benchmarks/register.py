"""The register as files: a hundred thousand lines as CSV, XLSX and PDF, each in a process of its own.

Seconds are held against the raw CSV writer over the same cells; memory is the most a process grew above what it held
before the first row.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from sqlalchemy import event

from app.database import db
from app.factory import create_app
from app.footage_access.columns import cells
from app.footage_access.exports import FORMATS, Wanted, write_file
from app.footage_access.queries import register_lines
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day
from app.settings import Settings
from tests.benchmarks.large_register import BEGIN, END, fill
from tests.benchmarks.timing import Ratio

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def run(*, smoke: bool) -> list[Ratio]:
    """Return how long each format takes and how much memory."""
    few, many = (200, 1_000) if smoke else (10_000, 100_000)
    ratios = []
    for count in (few, many):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            _prepare(home, count)
            taken = {way: _child(home, way) for way in ("raw", *FORMATS)}
        is_large = count == many
        for way in FORMATS:
            seconds, grown = taken[way]
            goal = {"csv": "<= 1", "xlsx": "<= 6"}.get(way, "") if is_large else ""
            ratios.append(Ratio(f"export {way}: seconds", seconds, goal, f"{count} lines, from the database"))
            ratios.append(
                Ratio(f"export {way}: MB grown", grown, "<= 64" if is_large and way != "pdf" else "", f"{count} lines")
            )
            ratios.append(Ratio(f"export {way} / raw csv writer", seconds / taken["raw"][0], "", f"{count} lines"))
    return ratios


def _prepare(home: Path, count: int) -> None:
    environment = {**os.environ, "WATCHBOOK_HOME": str(home)}
    environment.pop("DATABASE_URL", None)
    watchbook = Path(sys.executable).parent / "watchbook"
    subprocess.run([watchbook, "db", "upgrade"], env=environment, check=True, capture_output=True)
    with create_app(Settings.from_env(environment)).app_context():
        event.listen(db.engine, "connect", lambda made, _record: made.set_authorizer(None))  # As the migrations do.
        db.engine.dispose()
        fill(count, indexed=False)
        db.engine.dispose()


def _child(home: Path, way: str) -> tuple[float, float]:
    """Return the seconds one way takes in a process of its own, and by how many megabytes that grew."""
    command = [sys.executable, "-m", "tests.benchmarks.register", str(home), way]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), float(said[1])


def _measure(home: Path, way: str) -> None:
    with create_app(Settings.from_env({"WATCHBOOK_HOME": str(home)})).app_context():
        days = {"first_day": kst_day(BEGIN), "last_day": kst_day(END)}
        made = [cells(line) for line in register_lines(db.session(), actor=SYSTEM, **days)] if way == "raw" else []
        before = getrusage(RUSAGE_SELF).ru_maxrss
        begin = time.perf_counter()
        target = home / f"out.{way}"
        if way == "raw":
            with target.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows(made)
        else:
            write_file(Wanted(format=way, **days), target, actor=SYSTEM, now=NOW)
        seconds = time.perf_counter() - begin
        print(seconds, (getrusage(RUSAGE_SELF).ru_maxrss - before) / 1024)


if __name__ == "__main__":
    _measure(Path(sys.argv[1]), sys.argv[2])
