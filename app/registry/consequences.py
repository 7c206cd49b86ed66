"""Owns what a change means for everything that inherits from what is changed, worked out before it is recorded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.registry.domain import DECLARABLE, Camera, Declared, Kind, Row, Site, Thing, Zone
from app.registry.history import Key
from app.registry.resolution import snapshot_of
from app.registry.snapshot import Effective, Snapshot
from app.registry.wording import said

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Consequence:
    """A field whose effective value changes below: in how many sites and zones, from what to what."""

    field: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    sites: int
    zones: int
    examples: tuple[str, ...]


def values_above(things: Mapping[Key, Thing], *, kind: Kind, value: Thing, day: date) -> Effective:
    """Return what an object would inherit if it declared nothing of its own."""
    if kind not in {Kind.ROW, Kind.SITE, Kind.ZONE, Kind.CAMERA}:
        return Effective()
    if isinstance(value, Camera):
        found = _effective(_snapshot(things.values(), day))
        return found.get((Kind.ZONE, value.zone), Effective())
    bare = _bare(value)
    below = {Kind.ROW: _of_row, Kind.SITE: _of_site, Kind.ZONE: _of_zone}[kind]
    wanted = {key: thing for key, thing in things.items() if below(key, thing, value)}
    snapshot = _snapshot([*wanted.values(), bare], day)
    return _effective(snapshot).get((kind, value.code), Effective())


def consequences(things: Mapping[Key, Thing], *, kind: Kind, value: Thing, day: date) -> tuple[Consequence, ...]:
    """Return which effective values of other objects change once an object has a new value."""
    if kind in {Kind.CONTRACTOR, Kind.AGREEMENT, Kind.CAMERA}:
        return ()
    before = _effective(_snapshot(things.values(), day))
    after = _effective(_snapshot({**things, (kind, value.code): value}.values(), day))
    names = _names(things)
    found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Key]] = {}
    for key, values in after.items():
        if key == (kind, value.code) or key not in before or values is before[key] or key[0] is Kind.ROW:
            continue
        for name in DECLARABLE:
            old, new = getattr(before[key], name), getattr(values, name)
            if old != new:
                found.setdefault((name, said(old), said(new)), []).append(key)
    return tuple(
        Consequence(
            field=name,
            old=old,
            new=new,
            sites=sum(kind is Kind.SITE for kind, _ in keys),
            zones=sum(kind is Kind.ZONE for kind, _ in keys),
            examples=tuple(names.get(key, key[1]) for key in keys[:_EXAMPLES]),
        )
        for (name, old, new), keys in found.items()
    )


def _bare(value: Thing) -> Thing:
    return replace(value, declared=Declared()) if isinstance(value, Row | Site | Zone) else value


def _snapshot(things: Iterable[Thing], day: date) -> Snapshot:
    return snapshot_of(things, as_of=day, known_at=None, revision="")


def _effective(snapshot: Snapshot) -> dict[Key, Effective]:
    found: dict[Key, Effective] = {}
    for row in snapshot.rows:
        found[Kind.ROW, row.code] = row.values
        for site in row.sites:
            found[Kind.SITE, site.code] = site.values
            found.update({(Kind.ZONE, zone.code): zone.values for zone in site.zones})
    return found


def _names(things: Mapping[Key, Thing]) -> dict[Key, str]:
    return {key: str(getattr(thing, "name", None) or key[1]) for key, thing in things.items()}


def _of_row(key: Key, _thing: Thing, _value: Thing) -> bool:
    """Return whether a row inherits from it: the organisation only; its sites would blur what it has itself."""
    return key[0] in {Kind.ORGANISATION, Kind.POST}


def _of_site(key: Key, _thing: Thing, value: Thing) -> bool:
    return key[0] in {Kind.ORGANISATION, Kind.POST, Kind.ROW, Kind.SITE} and key != (Kind.SITE, value.code)


def _of_zone(key: Key, _thing: Thing, _value: Thing) -> bool:
    return key[0] in {Kind.ORGANISATION, Kind.POST, Kind.ROW, Kind.SITE}
