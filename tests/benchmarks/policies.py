"""A policy of a large estate: composing, writing in every format, and reading back, at 1,000 and 10,000 sites.

Half of the sites stand in an annex, half have rows of their own; ten cameras each. Every way runs in a process of its
own, forked when the estate is resolved: seconds are of processor time, memory is the most it grew above that.
"""

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from app.policy.clauses import clauses
from app.policy.composition import compose
from app.policy.domain import Form, PolicyDocument
from app.policy.extraction import extract
from app.policy.extraction.refusals import UnreadableFile
from app.policy.formats import FORMATS
from app.policy.reading import read
from app.registry.document import read_document
from app.registry.snapshot import Snapshot
from tests.benchmarks.estate import estate
from tests.benchmarks.timing import Ratio
from tests.builders.policy import TODAY, a_snapshot, things_of

CAMERAS = 10
READ = ("html", "txt", "md", "docx")
LINEAR = "<= 1.2"


def run(*, smoke: bool) -> list[Ratio]:
    """Return the seconds and memory of every way at the larger size, and their growth per site."""
    small, large = (20, 40) if smoke else (1_000, 10_000)
    few, many = _measured(small), _measured(large)
    ratios = []
    for way, (seconds, grown) in many.items():
        if way not in few:
            continue
        note = f"{large:,} sites, {large * CAMERAS:,} cameras; processor time"
        growth = seconds / few[way][0] * small / large
        ratios += [
            Ratio(f"policy {way}: seconds", seconds, "", note),
            Ratio(f"policy {way}: MB grown", grown, "", note),
            Ratio(f"policy {way}: seconds a site against {small:,} sites", growth, LINEAR, note),
        ]
    return ratios


def _measured(sites: int) -> dict[str, tuple[float, float]]:
    command = [sys.executable, "-m", "tests.benchmarks.policies", str(sites)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return {way: (seconds, grown) for way, seconds, grown in map(json.loads, said.splitlines())}


def snapshot_of_estate(sites: int) -> Snapshot:
    """Return an estate of which every other site has a row of its own."""
    document = estate(sites=sites, cameras_per_site=CAMERAS)
    alone = document["sites"][::2]  # type: ignore[index]  # A registry document is plain JSON.
    for site in alone:
        del site["row"]
    document["rows"][0]["camera_count"] = (sites - len(alone)) * CAMERAS  # type: ignore[index]  # The same.
    return a_snapshot(*things_of(read_document(document)))


def composed(snapshot: Snapshot) -> PolicyDocument:
    """Return the policy of an estate."""
    return compose(snapshot, form=Form.STANDALONE, language="ko", clauses=clauses("ko", on=TODAY), on=TODAY)


def report(sites: int) -> None:
    """Print a line of JSON for every way: its name, seconds, megabytes."""
    snapshot = snapshot_of_estate(sites)
    composed(snapshot)
    gc.collect()
    gc.freeze()  # Else the first collection in a fork copies every page.
    _forked("compose", lambda: composed(snapshot))
    document = composed(snapshot)
    for name, one in FORMATS.items():
        _forked(name, lambda one=one: one.write(document))  # type: ignore[misc]  # Bound at once.
    for name in READ:
        if name in FORMATS:
            content = FORMATS[name].write(document)
            _forked(f"read {name}", lambda content=content: read(extract(content, name="policy")))  # type: ignore[misc]  # The same.


def _forked(way: str, act: Callable[[], object]) -> None:
    """Do something once in a fork, and print what it took; what is refused for its size is left out."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    try:
        before = _memory("VmRSS")
        Path("/proc/self/clear_refs").write_text("5")  # The most so far is forgotten.
        begun = time.process_time()
        act()
        seconds = time.process_time() - begun
        print(json.dumps([way, seconds, (_memory("VmHWM") - before) / 1024]), flush=True)
    except UnreadableFile as refusal:
        print(f"{way}: {refusal}", file=sys.stderr, flush=True)
    finally:
        os._exit(0)


def _memory(kind: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith(kind)))


if __name__ == "__main__":
    report(int(sys.argv[1]))
