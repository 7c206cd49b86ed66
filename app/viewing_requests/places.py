"""Owns finding zones and cameras in the registry by what somebody types. Pure."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from app.kernel.errors import Refusal
from app.kernel.hangul import search_key, search_term
from app.registry.domain import SpaceClass
from app.registry.snapshot import SiteView, Snapshot, ZoneView
from app.viewing_requests.domain import Place
from app.viewing_requests.refusals import PlaceAmbiguous, PlaceUnknown

MOST_OFFERED = 12
"""Rows the picker offers; who needs more types more."""
_MOST_SITES_OFFERED = 3
_kept: deque[tuple[Snapshot, "_Index"]] = deque(maxlen=4)


def places_matching(
    snapshot: Snapshot, typed: str, *, sites: frozenset[str] | None, most: int = MOST_OFFERED
) -> tuple[Place, ...]:
    """Return the zones and cameras that fit what was typed, the nearest first.

    Every word must occur in the code or the name of the place or its site, or in their initial consonants.
    An exact code comes first, then codes that begin so, then the order of the registry.
    """
    words = [search_term(word) for word in typed.split()]
    wanted = search_term(typed)
    index = _index(snapshot)
    found: Sequence[int] = range(len(index.lines))
    for word in words:
        found = [order for order in found if word in index.searches[order]]
    if sites is not None:
        found = [order for order in found if index.lines[order].place.site_code in sites]
    first = [order for order in found if index.lines[order].code.startswith(wanted)]
    first.sort(key=lambda order: index.lines[order].code != wanted)
    known = set(first)
    rest = (order for order in found if order not in known)
    return tuple(index.lines[order].place for order in islice(chain(first, rest), most))


def zones_of_sites_matching(
    snapshot: Snapshot, typed: str, *, sites: frozenset[str] | None
) -> tuple[tuple[Place, tuple[Place, ...]], ...]:
    """Return the few sites of several zones whose code or name fits, each with its zones: an incident at all of it."""
    words = [search_term(word) for word in typed.split()]
    found = (
        each
        for each in _index(snapshot).sites
        if all(word in each.search for word in words) and (sites is None or each.site.site_code in sites)
    )
    return tuple((each.site, each.zones) for each in islice(found, _MOST_SITES_OFFERED))


def places_known(snapshot: Snapshot, keys: Iterable[str], *, sites: frozenset[str] | None) -> tuple[Place, ...]:
    """Return the places of keys that are still in the registry and that the person may know of, each once, in order."""
    lines = _index(snapshot).by_key
    known = (lines[key].place for key in dict.fromkeys(keys) if key in lines)
    return tuple(place for place in known if sites is None or place.site_code in sites)


def place_of_key(snapshot: Snapshot, key: str, *, sites: frozenset[str] | None) -> Place:
    """Return the place a form sent.

    :raises PlaceUnknown: if there is none, or it is at a site the person may not know of.
    """
    for place in places_known(snapshot, (key,), sites=sites):
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
    chosen = places_known(snapshot, keys, sites=sites)
    try:
        return Picked(places_typed(snapshot, keys=keys, typed=typed, sites=sites))
    except PlaceAmbiguous as refusal:
        offered = places_matching(snapshot, str(refusal.message.values["typed"]), sites=sites)
        return Picked(chosen, tuple(place for place in offered if place.key not in keys), refusal)
    except PlaceUnknown as refusal:
        return Picked(chosen, (), refusal)


def places_of_site(site: SiteView) -> tuple[Place, ...]:
    """Return all that is filmed at a site: its zones, or the site itself if it has none."""
    return tuple(_zone_place(site, zone) for zone in site.zones) or (Place(site_code=site.code, label=site.name),)


def view_of(snapshot: Snapshot, place: Place) -> ZoneView | SiteView | None:
    """Return the zone of a place, or its site if that has none; None if the registry does not know the place."""
    line = _index(snapshot).by_key.get(place.key)
    return line.filmed if line else None


def all_open(snapshot: Snapshot, places: Sequence[Place]) -> bool:
    """Return whether every place is known to be open to the public; False without places."""
    lines = _index(snapshot).by_key
    return bool(places) and all(
        (line := lines.get(place.key)) is not None and line.filmed.values.space_class is SpaceClass.OPEN
        for place in places
    )


def is_private(snapshot: Snapshot) -> bool:
    """Return whether the organisation is a private controller; unknown counts as private, which allows less."""
    return snapshot.organisation is None or not snapshot.organisation.is_public_institution


@dataclass(frozen=True, slots=True)
class _Line:
    """A place made ready for searching."""

    place: Place
    filmed: ZoneView | SiteView
    code: str


@dataclass(frozen=True, slots=True)
class _SiteLine:
    """A site of several zones made ready for searching."""

    site: Place
    zones: tuple[Place, ...]
    search: str


@dataclass(frozen=True, slots=True)
class _Index:
    """A snapshot made ready for searching; folding 20,000 names takes half a second, reading them milliseconds."""

    lines: tuple[_Line, ...]
    searches: tuple[str, ...]
    by_key: dict[str, _Line]
    sites: tuple[_SiteLine, ...]


def _index(snapshot: Snapshot) -> _Index:
    """Return the index of a snapshot. The last few are kept, as snapshots are, and by the object: it never changes."""
    for known, index in tuple(_kept):
        if known is snapshot:
            return index
    lines = tuple(_Line(place, filmed, place.code.casefold()) for place, filmed in _places(snapshot))
    searches = tuple(_search_of(line.place, line.place.code, line.place.zone_code or "") for line in lines)
    by_key = {line.place.key: line for line in lines}
    index = _Index(lines, searches, by_key, tuple(_several_zones(snapshot)))
    _kept.append((snapshot, index))
    return index


def _several_zones(snapshot: Snapshot) -> Iterator[_SiteLine]:
    for site in snapshot.sites:
        if len(site.zones) > 1:
            whole = Place(site_code=site.code, label=site.name)
            zones = tuple(_zone_place(site, zone) for zone in site.zones)
            yield _SiteLine(whole, zones, _search_of(whole))


def _search_of(place: Place, *codes: str) -> str:
    return search_key(" ".join((*codes, place.site_code, place.label)))


def _places(snapshot: Snapshot) -> Iterator[tuple[Place, ZoneView | SiteView]]:
    """Yield each camera, each zone after its cameras, and each site that has no zones."""
    for site in snapshot.sites:
        if not site.zones:
            yield Place(site_code=site.code, label=site.name), site
        for zone in site.zones:
            whole = _zone_place(site, zone)
            for camera in zone.cameras:
                label = f"{site.name} {camera.name}" if camera.name else whole.label
                yield replace(whole, camera_code=camera.code, label=label), zone
            yield whole, zone


def _zone_place(site: SiteView, zone: ZoneView) -> Place:
    name = f"{site.name} {zone.name}" if zone.name != site.name else site.name
    return Place(site_code=site.code, zone_code=zone.code, label=name)
