"""A recorder's entries over HTTP, sealed, against the same requests that insert one row and seal nothing.

``python -m tests.benchmarks.http <engine> <folder>`` serves with gunicorn as the product does, sends from a process of
its own, and prints requests a second as JSON: ``sealed`` is ``POST /api/v1/footage``, ``core`` the same request up to
the facts and then one Core insert, ``bare`` a Flask view without the product around it.
"""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask_migrate import upgrade
from sqlalchemy import create_engine, text
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from app.accounts import commands as accounts
from app.accounts.domain import Scope
from app.database import db, engine_options, prepare_engine, unit_of_work
from app.factory import create_app
from app.footage_access.schema import read_entry
from app.footage_access.views import api
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import kst_day, utc_now
from app.ledger.keys import ensure_key
from app.registry import queries as registry
from app.settings import Settings
from app.web.access import current_token, open_to_tokens
from tests.benchmarks.timing import Ratio
from tests.benchmarks.writers import BARE, BODY, Flushes, database, on_a_slow_disk
from tests.builders.accounts import an_account
from tests.builders.registry import record_estate
from tests.databases import running_app, settings_for

CONNECTIONS = (1, 32)
ATTEMPTS = 4
DROPPED = (ConnectionError, http.client.RemoteDisconnected, http.client.BadStatusLine)
WAYS = {"bare": "/bare/", "core": "/api/core", "sealed": "/api/v1/footage"}


def application() -> Any:
    """Return what gunicorn serves: the product, one more view in it, and a bare application beside it."""
    settings = Settings.from_env()
    app, bare = create_app(settings), Flask("bare")
    engine = create_engine(settings.database_url, pool_size=32, **engine_options(settings))
    prepare_engine(engine)

    def insert() -> tuple[dict[str, bool], int]:
        with engine.begin() as connection:
            connection.execute(BARE, {"body": BODY})
        return {"written": True}, 201

    @bare.post("/")
    def write() -> tuple[dict[str, bool], int]:
        request.get_json()
        return insert()

    @app.post("/api/core")
    @open_to_tokens(Scope.WRITE_FOOTAGE)
    def write_like_the_product() -> tuple[dict[str, bool], int]:
        entry = read_entry(request.get_json())
        handler = api._handler(entry.handler, current_token())  # The same parsing is the point.
        snapshot = registry.snapshot(db.session(), as_of=kst_day(utc_now()))
        entry.facts(api._places(snapshot, entry.places, handler))  # The same.
        db.session.rollback()
        return insert()

    return DispatcherMiddleware(app, {"/bare": bare})


@contextmanager
def served(settings: Settings, *, threads: int) -> Iterator[int]:
    """Serve as ``watchbook serve`` does, and give the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    workers = 1 if settings.is_sqlite else 2
    server = subprocess.Popen(
        [
            sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread",
            "--workers", str(workers), "--threads", str(threads // workers), "--no-control-socket",
            "--log-level", "warning", "tests.benchmarks.http:application()",
        ],
        env={**os.environ, "WATCHBOOK_HOME": str(settings.home), "DATABASE_URL": settings.database_url},
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


class Line:
    """A connection that is opened again when the server drops it, as it may on a busy machine; and says so."""

    def __init__(self, port: int) -> None:
        """Connect at the first request."""
        self._line = http.client.HTTPConnection("127.0.0.1", port)

    def post(self, path: str, body: str, headers: dict[str, str]) -> None:
        """Send one request, again on a new connection if this one is dropped; its key makes both one.

        :raises RuntimeError: if it was not answered with 201.
        :raises OSError: if it was dropped every time.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                self._line.request("POST", path, body, headers)
                answer = self._line.getresponse()
                said = answer.read()
            except DROPPED as fault:
                self._line.close()
                if attempt == ATTEMPTS:
                    raise
                print(f"connection dropped, sent again: {path}: {fault!r}", file=sys.stderr)
                time.sleep(0.1 * attempt)
                continue
            if answer.status != http.client.CREATED and not (attempt > 1 and answer.status == http.client.OK):
                raise RuntimeError(f"{answer.status} {said.decode()}")
            return

    def close(self) -> None:
        """End the connection."""
        self._line.close()


def send(port: int, path: str, *, connections: int, seconds: float, headers: dict[str, str], body: str) -> list[float]:
    """Return how long each request took, in milliseconds; every one must have been answered with 201."""
    until, run = time.monotonic() + seconds, time.time_ns()

    def work(writer: int) -> list[float]:
        line = Line(port)
        taken, numbers = [], count()
        while (begun := time.monotonic()) < until:
            line.post(path, body, {**headers, "Idempotency-Key": f"{run}-{writer}-{next(numbers)}"})
            taken.append((time.monotonic() - begun) * 1e3)
        line.close()
        return taken

    with ThreadPoolExecutor(connections) as pool:
        return sorted(one for of_writer in pool.map(work, range(connections)) for one in of_writer)


