"""The register as files: a hundred thousand lines as CSV, XLSX and PDF, each in a process of its own.

Seconds are of processor time, and held against the raw CSV writer over the same cells; memory is the most a process
grew above what it held before the first row.
"""

import csv
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from flask_migrate import upgrade

from app.database import db
from app.documents import fonts
from app.footage_access.columns import cells
from app.footage_access.exports import Wanted, write_file
from app.footage_access.queries import register_lines
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day
from tests.benchmarks.large_register import BEGIN, END, fill
from tests.benchmarks.timing import Ratio
from tests.databases import running_app

NOW = datetime(2026, 11, 22, tzinfo=UTC)


class Made(NamedTuple):
    """What a file took: seconds of processor time, megabytes grown, lines."""

    seconds: float
    grown: float
    lines: int


def run(*, smoke: bool) -> list[Ratio]:
    """Return how long each format takes and how much memory."""
    count = 500 if smoke else 100_000
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        prepare(home, count)
        raw = _child(home, "raw").seconds
        for way, goal in (("csv", "<= 1"), ("xlsx", "<= 6"), ("pdf", "")):
            made = _child(home, way)
            note = f"{made.lines:,} lines, from the database, processor time"
            ratios += [
                Ratio(f"export {way}: seconds", made.seconds, goal, note),
                Ratio(f"export {way}: MB grown", made.grown, goal and "<= 64", note),
                Ratio(f"export {way} / raw csv writer of the same cells", made.seconds / raw * count / made.lines, ""),
            ]
    return ratios


def prepare(home: Path, count: int) -> None:
    """Make a register of that many entries."""
    url = f"sqlite:///{home}/watchbook.db"
    with running_app(home, url):
        upgrade()
        fill(count, indexed=False)


def _child(home: Path, way: str) -> Made:
    """Return what one way takes in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.register", str(home), way]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return Made(float(said[0]), float(said[1]), int(said[2]))


def _measure(home: Path, way: str) -> Made:
    with running_app(home, f"sqlite:///{home}/watchbook.db"):
        days = {"first_day": kst_day(BEGIN), "last_day": kst_day(END)}
        made = [cells(line) for line in register_lines(db.session(), actor=SYSTEM, **days)] if way == "raw" else []
        fonts.register()  # Both faces take 32 MB, once a process.
        before = _memory("VmRSS")
        Path("/proc/self/clear_refs").write_text("5")  # The most so far is forgotten; a new process inherits it.
        begin = time.process_time()
        target = home / f"out.{way}"
        if way == "raw":
            with target.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(made)
            count = len(made)
        else:
            count = write_file(Wanted(format=way, **days), target, actor=SYSTEM, now=NOW)
        return Made(time.process_time() - begin, _memory("VmHWM") - before, count)


def _memory(name: str) -> float:
    """Return what this process holds, or held at the most, in megabytes."""
    status = Path("/proc/self/status").read_text()
    return int(status.split(f"{name}:")[1].split()[0]) / 1024


if __name__ == "__main__":
    print(*_measure(Path(sys.argv[1]), sys.argv[2]))
