"""Many submit at once: from threads and from processes, with bad ones among them, beside others who append."""

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from datetime import timedelta
from itertools import pairwise

from sqlalchemy import text

from app.database import db, unit_of_work
from app.ledger import commands, sealing
from app.ledger.committer import Submission, submit
from app.ledger.domain import EntryTooLarge, KeyReused
from app.ledger.keys import ensure_key
from app.ledger.notes import Checkpoint
from app.ledger.proofs import head
from app.ledger.tree import check_inclusion
from app.ledger.verification import still_session, verify
from tests.builders.ledger import NOON, WRITER, lamp

asking: ContextVar[int] = ContextVar("asking")
CHILD = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from app.ledger.committer import Submission, submit
from tests.builders.ledger import NOON, WRITER, lamp
from tests.databases import running_app

home, url, name = sys.argv[1:]
with running_app(Path(home), url) as app:
    def send(writer):
        with app.app_context():
            lamps = [lamp(n, site=f"{name}-{writer}") for n in range(15)]
            sent = [submit(Submission(event=one, actor=WRITER, now=NOON)) for one in lamps]
            sent.append(submit(Submission(event=lamp(77), actor=WRITER, now=NOON, key="the same in both")))
            return [one.receipt.leaf for one in sent]

    print("ready", flush=True)
    sys.stdin.readline()
    with ThreadPoolExecutor(4) as pool:
        print(json.dumps(list(pool.map(send, range(4)))))