def prepared() -> tuple[dict[str, str], str]:
    """Make what a recorder needs; return the headers and body it sends."""
    now = utc_now()
    record_estate()
    with unit_of_work() as session:
        person = an_account(session, name="김가상", roles=frozenset({Role.OPERATOR}), sites=None, now=now)
        issued = accounts.issue_token(
            session, label="녹화기", scopes=frozenset({Scope.WRITE_FOOTAGE}), sites=None,
            expires_at=now + timedelta(days=1), reason="측정", actor=SYSTEM, now=now,
        )  # fmt: skip
        name = session.scalar(text("SELECT sign_in_name FROM account WHERE id = :id"), {"id": person.id})
    entry = {
        "handler": name, "places": ["C-1"], "kind": "playback", "purpose": "facility_safety",
        "occurred_at": (now - timedelta(minutes=5)).isoformat(),
        "text": "가스누출 경보 GD-0132 확인을 위해 재생함, 이상 없음",
        "span_from": (now - timedelta(minutes=35)).isoformat(), "span_to": (now - timedelta(minutes=20)).isoformat(),
    }  # fmt: skip
    headers = {"Authorization": f"Bearer {issued.secret}", "Content-Type": "application/json"}
    return headers, json.dumps(entry, ensure_ascii=True)


def main(engine: str, folder: Path, *, smoke: bool) -> list[dict[str, Any]]:
    """Measure every way on one engine, one millisecond a flush."""
    rounds, seconds = (1, 0.3) if smoke else (3, 2.0)
    found = []
    with database(engine, folder) as (url, _):
        settings = settings_for(folder, url)
        with running_app(folder, url):
            upgrade()
            ensure_key(settings.home)
            identity = (
                "INTEGER PRIMARY KEY" if engine == "sqlite" else "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
            )
            kind = "BLOB" if engine == "sqlite" else "BYTEA"
            with unit_of_work() as session:
                session.execute(text(f"CREATE TABLE bare (id {identity}, body {kind} NOT NULL)"))
            headers, body = prepared()
        with served(settings, threads=max(CONNECTIONS)) as port:
            for path in WAYS.values():
                send(port, path, connections=8, seconds=seconds / 2, headers=headers, body=body)
            Flushes(folder / "flushes").slow(1)
            for connections in CONNECTIONS:
                runs: dict[str, list[list[float]]] = {way: [] for way in WAYS}
                for _ in range(rounds):
                    for way, path in WAYS.items():
                        runs[way].append(
                            send(port, path, connections=connections, seconds=seconds, headers=headers, body=body)
                        )
                found += [
                    {
                        "way": way, "connections": connections,
                        "per_second": statistics.median(len(run) / seconds for run in of_way),
                        "p50": statistics.median(run[len(run) // 2] for run in of_way),
                        "p99": statistics.median(run[int(len(run) * 0.99)] for run in of_way),
                    }
                    for way, of_way in runs.items()
                ]  # fmt: skip
    return found


def run(*, smoke: bool) -> list[Ratio]:
    """Return the ratios; the goals are G7 of the ledger."""
    ratios = []
    for engine, title in (("sqlite", "SQLite"), ("postgresql", "PostgreSQL")):
        with tempfile.TemporaryDirectory() as folder:
            found = on_a_slow_disk("tests.benchmarks.http", engine, smoke=smoke, folder=Path(folder))
        cells = {(cell["way"], cell["connections"]): cell for cell in found}
        for connections in CONNECTIONS:
            bare, core, sealed = (cells[way, connections] for way in WAYS)
            ratios.append(
                Ratio(
                    f"HTTP: sealed entry / same request unsealed, {title}, {connections} connections, 1 ms flush",
                    sealed["per_second"] / core["per_second"],
                    ">= 0.6" if connections == 1 else ">= 1.2",
                    f"{sealed['per_second']:.0f}/s (p50 {sealed['p50']:.1f}, p99 {sealed['p99']:.1f} ms) against "
                    f"{core['per_second']:.0f}/s ({core['p50']:.1f}, {core['p99']:.1f}); bare Flask "
                    f"{bare['per_second']:.0f}/s",
                )
            )
    return ratios


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]), smoke="--smoke" in sys.argv)))
