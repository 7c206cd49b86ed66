"""Owns what is read about whole reviews: what was looked at with which settings, and the minutes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.kernel.actor import SYSTEM
from app.log_review.domain import ODDITY_NAMES, Oddity, Settings
from app.log_review.events import LookedRecorder
from app.log_review.models import LogReview, LogReviewMinutes
from app.log_review.refusals import ReviewNotFound
from app.recorder_logs.domain import Month, parse_month


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesRow:
    """The minutes of a concluded review; the file is gone once what people said in it was erased."""

    leaf: int
    document: str
    digest: str
    concluded_by: int
    concluder: str
    concluded_at: datetime
    erased_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A review as it was opened, and its minutes once it is concluded."""

    leaf: int
    month: Month
    due_on: date
    settings: Settings
    size: int
    root: str
    entries: int
    items: int
    samples: int
    counts: Mapping[Oddity, int]
    shifts: int
    unanswerable: int
    recorders: tuple[LookedRecorder, ...]
    opened_by: int
    opener: str
    opened_at: datetime
    minutes: MinutesRow | None

    @property
    def number(self) -> int:
        """Return its number in the ledger, as people count."""
        return self.leaf + 1

    @property
    def named_counts(self) -> tuple[tuple[str, int], ...]:
        """Return the rules by their Korean names, message ids, with how much each found; all of them."""
        return tuple((ODDITY_NAMES[oddity], self.counts.get(oddity, 0)) for oddity in Oddity)

    def is_late(self, today: date) -> bool:
        """Return whether it should have been concluded before a day."""
        return self.minutes is None and today > self.due_on


def reviews(session: Session) -> list[ReviewRow]:
    """Return every review, the newest month first."""
    return _rows(session, _selected().order_by(LogReview.month.desc()))


def review_of(session: Session, *, month: Month) -> ReviewRow:
    """Return the review of a month.

    :raises ReviewNotFound: if none was opened.
    """
    found = _rows(session, _selected().where(LogReview.month == str(month)))
    if not found:
        raise ReviewNotFound(month=str(month))
    return found[0]


def newest_settings(session: Session) -> Settings:
    """Return the settings the newest review was opened with; the product's own before the first."""
    said = session.scalar(select(LogReview.said).order_by(LogReview.leaf.desc()).limit(1))
    return Settings() if said is None else Settings(**json.loads(said)["settings"])


def minutes_file(session: Session, *, review: int) -> bytes | None:
    """Return the file of the minutes; None while there are none, and once they are erased."""
    return session.scalar(select(LogReviewMinutes.pdf).where(LogReviewMinutes.review == review))


_COLUMNS = (
    LogReviewMinutes.leaf,
    LogReviewMinutes.document,
    LogReviewMinutes.digest,
    LogReviewMinutes.concluded_by,
    LogReviewMinutes.concluded_at,
    LogReviewMinutes.erased_on,
)
"""All but the file, which nobody reads for a list."""


def _selected() -> Select[Any]:
    found: Select[Any] = select(LogReview, *_COLUMNS)  # type: ignore[assignment]  # Any.
    return found.outerjoin(LogReviewMinutes, LogReviewMinutes.review == LogReview.leaf)


def _rows(session: Session, statement: Select[Any]) -> list[ReviewRow]:
    found = session.execute(statement).all()
    people = {row[0].opened_by for row in found} | {row.concluded_by for row in found if row.concluded_by is not None}
    names = {SYSTEM.id: SYSTEM.name, **accounts.names_of(session, account_ids=people - {SYSTEM.id})}
    return [_row(row, names) for row in found]


def _row(row: Any, names: Mapping[int, str]) -> ReviewRow:  # noqa: ANN401  # A review and some columns.
    review, said = row[0], json.loads(row[0].said)
    minutes = None
    if row.concluded_by is not None:
        minutes = MinutesRow(
            leaf=row.leaf,
            document=row.document,
            digest=row.digest,
            concluded_by=row.concluded_by,
            concluder=names.get(row.concluded_by, ""),
            concluded_at=row.concluded_at,
            erased_on=row.erased_on,
        )
    return ReviewRow(
        leaf=review.leaf,
        month=parse_month(review.month),
        due_on=review.due_on,
        settings=Settings(**said["settings"]),
        counts={Oddity(rule): count for rule, count in said["counts"].items()},
        recorders=tuple(LookedRecorder(**each) for each in said["recorders"]),
        opened_by=review.opened_by,
        opener=names.get(review.opened_by, ""),
        opened_at=review.opened_at,
        minutes=minutes,
        **{name: said[name] for name in ("size", "root", "entries", "items", "samples", "shifts", "unanswerable")},
    )
