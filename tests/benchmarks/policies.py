"""A policy of a large estate: composing, writing in every format, and reading back, at 1,000 and 10,000 sites.

Half of the sites stand in an annex, half have rows of their own; ten cameras each. Every way runs in a process of its
own, forked when the estate is resolved: seconds are of processor time, memory is the most it grew above that; each is
the least of several runs.
"""

import gc
import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

from typing_extensions import Buffer

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
TIMES, AT_LEAST, ENOUGH = 40, 5, (1.0, 12.0)
"""Runs of a way: at most, and at least before the first so many seconds of them are enough; the last are for any."""


def run(*, smoke: bool) -> list[Ratio]:
    """Return the seconds and memory of every way at the larger size, and their growth per site."""
    small, large = (20, 40) if smoke else (1_000, 10_000)
    few, many = _measured(small), _measured(large)
    ratios = []
    for way, (seconds, grown) in many.items():
        if way not in few:
            continue
        note = f"{large:,} sites, {large * CAMERAS:,} cameras; processor time, the best run"
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
    _told("compose", lambda: composed(snapshot))
    document = composed(snapshot)
    for name, one in FORMATS.items():
        _told(name, lambda one=one: one.write_to(document, Counter()))  # type: ignore[misc]  # Bound at once.
    for name in READ:
        if name in FORMATS:
            content = FORMATS[name].write(document)
            _told(f"read {name}", lambda content=content: read(extract(content, name="policy")))  # type: ignore[misc]  # The same.


class Counter(BytesIO):
    """A file that forgets what is written to it: what is measured is the writer, not its file."""

    length = 0

    def write(self, content: Buffer) -> int:
        """Count the bytes."""
        size = len(memoryview(content))
        self.length += size
        return size

    def writelines(self, lines: Iterable[Buffer]) -> None:
        """Count the bytes of all."""
        for line in lines:
            self.write(line)

    def tell(self) -> int:
        """Return how many bytes came so far."""
        return self.length

    def seekable(self) -> bool:
        """Return that nothing can be written over, as on a connection."""
        return False


def _told(way: str, act: Callable[[], object]) -> None:
    """Print the least seconds and memory a way took in several forks; a way that fails is told, not left out."""
    best, memory, spent = float("inf"), float("inf"), 0.0
    for number in range(1, TIMES + 1):
        found = _forked(way, act)
        if found is None:
            return
        seconds, grown = found
        best, memory, spent = min(best, seconds), min(memory, grown), spent + seconds
        if spent > ENOUGH[number < AT_LEAST]:
            break
    print(json.dumps([way, best, memory]), flush=True)


def _forked(way: str, act: Callable[[], object]) -> tuple[float, float] | None:
    """Do something once in a fork and return what it took; None, and a line, where a file is refused for its size.

    :raises RuntimeError: if it failed; what went wrong is printed.
    """
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(theirs)
        with os.fdopen(ours) as said:
            answer = said.read()
        _child, status = os.waitpid(child, 0)
        if status:
            message = f"{way} failed"
            raise RuntimeError(message)
        return tuple(json.loads(answer)) if answer else None
    status = 1
    try:
        with os.fdopen(theirs, "w") as answers:
            answers.write(_measured_once(way, act))
        status = 0
    except BaseException:  # noqa: BLE001  # A fork must end here, whatever happened.
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _measured_once(way: str, act: Callable[[], object]) -> str:
    before = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # The most so far is forgotten.
    begun = time.process_time()
    try:
        act()
    except UnreadableFile as refusal:
        print(f"{way}: {refusal}", file=sys.stderr)
        return ""
    seconds = time.process_time() - begun
    return json.dumps([seconds, (_memory("VmHWM") - before) / 1024])


def _memory(kind: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith(kind)))


if __name__ == "__main__":
    report(int(sys.argv[1]))
