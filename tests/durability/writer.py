"""A process that seals entries from many threads and notes each acknowledgement; others kill it or cut its power.

Run as ``python -m tests.durability.writer HOME URL ACKS FIRST COUNT THREADS [SYNCHRONOUS]``. Entry number n has the key
``n``; ``n leaf`` is appended to ACKS when, and only when, the ledger has answered.
"""

import os
import sys
import threading
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import ClassVar

from sqlalchemy import event

from app.database import db
from app.kernel.actor import SYSTEM
from app.kernel.clock import utc_now
from app.ledger.committer import Submission, submit
from app.ledger.events import Event, personal
from tests.databases import running_app


@dataclass(frozen=True, kw_only=True)
class Written(Event):
    """An event that tells its number."""

    name: ClassVar[str] = "durability.written"
    number: int
    words: str | None = personal("words")

    @property
    def subject(self) -> str:
        return f"durability:{self.number}"


def write(home: Path, url: str, acks: Path, *, first: int, amount: int, threads: int, synchronous: str | None) -> None:
    with running_app(home, url) as app:
        if synchronous:
            weaken(synchronous)
        acknowledged = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        numbers = count(first)

        def work() -> None:
            with app.app_context():
                while (number := next(numbers)) < first + amount:
                    told = Written(number=number, words=f"기록 {number}의 사유")
                    sealed = submit(Submission(event=told, actor=SYSTEM, now=utc_now(), key=str(number)))
                    os.write(acknowledged, f"{number} {sealed.receipt.leaf}\n".encode())

        workers = [threading.Thread(target=work) for _ in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()


def weaken(synchronous: str) -> None:
    """Let the database flush less than the product has it do, to see that the tests notice."""

    @event.listens_for(db.engine, "connect")
    def _on_connect(connection, _record) -> None:
        connection.execute(f"PRAGMA synchronous={synchronous}")

    db.engine.dispose()


if __name__ == "__main__":
    home, url, acks, first, amount, threads, *rest = sys.argv[1:]
    write(
        Path(home),
        url,
        Path(acks),
        first=int(first),
        amount=int(amount),
        threads=int(threads),
        synchronous=rest[0] if rest else None,
    )
