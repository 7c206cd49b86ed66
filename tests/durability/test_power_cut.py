"""A power cut loses nothing that was acknowledged, and what is left is whole. The same cut shows a weaker setting."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.database import sqlite
from app.ledger.tree import Frontier, leaf_hash
from tests.durability.power_cut import Disk, operations
from tests.durability.shim import compiled

CUTS = int(os.environ.get("POWER_CUTS", "40"))
ENTRIES, THREADS = 240, 8
DATABASE = "watchbook.db"


@pytest.fixture(scope="module")
def recorder(tmp_path_factory):
    return compiled("power_recorder.c", tmp_path_factory.mktemp("recorder"))


def recorded(recorder, template, folder: Path, *, synchronous: str) -> tuple[bytes, list[Any]]:
    """Seal entries on a disk that is watched; return the database before the first, and all that happened to it."""
    disk = folder / "disk"
    disk.mkdir()
    shutil.copy(template, disk / DATABASE)
    before = (disk / DATABASE).read_bytes()
    command = [sys.executable, "-m", "tests.durability.writer", folder, f"sqlite:///{disk / DATABASE}", disk / "acks"]
    subprocess.run(
        [*map(str, command), "0", str(ENTRIES), str(THREADS), synchronous],
        env={**os.environ, "LD_PRELOAD": str(recorder), "POWER_FOLDER": str(disk), "POWER_LOG": str(folder / "log")},
        check=True,
        timeout=120,
    )
    return before, operations(folder / "log")


def cut(before: bytes, happened: list[Any], where: int) -> tuple[Disk, set[int]]:
    """Carry out the operations up to a place; return the disk and the numbers acknowledged by then."""
    disk, told = Disk({DATABASE: before}), bytearray()
    for operation in happened[:where]:
        if operation.name == "acks":
            told += operation.written
        else:
            disk.do(operation)
    return disk, {int(line.split()[0]) for line in told.decode().splitlines()}


def found_in(files: dict[str, bytes], folder: Path) -> tuple[set[int], list[str]]:
    """Open what was left on the disk; return the numbers stored, and what is wrong with it."""
    folder.mkdir()
    for name, content in files.items():
        if not name.endswith("-shm"):  # Not on the disk: it is shared memory and made anew.
            (folder / name).write_bytes(content)
    connection = sqlite.connect(folder / DATABASE)
    try:
        wrong = [line for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
        bodies = connection.execute("SELECT body, leaf_hash, subject FROM ledger_entry ORDER BY leaf").fetchall()
        size, frontier = connection.execute("SELECT size, frontier FROM ledger_head").fetchone()
        keys = connection.execute("SELECT count(*) FROM ledger_submission").fetchone()[0]
    finally:
        connection.close()
        shutil.rmtree(folder)
    tree, _nodes = Frontier().extend(leaf_hash(body) for body, _hash, _subject in bodies)
    numbers = [int(subject.split(":")[1]) for *_, subject in bodies]
    if (tree.size, tree.packed) != (size, frontier):
        wrong.append("the head is not the tree's")
    if len(numbers) != len(set(numbers)):
        wrong.append("an entry stands there twice")
    if keys != len(numbers):
        wrong.append("keys and entries differ")
    return set(numbers), wrong


def losses(recorder, template, folder: Path, *, synchronous: str) -> tuple[int, list[str]]:
    """Return in how many of the cuts an acknowledged entry is gone, and everything else that is wrong."""
    before, happened = recorded(recorder, template, folder, synchronous=synchronous)
    chance = random.Random(20261122)  # noqa: S311  # The same cuts each time, no secret.
    first = next(place for place, operation in enumerate(happened) if operation.name == "acks")
    lost, wrong = 0, []
    for number in range(CUTS):
        where = chance.randrange(first + 1, len(happened))
        disk, acknowledged = cut(before, happened, where)
        left = disk.after_power_cut(("lost", "kept", "torn")[number % 3], chance=chance)
        stored, faults = found_in(left, folder / f"cut-{number}")
        wrong += faults
        lost += not acknowledged <= stored
    return lost, wrong


def test_no_acknowledged_entry_is_lost_by_a_power_cut(recorder, sqlite_template, tmp_path):
    assert losses(recorder, sqlite_template, tmp_path, synchronous="FULL") == (0, [])


def test_the_same_cuts_show_what_a_weaker_setting_loses(recorder, sqlite_template, tmp_path):
    lost, wrong = losses(recorder, sqlite_template, tmp_path, synchronous="NORMAL")
    assert lost >= CUTS // 6
    assert wrong == []
