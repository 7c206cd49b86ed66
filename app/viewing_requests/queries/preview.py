"""Owns what both clocks would say of a request that is being typed, before it is taken in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.kernel.clock import kst_day
from app.registry.snapshot import Snapshot
from app.viewing_requests.clocks import answer_due, answer_period, binding_days
from app.viewing_requests.domain import Handling, Place, RequestKind
from app.viewing_requests.holding import HELD_KINDS, Filmed, first_gone, to_hold
from app.viewing_requests.queries.dates import calendar
from app.viewing_requests.queries.filmed import filmed_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Both clocks of a request that is not taken in yet. ``locks`` is the footage somebody would have to lock."""

    due_on: date
    days: int
    promised: bool
    by_law: bool
    gone_at: datetime | None
    is_gone: bool
    locks: tuple[Filmed, ...]
    places_known: bool
    needs_footage: bool


def preview(
    session: Session,
    *,
    snapshot: Snapshot,
    kind: RequestKind,
    handling: Handling,
    received_at: datetime,
    places: Sequence[Place],
    span_from: datetime | None,
    now: datetime,
) -> Preview:
    """Return what the clocks would say of a request; the same reckoning as when it is taken in.

    :param span_from: when the footage begins, as far as it is known.
    """
    received_on = kst_day(received_at)
    legal = answer_period(kind, handling, received_on).days or 0
    promised = snapshot.organisation.refusal_notice_days if snapshot.organisation else None
    days = binding_days(kind, handling, received_on, promised=promised)
    due = answer_due(received_on, days, calendar=calendar(session))
    filmed: tuple[Filmed, ...] = ()
    if places and span_from is not None:
        filmed = filmed_at(session, places=places, span_from=span_from, now=now)
    gone_at = first_gone(filmed)
    return Preview(
        due_on=due.on,
        days=due.days,
        promised=due.days < legal,
        by_law=handling is not Handling.PROVISION,
        gone_at=gone_at,
        is_gone=gone_at is not None and gone_at <= now,
        locks=to_hold(filmed, kind, due_at=due.at, now=now),
        places_known=bool(filmed),
        needs_footage=kind in HELD_KINDS,
    )
