"""Owns the entry form as a page shows it and as it comes back."""

from flask import request

from app.database import db
from app.footage_access import queries
from app.footage_access.domain import RECORDERS, Kind, Purpose
from app.footage_access.forms import RecordAccessForm
from app.footage_access.pages import prefilled
from app.kernel.clock import kst_day, utc_now
from app.law.grounds import Ground, use_grounds
from app.registry import queries as registry
from app.viewing_requests import queries as viewing_requests
from app.viewing_requests.places import Picked, is_private, picked
from app.web.access import current_actor


def empty_form() -> tuple[RecordAccessForm, Picked]:
    """Return the form of a new entry, with what the address and the last entry suggest."""
    actor, now = current_actor(), utc_now()
    last = queries.last_entry_of(db.session(), actor=actor)
    usual = last.purpose if last and last.kind in {Kind.LIVE, Kind.PLAYBACK} else Purpose.FACILITY_SAFETY
    values, found = {"kind": Kind.LIVE, "purpose": usual}, Picked()
    number = request.args.get("request")
    if number and actor.has(*RECORDERS):
        detail = viewing_requests.request_detail(db.session(), number=number, actor=actor, now=now)
        values, found = prefilled(detail), Picked(detail.row.places)
    form = RecordAccessForm(now=now, data=values)
    form.offer(use_grounds_today())
    return form, found


def posted_form() -> tuple[RecordAccessForm, Picked]:
    """Return the form as it was posted, with the places it names."""
    now = utc_now()
    form = RecordAccessForm(request.form, now=now)
    form.offer(use_grounds_today())
    snapshot = registry.snapshot(db.session(), as_of=kst_day(now))
    keys, typed = form.places.data or (), form.place_query.data or ""
    return form, picked(snapshot, keys=keys, typed=typed, sites=current_actor().sites)


def use_grounds_today() -> tuple[Ground, ...]:
    """Return the grounds footage may be used on today."""
    today = kst_day(utc_now())
    return use_grounds(private=is_private(registry.snapshot(db.session(), as_of=today)), on=today)
