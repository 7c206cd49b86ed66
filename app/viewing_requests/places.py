"""Owns finding zones and cameras in the registry by what somebody types, and how long their footage is kept. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.kernel.errors import Refusal
from app.kernel.hangul import search_key, search_term
from app.registry.domain import SpaceClass
from app.registry.snapshot import SiteView, Snapshot, ZoneView
from app.viewing_requests.domain import Place
from app.viewing_requests.refusals import PlaceAmbiguous, PlaceUnknown

MOST_OFFERED = 12
"""Rows the picker offers; who needs more types more."""


def places_matching(
    snapshot: Snapshot, typed: str, *, sites: frozenset[str] | None, most: int = MOST_OFFERED
) -> tuple[Place, ...]:
    """Return the zones and cameras that fit what was typed, the nearest first.

    Every word must occur in the code or the name of the place or its site, or in their initial consonants.
    An exact code comes first, then codes that begin so, then the order of the registry.
    """
    words = [search_term(word) for word in typed.split()]
    wanted = search_term(typed)
    found: list[tuple[int, int, Place]] = []
    for order, (place, _filmed) in enumerate(_places(snapshot, sites)):
        key = search_key(f"{place.code} {place.zone_code or ''} {place.site_code} {place.label}")
        if all(word in key for word in words):
            code = place.code.casefold()
            found.append((0 if code == wanted else 1 if code.startswith(wanted) else 2, order, place))
    return tuple(place for _rank, _order, place in sorted(found, key=lambda item: item[:2])[:most])


def place_of_key(snapshot: Snapshot, key: str, *, sites: frozenset[str] | None) -> Place:
    """Return the place a form sent.

    :raises PlaceUnknown: if there is none, or it is at a site the person may not know of.
    """
    for place, _filmed in _places(snapshot, sites):
        if place.key == key:
            return place
    raise PlaceUnknown(typed=key)


def places_typed(
    snapshot: Snapshot, *, keys: Sequence[str], typed: str, sites: frozenset[str] | None
) -> tuple[Place, ...]:
    """Return the places picked and those typed (several with commas between), each once, in order.

    :raises PlaceUnknown: if something fits no place.
    :raises PlaceAmbiguous: if something fits several and is the code of none.
    """
    places = [place_of_key(snapshot, key, sites=sites) for key in keys]
    for part in filter(None, (piece.strip() for piece in typed.replace("，", ",").split(","))):
        found = places_matching(snapshot, part, sites=sites)
        if not found:
            raise PlaceUnknown(typed=part)
        if len(found) > 1 and search_term(found[0].code) != search_term(part) and found[0].label != part:
            raise PlaceAmbiguous(typed=part)
        places.append(found[0])
    return tuple({place.key: place for place in places}.values())


@dataclass(frozen=True, slots=True)
class Picked:
    """What a form's picker holds: places, and what stands in the way; ``offered`` are places to pick from."""

    places: tuple[Place, ...] = ()
    offered: tuple[Place, ...] = ()
    refusal: Refusal | None = None


def picked(snapshot: Snapshot, *, keys: Sequence[str], typed: str, sites: frozenset[str] | None) -> Picked:
    """Return what was picked and typed; where that is not clear, what to pick from, so that nothing typed is lost."""
    known = {place.key: place for place, _filmed in _places(snapshot, sites)}
    chosen = tuple(known[key] for key in keys if key in known)
    try:
        return Picked(places_typed(snapshot, keys=keys, typed=typed, sites=sites))
    except PlaceAmbiguous as refusal:
        offered = places_matching(snapshot, str(refusal.message.values["typed"]), sites=sites)
        return Picked(chosen, tuple(place for place in offered if place.key not in keys), refusal)
    except PlaceUnknown as refusal:
        return Picked(chosen, (), refusal)


def retention_days(snapshot: Snapshot, places: Sequence[Place]) -> tuple[int | None, ...]:
    """Return the shortest period in days for which each place's footage is kept; None: unknown or not recorded."""
    filmed = _filmed(snapshot)
    return tuple(_shortest(filmed.get(place.key)) for place in places)


def all_open(snapshot: Snapshot, places: Sequence[Place]) -> bool:
    """Return whether every place is known to be open to the public; False without places."""
    filmed = _filmed(snapshot)
    return bool(places) and all(
        (view := filmed.get(place.key)) is not None and view.values.space_class is SpaceClass.OPEN for place in places
    )


def is_private(snapshot: Snapshot) -> bool:
    """Return whether the organisation is a private controller; unknown counts as private, which allows less."""
    return snapshot.organisation is None or not snapshot.organisation.is_public_institution


def _shortest(view: ZoneView | SiteView | None) -> int | None:
    retention = view.values.retention if view else None
    if retention is None or not retention.recorded:
        return None
    known = [days for days in (retention.least_days, retention.days, retention.most_days) if days is not None]
    return min(known) if known else None


def _filmed(snapshot: Snapshot) -> dict[str, ZoneView | SiteView]:
    return {place.key: view for place, view in _places(snapshot, None)}


def _places(snapshot: Snapshot, sites: frozenset[str] | None) -> Iterator[tuple[Place, ZoneView | SiteView]]:
    """Yield each camera, each zone after its cameras, and each site that has no zones."""
    for site in snapshot.sites:
        if sites is not None and site.code not in sites:
            continue
        if not site.zones:
            yield Place(site_code=site.code, label=site.name), site
        for zone in site.zones:
            name = f"{site.name} {zone.name}" if zone.name != site.name else site.name
            for camera in zone.cameras:
                label = f"{site.name} {camera.name}" if camera.name else name
                yield Place(site_code=site.code, zone_code=zone.code, camera_code=camera.code, label=label), zone
            yield Place(site_code=site.code, zone_code=zone.code, label=name), zone
