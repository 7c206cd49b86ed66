"""Owns what is known of the footage a request is about: which cameras have it, and when each overwrites it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.recorder_checks import queries as recorder_checks
from app.recorder_checks.queries import FootageTerms
from app.registry import queries as registry
from app.viewing_requests.domain import WORKS_ON_CASES, Place
from app.viewing_requests.holding import Filmed, first_gone


def filmed_at(session: Session, *, places: Sequence[Place], span_from: datetime, now: datetime) -> tuple[Filmed, ...]:
    """Return the footage of each camera of some places, in order.

    By the registry of today, which says what the recorder does with it; for a camera that is no longer in it, by that
    of the day it was filmed.
    """
    today, then = kst_day(now), kst_day(span_from)
    keys = [(place.site_code, place.zone_code, place.camera_code) for place in places]
    known = recorder_checks.footage_terms(session, places=keys, on=today)
    lost = [
        (term.place.site_code, term.place.zone_code, term.place.camera_code) for term in known if not term.in_registry
    ]
    if lost and then < today:
        before = recorder_checks.footage_terms(session, places=lost, on=then, known_on=today)
        known = (*(term for term in known if term.in_registry), *before)
    margin = recorder_checks.margin(on=today)
    return tuple({one.key: one for one in (_filmed(term, span_from, margin) for term in known)}.values())


def first_gone_anywhere(session: Session, *, actor: Actor, span_from: datetime, now: datetime) -> datetime | None:
    """Return when the first footage of a moment is overwritten on any camera at the sites of a person's cases.

    None when nobody knows of any.
    """
    today = kst_day(now)
    snapshot = registry.snapshot(session, as_of=today)
    sites = None if actor.id == 0 else actor.sites_as(*WORKS_ON_CASES)
    margin = recorder_checks.margin(on=today)
    return first_gone(
        _filmed(recorder_checks.terms_of(each), span_from, margin)
        for each in recorder_checks.standings(session, snapshot=snapshot, on=today)
        if sites is None or each.unit.place.site_code in sites
    )


def _filmed(term: FootageTerms, span_from: datetime, margin: timedelta) -> Filmed:
    return Filmed(
        site_code=term.place.site_code,
        zone_code=term.place.zone_code,
        camera_code=term.place.camera_code,
        label=term.label,
        recorder=term.recorder,
        offset_seconds=term.offset_seconds,
        gone_at=term.overwriting(span_from, margin=margin).at,
        recorded=term.recorded,
    )
