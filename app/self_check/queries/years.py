"""Owns reading frozen years: nothing but what was frozen."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.clock import kst_day
from app.kernel.errors import NotFound
from app.ledger import queries as ledger
from app.self_check.frozen import FrozenYear, read
from app.self_check.models import SelfCheckYear
from app.self_check.refusals import YearNotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """A year that was frozen, without what it says."""

    leaf: int
    year: int
    document: str
    digest: str
    paper_digest: str
    frozen_on: date

    @property
    def number(self) -> int:
        """Return its number in the ledger, as people count."""
        return self.leaf + 1


_COLUMNS = (
    SelfCheckYear.leaf,
    SelfCheckYear.year,
    SelfCheckYear.document,
    SelfCheckYear.digest,
    SelfCheckYear.paper_digest,
    SelfCheckYear.frozen_on,
)


def frozen_years(session: Session) -> tuple[YearRow, ...]:
    """Return every frozen year, the newest first."""
    rows = session.execute(select(*_COLUMNS).order_by(SelfCheckYear.year.desc()))
    return tuple(YearRow(**row._mapping) for row in rows)  # noqa: SLF001  # SQLAlchemy's public name for it.


def first_year(session: Session) -> int | None:
    """Return the year in Korea in which the first thing was recorded; None before it."""
    try:
        return kst_day(ledger.entry_at(session, leaf=0, sites=None).recorded_at).year
    except NotFound:
        return None


def is_frozen(session: Session, *, year: int) -> bool:
    """Return whether a year is frozen."""
    return session.scalar(select(SelfCheckYear.leaf).where(SelfCheckYear.year == year)) is not None


def frozen_year(session: Session, *, year: int) -> tuple[YearRow, FrozenYear]:
    """Return a frozen year and what it says.

    :raises YearNotFound: if it was not frozen.
    """
    row = session.scalar(select(SelfCheckYear).where(SelfCheckYear.year == year))
    if row is None:
        raise YearNotFound(year=year)
    return YearRow(**{column.key: getattr(row, column.key) for column in _COLUMNS}), read(row.content)


def frozen_paper(session: Session, *, year: int) -> bytes:
    """Return the paper of a frozen year, as it was made then.

    :raises YearNotFound: if it was not frozen.
    """
    paper = session.scalar(select(SelfCheckYear.pdf).where(SelfCheckYear.year == year))
    if paper is None:
        raise YearNotFound(year=year)
    return paper
