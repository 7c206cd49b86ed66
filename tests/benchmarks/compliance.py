"""All checks of one day over 10,000 and 100,000 cameras on a database: seconds, and the memory it takes at most."""

import gc
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import tracemalloc
from datetime import UTC, date, datetime
from pathlib import Path

from flask_migrate import upgrade

from app.compliance.queries import standing
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.registry import commands
from app.registry import queries as registry
from app.registry.document import read_document
from tests.benchmarks.estate import estate
from tests.benchmarks.timing import Ratio
from tests.databases import running_app

SMALL, LARGE, AT_ONE_SITE = 10_000, 100_000, 100
SMOKE = (200, 2_000)
NOW, DAY = datetime(2026, 1, 5, tzinfo=UTC), date(2026, 11, 20)
_BYTES_OF_MB = 1024**2


def fill(folder: Path, cameras: int) -> str:
    """Record that many cameras on a database of their own, and return its address."""
    url = f"sqlite:///{folder / 'watchbook.db'}"
    with running_app(folder, url):
        upgrade()
        document = read_document(estate(sites=cameras // AT_ONE_SITE, cameras_per_site=AT_ONE_SITE))
        with unit_of_work() as session:
            commands.apply_document(session, document=document, default_from=None, actor=SYSTEM, now=NOW)
    return url


def look(folder: Path, *, traced: bool) -> dict[str, float]:
    """Check everything once and return the seconds, and the megabytes at most and afterwards."""
    with running_app(folder, f"sqlite:///{folder / 'watchbook.db'}"):
        session = db.session()
        standing(session, on=date(2020, 1, 1))  # What every process needs once: statements, rules, catalogues.
        gc.collect()
        if traced:
            tracemalloc.start()
            registry.snapshot(session, as_of=DAY)  # Whole, and kept for other pages too: what it takes is not ours.
        registered, _peak = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        before, begin = _resident(), time.perf_counter()
        found = standing(session, on=DAY)
        seconds, most = time.perf_counter() - begin, _resident() - before
        session.rollback()
        session.expunge_all()
        gc.collect()
        kept, peak = tracemalloc.get_traced_memory() if traced else (0, 0)
        return {
            "seconds": seconds,
            "resident": most,
            "registry": registered / _BYTES_OF_MB,
            "peak": (peak - registered) / _BYTES_OF_MB,
            "kept": (kept - registered) / _BYTES_OF_MB,
            "findings": len(found.findings),
            "objects": sum(each.count for each in found.findings),
        }


def _resident() -> float:
    """Return the most megabytes this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(cameras: int) -> dict[str, float]:
    """Fill a database, and look at it in processes of their own: once for time, once for memory."""
    folder = Path(tempfile.mkdtemp(prefix="watchbook-compliance-"))
    try:
        _apart("fill", folder, cameras)
        plain, traced = _apart("look", folder), _apart("trace", folder)
        return {**plain, **{name: traced[name] for name in ("registry", "peak", "kept")}}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _apart(*given: object) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.compliance", *map(str, given)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    told: dict[str, float] = json.loads(said.splitlines()[-1])
    return told


def run(*, smoke: bool) -> list[Ratio]:
    """Measure both sizes; beside the registry itself, memory grows with the sites and hardly with the cameras."""
    small, large = SMOKE if smoke else (SMALL, LARGE)
    few, many = measured(small), measured(large)
    title = f"checks: {{}}, {large:,} / {small:,} cameras"
    notes = {
        "seconds": f"{few['seconds']:.1f} s, {many['seconds']:.1f} s",
        "registry": f"{few['registry']:.0f} MB, {many['registry']:.0f} MB: the registry of the day, read whole",
        "peak": f"{few['peak']:.1f} MB, {many['peak']:.1f} MB more at most; {many['resident']:.0f} MB more resident",
        "kept": f"{few['kept']:.1f} MB, {many['kept']:.1f} MB kept for {many['objects']:,.0f} objects",
    }
    goals = {"seconds": "<= 15", "registry": "", "peak": "<= 10", "kept": ""}
    return [Ratio(title.format(name), many[name] / few[name], goals[name], notes[name]) for name in goals]


def main(what: str, folder: str, cameras: str = "0") -> None:
    """Do one step of a measurement and print what it found."""
    if what == "fill":
        fill(Path(folder), int(cameras))
    print(json.dumps({} if what == "fill" else look(Path(folder), traced=what == "trace")))


if __name__ == "__main__":
    main(*sys.argv[1:])
