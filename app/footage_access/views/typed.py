"""Owns the entry form as a page shows it and as it comes back."""

from contextlib import suppress
from typing import Any

from flask import request

from app.database import db
from app.footage_access import queries
from app.footage_access.domain import RUNNING_KINDS, Filter, Kind, Purpose
from app.footage_access.forms import RecordAccessForm, written_at
from app.footage_access.shifts import shift_at
from app.kernel.clock import kst_day, utc_now
from app.law.grounds import Ground, use_grounds
from app.registry import queries as registry
from app.viewing_requests.domain import Place
from app.viewing_requests.places import Picked, is_private, picked, places_known
from app.web.access import current_actor
from app.web.dates import parse_kst

MOST_RECENT = 8
"""Places the picker offers before anything is typed."""


def empty_form() -> tuple[RecordAccessForm, Picked]:
    """Return the form of a new entry, with what the address, the last entry and the shift suggest."""
    actor, now = current_actor(), utc_now()
    values, found = {"kind": Kind.LIVE, "purpose": Purpose.FACILITY_SAFETY}, Picked()
    last = queries.last_entry_of(db.session(), actor=actor)
    if last and last.kind in RUNNING_KINDS:
        kind = last.kind if last.occurred_at >= shift_at(now).start else Kind.LIVE
        values = {"kind": kind, "purpose": last.purpose}
    values, found = _asked_for(values, found)
    form = RecordAccessForm(now=now, data=values)
    form.offer(use_grounds_today())
    return form, found


def _asked_for(values: dict[str, Any], found: Picked) -> tuple[dict[str, Any], Picked]:
    """Return the values and places with those an address names: a viewing a recorder saw and nobody entered."""
    now, asked = utc_now(), dict(values)
    place, at, kind = (request.args.get(name) for name in ("place", "at", "kind"))
    if place:
        snapshot = registry.snapshot(db.session(), as_of=kst_day(now))
        found = picked(snapshot, keys=(), typed=place, sites=current_actor().sites)
    if at:
        with suppress(ValueError):
            asked["occurred_at"] = parse_kst(at, now=now)
    if kind in set(Kind):
        asked["kind"] = Kind(kind)
    return asked, found


def posted_form() -> tuple[RecordAccessForm, Picked]:
    """Return the form as it was posted, with the places it names."""
    now = utc_now()
    form = RecordAccessForm(request.form, now=written_at(request.form.get("entered_at"), now=now))
    form.offer(use_grounds_today())
    snapshot = registry.snapshot(db.session(), as_of=kst_day(now))
    keys, typed = form.places.data or (), form.place_query.data or ""
    return form, picked(snapshot, keys=keys, typed=typed, sites=current_actor().sites)


def recent_places() -> tuple[Place, ...]:
    """Return the places the person looked at last, else the shift: those still in the registry, the newest first."""
    actor, now = current_actor(), utc_now()
    rows = queries.page_of_entries(db.session(), wanted=Filter(handler_id=actor.id), actor=actor).rows
    if not rows:
        rows = queries.page_of_entries(db.session(), wanted=Filter(since=shift_at(now).start), actor=actor).rows
    keys = (place.key for row in rows for place in row.places)
    snapshot = registry.snapshot(db.session(), as_of=kst_day(now))
    return places_known(snapshot, keys, sites=actor.sites)[:MOST_RECENT]


def use_grounds_today() -> tuple[Ground, ...]:
    """Return the grounds footage may be used on today."""
    today = kst_day(utc_now())
    return use_grounds(private=is_private(registry.snapshot(db.session(), as_of=today)), on=today)
