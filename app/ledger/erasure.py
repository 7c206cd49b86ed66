"""Owns which personal parts are due, their removal together with the salts of their commitments, and their day."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Engine, and_, delete, func, insert, select, tuple_, update
from sqlalchemy.orm import Session

from app.database import Base
from app.ledger.domain import LOG_ID
from app.ledger.models import LedgerEntry, LedgerErasure, LedgerPrivate

Pair = tuple[int, str]
"""A leaf and the name of a personal part of it."""
Runs = Mapping[str, Sequence[tuple[int, int]]]
"""For each part the leaves it is about, as runs of neighbours: first and last of each."""
MOST_AT_ONCE = 1_000
"""Parts removed in one transaction. Even if no two are neighbours, naming them all fits into one entry."""
_LEAVES_AT_ONCE = 500


def schedule(session: Session, *, leaves: Collection[int], erase_on: date) -> None:
    """Set the day on which personal parts are erased that had none yet; call it after appending, under the head's lock.

    The day of a part that has one stays: what was promised at the time is not put off.
    """
    ordered = iter(sorted(leaves))
    while some := tuple(islice(ordered, _LEAVES_AT_ONCE)):
        session.execute(
            update(LedgerPrivate)
            .where(LedgerPrivate.log_id == LOG_ID, LedgerPrivate.leaf.in_(some), LedgerPrivate.erase_on.is_(None))
            .values(erase_on=erase_on)
            .execution_options(synchronize_session=False)
        )


def bring_forward(session: Session, *, leaves: Collection[int], erase_on: date) -> None:
    """Set an earlier day of erasure, for what must go before its time; call it after appending, under the head's lock.

    A part whose day is earlier still keeps it.
    """
    later = LedgerPrivate.erase_on.is_(None) | (LedgerPrivate.erase_on > erase_on)
    session.execute(
        update(LedgerPrivate)
        .where(LedgerPrivate.log_id == LOG_ID, LedgerPrivate.leaf.in_(sorted(leaves)), later)
        .values(erase_on=erase_on)
        .execution_options(synchronize_session=False)
    )


def remove_due(session: Session, *, on: date, most: int) -> list[Pair]:
    """Remove parts whose day has come, oldest day first, and return which, in order.

    The day is looked at again by the removal itself, so a part held back in the meantime stays.

    :param most: how many parts to remove at once.
    """
    due = (
        select(LedgerPrivate.leaf, LedgerPrivate.part)
        .where(LedgerPrivate.log_id == LOG_ID, LedgerPrivate.erase_on <= on)
        .order_by(LedgerPrivate.erase_on, LedgerPrivate.leaf, LedgerPrivate.part)
        .limit(most)
    )
    removal = (
        delete(LedgerPrivate)
        .where(
            LedgerPrivate.log_id == LOG_ID,
            LedgerPrivate.erase_on <= on,
            tuple_(LedgerPrivate.leaf, LedgerPrivate.part).in_(due),
        )
        .returning(LedgerPrivate.leaf, LedgerPrivate.part)
        .execution_options(synchronize_session=False)
    )
    return sorted((row.leaf, row.part) for row in session.execute(removal))


def runs_of(pairs: Sequence[Pair]) -> Runs:
    """Return pairs, which are in order, as runs of neighbouring leaves for each part."""
    found: dict[str, list[tuple[int, int]]] = {}
    for leaf, part in pairs:
        runs = found.setdefault(part, [])
        if runs and runs[-1][1] == leaf - 1:
            runs[-1] = (runs[-1][0], leaf)
        else:
            runs.append((leaf, leaf))
    return dict(sorted(found.items()))


def note_removed(session: Session, *, runs: Runs, on: date, erased_leaf: int) -> None:
    """Write down which parts the entry at ``erased_leaf`` says were removed, so that each is found by its leaf."""
    session.execute(
        insert(LedgerErasure),
        [
            {
                "log_id": LOG_ID,
                "part": part,
                "first_leaf": first,
                "last_leaf": last,
                "erased_leaf": erased_leaf,
                "erased_on": on,
            }
            for part, spans in runs.items()
            for first, last in spans
        ],
    )


def erased_days(session: Session, *, leaves: Collection[int], part: str) -> dict[int, date]:
    """Return on which day a part of some entries was erased, by leaf; nothing for entries that have it, or never had.

    Nothing either for what the first version of the disposition erased: it did not name entries.
    """
    run, ordered = LedgerErasure, iter(sorted(leaves))
    before = select(func.max(run.first_leaf)).where(
        run.log_id == LOG_ID, run.part == part, run.first_leaf <= LedgerEntry.leaf
    )
    found: dict[int, date] = {}
    while some := tuple(islice(ordered, _LEAVES_AT_ONCE)):
        statement = (
            select(LedgerEntry.leaf, run.erased_on)
            .join(
                run,
                and_(
                    run.log_id == LOG_ID,
                    run.part == part,
                    run.first_leaf == before.correlate(LedgerEntry).scalar_subquery(),
                    run.last_leaf >= LedgerEntry.leaf,
                ),
            )
            .where(LedgerEntry.log_id == LOG_ID, LedgerEntry.leaf.in_(some))
        )
        found.update((leaf, day) for leaf, day in session.execute(statement))
    return found


def clear_traces(engine: Engine) -> None:
    """Have the database give up what it still holds of rows that are gone; call it outside any transaction.

    SQLite overwrites deleted rows, but older pages stay in the write-ahead log until it is cut. PostgreSQL keeps dead
    rows until VACUUM; a role that does not own the tables skips them, and autovacuum comes later.
    """
    connection = engine.raw_connection()
    try:
        driver: Any = connection.driver_connection
        if engine.dialect.name == "sqlite":
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            return
        driver.rollback()
        driver.autocommit = True
        driver.execute(f"VACUUM {', '.join(sorted(Base.metadata.tables))}")
        driver.autocommit = False
    finally:
        connection.close()
