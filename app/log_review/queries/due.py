"""Owns which reviews are to be opened, and which are late."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.footage_access.queries.for_review import first_recorded
from app.kernel.clock import kst_day
from app.log_review.models import LogReview, LogReviewMinutes
from app.log_review.states import due_on, months_over, opens_on
from app.recorder_logs.domain import Month


@dataclass(frozen=True, slots=True)
class Overdue:
    """A month whose review should have been concluded; ``opened`` is False if it was never begun."""

    month: Month
    due_on: date
    opened: bool


def reviews_overdue(session: Session, *, on: date) -> list[Overdue]:
    """Return the months whose review is late on a day, the oldest first.

    Months count from the one in which the first entry of the register was recorded: before it there was nothing.
    """
    opened = {month: day for month, day in session.execute(select(LogReview.month, LogReview.due_on))}  # noqa: C416  # Rows.
    done = set(
        session.scalars(select(LogReview.month).join(LogReviewMinutes, LogReviewMinutes.review == LogReview.leaf))
    )
    return [
        Overdue(month, opened.get(str(month), due_on(month)), str(month) in opened)
        for month in _months(session, on)
        if str(month) not in done and on > opened.get(str(month), due_on(month))
    ]


def months_to_open(session: Session, *, on: date) -> list[Month]:
    """Return the last month that is over, if its day has come and nobody has opened its review."""
    months = _months(session, on)[-1:]
    known = set(session.scalars(select(LogReview.month)))
    return [month for month in months if str(month) not in known and on >= opens_on(month)]


def _months(session: Session, on: date) -> list[Month]:
    first = first_recorded(session)
    return [] if first is None else months_over(kst_day(first), on)
