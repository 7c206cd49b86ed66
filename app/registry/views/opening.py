"""Owns how the form of an object is opened: filled in with what is recorded, or with what was posted."""

from dataclasses import dataclass
from datetime import date

from flask import abort, request

from app.database import db
from app.registry import queries
from app.registry.domain import Kind, Post, Row, Thing, Zone
from app.registry.forms import Choices, EditForm, edit_form, filled
from app.registry.history import Key, Timeline, Version, values_on, version_on
from app.registry.views.blueprint import day_asked, editor_of, site_of

_NEEDED = (Kind.ORGANISATION, Kind.POST, Kind.ROW, Kind.SITE, Kind.ZONE)


@dataclass(frozen=True, slots=True)
class Around:
    """What a form needs to know of the registry on a day."""

    timelines: dict[Key, Timeline]
    things: dict[Key, Thing]

    @property
    def zone_sites(self) -> dict[str, str]:
        """Return the site of each zone."""
        return {thing.code: thing.site for thing in self.things.values() if isinstance(thing, Zone)}

    def choices(self, site: str | None) -> Choices:
        """Return what may be chosen, the zones only of one site."""
        posts, rows, zones = [], [], []
        for thing in self.things.values():
            if isinstance(thing, Post):
                posts.append(
                    (thing.code, " ".join(part for part in (thing.department, thing.title) if part) or thing.code)
                )
            elif isinstance(thing, Row):
                rows.append((thing.code, thing.name))
            elif isinstance(thing, Zone) and thing.site == site:
                zones.append((thing.code, thing.name))
        return Choices(tuple(posts), tuple(rows), tuple(zones))


def around_of(kind: Kind, day: date) -> Around:
    """Return what the form of a kind needs to know of the registry on a day."""
    known = queries.timelines(db.session(), kinds=_NEEDED if kind in _NEEDED else (*_NEEDED, kind))
    return Around(known, values_on(known, day))


@dataclass(frozen=True, slots=True)
class Opened:
    """A form with what was entered in it, and what it is about."""

    form: EditForm
    kind: Kind
    around: Around
    code: str | None  # None: something new.
    site: str | None
    timeline: Timeline = ()
    before: Version | None = None


def opened(kind: Kind, code: str) -> Opened:
    """Return the form of an object, filled in with what was posted or else as it is on the day asked for.

    :raises NotFound: if there is none, or the person may not see its site.
    """
    day, session = day_asked("on"), db.session()
    around = around_of(kind, day)
    timeline = around.timelines.get((kind, code), ())
    before = version_on(timeline, day) or (timeline[-1] if timeline else None)
    if before is None:
        abort(404)
    site = site_of(before.value, around.zone_sites)
    editor_of(site)
    fixed = {} if kind is Kind.ORGANISATION else {"code": code}
    if isinstance(before.value, Zone):
        fixed["site"] = before.value.site
    form = edit_form(kind)(
        request.form if request.method == "POST" else None,
        fixed=fixed,
        choices=around.choices(site),
        data={**filled(kind, before, day=day), "edition": queries.edition(session, key=(kind, code))},
    )
    return Opened(form, kind, around, code, site, timeline, before)


def opened_new(kind: Kind) -> Opened:
    """Return the form of something new.

    :raises NotFound: if where it belongs is not there, or the person may not see it.
    """
    day = day_asked("on")
    around = around_of(kind, day)
    fixed: dict[str, str] = {}
    site: str | None = None
    if kind in {Kind.ZONE, Kind.CAMERA}:
        site = request.args.get("site") or around.zone_sites.get(request.args.get("zone", ""))
        if (Kind.SITE, site) not in around.things:
            abort(404)
        if kind is Kind.ZONE and site:
            fixed["site"] = site
    editor_of(site)
    form = edit_form(kind)(
        request.form if request.method == "POST" else None,
        fixed=fixed,
        choices=around.choices(site),
        data={"valid_from": day, "edition": "0", "zone": request.args.get("zone"), "by": "place"},
    )
    return Opened(form, kind, around, None, site)