"""


def at_once(app, count, act):
    """Call ``act(number)`` in so many threads at once, and return what each gave or raised."""

    def one(number):
        with app.app_context():
            try:
                return act(number)
            except Exception as problem:  # noqa: BLE001  # It is what the test is about.
                return problem

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count), timeout=30))


def send(number=1, *, project=None, key=None, now=NOON, **kwargs):
    return submit(Submission(event=lamp(number, **kwargs), actor=WRITER, now=now, key=key, project=project))


def stored():
    rows = db.session.execute(text("SELECT leaf, recorded_at, leaf_hash FROM ledger_entry ORDER BY leaf")).all()
    db.session.rollback()
    return rows


def test_thirty_two_writers_share_transactions_and_each_gets_a_receipt_that_holds(app):
    key = ensure_key(app.config["SETTINGS"].home).verifier(head(db.session()).origin)
    db.session.rollback()

    def write(number):
        return [send(number, lit_by="김가상", now=NOON + timedelta(seconds=turn / 4)) for turn in range(5)]

    receipts = [one for of_writer in at_once(app, 32, write) for one in of_writer]
    rows = stored()
    assert sorted(one.receipt.leaf for one in receipts) == [row.leaf for row in rows] == list(range(160))
    assert all(before.recorded_at <= after.recorded_at for before, after in pairwise(rows))
    for one in receipts:
        stated = Checkpoint.open(one.note, key=key)
        entry = bytes(rows[one.receipt.leaf].leaf_hash)
        check_inclusion(leaf=one.receipt.leaf, size=stated.size, entry=entry, path=one.path, root=stated.root)
    assert len({one.note for one in receipts}) < 100
    with still_session(db.engine) as session:
        assert verify(session, key=key).holds


def test_only_the_bad_ones_among_many_fail(app):
    with unit_of_work() as session:
        session.execute(text("CREATE TABLE shelf (leaf INTEGER PRIMARY KEY, number INTEGER CHECK (number <> 13))"))

    def put(number):
        def project(session, receipt):
            if number == 5:
                raise LookupError("no such shelf")
            session.execute(text("INSERT INTO shelf VALUES (:leaf, :number)"), {"leaf": receipt.leaf, "number": number})

        return send(number, project=project, place="가" * 22_000 if number == 9 else "정문")

    outcomes = at_once(app, 24, put)
    failed = {number: outcome for number, outcome in enumerate(outcomes) if isinstance(outcome, Exception)}
    assert sorted(failed) == [5, 9, 13]
    assert isinstance(failed[5], LookupError)
    assert isinstance(failed[9], EntryTooLarge)
    assert "shelf" in str(failed[13])
    assert [row.leaf for row in stored()] == list(range(21))
    assert db.session.scalar(text("SELECT count(*) FROM shelf JOIN ledger_entry USING (leaf)")) == 21
    db.session.rollback()


def test_a_projection_runs_in_the_context_of_whoever_submitted_it(app):
    found = []

    def act(number):
        asking.set(number)
        for _ in range(4):
            send(number, project=lambda _session, _receipt: found.append((number, asking.get())))

    assert at_once(app, 12, act) == [None] * 12
    assert len(found) == 48
    assert all(submitted_by == seen for submitted_by, seen in found)


def test_one_key_sent_by_many_at_once_is_recorded_once(app):
    outcomes = at_once(app, 16, lambda number: send(number % 2, key="same", lit_by="김가상"))
    refused = [outcome for outcome in outcomes if isinstance(outcome, KeyReused)]
    receipts = [outcome for outcome in outcomes if not isinstance(outcome, Exception)]
    assert (len(refused), len(receipts)) == (8, 8)
    assert {one.receipt.leaf for one in receipts} == {0}
    assert sum(not one.repeated for one in receipts) == 1
    assert len(stored()) == 1


def test_who_appends_and_who_submits_do_not_lock_each_other_out(app):
    def write(number):
        for turn in range(8):
            if number % 2:
                send(turn, site=f"site-{number}")
            else:
                with unit_of_work() as session:
                    commands.append(session, lamp(turn, site=f"site-{number}"), actor=WRITER, now=NOON)

    assert at_once(app, 8, write) == [None] * 8
    assert [row.leaf for row in stored()] == list(range(64))
    with still_session(db.engine) as session:
        assert verify(session, key=None).holds


def test_waiting_threads_hold_no_connection(app):
    def look_and_send(number):
        db.session.execute(text("SELECT size FROM ledger_head")).one()
        return send(number).receipt.leaf

    assert sorted(at_once(app, 40, look_and_send)) == list(range(40))


def test_a_clock_read_before_a_long_wait_is_late_and_not_wrong(app, monkeypatch):
    monkeypatch.setattr(sealing, "CLOCK_TOLERANCE", 50_000)
    held = 0.3

    def write(number):
        now = NOON + timedelta(seconds=number * held / 2)
        if number == 1:
            with unit_of_work() as session:
                commands.append(session, lamp(), actor=WRITER, now=now)
                time.sleep(held)
            return
        time.sleep(0.05)  # The other holds the lock by now.
        if number == 0:
            with unit_of_work() as session:
                commands.append(session, lamp(), actor=WRITER, now=now)
        else:
            send(now=NOON)

    assert at_once(app, 3, write) == [None] * 3
    events = db.session.scalars(text("SELECT event FROM ledger_entry ORDER BY leaf")).all()
    assert events == ["lamp.lit"] * 3
    with unit_of_work() as session:
        commands.append(session, lamp(), actor=WRITER, now=NOON)
    events = db.session.scalars(text("SELECT event FROM ledger_entry ORDER BY leaf")).all()
    assert events[3:] == ["clock.anomaly", "lamp.lit"]


def test_two_processes_share_one_log(app, database_url, tmp_path):
    children = [
        subprocess.Popen(
            [sys.executable, "-c", CHILD, str(tmp_path), database_url, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("left", "right")
    ]
    for child in children:
        assert child.stdout.readline() == "ready\n"
    for child in children:
        child.stdin.write("\n")
        child.stdin.flush()
    written = [leaves for child in children for leaves in json.loads(child.communicate(timeout=60)[0])]
    assert [child.returncode for child in children] == [0, 0]
    assert len({leaves[-1] for leaves in written}) == 1
    own = {leaf for leaves in written for leaf in leaves[:-1]}
    assert own | {written[0][-1]} == {row.leaf for row in stored()} == set(range(121))
    with still_session(db.engine) as session:
        assert verify(session, key=None).holds
