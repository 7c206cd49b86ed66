"""Owns which personal parts are due, and their removal together with the salts of their commitments."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select, tuple_
from sqlalchemy.orm import Session

from app.ledger.domain import LOG_ID
from app.ledger.models import LedgerPrivate


@dataclass(frozen=True, slots=True)
class Removed:
    """Which personal parts were removed: of which names, how many, and of which entries the first and last."""

    parts: tuple[str, ...]
    count: int
    first_leaf: int
    last_leaf: int


def remove_due(session: Session, *, on: date, most: int) -> Removed | None:
    """Remove parts whose day has come, oldest day first, and say which; None if none is due.

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
    removed = session.execute(removal).all()
    if not removed:
        return None
    leaves = [row.leaf for row in removed]
    return Removed(tuple(sorted({row.part for row in removed})), len(removed), min(leaves), max(leaves))
