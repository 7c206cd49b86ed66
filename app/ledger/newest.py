"""Owns finding the newest entries that fit some filters, without ever reading the whole log.

Each filter has an index that ends in the leaf and repeats the other filters' columns. Where one of several values may
fit (sites, events), each value has its own walk from the newest entry backwards, and the walks are merged: a database
that gets a list of values sorts all that fit.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, union_all
from sqlalchemy.orm import Session

from app.ledger.domain import LOG_ID
from app.ledger.models import LedgerDay, LedgerEntry

Span = tuple[int, int]
_FREQUENT = ("footage.", "session.", "sign_in.")
"""Events there are so many of that the entries of a site are fewer."""


def newest_leaves(session: Session, *, size: int, **filters: Any) -> list[int]:  # noqa: ANN401  # As ``walks``.
    """Return the newest leaves that fit, newest first; the filters are those of ``walks``."""
    return list(session.scalars(walks(size=size, **filters)))


def leaves_of_days(session: Session, first_day: date | None, last_day: date | None) -> Span | None:
    """Turn days into leaves: recorded time never goes back, so a span of days is a span of leaves."""
    if first_day is None and last_day is None:
        return None
    days = select(func.min(LedgerDay.first_leaf), func.max(LedgerDay.last_leaf)).where(LedgerDay.log_id == LOG_ID)
    if first_day is not None:
        days = days.where(LedgerDay.day >= first_day)
    if last_day is not None:
        days = days.where(LedgerDay.day <= last_day)
    first, last = session.execute(days).one()
    return (0, -1) if first is None else (first, last)


def walks(
    *,
    size: int,
    sites: Collection[str] | None = None,
    names: Collection[str] | None = None,
    person: int | None = None,
    subjects: Collection[str] | None = None,
    before: int | None = None,
    between: Span | None = None,
) -> Select[int]:
    """Return the statement that finds the newest leaves that fit all filters.

    :param sites: entries of one of these sites only; None for all, and for entries of no single site.
    :param names: events with one of these names only.
    :param subjects: entries about one of these only.
    :param before: only leaves before this one.
    :param between: only leaves of this span, both ends included.
    """
    leaf = LedgerEntry.leaf
    everywhere: list[ColumnElement[bool]] = [LedgerEntry.log_id == LOG_ID]
    if before is not None:
        everywhere.append(leaf < before)
    if between is not None:
        everywhere.append(leaf.between(*between))
    one_by_one = {
        "subject": None if subjects is None else [LedgerEntry.subject == subject for subject in sorted(subjects)],
        "actor": [LedgerEntry.actor_id == person] if person is not None else None,
        "site": None if sites is None else [LedgerEntry.site_code == site for site in sorted(sites)],
        "event": None if names is None else [LedgerEntry.event == name for name in sorted(names)],
    }
    led_by = _leader(one_by_one, names or ())
    at_once: dict[str, list[ColumnElement[bool]]] = {
        "subject": [LedgerEntry.subject.in_(sorted(subjects or ()))],
        "actor": [LedgerEntry.actor_id == person],
        "site": [LedgerEntry.site_code.in_(sorted(sites or ()))],
        "event": [LedgerEntry.event.in_(sorted(names or ()))],
    }
    for name, values in one_by_one.items():
        if name != led_by and values is not None:
            everywhere += at_once[name]
    if led_by is None:
        return select(leaf).where(*everywhere).order_by(leaf.desc()).limit(size)
    arms = [
        select(leaf).where(value, *everywhere).order_by(leaf.desc()).limit(size) for value in one_by_one[led_by] or ()
    ]
    if not arms:  # Nobody's sites: nothing fits.
        return select(leaf).where(*everywhere, leaf < 0)
    if len(arms) == 1:
        return arms[0]
    merged = union_all(*(select(arm.subquery().c.leaf) for arm in arms)).subquery()
    return select(merged.c.leaf).order_by(merged.c.leaf.desc()).limit(size)


def _leader(given: Mapping[str, Sequence[Any] | None], names: Collection[str]) -> str | None:
    """Return the filter to walk by: the one that likely leaves fewest, or None without any."""
    frequent = all(name.startswith(_FREQUENT) for name in names)
    order = ("subject", "actor", "site", "event") if frequent else ("subject", "actor", "event", "site")
    return next((name for name in order if given[name] is not None), None)
